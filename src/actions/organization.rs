//! 单位资料 that the administrator corrects: names, 统一社会信用代码 and 类别. What an organization
//! is, its code and where it stands are not among them.

use chrono::{DateTime, Utc};

use super::Caller;
use super::account::{AccountError, check_details, require_administrator};
use super::record::{Deed, settle};
use crate::domain::roster::Known;
use crate::store::organization::{Organization, find_organization};
use crate::store::roster::update_known;
use crate::store::{Store, Tx};

/// What may be corrected of an organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// 单位全称.
    pub name: String,
    /// 单位简称.
    pub short_name: String,
    /// 统一社会信用代码, or empty.
    pub credit_code: String,
    /// 行政, 事业 …, or empty.
    pub kind_of_agency: String,
}

/// An organization, for its administrator.
pub async fn load_to_change(
    store: &Store,
    caller: &Caller,
    id: &str,
) -> Result<Organization, AccountError> {
    let mut tx = store.read().await?;
    find_to_change(&mut tx, caller, id).await
}

/// Corrects an organization. Filings stay with the scheme they were made with.
pub async fn change_organization(
    store: &Store,
    caller: &Caller,
    id: &str,
    details: &Details,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let mut tx = store.write().await?;
    let outcome = change(&mut tx, caller, id, details).await;
    let deed = Deed::of(caller, "change-organization", now).detail(format!("organization={id}"));
    settle(store, tx, deed, outcome).await
}

async fn change(
    tx: &mut Tx,
    caller: &Caller,
    id: &str,
    details: &Details,
) -> Result<(), AccountError> {
    let before = find_to_change(tx, caller, id).await?;
    let names = [details.name.as_str(), details.short_name.as_str()];
    check_details(&names, &details.credit_code, &details.kind_of_agency)?;
    let after = Known {
        code: before.code,
        kind: before.kind,
        parent: String::new(),
        name: details.name.trim().to_owned(),
        short_name: details.short_name.trim().to_owned(),
        credit_code: details.credit_code.clone(),
        kind_of_agency: details.kind_of_agency.clone(),
    };
    update_known(tx, id, &after, before.parent_id.as_deref()).await?;
    Ok(())
}

async fn find_to_change(
    tx: &mut Tx,
    caller: &Caller,
    id: &str,
) -> Result<Organization, AccountError> {
    require_administrator(caller)?;
    let found = find_organization(tx, id).await?;
    found.ok_or_else(|| AccountError::UnknownOrganization(id.to_owned()))
}
