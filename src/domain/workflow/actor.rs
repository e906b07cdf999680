//! Who acts and on what, as far as permissions are concerned.

use super::{Chain, Role, State};

/// The id of an account.
pub type AccountId = String;

/// The id of an organization.
pub type OrganizationId = String;

/// The person who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// His account.
    pub account_id: AccountId,
    /// His role at this moment.
    pub role: Role,
    /// Where he works; 三员 belong to no organization.
    pub organization_id: Option<OrganizationId>,
}

/// The part of a county whose filings concern a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sphere {
    /// The filings of one agency.
    Agency(OrganizationId),
    /// Those of the agencies under a department.
    Department(OrganizationId),
    /// Those of all agencies of a bureau.
    Bureau(OrganizationId),
}

impl Actor {
    /// The filings that concern this person; `None` for 三员.
    #[must_use]
    pub fn sphere(&self) -> Option<Sphere> {
        let id = self.organization_id.clone()?;
        match self.role {
            Role::Accountant | Role::AgencyChecker => Some(Sphere::Agency(id)),
            Role::DepartmentReviewer => Some(Sphere::Department(id)),
            Role::FinanceReviewer | Role::Publisher => Some(Sphere::Bureau(id)),
            Role::SystemAdministrator | Role::SecurityAdministrator | Role::Auditor => None,
        }
    }
}

/// What decides about permissions on one filing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilingFacts {
    /// Where it stands.
    pub state: State,
    /// The agency that files.
    pub agency_id: OrganizationId,
    /// The reviews that its campaign asked for when it was opened.
    pub chain: Chain,
    /// The supervising department, when there is one.
    pub department_id: Option<OrganizationId>,
    /// The finance bureau that reviews last and publishes.
    pub bureau_id: OrganizationId,
    /// Who submitted what now lies before the reviewers.
    pub submitted_by: Option<AccountId>,
    /// Who approved it in the finance step.
    pub finance_approved_by: Option<AccountId>,
}

impl FilingFacts {
    /// Whether this filing lies in that sphere.
    #[must_use]
    pub fn is_within(&self, sphere: &Sphere) -> bool {
        match sphere {
            Sphere::Agency(id) => self.agency_id == *id,
            Sphere::Department(id) => self.department_id.as_ref() == Some(id),
            Sphere::Bureau(id) => self.bureau_id == *id,
        }
    }
}
