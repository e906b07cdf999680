//! What an error page says: what happened, what became of the work, what to do next.

use actix_web::http::StatusCode;
use askama::Template;

use super::error::{KeptForm, Link, WebError};
use super::frame::Frame;
use super::needed::Needed;
use super::routes;

/// The words of a failure, the same for pages and for scripts.
#[derive(Debug, Clone)]
pub struct ErrorWords {
    /// What happened, in a few words.
    pub heading: String,
    /// What became of the work, and what to do next; a paragraph each.
    pub paragraphs: Vec<String>,
    /// Where to go on.
    pub links: Vec<Link>,
}

/// The plain error page.
#[derive(Debug, Template)]
#[template(path = "error/failure.html")]
pub struct FailurePage {
    /// The surroundings.
    pub frame: Frame,
    /// What to say.
    pub words: ErrorWords,
    /// The request number under which the log tells more; empty when there is nothing to tell.
    pub number: String,
    /// A form that could not be taken because of a defect, to be sent again.
    pub kept: Option<KeptForm>,
}

/// 登录已过期: everything typed is kept, and logging in sends it.
#[derive(Debug, Template)]
#[template(path = "error/expired.html")]
pub struct ExpiredPage {
    /// The surroundings.
    pub frame: Frame,
    /// The form.
    pub kept: KeptForm,
}

/// A form with a stale token: everything typed is kept, and it can be sent again.
#[derive(Debug, Template)]
#[template(path = "error/stale_form.html")]
pub struct StaleFormPage {
    /// The surroundings.
    pub frame: Frame,
    /// The form.
    pub kept: KeptForm,
}

/// A form before something that comes first: everything typed is kept, to be sent afterwards.
#[derive(Debug, Template)]
#[template(path = "error/needed_first.html")]
pub struct NeededFirstPage {
    /// The surroundings.
    pub frame: Frame,
    /// The form.
    pub kept: KeptForm,
    /// What comes first.
    pub needed: Needed,
}

/// A body that is no form: what could be read is shown, to be copied.
#[derive(Debug, Template)]
#[template(path = "error/unreadable.html")]
pub struct UnreadablePage {
    /// The surroundings.
    pub frame: Frame,
    /// What could be read.
    pub readable: String,
}

/// Draws the page for a failed request.
///
/// # Errors
/// When a template cannot be rendered.
pub fn draw(
    error: Option<&WebError>,
    status: StatusCode,
    number: &str,
    kept: Option<KeptForm>,
    frame: Frame,
) -> askama::Result<String> {
    match error {
        Some(WebError::SessionExpired(kept)) => ExpiredPage {
            frame,
            kept: (**kept).clone(),
        }
        .render(),
        Some(WebError::StaleForm(kept)) => StaleFormPage {
            frame,
            kept: (**kept).clone(),
        }
        .render(),
        Some(WebError::NeededFirst(needed, kept)) => NeededFirstPage {
            frame,
            kept: (**kept).clone(),
            needed: *needed,
        }
        .render(),
        Some(WebError::Unreadable { readable }) => UnreadablePage {
            frame,
            readable: readable.clone(),
        }
        .render(),
        _ => {
            let number = if status.is_server_error() {
                number.to_owned()
            } else {
                String::new()
            };
            let words = words(error, status, frame.user.is_some());
            FailurePage {
                frame,
                words,
                number,
                kept,
            }
            .render()
        }
    }
}

/// The words for a failure; `status` decides where the error is not one of ours.
#[must_use]
pub fn words(error: Option<&WebError>, status: StatusCode, is_logged_in: bool) -> ErrorWords {
    let (heading, paragraphs, link) = match error {
        Some(WebError::Forbidden(sentence)) => ("没有权限", vec![sentence.clone()], None),
        Some(WebError::ForeignOrigin) => (
            "请求来自其他网站",
            said(&[
                "为防止他人冒用您的登录，本系统不接受从其他网站发来的表单。",
                "请直接打开本系统的页面办理。",
            ]),
            None,
        ),
        Some(WebError::TooLarge { limit_bytes }) => ("内容超过上限", too_large(*limit_bytes), None),
        Some(WebError::FileTooLarge { limit_bytes }) => {
            ("文件超过上限", file_too_large(*limit_bytes), None)
        }
        Some(WebError::SessionExpired(_) | WebError::LogInNeeded { .. }) => (
            "登录已过期",
            said(&["长时间没有操作，登录已过期。请重新登录后再试，页面上填写的内容请不要关闭。"]),
            None,
        ),
        Some(WebError::StaleForm(_)) => (
            "页面已失效",
            said(&["页面打开后又重新登录过，表单的校验码已失效。请刷新页面后再试。"]),
            None,
        ),
        Some(WebError::Needed(needed) | WebError::NeededFirst(needed, _)) => {
            let link = Link::new(needed.label(), needed.address());
            (
                needed.heading(),
                vec![needed.sentence().to_owned()],
                Some(link),
            )
        }
        Some(WebError::BadRequest(sentence)) => ("请求不完整", vec![sentence.clone()], None),
        Some(WebError::Conflict { sentence, way_out }) => {
            ("没有办理", vec![sentence.clone()], Some(way_out.clone()))
        }
        _ => by_status(status),
    };
    let mut links: Vec<Link> = link.into_iter().collect();
    links.extend(ways_on(is_logged_in));
    links.dedup();
    ErrorWords {
        heading: heading.to_owned(),
        paragraphs,
        links,
    }
}

fn by_status(status: StatusCode) -> (&'static str, Vec<String>, Option<Link>) {
    let (heading, sentences): (_, &[&str]) = match status {
        StatusCode::NOT_FOUND => (
            "找不到这个页面",
            &[
                "地址可能有误，页面也可能已经移动。",
                "请核对地址，或者从下面的入口重新进入。",
            ],
        ),
        StatusCode::METHOD_NOT_ALLOWED => (
            "不能这样打开这个地址",
            &[
                "这个地址只接受页面上的按钮发来的请求，不能直接打开。",
                "请返回上一页，用页面上的按钮办理。",
            ],
        ),
        StatusCode::PAYLOAD_TOO_LARGE => (
            "内容超过上限",
            &[
                "发来的内容太多，系统没有接收。之前暂存的内容没有受影响。",
                "请按浏览器的“返回”，把内容分几次暂存。",
            ],
        ),
        StatusCode::NOT_ACCEPTABLE => (
            "浏览器不接受可用的格式",
            &[
                "浏览器的设置排除了本系统能够提供的所有格式。",
                "请换用其他浏览器，或恢复浏览器的默认设置。",
            ],
        ),
        StatusCode::TOO_MANY_REQUESTS => (
            "操作过于频繁",
            &[
                "短时间内的请求太多，系统暂停了接收。",
                "请等待几分钟后再试。",
            ],
        ),
        status if status.is_server_error() => (
            "系统出了问题",
            &[
                "这不是您操作的错误。之前暂存的内容没有受影响。",
                "请稍后再试；如果仍然这样，请把下面的编号告诉系统管理员。",
            ],
        ),
        _ => (
            "请求有误",
            &[
                "浏览器发来的地址或内容不完整，系统无法识别。",
                "请返回上一页重新操作，或者从下面的入口进入。",
            ],
        ),
    };
    (heading, said(sentences), None)
}

fn shown_limit(limit_bytes: usize) -> String {
    if limit_bytes >= 1024 * 1024 && limit_bytes.is_multiple_of(1024 * 1024) {
        format!("{} MB", limit_bytes / (1024 * 1024))
    } else {
        format!("{} KB", limit_bytes / 1024)
    }
}

fn file_too_large(limit_bytes: usize) -> Vec<String> {
    vec![
        format!(
            "这个页面一次最多接收 {} 的文件，这一个超过了上限，系统没有接收。",
            shown_limit(limit_bytes)
        ),
        "请返回上一页，压缩图片、降低扫描的分辨率，或者拆成几个文件再试。".to_owned(),
    ]
}

fn too_large(limit_bytes: usize) -> Vec<String> {
    let limit = shown_limit(limit_bytes);
    vec![
        format!("一次最多接收 {limit}，这一次超过了上限，系统没有接收。"),
        "之前暂存的内容没有受影响。".to_owned(),
        "请按浏览器的“返回”，刚才填写的文字还在页面上：把特别长的文字分几次暂存，或者删去误粘贴的内容，然后再试。".to_owned(),
    ]
}

fn ways_on(is_logged_in: bool) -> Vec<Link> {
    if is_logged_in {
        vec![
            Link::new("返回我的工作", routes::WORK),
            Link::new("返回首页", routes::HOME),
        ]
    } else {
        vec![
            Link::new("返回首页", routes::HOME),
            Link::new("公开目录", routes::PUBLICATIONS),
        ]
    }
}

fn said(sentences: &[&str]) -> Vec<String> {
    sentences
        .iter()
        .map(|sentence| (*sentence).to_owned())
        .collect()
}

/// The problem document (RFC 9457) for scripts, with a permanent code where a script of ours can help.
#[must_use]
pub fn problem_document(
    error: Option<&WebError>,
    words: &ErrorWords,
    status: StatusCode,
    number: &str,
) -> String {
    serde_json::json!({
        "code": error.map_or("", problem_code),
        "title": words.heading,
        "status": status.as_u16(),
        "detail": words.paragraphs.join(""),
        "instance": number,
    })
    .to_string()
}

fn problem_code(error: &WebError) -> &'static str {
    match error {
        WebError::SessionExpired(_) | WebError::LogInNeeded { .. } => "log-in-needed",
        WebError::StaleForm(_) => "stale-token",
        WebError::Needed(needed) | WebError::NeededFirst(needed, _) => needed.code(),
        WebError::Conflict { .. } => "conflict",
        _ => "",
    }
}
