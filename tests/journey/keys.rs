//! The keyboard, the wheel and the clipboard, pressed and turned as a person does.

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions, WheelAction, WheelActions};
use fantoccini::key::Key;

use super::browser::Browser;

impl Browser {
    /// Types a text with real keys into whatever has the focus.
    pub async fn type_text(&self, text: &str) {
        let mut keys = KeyActions::new("keyboard".to_owned());
        for letter in text.chars() {
            keys = keys.then(KeyAction::Down { value: letter });
            keys = keys.then(KeyAction::Up { value: letter });
        }
        self.client.perform_actions(keys).await.unwrap();
    }

    /// Presses a key, with others held down.
    pub async fn press_key(&self, held: &[Key], key: Key) {
        self.press_letter(held, char::from(key)).await;
    }

    /// Presses the key of a letter, with others held down.
    pub async fn press_letter(&self, held: &[Key], letter: char) {
        let held: Vec<char> = held.iter().map(|key| char::from(*key)).collect();
        let mut keys = KeyActions::new("keyboard".to_owned());
        for value in held.iter().copied().chain([letter]) {
            keys = keys.then(KeyAction::Down { value });
        }
        for value in held.into_iter().chain([letter]).rev() {
            keys = keys.then(KeyAction::Up { value });
        }
        self.client.perform_actions(keys).await.unwrap();
    }

    /// Turns the wheel over the cell that has the focus.
    pub async fn turn_wheel(&self, delta: i64) {
        let place = self
            .run("const at = document.activeElement.getBoundingClientRect(); return [Math.round(at.x + 5), Math.round(at.y + 5)]")
            .await;
        let at = |index: usize| place[index].as_i64().unwrap_or(0);
        let mut wheel = WheelActions::new("wheel".to_owned());
        wheel.push(WheelAction::Scroll {
            duration: None,
            x: at(0),
            y: at(1),
            delta_x: 0,
            delta_y: delta,
        });
        self.client.perform_actions(wheel).await.unwrap();
    }

    /// The code of the cell that has the focus; else what has it.
    pub async fn focused(&self) -> String {
        let name = self
            .run("const it = document.activeElement; return it.name || it.tagName")
            .await;
        let name = name.as_str().unwrap_or_default();
        name.strip_prefix("c:").unwrap_or(name).to_owned()
    }

    /// Pastes what a program put on the clipboard into the cell that has the focus.
    pub async fn paste(&self, html: &str, text: &str) {
        const PASTE: &str = "const data = new DataTransfer();\
            if (arguments[0]) { data.setData('text/html', arguments[0]); }\
            data.setData('text/plain', arguments[1]);\
            return document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))";
        let arguments = vec![html.into(), text.into()];
        self.client.execute(PASTE, arguments).await.unwrap();
    }

    /// Runs a line of script on the page.
    pub async fn run(&self, script: &str) -> serde_json::Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }
}
