//! Loads the demonstration into an empty database.

use std::collections::BTreeMap;
use std::fmt::Display;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::cast::{ACCOUNTS, ORGANIZATIONS, PASSWORD};
use super::play::{People, play};
use super::text;
use crate::actions::Caller;
use crate::actions::account::{AccountError, AccountRequest, create_account, create_organization};
use crate::actions::campaign::{CampaignError, CampaignRequest, open_campaign};
use crate::actions::comment::CommentError;
use crate::actions::filing::FilingError;
use crate::actions::password::Passwords;
use crate::actions::publish::PublishError;
use crate::actions::rescore::RescoreError;
use crate::actions::save::SaveError;
use crate::actions::schemes::Schemes;
use crate::actions::step::SubmitError;
use crate::domain::campaign::CampaignSettings;
use crate::domain::publication::PublicRecord;
use crate::domain::workflow::Role;
use crate::store::account::find_account_by_login;
use crate::store::organization::{NewOrganization, count_organizations};
use crate::store::posting::list_postings;
use crate::store::{Store, StoreError};

/// Why the demonstration could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A file of the demonstration is no TOML.
    #[error(transparent)]
    File(#[from] toml::de::Error),
    /// Something that a file of the demonstration names is not there.
    #[error("the demonstration has no {0}")]
    Incomplete(String),
    /// An account or organization could not be made.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// A campaign could not be opened.
    #[error(transparent)]
    Campaign(#[from] CampaignError),
    /// A filing could not be saved.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// A filing could not be submitted.
    #[error("{agency}: {source}")]
    Submit {
        /// The agency.
        agency: String,
        /// Why.
        source: SubmitError,
    },
    /// A filing could not be moved on.
    #[error(transparent)]
    Filing(#[from] FilingError),
    /// A filing could not be corrected.
    #[error(transparent)]
    Rescore(#[from] RescoreError),
    /// A comment could not be written.
    #[error(transparent)]
    Comment(#[from] CommentError),
    /// A filing could not be published.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Loads the demonstration if the database has no organizations; `false` when it has.
///
/// `render` makes the body of a published page. The demonstration's past ends at `now`.
pub async fn load<E: Display>(
    store: &Store,
    passwords: &Passwords,
    schemes: &Schemes,
    render: impl Fn(&PublicRecord) -> Result<String, E>,
    now: DateTime<Utc>,
) -> Result<bool, DemoError> {
    if !is_empty(store).await? {
        return Ok(false);
    }
    let began = now - TimeDelta::days(14);
    enter_organizations(store, began).await?;
    enter_accounts(store, passwords, began).await?;
    let people = meet_people(store).await?;
    for (publisher, request) in campaigns() {
        open_campaign(store, schemes, people.by_name(publisher)?, &request, began).await?;
    }
    let filings = text::filings()?;
    for filing in filings.iter().filter(|filing| filing.year != NEXT_YEAR) {
        play(store, schemes, &people, filing, &render, began).await?;
    }
    // The year after one that was reviewed: last year's figures are there to be taken over.
    let again = now - TimeDelta::days(2);
    let publisher = people.by_name("jia-fabu")?;
    let request = campaign(NEXT_YEAR, "datonghu-2020");
    open_campaign(store, schemes, publisher, &request, again).await?;
    for filing in filings.iter().filter(|filing| filing.year == NEXT_YEAR) {
        play(store, schemes, &people, filing, &render, again).await?;
    }
    Ok(true)
}

async fn is_empty(store: &Store) -> Result<bool, StoreError> {
    let mut tx = store.read().await?;
    Ok(count_organizations(&mut tx).await? == 0)
}

/// The year of 甲县 in which an agency files for the second time.
const NEXT_YEAR: i32 = 2021;

fn campaign(year: i32, scheme: &str) -> CampaignRequest {
    CampaignRequest {
        year,
        title: format!("{year}年度部门整体支出绩效自评"),
        due_on: NaiveDate::from_ymd_opt(year + 1, 8, 31).unwrap_or_default(),
        scheme_id: scheme.to_owned(),
        scheme_version: 1,
        settings: CampaignSettings::default(),
    }
}

fn campaigns() -> [(&'static str, CampaignRequest); 2] {
    [
        ("jia-fabu", campaign(2020, "datonghu-2020")),
        ("yi-fabu", campaign(2022, "lukou-2022")),
    ]
}

async fn enter_organizations(store: &Store, now: DateTime<Utc>) -> Result<(), DemoError> {
    let caller = Caller::command_line();
    let mut ids: BTreeMap<&str, String> = BTreeMap::new();
    for place in ORGANIZATIONS {
        let new = NewOrganization {
            kind: place.kind,
            parent_id: ids.get(place.parent_code).cloned(),
            region: place.region.to_owned(),
            code: place.code.to_owned(),
            name: place.name.to_owned(),
            short_name: place.short_name.to_owned(),
            credit_code: String::new(),
            kind_of_agency: String::new(),
        };
        let id = create_organization(store, &caller, &new, now).await?;
        ids.insert(place.code, id);
    }
    Ok(())
}

async fn enter_accounts(
    store: &Store,
    passwords: &Passwords,
    now: DateTime<Utc>,
) -> Result<(), DemoError> {
    let caller = Caller::command_line();
    for person in ACCOUNTS {
        let request = AccountRequest {
            login_name: person.login_name.to_owned(),
            display_name: display_name(person.role, person.organization),
            role: person.role,
            organization_code: (!person.organization_code.is_empty())
                .then(|| person.organization_code.to_owned()),
            password: PASSWORD.to_owned(),
            must_change_password: false,
        };
        create_account(store, passwords, &caller, &request, now).await?;
    }
    Ok(())
}

/// `甲县财政局审核人`, `甲县政务服务中心填报人`: people are named by what they do.
fn display_name(role: Role, organization: &str) -> String {
    let duty = match role {
        Role::Accountant => "填报人",
        Role::AgencyChecker => "复核人",
        Role::DepartmentReviewer | Role::FinanceReviewer => "审核人",
        Role::Publisher => "发布人",
        house => house.label(),
    };
    format!("{organization}{duty}")
}

async fn meet_people(store: &Store) -> Result<People, DemoError> {
    let mut people = People::default();
    let mut tx = store.read().await?;
    for person in ACCOUNTS {
        let account = find_account_by_login(&mut tx, person.login_name)
            .await?
            .ok_or_else(|| DemoError::Incomplete(person.login_name.to_owned()))?;
        let postings = list_postings(&mut tx, &account.id).await?;
        let posting = postings.first();
        let posting = posting.ok_or_else(|| DemoError::Incomplete(person.login_name.to_owned()))?;
        people.add(person, posting);
    }
    Ok(people)
}
