//! 发送记录: what people were told outside the portal, 重发 and 取消.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use crate::actions::outbox::{cancel_message, list_own_messages, send_again};
use crate::courier::Channels;
use crate::domain::message::MessageState;
use crate::store::message::Message;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::Choice;
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to_saying, show};
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;
use crate::web::time::to_the_minute;

const LINES: u32 = 50;

/// What people were told outside the portal.
#[derive(Debug, Template)]
#[template(path = "bureau/outbox.html")]
pub struct OutboxPage {
    /// The surroundings.
    pub frame: Frame,
    /// The messages, newest first.
    pub lines: Vec<MessageLine>,
    /// The state that is shown; empty for all.
    pub state: String,
    /// Where the list goes on.
    pub next: Option<String>,
    /// Whether this portal sends anything at all.
    pub is_set_up: bool,
}

/// One message in the list.
#[derive(Debug, Clone)]
pub struct MessageLine {
    /// The message.
    pub message: Message,
}

impl MessageLine {
    fn created_at(&self) -> String {
        to_the_minute(self.message.created_at)
    }

    /// 甲（电子邮件 jia@example.gov.cn）.
    fn whom(&self) -> String {
        let Message {
            name,
            recipient,
            channel,
            ..
        } = &self.message;
        if recipient.is_empty() {
            format!("{name}（{}）", channel.label())
        } else {
            format!("{name}（{} {recipient}）", channel.label())
        }
    }

    /// 重试中，已试 2 次，2026-03-16 09:40 再试.
    fn standing(&self) -> String {
        let Message {
            state, attempts, ..
        } = &self.message;
        match state {
            MessageState::Failed => format!(
                "{}，已试 {attempts} 次，{} 再试",
                state.label(),
                to_the_minute(self.message.next_try_at)
            ),
            MessageState::GivenUp => format!("{}，试了 {attempts} 次", state.label()),
            _ => state.label().to_owned(),
        }
    }

    fn may_send_again(&self) -> bool {
        self.message.state.may_be_sent_again()
    }

    fn may_cancel(&self) -> bool {
        self.message.state.may_be_cancelled()
    }

    fn again(&self) -> String {
        routes::MESSAGE_AGAIN.replace("{message}", &self.message.id)
    }

    fn cancellation(&self) -> String {
        routes::MESSAGE_CANCELLATION.replace("{message}", &self.message.id)
    }
}

impl OutboxPage {
    fn states(&self) -> Vec<Choice> {
        let states = MessageState::ALL.into_iter();
        states
            .map(|state| Choice::new(state.code(), state.label()))
            .collect()
    }
}

/// `GET /outbox`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let state = MessageState::from_code(query.text("state"));
    let before = query.get("before").filter(|id| !id.is_empty());
    let (store, caller) = (&portal.store, &user.caller);
    let mut found = list_own_messages(store, caller, state, before, LINES + 1).await?;
    let has_more = found.len() > usize::try_from(LINES).unwrap_or(usize::MAX);
    if has_more {
        found.pop();
    }
    let state = state.map_or("", MessageState::code);
    let last = found.last().filter(|_| has_more);
    show(&OutboxPage {
        frame: user.frame(),
        next: last.map(|last| format!("{}?state={state}&before={}", routes::OUTBOX, last.id)),
        lines: found
            .into_iter()
            .map(|message| MessageLine { message })
            .collect(),
        state: state.to_owned(),
        is_set_up: Channels::of(&portal.settings).is_any(),
    })
}

/// `POST /outbox/{message}/again`: 重发.
pub async fn again(
    portal: Data<Portal>,
    posted: PostedForm,
    message: Path<String>,
) -> Result<HttpResponse, WebError> {
    let caller = &posted.user.caller;
    send_again(&portal.store, caller, &message, portal.now()).await?;
    Ok(go_to_saying(routes::OUTBOX, Notice::MessageResent))
}

/// `POST /outbox/{message}/cancellation`: 取消.
pub async fn cancel(
    portal: Data<Portal>,
    posted: PostedForm,
    message: Path<String>,
) -> Result<HttpResponse, WebError> {
    let caller = &posted.user.caller;
    cancel_message(&portal.store, caller, &message, portal.now()).await?;
    Ok(go_to_saying(routes::OUTBOX, Notice::MessageCancelled))
}
