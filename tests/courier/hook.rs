//! Webhooks, against an http server that checks the signatures as a receiver would.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use ziping::courier::{Courier, Letter};
use ziping::domain::message::{Channel, Failure};
use ziping::domain::publication::hex;

use super::{courier, letter, moment, settings};
use crate::support::receiver::Receiver;

const SECRET: &str = "SEC-of-the-test";
const OK: &str = "HTTP/1.1 200 OK";

fn set(port: u16, kind: &str) -> String {
    format!(
        "[[webhook]]\nname = \"平台\"\nurl = \"http://127.0.0.1:{port}/send?token=t\"\n\
         kind = \"{kind}\"\nsecret = \"{SECRET}\""
    )
}

fn text() -> Letter<'static> {
    Letter {
        channel: Channel::Text,
        hook: "平台",
        ..letter("13900000000", "催报：甲县审计局")
    }
}

fn sign(text: &str) -> Vec<u8> {
    let mut signing = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    signing.update(text.as_bytes());
    signing.finalize().into_bytes().to_vec()
}

#[actix_web::test]
async fn a_receiver_can_check_who_called_and_when() {
    let receiver = Receiver::start(OK, "").await;
    let sent = courier(&set(receiver.port, "plain"))
        .send(&text(), moment())
        .await;
    assert_eq!(sent, Ok(()));
    let call = receiver.calls().remove(0);
    assert_eq!(call.target, "/send?token=t");
    let stamp = &call.headers["x-ziping-timestamp"];
    assert_eq!(*stamp, moment().timestamp_millis().to_string());
    let expected = format!("sha256={}", hex(&sign(&format!("{stamp}\n{}", call.body))));
    assert_eq!(call.headers["x-ziping-signature"], expected);
    assert_eq!(call.headers["x-ziping-message"], "0198-1");
    let body: serde_json::Value = serde_json::from_str(&call.body).unwrap();
    assert_eq!(body["mobile"], "13900000000");
    assert_eq!(body["kind"], "urged");
    assert_eq!(body["subject"], "催报：甲县审计局");
}

#[actix_web::test]
async fn the_robot_of_a_group_gets_its_signature_in_the_query() {
    let receiver = Receiver::start(OK, "{\"errcode\":0,\"errmsg\":\"ok\"}").await;
    let letter = Letter {
        channel: Channel::Group,
        recipient: "",
        ..text()
    };
    let sent = courier(&set(receiver.port, "dingtalk"))
        .send(&letter, moment())
        .await;
    assert_eq!(sent, Ok(()));
    let call = receiver.calls().remove(0);
    let query = call.target.split_once('?').unwrap().1;
    let pairs: std::collections::BTreeMap<String, String> =
        form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
    assert_eq!(pairs["token"], "t");
    let stamp = moment().timestamp_millis().to_string();
    assert_eq!(pairs["timestamp"], stamp);
    assert_eq!(
        pairs["sign"],
        STANDARD.encode(sign(&format!("{stamp}\n{SECRET}")))
    );
    let body: serde_json::Value = serde_json::from_str(&call.body).unwrap();
    assert_eq!(body["msgtype"], "text");
    let content = body["text"]["content"].as_str().unwrap();
    assert!(
        content.starts_with("催报：甲县审计局\n甲县审计局尚未报送。"),
        "{content}"
    );
}

#[actix_web::test]
async fn what_a_receiver_does_not_take_is_told_in_words() {
    const MOVED: &str = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/";
    for (kind, head, body, told) in [
        ("plain", "HTTP/1.1 500 Broken", "", "HTTP 500"),
        ("plain", "HTTP/1.1 401 No", "", "HTTP 401"),
        ("plain", MOVED, "", "HTTP 302"),
        ("dingtalk", OK, "{\"errcode\":310000}", "错误码 310000"),
        ("dingtalk", OK, "<html>", "无法识别"),
    ] {
        let receiver = Receiver::start(head, body).await;
        let courier = courier(&set(receiver.port, kind));
        let Failure { sentence, .. } = courier.send(&text(), moment()).await.unwrap_err();
        assert!(sentence.contains(told), "{sentence}");
        assert_eq!(receiver.calls().len(), 1, "{sentence}");
    }
}

#[test]
fn only_https_and_this_machine_itself_are_called() {
    for (url, is_taken) in [
        ("https://sms.example.gov.cn/send", true),
        ("http://127.0.0.1:8080/send", true),
        ("http://localhost/send", true),
        ("http://[::1]:8080/send", true),
        ("http://sms.example.gov.cn/send", false),
        ("http://10.0.0.1/send", false),
        ("http://127.0.0.1.example.cn/send", false),
        ("ftp://127.0.0.1/send", false),
        ("file:///etc/passwd", false),
        ("sms.example.gov.cn", false),
    ] {
        let text = format!(
            "[[webhook]]\nname = \"平台\"\nurl = \"{url}\"\nkind = \"plain\"\nsecret = \"x\""
        );
        let opened = Courier::open(&settings(&text));
        assert_eq!(opened.is_ok(), is_taken, "{url}: {opened:?}");
    }
}

#[test]
fn a_webhook_needs_a_secret_and_a_name_of_its_own() {
    let one = "[[webhook]]\nname = \"平台\"\nurl = \"https://a.example.cn/\"\nkind = \"plain\"\n";
    let bare = Courier::open(&settings(one)).unwrap_err();
    assert!(bare.to_string().contains("no secret"), "{bare}");
    let twice = format!("{one}secret = \"x\"\n{one}secret = \"x\"\n");
    let twice = Courier::open(&settings(&twice)).unwrap_err();
    assert!(twice.to_string().contains("two webhooks"), "{twice}");
}
