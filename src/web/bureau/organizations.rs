//! 单位: the list, and adding one.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

use super::organization::{CREDIT_CODE, KIND_OF_AGENCY};
use crate::actions::account::{AccountError, create_organization};
use crate::domain::workflow::OrganizationKind;
use crate::store::Page;
use crate::store::organization::{
    NewOrganization, Organization, count_organizations, find_organization, list_organizations,
};
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::{Choice, FormState};
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to_saying, show, show_as};
use crate::web::pager::Pager;
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;

const LINES: u32 = 50;
/// Bureaus and departments to choose from; a portal serves a few counties.
const PARENTS: u32 = 2000;
const FIELDS: [&str; 8] = [
    "kind",
    "parent",
    "region",
    "code",
    "name",
    "short_name",
    CREDIT_CODE,
    KIND_OF_AGENCY,
];

/// The organizations.
#[derive(Debug, Template)]
#[template(path = "bureau/organizations.html")]
pub struct OrganizationsPage {
    /// The surroundings.
    pub frame: Frame,
    /// The organizations by code.
    pub organizations: Vec<Organization>,
    /// Where the list stands.
    pub pager: Pager,
}

impl OrganizationsPage {
    fn href(&self, organization: &Organization) -> String {
        routes::organization(&organization.id)
    }
}

/// The form that adds an organization.
#[derive(Debug, Template)]
#[template(path = "bureau/new_organization.html")]
pub struct NewOrganizationPage {
    /// The surroundings.
    pub frame: Frame,
    /// What was typed.
    pub form: FormState,
    /// The bureaus and departments it can stand under.
    pub parents: Vec<Choice>,
}

impl NewOrganizationPage {
    fn kinds(&self) -> Vec<Choice> {
        OrganizationKind::ALL
            .into_iter()
            .map(|kind| Choice::new(kind.code(), kind.label()))
            .collect()
    }
}

/// `GET /organizations`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let pager = Pager::new(routes::ORGANIZATIONS, &[], query.number("page"), LINES);
    let mut tx = portal.store.read().await?;
    let organizations = list_organizations(&mut tx, pager.part()).await?;
    let total = count_organizations(&mut tx).await?;
    tx.commit().await?;
    show(&OrganizationsPage {
        frame: user.frame(),
        organizations,
        pager: pager.of_total(total),
    })
}

/// `GET /organizations/new`.
pub async fn get_new(portal: Data<Portal>, user: CurrentUser) -> Result<HttpResponse, WebError> {
    show(&NewOrganizationPage {
        frame: user.frame(),
        form: FormState::default(),
        parents: parents(&portal).await?,
    })
}

/// `POST /organizations`.
pub async fn post(portal: Data<Portal>, posted: PostedForm) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let mut form = FormState::of(&pairs, &FIELDS);
    if let Some(new) = read(&portal, &mut form).await? {
        match create_organization(&portal.store, &user.caller, &new, portal.now()).await {
            Ok(_) => {
                return Ok(go_to_saying(
                    routes::ORGANIZATIONS,
                    Notice::OrganizationAdded,
                ));
            }
            Err(error @ AccountError::Taken(_)) => form.refuse("code", error.to_string()),
            Err(error @ AccountError::CreditCode(_)) => form.refuse(CREDIT_CODE, error.to_string()),
            Err(error) => form.refuse_whole(problem_of(error)?),
        }
    }
    let page = NewOrganizationPage {
        frame: user.frame(),
        form,
        parents: parents(&portal).await?,
    };
    show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// What was typed as an organization. One under another lies in the same county, so the county need
/// not be typed again.
async fn read(portal: &Portal, form: &mut FormState) -> Result<Option<NewOrganization>, WebError> {
    let kind = OrganizationKind::from_code(form.typed("kind"));
    if kind.is_none() {
        form.refuse("kind", "请选择单位类别。");
    }
    let parent = match form.typed("parent") {
        "" => None,
        id => {
            let mut tx = portal.store.read().await?;
            let found = find_organization(&mut tx, id).await?;
            tx.commit().await?;
            if found.is_none() {
                form.refuse("parent", "没有这个上级单位，请重新选择。");
            }
            found
        }
    };
    let typed_region = form.typed("region").to_owned();
    let region = match &parent {
        Some(parent) if typed_region.is_empty() => parent.region.clone(),
        _ => typed_region,
    };
    if region.is_empty() {
        form.refuse("region", "请填写地区，例如“甲县”。");
    }
    form.require("code", "请填写单位代码。");
    form.require("name", "请填写单位全称。");
    form.require("short_name", "请填写单位简称。");
    let Some(kind) = kind.filter(|_| form.is_sound()) else {
        return Ok(None);
    };
    let text = |name: &str| form.typed(name).to_owned();
    Ok(Some(NewOrganization {
        kind,
        parent_id: parent.map(|parent| parent.id),
        region,
        code: text("code"),
        name: text("name"),
        short_name: text("short_name"),
        credit_code: text(CREDIT_CODE).to_uppercase(),
        kind_of_agency: text(KIND_OF_AGENCY),
    }))
}

async fn parents(portal: &Portal) -> Result<Vec<Choice>, WebError> {
    let mut tx = portal.store.read().await?;
    let all = list_organizations(&mut tx, Page::first(PARENTS)).await?;
    tx.commit().await?;
    let choice = |parent: Organization| {
        Choice::new(
            parent.id,
            format!("{}（{}）", parent.name, parent.kind.label()),
        )
    };
    Ok(all
        .into_iter()
        .filter(|found| found.kind != OrganizationKind::Agency)
        .map(choice)
        .collect())
}

/// What to tell the administrator; a failing database is no problem of his.
pub(in crate::web) fn problem_of(error: AccountError) -> Result<String, WebError> {
    match error {
        AccountError::NotAllowed
        | AccountError::NotGranting
        | AccountError::OwnPosting
        | AccountError::OwnSecondFactor => Err(WebError::Forbidden(error.to_string())),
        AccountError::Store(error) => Err(error.into()),
        AccountError::Hash(error) => Err(WebError::internal(error)),
        other => Ok(other.to_string()),
    }
}
