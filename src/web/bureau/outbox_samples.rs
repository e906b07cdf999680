//! 发送记录 with made-up contents.

use chrono::{DateTime, Utc};

use super::{MessageLine, OutboxPage};
use crate::domain::message::{Channel, MessageKind, MessageState};
use crate::domain::workflow::Role;
use crate::store::message::Message;
use crate::web::samples::{Sample, frame};

/// The page in one case; an empty name stands for nothing at all.
pub(super) fn samples(case: &str, name: &str) -> Vec<Sample> {
    let states = MessageState::ALL.into_iter().filter(|_| !name.is_empty());
    let page = OutboxPage {
        frame: frame(Role::FinanceReviewer),
        lines: states.map(|state| line(name, state)).collect(),
        state: String::new(),
        next: (!name.is_empty()).then(|| "/outbox?state=&before=1".to_owned()),
        is_set_up: !name.is_empty(),
    };
    vec![Sample::new(format!("bureau/outbox {case}"), &page)]
}

fn line(name: &str, state: MessageState) -> MessageLine {
    let channel = if state == MessageState::Unclear {
        Channel::Group
    } else {
        Channel::Mail
    };
    MessageLine {
        message: Message {
            id: state.code().to_owned(),
            kind: MessageKind::Urged,
            channel,
            hook: String::new(),
            recipient: match channel {
                Channel::Group => String::new(),
                _ => "zhangwu@example.gov.cn".to_owned(),
            },
            name: name.to_owned(),
            subject: format!("催报：{name}"),
            body: String::new(),
            bureau_id: None,
            created_at: DateTime::<Utc>::UNIX_EPOCH,
            state,
            attempts: 2,
            next_try_at: DateTime::<Utc>::UNIX_EPOCH,
            last_error: match state {
                MessageState::Failed | MessageState::GivenUp => name.to_owned(),
                _ => String::new(),
            },
            ended_at: None,
        },
    }
}
