//! Who may draw a sample of a bureau's filings.

use super::{Actor, OrganizationId, Role};

/// Whether the actor may draw samples for this bureau: its own reviewers.
#[must_use]
pub fn may_draw_sample(actor: &Actor, bureau_id: &OrganizationId) -> bool {
    actor.role == Role::FinanceReviewer && actor.organization_id.as_ref() == Some(bureau_id)
}
