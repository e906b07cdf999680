//! Who may open a year's campaign.

use super::{Actor, OrganizationId, Role};

/// Whether the actor may open a campaign of this bureau: its own reviewers and publishers.
#[must_use]
pub fn may_open_campaign(actor: &Actor, bureau_id: &OrganizationId) -> bool {
    matches!(actor.role, Role::FinanceReviewer | Role::Publisher)
        && actor.organization_id.as_ref() == Some(bureau_id)
}
