//! 单位名录: a list of organizations is judged, and taken over as a whole or not at all.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::Caller;
use super::account::{AccountError, require_administrator};
use super::record::{Deed, Outcome, settle};
use crate::domain::listing::Verdict;
use crate::domain::roster::{Known, Preview, Row, judge};
use crate::domain::workflow::{OrganizationId, OrganizationKind};
use crate::store::organization::{Organization, find_organization_by_code};
use crate::store::roster::{insert_known, list_foreign_codes, list_known, update_known};
use crate::store::{Store, StoreError, Tx};

/// Why a list is not taken over.
#[derive(Debug, thiserror::Error)]
pub enum RosterError {
    /// Only administrators keep organizations.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// No bureau has this code.
    #[error("没有代码为“{0}”的财政局。")]
    UnknownBureau(String),
    /// Some rows are wrong, or nothing would change.
    #[error("名录中有 {} 行有误，没有导入任何单位。", .0.counts()[3])]
    Unsound(Box<Preview>),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Outcome for RosterError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::Account(error) => error.refusal_code(),
            Self::UnknownBureau(_) => Some("unknown-bureau"),
            Self::Unsound(_) => Some("unsound"),
            Self::Store(_) => None,
        }
    }
}

/// What a list would come to for the bureau with this code. Nothing changes.
pub async fn preview_roster(
    store: &Store,
    caller: &Caller,
    bureau_code: &str,
    rows: &[Row],
) -> Result<Preview, RosterError> {
    let mut tx = store.read().await?;
    let office = Office::find(&mut tx, caller, bureau_code).await?;
    Ok(office.judge(&mut tx, rows).await?)
}

/// Takes a list over, judged anew.
pub async fn take_roster(
    store: &Store,
    caller: &Caller,
    bureau_code: &str,
    rows: &[Row],
    now: DateTime<Utc>,
) -> Result<Preview, RosterError> {
    let mut tx = store.write().await?;
    let outcome = take(&mut tx, caller, bureau_code, rows, now).await;
    let deed = Deed::of(caller, "import-organizations", now);
    let deed = match &outcome {
        Ok(preview) => {
            let [new, changed, ..] = preview.counts();
            deed.detail(format!("new={new} changed={changed}"))
        }
        Err(_) => deed,
    };
    settle(store, tx, deed, outcome).await
}

async fn take(
    tx: &mut Tx,
    caller: &Caller,
    bureau_code: &str,
    rows: &[Row],
    now: DateTime<Utc>,
) -> Result<Preview, RosterError> {
    let mut office = Office::find(tx, caller, bureau_code).await?;
    let preview = office.judge(tx, rows).await?;
    if !preview.is_sound() {
        return Err(RosterError::Unsound(Box::new(preview)));
    }
    for judged in preview.to_write() {
        let known = &judged.becomes;
        let parent = office.id_of(&known.parent)?;
        if judged.verdict == Verdict::New {
            let region = &office.bureau.region;
            let id = insert_known(tx, known, &parent, region, now).await?;
            office.ids.insert(known.code.clone(), id);
        } else {
            let id = office.id_of(&known.code)?;
            update_known(tx, &id, known, Some(&parent)).await?;
        }
    }
    Ok(preview)
}

/// A bureau with everything under it.
struct Office {
    bureau: Organization,
    ids: BTreeMap<String, OrganizationId>,
    known: BTreeMap<String, Known>,
}

impl Office {
    async fn find(tx: &mut Tx, caller: &Caller, code: &str) -> Result<Self, RosterError> {
        require_administrator(caller)?;
        let bureau = find_organization_by_code(tx, code)
            .await?
            .filter(|found| found.kind == OrganizationKind::Bureau)
            .ok_or_else(|| RosterError::UnknownBureau(code.to_owned()))?;
        let (mut ids, mut known) = (BTreeMap::new(), BTreeMap::new());
        for (code, (id, found)) in list_known(tx, &bureau.id).await? {
            ids.insert(code.clone(), id);
            known.insert(code, found);
        }
        Ok(Self { bureau, ids, known })
    }

    async fn judge(&self, tx: &mut Tx, rows: &[Row]) -> Result<Preview, StoreError> {
        let foreign = list_foreign_codes(tx, &self.bureau.id).await?;
        let here = self.known.get(&self.bureau.code);
        let here = here.ok_or_else(|| lost(&self.bureau.code))?;
        Ok(judge(rows, here, &self.known, &foreign))
    }

    fn id_of(&self, code: &str) -> Result<OrganizationId, StoreError> {
        self.ids.get(code).cloned().ok_or_else(|| lost(code))
    }
}

fn lost(code: &str) -> StoreError {
    StoreError::Lost {
        table: "organization",
        id: code.to_owned(),
    }
}
