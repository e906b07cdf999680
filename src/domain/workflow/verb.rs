//! What a person can do with a filing.

/// A deed on a filing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// 查看.
    View,
    /// 暂存.
    Save,
    /// 提交.
    Submit,
    /// 撤回: taken back by the agency before a review step.
    Withdraw,
    /// 审核通过.
    Approve,
    /// 退回修改, with a reason.
    Return,
    /// 公开.
    Publish,
    /// 无需自评: the agency is released from this year's duty, with a reason.
    Cancel,
    /// 恢复自评: 无需自评 is taken back, with a reason.
    Reinstate,
    /// 延期: the agency is given more time, with a reason.
    Extend,
}

impl Verb {
    /// Every verb.
    pub const ALL: [Self; 10] = [
        Self::View,
        Self::Save,
        Self::Submit,
        Self::Withdraw,
        Self::Approve,
        Self::Return,
        Self::Publish,
        Self::Cancel,
        Self::Reinstate,
        Self::Extend,
    ];

    /// The permanent code, kept in the database and in the event log.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Save => "save",
            Self::Submit => "submit",
            Self::Withdraw => "withdraw",
            Self::Approve => "approve",
            Self::Return => "return",
            Self::Publish => "publish",
            Self::Cancel => "cancel",
            Self::Reinstate => "reinstate",
            Self::Extend => "extend",
        }
    }

    /// The verb whose code this is.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.code() == code)
    }

    /// The words officials use, as on buttons.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::View => "查看",
            Self::Save => "暂存",
            Self::Submit => "提交",
            Self::Withdraw => "撤回",
            Self::Approve => "审核通过",
            Self::Return => "退回修改",
            Self::Publish => "公开",
            Self::Cancel => "无需自评",
            Self::Reinstate => "恢复自评",
            Self::Extend => "延期",
        }
    }
}
