//! 单位资料: one organization, corrected.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::organizations::problem_of;
use crate::actions::account::AccountError;
use crate::actions::organization::{Details, change_organization, load_to_change};
use crate::store::organization::Organization;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::FormState;
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to_saying, show, show_as};
use crate::web::routes;
use crate::web::state::Portal;

const FIELDS: [&str; 4] = ["name", "short_name", CREDIT_CODE, KIND_OF_AGENCY];

/// The field of the 统一社会信用代码.
pub(super) const CREDIT_CODE: &str = "credit_code";

/// The field of the 类别.
pub(super) const KIND_OF_AGENCY: &str = "kind_of_agency";

/// The form that corrects an organization.
#[derive(Debug, Template)]
#[template(path = "bureau/organization.html")]
pub struct OrganizationPage {
    /// The surroundings.
    pub frame: Frame,
    /// As it stands.
    pub organization: Organization,
    /// What was typed.
    pub form: FormState,
}

impl OrganizationPage {
    fn action(&self) -> String {
        routes::organization(&self.organization.id)
    }
}

/// `GET /organizations/{organization}/details`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let organization = load(&portal, &user, &id).await?;
    let form = FormState::prefilled(&[
        ("name", &organization.name),
        ("short_name", &organization.short_name),
        (CREDIT_CODE, &organization.credit_code),
        (KIND_OF_AGENCY, &organization.kind_of_agency),
    ]);
    show(&OrganizationPage {
        frame: user.frame(),
        organization,
        form,
    })
}

/// `POST /organizations/{organization}/details`.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedForm,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let organization = load(&portal, &user, &id).await?;
    let mut form = FormState::of(&pairs, &FIELDS);
    let details = Details {
        name: form.typed("name").to_owned(),
        short_name: form.typed("short_name").to_owned(),
        credit_code: form.typed(CREDIT_CODE).to_uppercase(),
        kind_of_agency: form.typed(KIND_OF_AGENCY).to_owned(),
    };
    match change_organization(&portal.store, &user.caller, &id, &details, portal.now()).await {
        Ok(()) => {
            return Ok(go_to_saying(
                routes::ORGANIZATIONS,
                Notice::OrganizationChanged,
            ));
        }
        Err(error @ AccountError::CreditCode(_)) => form.refuse(CREDIT_CODE, error.to_string()),
        Err(error) => form.refuse_whole(problem_of(error)?),
    }
    let page = OrganizationPage {
        frame: user.frame(),
        organization,
        form,
    };
    show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn load(portal: &Portal, user: &CurrentUser, id: &str) -> Result<Organization, WebError> {
    match load_to_change(&portal.store, &user.caller, id).await {
        Ok(found) => Ok(found),
        Err(AccountError::UnknownOrganization(_)) => Err(WebError::NotFound),
        Err(error) => Err(WebError::BadRequest(problem_of(error)?)),
    }
}
