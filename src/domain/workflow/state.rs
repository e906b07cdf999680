//! The states of a filing.

/// Where a filing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// 填报中: with the agency, never submitted or withdrawn again.
    Draft,
    /// 待单位复核: submitted, and still inside the agency.
    AwaitingCheck,
    /// 待主管部门审核.
    AwaitingDepartment,
    /// 待财政审核.
    AwaitingFinance,
    /// 退回修改: with the agency again, with a reason.
    Returned,
    /// 审核通过: waits for its publication.
    Approved,
    /// 已公开.
    Published,
    /// 无需自评: the bureau has released the agency from this year's duty.
    Cancelled,
}

impl State {
    /// Every state, in the order in which a filing passes them.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::AwaitingCheck,
        Self::AwaitingDepartment,
        Self::AwaitingFinance,
        Self::Returned,
        Self::Approved,
        Self::Published,
        Self::Cancelled,
    ];

    /// The permanent code, kept in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::AwaitingCheck => "awaiting-check",
            Self::AwaitingDepartment => "awaiting-department",
            Self::AwaitingFinance => "awaiting-finance",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Published => "published",
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
            Self::Draft => "填报中",
            Self::AwaitingCheck => "待单位复核",
            Self::AwaitingDepartment => "待主管部门审核",
            Self::AwaitingFinance => "待财政审核",
            Self::Returned => "退回修改",
            Self::Approved => "审核通过",
            Self::Published => "已公开",
            Self::Cancelled => "无需自评",
        }
    }

    /// What is done in this state before the filing moves on; `None` where nothing more is to be
    /// done.
    #[must_use]
    pub fn task(self) -> Option<&'static str> {
        match self {
            Self::Draft => Some("填报"),
            Self::Returned => Some("修改"),
            Self::AwaitingCheck => Some("单位复核"),
            Self::AwaitingDepartment => Some("主管部门审核"),
            Self::AwaitingFinance => Some("财政审核"),
            Self::Approved => Some("公开"),
            Self::Published | Self::Cancelled => None,
        }
    }

    /// Whether the data are locked: everything the agency has handed in and not got back, and
    /// what is no longer asked for.
    #[must_use]
    pub fn is_locked(self) -> bool {
        !matches!(self, Self::Draft | Self::Returned)
    }
}
