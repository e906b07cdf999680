//! Who may open a year's campaign.

use super::{Actor, FilingFacts, OrganizationId, Role, State};

/// Whether the actor may open a campaign of this bureau: its own reviewers and publishers.
#[must_use]
pub fn may_open_campaign(actor: &Actor, bureau_id: &OrganizationId) -> bool {
    matches!(actor.role, Role::FinanceReviewer | Role::Publisher)
        && actor.organization_id.as_ref() == Some(bureau_id)
}

/// Whether the actor may make and release schemes for this bureau: whoever opens its campaigns.
#[must_use]
pub fn may_keep_schemes(actor: &Actor, bureau_id: &OrganizationId) -> bool {
    may_open_campaign(actor, bureau_id)
}

/// Whether the actor may move a filing to another version of its scheme: whoever keeps the schemes of
/// its bureau, until it is public.
#[must_use]
pub fn may_change_scheme(actor: &Actor, facts: &FilingFacts) -> bool {
    may_keep_schemes(actor, &facts.bureau_id)
        && !matches!(facts.state, State::Published | State::Cancelled)
}
