//! A person at the portal, over HTTP: follows nothing by itself, keeps cookies, fills forms
//! as a browser without script would.

use reqwest::redirect::Policy;
use reqwest::{Method, Response};

use super::page::{Form, Page};

/// A browser without script, as far as HTTP goes.
pub struct Client {
    http: reqwest::Client,
    address: String,
}

impl Client {
    /// With an empty cookie jar.
    pub fn new(address: &str) -> Self {
        ziping::vault::trust();
        let http = reqwest::Client::builder()
            .cookie_store(true)
            .redirect(Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        Self {
            http,
            address: address.to_owned(),
        }
    }

    /// Asks for a page.
    pub async fn get(&self, path: &str) -> Page {
        read(self.request(Method::GET, path).send().await.unwrap()).await
    }

    /// Sends these pairs and nothing else.
    pub async fn post(&self, path: &str, pairs: &[(String, String)]) -> Page {
        read(
            self.request(Method::POST, path)
                .form(pairs)
                .send()
                .await
                .unwrap(),
        )
        .await
    }

    /// Sends fields and a file as a browser's form does.
    pub async fn bring(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        file: Option<(&str, &[u8])>,
    ) -> Page {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let request = self.request(Method::POST, path);
        let request = request.header("content-type", kind);
        let body = multipart(fields, file);
        read(request.body(body).send().await.unwrap()).await
    }

    /// Sends a document as a script of ours does.
    pub async fn tell(&self, path: &str, token: &str, sent: &serde_json::Value) -> Page {
        let request = self
            .request(Method::POST, path)
            .header("accept", "application/json")
            .header("content-type", "application/json")
            .header(ziping::web::extract::TOKEN_HEADER, token)
            .body(sent.to_string());
        read(request.send().await.unwrap()).await
    }

    /// Sends a form of a page as it stands, tokens and all.
    pub async fn send(&self, form: &Form) -> Page {
        self.post(&form.action, &form.pairs).await
    }

    /// Follows a redirect; anything else stays what it is.
    pub async fn follow(&self, page: Page) -> Page {
        match &page.location {
            Some(location) => self.get(location).await,
            None => page,
        }
    }

    /// A request of its own kind, for headers and bodies that no form sends.
    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method, format!("{}{path}", self.address))
    }

    /// Logs in through the page.
    pub async fn log_in(&self, login_name: &str, password: &str) {
        let page = self.get(ziping::web::routes::LOG_IN).await;
        let form = page
            .form("main form")
            .with("login_name", login_name)
            .with("password", password);
        let answer = self.send(&form).await;
        assert_eq!(
            answer.status, 303,
            "{login_name} is not let in:\n{}",
            answer.body
        );
    }
}

const BOUNDARY: &str = "a-boundary-of-these-tests";

/// A body as a browser writes it; without a file its part is there and empty.
fn multipart(fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend(part.as_bytes());
    }
    let (name, bytes) = file.unwrap_or(("", b""));
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
    );
    body.extend(head.as_bytes());
    body.extend(bytes);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
    body
}

/// The answer as a page.
pub async fn read(response: Response) -> Page {
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    let location = headers
        .get("location")
        .and_then(|location| location.to_str().ok())
        .map(str::to_owned);
    Page {
        status,
        headers,
        location,
        body: response.text().await.unwrap(),
    }
}
