//! 后台任务: work that takes longer than a request. What there is, who may ask for it, where it stands.

use crate::domain::workflow::{Actor, OrganizationId, Role, may_open_campaign};

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobKind {
    /// 结账资料包: lists, differences, a draft of the 通报 and an archive of a campaign.
    ClosingPack,
    /// 批量公开: everything approved and clean.
    PublishAll,
}

impl JobKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::ClosingPack, Self::PublishAll];

    /// The permanent code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::ClosingPack => "closing-pack",
            Self::PublishAll => "publish-all",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The words officials use.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::ClosingPack => "生成结账资料包",
            Self::PublishAll => "批量公开",
        }
    }
}

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// Nobody has begun.
    Waiting,
    /// Somebody is at it.
    Running,
    /// It came to its end.
    Done,
    /// It could not come to its end.
    Failed,
    /// Somebody called it off.
    Cancelled,
}

impl JobState {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::Waiting,
        Self::Running,
        Self::Done,
        Self::Failed,
        Self::Cancelled,
    ];

    /// The permanent code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Waiting => "等待办理",
            Self::Running => "正在办理",
            Self::Done => "已完成",
            Self::Failed => "没有完成",
            Self::Cancelled => "已取消",
        }
    }

    /// Whether it is still to come to an end.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Running)
    }
}

/// Whether somebody may ask for this for a campaign of the bureau, and call it off again.
#[must_use]
pub fn may_ask(actor: &Actor, kind: JobKind, bureau_id: &OrganizationId) -> bool {
    may_open_campaign(actor, bureau_id)
        && (kind == JobKind::ClosingPack || actor.role == Role::Publisher)
}
