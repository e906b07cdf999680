//! The parts of the portal for people who are logged in, and whose they are.

use super::Role;

/// A part of the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// 我的填报: the accountant's duties.
    Filing,
    /// 审核: the reviewers' queues.
    Review,
    /// 公开: what waits for its publication.
    Publishing,
    /// 年度工作: opening a year.
    Campaigns,
    /// 统计 of the bureau's campaigns, of one department for its reviewers.
    Statistics,
    /// 单位 and 账号.
    Administration,
    /// 授权: who may do what, for whom.
    Security,
    /// 操作记录.
    Audit,
}

impl Area {
    /// Every part, in the order of the menu.
    pub const ALL: [Self; 8] = [
        Self::Filing,
        Self::Review,
        Self::Publishing,
        Self::Campaigns,
        Self::Statistics,
        Self::Administration,
        Self::Security,
        Self::Audit,
    ];
}

/// Whether people of this role have any business there. What they may do with one filing
/// is a question for [`super::decide()`].
#[must_use]
pub fn may_enter(role: Role, area: Area) -> bool {
    match area {
        Area::Filing => role == Role::Accountant,
        Area::Review => matches!(
            role,
            Role::AgencyChecker | Role::DepartmentReviewer | Role::FinanceReviewer
        ),
        Area::Publishing => role == Role::Publisher,
        Area::Campaigns => matches!(role, Role::FinanceReviewer | Role::Publisher),
        Area::Statistics => matches!(
            role,
            Role::DepartmentReviewer | Role::FinanceReviewer | Role::Publisher
        ),
        Area::Administration => role == Role::SystemAdministrator,
        Area::Security => role == Role::SecurityAdministrator,
        Area::Audit => role == Role::Auditor,
    }
}
