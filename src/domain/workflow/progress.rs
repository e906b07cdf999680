//! 进度: how far a filing has come, as the bureau counts it.

use super::State;

/// How far a filing has come. A draft in which nothing was ever typed is told apart, because
/// whoever has not begun is urged first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Progress {
    /// 未开始: no cell was ever typed.
    NotStarted,
    /// In this state, and begun.
    At(State),
}

impl Progress {
    /// Every kind, in the order of the work.
    pub const ALL: [Self; 9] = [
        Self::NotStarted,
        Self::At(State::Draft),
        Self::At(State::Returned),
        Self::At(State::AwaitingCheck),
        Self::At(State::AwaitingDepartment),
        Self::At(State::AwaitingFinance),
        Self::At(State::Approved),
        Self::At(State::Published),
        Self::At(State::Cancelled),
    ];

    /// How far a filing in this state has come.
    #[must_use]
    pub fn of(state: State, is_started: bool) -> Self {
        if state == State::Draft && !is_started {
            Self::NotStarted
        } else {
            Self::At(state)
        }
    }

    /// The permanent code, kept in the database and used in addresses.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotStarted => "not-started",
            Self::At(state) => state.code(),
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
            Self::NotStarted => "未开始",
            Self::At(state) => state.label(),
        }
    }

    /// Whether the agency still owes its 提交 to those outside; only these are urged.
    #[must_use]
    pub fn is_owed(self) -> bool {
        match self {
            Self::NotStarted => true,
            Self::At(state) => {
                matches!(state, State::Draft | State::Returned | State::AwaitingCheck)
            }
        }
    }
}
