//! Webhooks: one signed call over http for each message.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit as _, Mac as _};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response, Url};
use serde::Serialize;
use sha2::Sha256;

use super::{CourierError, Letter, secret};
use crate::config::{WebhookKind, WebhookSettings};
use crate::domain::message::Failure;
use crate::domain::publication::hex;
use crate::vault::trust;

/// Whoever has not answered after so long will not.
const PATIENCE: Duration = Duration::from_secs(15);
const CONNECT_PATIENCE: Duration = Duration::from_secs(5);

/// Of an answer no more than this is read.
const MOST_ANSWER_BYTES: usize = 16 * 1024;

/// A webhook.
pub(super) struct Hook {
    /// What 发送记录 calls it.
    pub name: String,
    kind: WebhookKind,
    url: Url,
    secret: String,
    client: Client,
}

/// Neither the address nor the secret reaches a log.
impl std::fmt::Debug for Hook {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Hook")
            .field("name", &self.name)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// What a plain webhook is sent.
#[derive(Serialize)]
struct PlainCall<'a> {
    id: &'a str,
    kind: &'a str,
    mobile: &'a str,
    name: &'a str,
    subject: &'a str,
    text: &'a str,
}

impl Hook {
    /// Makes ready what the operator set.
    pub fn open(settings: &WebhookSettings) -> Result<Self, CourierError> {
        let unfit = || CourierError::Url(settings.name.clone());
        let url = Url::parse(&settings.url).map_err(|_| unfit())?;
        if !is_callable(&url) {
            return Err(unfit());
        }
        let secret = secret::read(
            &settings.secret,
            settings.secret_file.as_deref(),
            settings.secret_env.as_deref(),
        )?;
        if secret.is_empty() {
            return Err(CourierError::NoSecret {
                what: format!("webhook {}", settings.name),
            });
        }
        trust();
        let client = Client::builder()
            .timeout(PATIENCE)
            .connect_timeout(CONNECT_PATIENCE)
            .redirect(Policy::none())
            .build()?;
        Ok(Self {
            name: settings.name.clone(),
            kind: settings.kind,
            url,
            secret,
            client,
        })
    }

    /// Makes the call of one message.
    pub async fn send(&self, letter: &Letter<'_>, now: DateTime<Utc>) -> Result<(), Failure> {
        let call = match self.kind {
            WebhookKind::Plain => self.plain(letter, now),
            WebhookKind::Dingtalk => self.dingtalk(letter, now),
        };
        let call = call.ok_or_else(|| Failure::last("消息不能写成对方要求的格式。"))?;
        let answer = call.send().await.map_err(|error| {
            // Its address may carry a token.
            let error = error.without_url();
            tracing::warn!(hook = self.name, message = letter.id, %error, "a webhook did not answer");
            Failure::passing(if error.is_timeout() {
                "对方没有在规定时间内应答，稍后自动重试。"
            } else {
                "连接不上对方，请系统管理员检查地址。"
            })
        })?;
        self.judge(answer).await
    }

    /// JSON, signed over the moment and the body: the other side can tell who sent it and that it is
    /// not an old one.
    fn plain(&self, letter: &Letter<'_>, now: DateTime<Utc>) -> Option<RequestBuilder> {
        let body = serde_json::to_string(&PlainCall {
            id: letter.id,
            kind: letter.kind.code(),
            mobile: letter.recipient,
            name: letter.name,
            subject: letter.subject,
            text: letter.body,
        });
        let body = body.ok()?;
        let moment = now.timestamp_millis();
        let signature = hex(&self.sign(&format!("{moment}\n{body}"))?);
        Some(
            self.client
                .post(self.url.clone())
                .header("Content-Type", "application/json; charset=utf-8")
                .header("X-Ziping-Message", letter.id)
                .header("X-Ziping-Timestamp", moment.to_string())
                .header("X-Ziping-Signature", format!("sha256={signature}"))
                .body(body),
        )
    }

    /// As the robot of a 钉钉 group wants it (加签): moment and signature in the query.
    fn dingtalk(&self, letter: &Letter<'_>, now: DateTime<Utc>) -> Option<RequestBuilder> {
        let moment = now.timestamp_millis().to_string();
        let signature = STANDARD.encode(self.sign(&format!("{moment}\n{}", self.secret))?);
        let mut url = self.url.clone();
        url.query_pairs_mut()
            .append_pair("timestamp", &moment)
            .append_pair("sign", &signature);
        let content = format!("{}\n{}", letter.subject, letter.body);
        let body = serde_json::json!({ "msgtype": "text", "text": { "content": content } });
        Some(
            self.client
                .post(url)
                .header("Content-Type", "application/json; charset=utf-8")
                .body(body.to_string()),
        )
    }

    fn sign(&self, text: &str) -> Option<Vec<u8>> {
        let mut signing = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes()).ok()?;
        signing.update(text.as_bytes());
        Some(signing.finalize().into_bytes().to_vec())
    }

    /// Whether the other side took it: a status of success, and no error in the robot's answer.
    async fn judge(&self, answer: Response) -> Result<(), Failure> {
        let status = answer.status();
        if !status.is_success() {
            return Err(Failure::passing(format!(
                "对方没有接收（HTTP {}），请系统管理员检查地址和密钥。",
                status.as_u16()
            )));
        }
        if self.kind == WebhookKind::Plain {
            return Ok(());
        }
        let text = read_answer(answer).await;
        let told: Option<serde_json::Value> = serde_json::from_slice(&text).ok();
        let code = told.and_then(|told| told.get("errcode").and_then(serde_json::Value::as_i64));
        match code {
            Some(0) => Ok(()),
            Some(code) => Err(Failure::passing(format!(
                "群机器人没有接收（错误码 {code}），请系统管理员检查地址、密钥和安全设置。"
            ))),
            None => Err(Failure::passing(
                "群机器人的应答无法识别，请系统管理员检查地址。",
            )),
        }
    }
}

/// The beginning of an answer.
async fn read_answer(mut answer: Response) -> Vec<u8> {
    let mut text = Vec::new();
    while let Ok(Some(part)) = answer.chunk().await {
        let room = MOST_ANSWER_BYTES.saturating_sub(text.len());
        text.extend(part.iter().take(room));
        if part.len() > room {
            break;
        }
    }
    text
}

/// https; or http to this machine itself.
fn is_callable(url: &Url) -> bool {
    let is_here = match url.host_str() {
        Some("localhost" | "[::1]") => true,
        Some(host) => host
            .parse::<std::net::Ipv4Addr>()
            .is_ok_and(|address| address.is_loopback()),
        None => return false,
    };
    url.scheme() == "https" || (url.scheme() == "http" && is_here)
}
