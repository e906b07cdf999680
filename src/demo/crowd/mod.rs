//! A crowd of agencies over several years, the same for the same seed: what load is measured on.
//!
//! Campaigns are opened by the portal's own action. What is typed, and who moved a filing on, is
//! written through the store, many filings to a transaction; every deed is decided by the workflow.

mod cast;
mod chance;
mod figures;
mod filing;

use std::fmt::Display;
use std::sync::Arc;

use chrono::{DateTime, Datelike as _, NaiveDate, TimeDelta, Utc};

pub use cast::{ACCOUNTANT, DEPARTMENT_REVIEWER, FINANCE_REVIEWER, PUBLISHER};

use super::{DemoError, PASSWORD, text};
use crate::actions::campaign::{CampaignError, CampaignRequest, open_campaign};
use crate::actions::password::{HashError, Passwords};
use crate::actions::publish::PublishError;
use crate::actions::save::TypedCell;
use crate::actions::schemes::{Schemes, UnknownScheme};
use crate::domain::account::{NewPassword, PasswordPolicy, PasswordProblem};
use crate::domain::campaign::CampaignSettings;
use crate::domain::publication::PublicRecord;
use crate::domain::workflow::Refusal;
use crate::store::organization::count_organizations;
use crate::store::{Store, StoreError};

/// The scheme of the crowd's campaigns.
const SCHEME: (&str, u32) = ("lukou-2022", 1);

/// How large a crowd.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crowd {
    /// How many agencies.
    pub agencies: u32,
    /// How many years, the last of them under way.
    pub years: u32,
    /// What decides everything that is left to chance.
    pub seed: u64,
}

/// Why no crowd could be made.
#[derive(Debug, thiserror::Error)]
pub enum CrowdError {
    /// There are organizations already; a crowd is never mixed with real ones.
    #[error("the database is not empty\n  give an empty folder with --data")]
    NotEmpty,
    /// The texts of the demonstration cannot be read.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// The password of the crowd cannot be hashed.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// The password of the crowd is not good enough.
    #[error(transparent)]
    Password(#[from] PasswordProblem),
    /// A campaign could not be opened.
    #[error(transparent)]
    Campaign(#[from] CampaignError),
    /// The scheme of the crowd is not there.
    #[error(transparent)]
    Scheme(#[from] UnknownScheme),
    /// The workflow refuses a deed.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A filing could not be published.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes a crowd in an empty database and gives the number of its filings. `tell` hears of every
/// year that is done.
pub async fn generate<E: Display>(
    store: &Store,
    passwords: &Passwords,
    schemes: &Schemes,
    crowd: Crowd,
    render: impl Fn(&PublicRecord) -> Result<String, E>,
    now: DateTime<Utc>,
    tell: impl Fn(i32, usize),
) -> Result<usize, CrowdError> {
    let mut tx = store.read().await?;
    if count_organizations(&mut tx).await? > 0 {
        return Err(CrowdError::NotEmpty);
    }
    tx.commit().await?;
    let password = NewPassword::parse(PASSWORD, cast::ACCOUNTANT, &PasswordPolicy::USUAL)?;
    let hash = passwords.hash(&password).await?;
    let founded = now - TimeDelta::days(i64::from(crowd.years) * 366 + 60);
    cast::enter(store, &crowd, &hash, founded).await?;
    let templates = templates()?;
    let scheme = schemes.load(SCHEME.0, SCHEME.1)?;
    let (mut made, last) = (0, now.year() - 1);
    let years = i32::try_from(crowd.years).unwrap_or(1);
    for year in (last - years + 1)..=last {
        let began = now - TimeDelta::days(i64::from(last - year) * 365 + 30);
        let campaign_id = open_year(store, schemes, year, began).await?;
        let year_of = filing::Year {
            campaign_id: &campaign_id,
            is_last: year == last,
            number: year,
            scheme: Arc::clone(scheme),
            began,
        };
        let count = filing::fill(store, schemes, crowd, &year_of, &templates, &render).await?;
        tell(year, count);
        made += count;
    }
    Ok(made)
}

async fn open_year(
    store: &Store,
    schemes: &Schemes,
    year: i32,
    now: DateTime<Utc>,
) -> Result<String, CrowdError> {
    let mut tx = store.read().await?;
    let publisher = cast::caller(&mut tx, PUBLISHER).await?;
    tx.commit().await?;
    let request = CampaignRequest {
        year,
        title: format!("{year}年度部门整体支出绩效自评"),
        due_on: NaiveDate::from_ymd_opt(year + 1, 8, 31).unwrap_or_default(),
        scheme_id: SCHEME.0.to_owned(),
        scheme_version: SCHEME.1,
        settings: CampaignSettings::default(),
    };
    let opened = open_campaign(store, schemes, &publisher, &request, now).await?;
    Ok(opened.campaign_id)
}

/// The filings of the demonstration on the crowd's scheme: what its figures are varied from.
fn templates() -> Result<Vec<Vec<TypedCell>>, DemoError> {
    let filings = text::filings()?.into_iter();
    Ok(filings
        .filter(|filing| filing.agency_code.starts_with("yi-"))
        .map(|filing| filing.cells)
        .collect())
}
