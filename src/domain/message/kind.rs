//! Of what people are told.

use crate::domain::workflow::{Role, State};

/// Of what people are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MessageKind {
    /// 催报: the bureau urges.
    Urged,
    /// 截止提醒: the deadline comes near.
    DueSoon,
    /// 退回修改: a filing came back.
    Returned,
    /// 申诉答复: the bureau has answered an appeal.
    AppealAnswered,
    /// 待审核汇总: what came into a reviewer's list, once a day.
    Queue,
}

impl MessageKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Urged,
        Self::DueSoon,
        Self::Returned,
        Self::AppealAnswered,
        Self::Queue,
    ];

    /// The permanent code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Urged => "urged",
            Self::DueSoon => "due-soon",
            Self::Returned => "returned",
            Self::AppealAnswered => "appeal-answered",
            Self::Queue => "queue",
        }
    }

    /// The kind whose code this is.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The words officials use.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Urged => "催报",
            Self::DueSoon => "截止提醒",
            Self::Returned => "退回修改",
            Self::AppealAnswered => "申诉答复",
            Self::Queue => "待审核汇总",
        }
    }

    /// When a person gets it, in a sentence for his page.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        match self {
            Self::Urged => "财政局催报时发出，不能关闭。",
            Self::DueSoon => "尚未报送，离截止日期还有几天时发出。",
            Self::Returned => "填报被退回修改时发出。",
            Self::AppealAnswered => "财政局答复申诉时发出。",
            Self::Queue => "每天早上一次，前一天有新的填报送来审核时发出。",
        }
    }

    /// Whether a person may do without it. Whoever owes does not choose whether he is urged.
    #[must_use]
    pub fn may_be_off(self) -> bool {
        self != Self::Urged
    }
}

/// The role of those at the agency whose turn it is while its filing stands so.
#[must_use]
pub fn who_is_told(state: State) -> Role {
    if state == State::AwaitingCheck {
        Role::AgencyChecker
    } else {
        Role::Accountant
    }
}
