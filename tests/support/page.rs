//! A page as it came, and its forms.

use reqwest::header::HeaderMap;
use scraper::{ElementRef, Html, Selector};

/// An answer of the portal.
pub struct Page {
    /// Its status.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    /// Where it sends on to.
    pub location: Option<String>,
    /// Its text.
    pub body: String,
}

impl Page {
    /// The words of every element a selector finds, white space squeezed.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let html = Html::parse_document(&self.body);
        html.select(&css(selector)).map(words).collect()
    }

    /// The words of the one element a selector finds first.
    pub fn text(&self, selector: &str) -> String {
        let texts = self.texts(selector);
        texts
            .into_iter()
            .next()
            .unwrap_or_else(|| panic!("no {selector} in:\n{}", self.body))
    }

    /// An attribute of every element a selector finds.
    pub fn attributes(&self, selector: &str, attribute: &str) -> Vec<String> {
        let html = Html::parse_document(&self.body);
        html.select(&css(selector))
            .filter_map(|element| element.attr(attribute))
            .map(str::to_owned)
            .collect()
    }

    /// Whether a selector finds anything.
    pub fn has(&self, selector: &str) -> bool {
        !self.texts(selector).is_empty()
    }

    /// The document that scripts are answered with.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// All that can be read.
    pub fn words(&self) -> String {
        self.text("body")
    }

    /// The value of a header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The first form a selector finds, filled as the page came.
    pub fn form(&self, selector: &str) -> Form {
        let html = Html::parse_document(&self.body);
        let form = html
            .select(&css(selector))
            .next()
            .unwrap_or_else(|| panic!("no {selector} in:\n{}", self.body));
        let mut pairs = Vec::new();
        for field in form.select(&css("input[name], textarea[name], select[name]")) {
            let Some(name) = field.attr("name") else {
                continue;
            };
            if let Some(text) = value_of(field) {
                pairs.push((name.to_owned(), text));
            }
        }
        Form {
            action: form.attr("action").unwrap_or_default().to_owned(),
            pairs,
        }
    }
}

/// What a browser would send.
#[derive(Debug, Clone)]
pub struct Form {
    /// Where to.
    pub action: String,
    /// Names and texts in the order of the page.
    pub pairs: Vec<(String, String)>,
}

impl Form {
    /// Types into a field or presses a button.
    pub fn with(mut self, name: &str, text: &str) -> Self {
        match self.pairs.iter_mut().find(|(other, _)| other == name) {
            Some((_, typed)) => text.clone_into(typed),
            None => self.pairs.push((name.to_owned(), text.to_owned())),
        }
        self
    }

    /// Ticks one more of several boxes of one name.
    pub fn also(mut self, name: &str, text: &str) -> Self {
        self.pairs.push((name.to_owned(), text.to_owned()));
        self
    }

    /// What stands in a field.
    pub fn typed(&self, name: &str) -> &str {
        self.pairs
            .iter()
            .find(|(other, _)| other == name)
            .map_or("", |(_, text)| text)
    }
}

fn value_of(field: ElementRef<'_>) -> Option<String> {
    let is_off = |element: ElementRef<'_>| element.attr("disabled").is_some();
    if is_off(field) {
        return None;
    }
    match field.value().name() {
        "textarea" => {
            let text: String = field.text().collect();
            // The parser drops the line break after the tag, as browsers do.
            Some(text)
        }
        "select" => {
            let options: Vec<ElementRef<'_>> = field.select(&css("option")).collect();
            let chosen = options
                .iter()
                .find(|option| option.attr("selected").is_some())
                .or_else(|| options.first())?;
            let text = || chosen.text().collect();
            Some(chosen.attr("value").map_or_else(text, str::to_owned))
        }
        _ => match field.attr("type").unwrap_or("text") {
            "submit" | "button" | "image" | "reset" | "file" => None,
            "checkbox" | "radio" if field.attr("checked").is_none() => None,
            "checkbox" | "radio" => Some(field.attr("value").unwrap_or("on").to_owned()),
            _ => Some(field.attr("value").unwrap_or_default().to_owned()),
        },
    }
}

fn words(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect::<Vec<_>>().join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn css(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"))
}
