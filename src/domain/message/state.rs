//! How far a message has come.

/// How far a message has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MessageState {
    /// 待发送.
    Waiting,
    /// 发送中: a node has it in hand.
    Sending,
    /// 已发送: the other side has taken it.
    Sent,
    /// 重试中: it did not go through and is tried again.
    Failed,
    /// 已放弃: it did not go through and is not tried again by itself.
    GivenUp,
    /// 未确认: the program stopped in the middle; nobody knows whether it went out.
    Unclear,
    /// 已取消.
    Cancelled,
}

impl MessageState {
    /// Every state.
    pub const ALL: [Self; 7] = [
        Self::Waiting,
        Self::Sending,
        Self::Sent,
        Self::Failed,
        Self::GivenUp,
        Self::Unclear,
        Self::Cancelled,
    ];

    /// Those in which a message is sent when its time has come.
    pub const DUE: [Self; 2] = [Self::Waiting, Self::Failed];

    /// The permanent code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::GivenUp => "given-up",
            Self::Unclear => "unclear",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state whose code this is.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The words officials use.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Waiting => "待发送",
            Self::Sending => "发送中",
            Self::Sent => "已发送",
            Self::Failed => "重试中",
            Self::GivenUp => "已放弃",
            Self::Unclear => "未确认",
            Self::Cancelled => "已取消",
        }
    }

    /// Whether nothing happens to it by itself any more.
    #[must_use]
    pub fn is_over(self) -> bool {
        !matches!(self, Self::Waiting | Self::Sending | Self::Failed)
    }

    /// Whether a person may have it sent now. What was sent is not sent twice.
    #[must_use]
    pub fn may_be_sent_again(self) -> bool {
        !matches!(self, Self::Waiting | Self::Sending | Self::Sent)
    }

    /// Whether a person may still stop it.
    #[must_use]
    pub fn may_be_cancelled(self) -> bool {
        Self::DUE.contains(&self)
    }
}
