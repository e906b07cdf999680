//! A person at a browser: types, presses, reads; keeps a picture of every station.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::wd::WindowHandle;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

/// How long a page may take on a machine that builds and tests at the same time.
const PATIENCE: Duration = Duration::from_secs(30);
const GLANCE: Duration = Duration::from_millis(100);
const WINDOW: (u32, u32) = (1366, 900);
/// Higher pictures than this are cut off; no screen of ours needs more.
const TALLEST_PICTURE: u64 = 12_000;

/// Whether pages may run scripts in this browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// As nearly everyone has it.
    On,
    /// Blocked for every site, as some offices have it.
    Off,
}

/// One browser window and where its pictures go.
pub struct Browser {
    pub(super) client: Client,
    /// Where the session can be ended by its address.
    session: String,
    address: String,
    pictures: PathBuf,
    taken: AtomicUsize,
}

impl Browser {
    /// Opens a fresh browser without history or cookies for the site at `address`.
    pub async fn open(chromedriver: &str, address: &str, story: &str, script: Script) -> Self {
        ziping::vault::trust();
        let pictures = crate::support::root()
            .join("test-output/journey")
            .join(story);
        let _ = std::fs::remove_dir_all(&pictures);
        std::fs::create_dir_all(&pictures).unwrap();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(script))
            .connect(chromedriver)
            .await
            .expect("a browser session");
        client.set_window_size(WINDOW.0, WINDOW.1).await.unwrap();
        let id = client.session_id().await.unwrap().unwrap_or_default();
        let browser = Self {
            client,
            session: format!("{}/session/{id}", chromedriver.trim_end_matches('/')),
            address: address.to_owned(),
            pictures,
            taken: AtomicUsize::new(0),
        };
        browser.prove(script).await;
        browser
    }

    /// A story told without script must really be without it.
    async fn prove(&self, script: Script) {
        const PAGE: &str = "data:text/html,<title>Off</title><script>document.title='On'</script>";
        self.client.goto(PAGE).await.unwrap();
        assert_eq!(self.client.title().await.unwrap(), format!("{script:?}"));
    }

    /// Logs in through the page, and waits until the page behind it is there.
    pub async fn log_in(&self, login_name: &str, password: &str) {
        self.visit(ziping::web::routes::LOG_IN).await;
        self.fill_named("login_name", login_name).await;
        self.fill_named("password", password).await;
        self.press_at("main form button[type=submit]").await;
        self.expect(".work-user", "退出登录").await;
    }

    /// Goes to a page of the site.
    pub async fn visit(&self, path: &str) {
        self.client
            .goto(&format!("{}{path}", self.address))
            .await
            .unwrap();
    }

    /// The path of the page that is open.
    pub async fn path(&self) -> String {
        self.client.current_url().await.unwrap().path().to_owned()
    }

    /// Forgets who was logged in, as closing the browser does.
    pub async fn forget(&self) {
        self.client.delete_all_cookies().await.unwrap();
    }

    /// The cookies of this site, as a browser sends them.
    pub async fn cookies(&self) -> String {
        let cookies = self.client.get_all_cookies().await.unwrap();
        let pairs = cookies
            .iter()
            .map(|cookie| format!("{}={}", cookie.name(), cookie.value()));
        pairs.collect::<Vec<_>>().join("; ")
    }

    /// What stands in the field that a CSS selector finds.
    pub async fn value(&self, selector: &str) -> String {
        let read = async |field: Element| field.prop("value").await;
        self.at(Locator::Css(selector), read)
            .await
            .unwrap_or_default()
    }

    /// Opens another window of the same browser and goes there; gives the one that was open.
    pub async fn open_window(&self) -> WindowHandle {
        let before = self.client.window().await.unwrap();
        let opened = self.client.new_window(true).await.unwrap();
        self.client.switch_to_window(opened.handle).await.unwrap();
        before
    }

    /// Goes to a window; gives the one that was open.
    pub async fn go_to_window(&self, window: WindowHandle) -> WindowHandle {
        let before = self.client.window().await.unwrap();
        self.client.switch_to_window(window).await.unwrap();
        before
    }

    /// Closes the open window and goes to another.
    pub async fn close_window(&self, next: WindowHandle) {
        self.client.close_window().await.unwrap();
        self.client.switch_to_window(next).await.unwrap();
    }

    /// Waits until a cell holds this text.
    pub async fn expect_cell(&self, code: &str, text: &str) {
        let selector = format!("[name='c:{code}']");
        let until = Instant::now() + PATIENCE;
        let mut seen = String::new();
        while Instant::now() < until {
            seen = self.value(&selector).await;
            if seen == text {
                return;
            }
            tokio::time::sleep(GLANCE).await;
        }
        self.picture("failed").await;
        panic!("{code} never held “{text}”; last: “{seen}”");
    }

    /// Types into the cell of a form, replacing what was there.
    pub async fn fill(&self, code: &str, text: &str) {
        self.fill_named(&format!("c:{code}"), text).await;
    }

    /// Types into the field of this name, or chooses the option of this text.
    pub async fn fill_named(&self, name: &str, text: &str) {
        let fill = async |field: Element| {
            if field.tag_name().await? == "select" {
                return field.select_by_label(text).await;
            }
            field.clear().await?;
            field.send_keys(text).await
        };
        self.at(Locator::Css(&format!("[name='{name}']")), fill)
            .await;
    }

    /// Types on at the end of a cell.
    pub async fn type_on(&self, code: &str, text: &str) {
        let type_on = async |field: Element| field.send_keys(text).await;
        self.at(Locator::Css(&format!("[name='c:{code}']")), type_on)
            .await;
    }

    /// Chooses one file for the field of this name.
    pub async fn fill_file(&self, name: &str, path: &str) {
        const FORGET: &str = "arguments[0].value = ''";
        let choose = async |field: Element| {
            // A field for several files would add this one to those chosen before.
            let argument = vec![serde_json::to_value(&field).unwrap()];
            self.client.execute(FORGET, argument).await?;
            field.send_keys(path).await
        };
        self.at(Locator::Css(&format!("[name='{name}']")), choose)
            .await;
    }

    /// The codes of all typed cells of the open page, in their order.
    pub async fn cells(&self) -> Vec<String> {
        const NAMES: &str =
            "return Array.from(document.querySelectorAll('[name^=\"c:\"]'), e => e.name.slice(2))";
        let names = self.client.execute(NAMES, Vec::new()).await.unwrap();
        serde_json::from_value(names).unwrap()
    }

    /// Presses the button or follows the link of the page's own part that says this.
    pub async fn press(&self, words: &str) {
        let path =
            format!("//main//*[self::button or self::a][contains(normalize-space(.), '{words}')]");
        self.click(Locator::XPath(&path)).await;
    }

    /// Presses what a CSS selector finds.
    pub async fn press_at(&self, selector: &str) {
        self.click(Locator::Css(selector)).await;
    }

    async fn click(&self, locator: Locator<'_>) {
        // A bar that sticks to the window's edge must not lie over what is pressed.
        const SHOW: &str = "arguments[0].scrollIntoView({ block: 'center' })";
        let click = async |element: Element| {
            let argument = vec![serde_json::to_value(&element).unwrap()];
            self.client.execute(SHOW, argument).await?;
            element.click().await
        };
        self.at(locator, click).await;
    }

    /// Waits until an element reads like this.
    pub async fn expect(&self, selector: &str, words: &str) {
        let mut seen = String::new();
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            if let Ok(element) = self.client.find(Locator::Css(selector)).await {
                // The element may be replaced between finding and reading it.
                seen = element.text().await.unwrap_or(seen);
                if seen.contains(words) {
                    return;
                }
            }
            tokio::time::sleep(GLANCE).await;
        }
        self.picture("failed").await;
        panic!(
            "{} never read “{words}” on {}; last: “{seen}”",
            selector,
            self.path().await
        );
    }

    /// Does something at an element, once it is there; again when the page replaced the element
    /// before it was done.
    async fn at<T>(
        &self,
        locator: Locator<'_>,
        deed: impl AsyncFn(Element) -> Result<T, CmdError>,
    ) -> T {
        let until = Instant::now() + PATIENCE;
        loop {
            match deed(self.at_last(locator).await).await {
                Ok(done) => return done,
                Err(error) if error.is_stale_element_reference() && Instant::now() < until => {}
                Err(error) => {
                    self.picture("failed").await;
                    panic!("{locator:?} on {}: {error}", self.path().await)
                }
            }
        }
    }

    async fn at_last(&self, locator: Locator<'_>) -> Element {
        match self
            .client
            .wait()
            .at_most(PATIENCE)
            .every(GLANCE)
            .for_element(locator)
            .await
        {
            Ok(element) => element,
            Err(error) => {
                self.picture("failed").await;
                panic!("{locator:?} is not on {}: {error}", self.path().await)
            }
        }
    }

    /// Whether the focus is on what a CSS selector finds.
    pub async fn is_focused(&self, selector: &str) -> bool {
        const FOCUSED: &str = "return document.activeElement !== null && document.activeElement.matches(arguments[0])";
        self.evaluate(FOCUSED, vec![json!(selector)]).await == json!(true)
    }

    /// What a script that returns at once gives.
    pub async fn evaluate(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.unwrap()
    }

    /// What a script gives to the function that is its last argument.
    pub async fn evaluate_later(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute_async(script, arguments).await.unwrap()
    }

    /// Shows pages as a screen of this width in CSS pixels does.
    pub async fn be_wide(&self, width: u32) {
        let metrics =
            json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        self.command("Emulation.setDeviceMetricsOverride", metrics)
            .await;
    }

    /// Prints the page as its own style wants the paper, as `name.pdf` beside the pictures.
    pub async fn print(&self, name: &str) -> PathBuf {
        let wishes = json!({ "preferCSSPageSize": true });
        let answer = self.command("Page.printToPDF", wishes).await;
        let data = answer["data"].as_str();
        let data = data.unwrap_or_else(|| panic!("{answer}"));
        let path = self.pictures.join(format!("{name}.pdf"));
        std::fs::write(&path, from_base64(data)).unwrap();
        path
    }

    /// What only Chromium can be asked.
    async fn command(&self, name: &str, params: Value) -> Value {
        let command = json!({ "cmd": name, "params": params });
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let answer = http
            .post(format!("{}/goog/cdp/execute", self.session))
            .header("content-type", "application/json")
            .body(command.to_string())
            .send()
            .await
            .unwrap();
        let mut answer: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        answer["value"].take()
    }

    /// Keeps a picture of the whole page as `NN-name.png`.
    pub async fn picture(&self, name: &str) {
        let number = self.taken.fetch_add(1, Ordering::Relaxed) + 1;
        let height = self
            .client
            .execute("return document.documentElement.scrollHeight", Vec::new())
            .await
            .ok()
            .and_then(|height| height.as_u64())
            .unwrap_or(u64::from(WINDOW.1))
            .clamp(u64::from(WINDOW.1), TALLEST_PICTURE);
        // The window's own frame takes some of its height.
        let height = u32::try_from(height + 150).unwrap_or(WINDOW.1);
        self.client.set_window_size(WINDOW.0, height).await.unwrap();
        let picture = self.client.screenshot().await.unwrap();
        self.client
            .set_window_size(WINDOW.0, WINDOW.1)
            .await
            .unwrap();
        std::fs::write(
            self.pictures.join(format!("{number:02}-{name}.png")),
            picture,
        )
        .unwrap();
    }
}

impl Drop for Browser {
    /// Ends the session, also when the story failed, so that no browser stays behind.
    fn drop(&mut self) {
        let session = self.session.clone();
        let _ = std::thread::spawn(move || {
            let end = async { reqwest::Client::new().delete(session).send().await };
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .map(|runtime| runtime.block_on(end))
        })
        .join();
    }
}

fn capabilities(script: Script) -> serde_json::Map<String, Value> {
    let mut options = json!({
        "args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage", "--lang=zh-CN", "--hide-scrollbars",
            format!("--window-size={},{}", WINDOW.0, WINDOW.1),
        ],
    });
    if script == Script::Off {
        options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
    }
    let mut capabilities = serde_json::Map::new();
    capabilities.insert("browserName".to_owned(), json!("chrome"));
    capabilities.insert("goog:chromeOptions".to_owned(), options);
    capabilities
}

/// Bytes as drivers send them.
fn from_base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let sixes = text.bytes().filter(|byte| *byte != b'=').map(|byte| {
        let at = LETTERS.iter().position(|letter| *letter == byte);
        u32::try_from(at.unwrap()).unwrap()
    });
    let sixes: Vec<u32> = sixes.collect();
    let mut bytes = Vec::with_capacity(text.len());
    for group in sixes.chunks(4) {
        let all = group.iter().fold(0, |all, six| (all << 6) | six);
        let word = (all << (6 * (4 - group.len()))).to_be_bytes();
        bytes.extend_from_slice(&word[1..group.len()]);
    }
    bytes
}
