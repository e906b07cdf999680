//! 更正发布: filings of a running campaign go over to a corrected version of their scheme. What was
//! typed stays, cells that the new version does not have included; what changes is noted for each.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::Caller;
use super::campaign::CampaignError;
use super::digest::{DigestError, judge_anew};
use super::filing::load_entries;
use super::progress::find_own;
use super::record::{Deed, Outcome, settle};
use super::schemes::{Schemes, UnknownScheme};
use super::workshop::{WorkError, Workshop};
use crate::domain::replay::{ReplayLine, Summary, replay};
use crate::domain::scheme::Scheme;
use crate::domain::workflow::{Progress, State, may_change_scheme, states_seen_by};
use crate::store::campaign::Campaign;
use crate::store::filing::{Filing, find_filing_to_change};
use crate::store::filing_list::ListedFiling;
use crate::store::filing_progress::{Cursor, DepartmentFilter, ProgressFilter, list_progress};
use crate::store::organization::load_organization;
use crate::store::scheme_move::{NewMove, move_filing};
use crate::store::{Store, StoreError, Tx};

/// A reason has at most so many characters.
const LONGEST_REASON: usize = 500;

/// Why filings are not moved.
#[derive(Debug, thiserror::Error)]
pub enum SchemeMoveError {
    /// The campaign is none of the caller's.
    #[error(transparent)]
    Campaign(#[from] CampaignError),
    /// There is no such filing in the campaign.
    #[error("这项年度工作里没有这份填报。")]
    NotFound,
    /// Published and cancelled filings stay as they are.
    #[error("已公开的和无需自评的填报不能改换方案版本。")]
    Closed,
    /// It is on this version already, or on another scheme.
    #[error("这份填报已经用这一版，或者用的是另一个方案。")]
    NothingToDo,
    /// The agency will ask why.
    #[error("请写明更正的原因（500 字以内），填报单位会看到。")]
    Reason,
    /// The scheme is not known.
    #[error(transparent)]
    Scheme(#[from] UnknownScheme),
    /// What lists show of it could not be made anew.
    #[error(transparent)]
    Digest(#[from] DigestError),
    /// The work did not come to its end.
    #[error(transparent)]
    Work(#[from] WorkError),
    /// The report could not be written.
    #[error(transparent)]
    Report(#[from] serde_json::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Outcome for SchemeMoveError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::Campaign(error) => error.refusal_code(),
            Self::NotFound => Some("not-found"),
            Self::Closed => Some("closed"),
            Self::NothingToDo => Some("nothing-to-do"),
            Self::Reason => Some("reason"),
            Self::Scheme(_) => Some("unknown-scheme"),
            Self::Digest(_) | Self::Work(_) | Self::Report(_) | Self::Store(_) => None,
        }
    }
}

/// A filing that can be moved, and what that would change.
#[derive(Debug, Clone)]
pub struct Movable {
    /// The filing.
    pub listed: ListedFiling,
    /// What would change; nothing where the filing has not left its agency, whose figures are its own
    /// affair until then.
    pub line: Option<ReplayLine>,
}

/// The filings of a campaign that are not on this version yet, so many after a place, with what the
/// move would change.
pub async fn list_movable(
    store: &Store,
    (schemes, workshop): (&Schemes, &Workshop),
    caller: &Caller,
    (campaign_id, version): (&str, u32),
    (after, most): (&Cursor, u32),
) -> Result<(Campaign, Vec<Movable>), SchemeMoveError> {
    let open: Vec<Progress> = State::ALL
        .into_iter()
        .filter(|state| !matches!(state, State::Published | State::Cancelled))
        .map(Progress::At)
        .chain([Progress::NotStarted])
        .collect();
    let mut tx = store.read().await?;
    let campaign = find_own(&mut tx, caller, campaign_id).await?;
    let filter = ProgressFilter {
        campaign_id,
        progress: &open,
        department: DepartmentFilter::All,
    };
    let found = list_progress(&mut tx, &filter, after, most).await?;
    let mut movable = Vec::new();
    for listed in found {
        let seen = states_seen_by(caller.actor.role);
        let is_seen = seen.contains(&listed.filing.facts.state);
        let is_moving = listed.filing.scheme_version != version;
        let line = if is_seen && is_moving {
            let place = (schemes, workshop);
            Some(compare(&mut tx, place, caller, (&listed.filing, &campaign), version).await?)
        } else {
            None
        };
        movable.push(Movable { listed, line });
    }
    tx.commit().await?;
    Ok((campaign, movable))
}

/// A move as asked for.
#[derive(Debug, Clone, Copy)]
pub struct MoveRequest<'a> {
    /// The campaign.
    pub campaign_id: &'a str,
    /// The version to go to.
    pub version: u32,
    /// Why, for the agencies.
    pub reason: &'a str,
}

/// Moves one filing and notes what changed.
pub async fn move_to_version(
    store: &Store,
    (schemes, workshop): (&Schemes, &Workshop),
    caller: &Caller,
    (request, filing_id): (MoveRequest<'_>, &str),
    now: DateTime<Utc>,
) -> Result<(), SchemeMoveError> {
    let mut tx = store.write().await?;
    let deed = Deed::of(caller, "move-to-scheme-version", now);
    let Some(filing) = find_filing_to_change(&mut tx, filing_id).await? else {
        return settle(store, tx, deed, Err(SchemeMoveError::NotFound)).await;
    };
    let place = (schemes, workshop);
    let outcome = change(&mut tx, place, caller, (request, &filing), now).await;
    let (from, to) = (filing.scheme_version, request.version);
    let deed = deed
        .on_filing(&filing.id)
        .detail(format!("from={from} to={to}"));
    settle(store, tx, deed, outcome).await
}

async fn change(
    tx: &mut Tx,
    (schemes, workshop): (&Schemes, &Workshop),
    caller: &Caller,
    (request, filing): (MoveRequest<'_>, &Filing),
    now: DateTime<Utc>,
) -> Result<(), SchemeMoveError> {
    let campaign = find_own(tx, caller, request.campaign_id).await?;
    if filing.campaign_id != campaign.id {
        return Err(SchemeMoveError::NotFound);
    }
    if !may_change_scheme(&caller.actor, &filing.facts) {
        return Err(SchemeMoveError::Closed);
    }
    let reason = request.reason.trim();
    if !(1..=LONGEST_REASON).contains(&reason.chars().count()) {
        return Err(SchemeMoveError::Reason);
    }
    if filing.scheme_version == request.version {
        return Err(SchemeMoveError::NothingToDo);
    }
    let place = (schemes, workshop);
    let line = compare(tx, place, caller, (filing, &campaign), request.version).await?;
    let new = NewMove {
        to_version: request.version,
        reason,
        report: &serde_json::to_string(&line)?,
        account_id: &caller.actor.account_id,
    };
    let moved = move_filing(tx, filing, new, now).await?;
    if moved.facts.submitted_by.is_some() {
        judge_anew(tx, schemes, &moved).await?;
    }
    Ok(())
}

/// What another version of its scheme changes in a filing.
async fn compare(
    tx: &mut Tx,
    (schemes, workshop): (&Schemes, &Workshop),
    caller: &Caller,
    (filing, campaign): (&Filing, &Campaign),
    version: u32,
) -> Result<ReplayLine, SchemeMoveError> {
    let old = Arc::clone(schemes.load(&filing.scheme_id, filing.scheme_version)?);
    let new: Arc<Scheme> = Arc::clone(schemes.load(&filing.scheme_id, version)?);
    let agency = load_organization(tx, &filing.facts.agency_id).await?;
    let (entries, _) = load_entries(tx, &filing.id, campaign, &agency).await?;
    let work = move || replay(&old, &new, &entries, &mut Summary::default());
    let replayed = workshop.run_for(&caller.actor.account_id, work).await?;
    Ok(ReplayLine::of(replayed))
}
