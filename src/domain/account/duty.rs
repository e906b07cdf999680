//! 任职: what one person may be beside each other, and who may hand a duty over.
//!
//! Two rules. 三员分立 (GB/T 22239): nobody is two of 系统管理员, 安全管理员 and 审计员, and none
//! of them has a part in filings. 不相容职责分离: within the way of one agency's filing, from the
//! agency over its department to the bureau, one person fills one office only.

use crate::domain::workflow::{Actor, OrganizationId, Role};

/// An office: a role, and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// The role.
    pub role: Role,
    /// The organization, the one above it, and so on to the bureau; empty for 三员.
    pub lineage: Vec<OrganizationId>,
}

impl Duty {
    /// The organization that the duty is for.
    #[must_use]
    pub fn organization(&self) -> Option<&OrganizationId> {
        self.lineage.first()
    }

    /// Whether filings of one agency could pass both, because one organization stands above the
    /// other or both are the same.
    fn meets(&self, other: &Self) -> bool {
        let stands_over = |one: &Self, other: &Self| {
            one.organization()
                .is_some_and(|id| other.lineage.contains(id))
        };
        stands_over(self, other) || stands_over(other, self)
    }
}

/// Why a person who holds one duty may not hold another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DutyConflict {
    /// He holds it already.
    #[error("该人员已经是这个单位的{}，不必再授予。", .0.label())]
    Twice(Role),
    /// Two of the three, or one of them and a part in filings.
    #[error("系统管理员、安全管理员、审计员应由不同的人担任，也不兼办填报、审核和公开。该人员已是{}，不能再任{}。", held.label(), wanted.label())]
    OfTheHouse {
        /// What he is.
        held: Role,
        /// What he cannot be beside it.
        wanted: Role,
    },
    /// Two offices on the way of one agency's filing.
    #[error("同一单位的填报、审核、公开应由不同的人办理。该人员在这条办理链上已是{}，不能再任{}。", held.label(), wanted.label())]
    OneChain {
        /// What he is.
        held: Role,
        /// What he cannot be beside it.
        wanted: Role,
    },
}

impl DutyConflict {
    /// The permanent code, kept in the event log.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Twice(_) => "held-already",
            Self::OfTheHouse { .. } => "house-roles-apart",
            Self::OneChain { .. } => "one-chain",
        }
    }
}

/// Why who holds the one duty may not hold the other beside it; `None` when he may.
#[must_use]
pub fn conflict(held: &Duty, wanted: &Duty) -> Option<DutyConflict> {
    let roles = (held.role, wanted.role);
    if held.role == wanted.role && held.organization() == wanted.organization() {
        return Some(DutyConflict::Twice(wanted.role));
    }
    let (held_role, wanted_role) = roles;
    if held_role.is_of_the_house() || wanted_role.is_of_the_house() {
        return Some(DutyConflict::OfTheHouse {
            held: held_role,
            wanted: wanted_role,
        });
    }
    (held_role != wanted_role && held.meets(wanted)).then_some(DutyConflict::OneChain {
        held: held_role,
        wanted: wanted_role,
    })
}

/// Whether the actor may hand this duty of that person to somebody else: the security
/// administrator any part in filings, the bureau's reviewer those of the departments and agencies
/// under his bureau, and everybody his own. What runs the portal is only granted, never handed on.
#[must_use]
pub fn may_hand_over(actor: &Actor, holder: &str, duty: &Duty) -> bool {
    if duty.role.is_of_the_house() {
        return false;
    }
    let is_under_him = actor
        .organization_id
        .as_ref()
        .is_some_and(|own| duty.organization() != Some(own) && duty.lineage.contains(own));
    match actor.role {
        Role::SecurityAdministrator => true,
        Role::FinanceReviewer if is_under_him => true,
        _ => actor.account_id == holder,
    }
}
