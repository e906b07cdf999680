//! Looking at filings: a person's lists, one filing with all that is known of it, and the
//! history of a cell.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use super::Caller;
use super::comment::list_threads;
use super::last_year::{OlderFiling, find_older};
use super::record::{Deed, Outcome, refuse};
use super::schemes::{Schemes, UnknownScheme};
use super::seen::Changed;
use crate::domain::comment::Thread;
use crate::domain::filing::{CellCode, Entries, takes_text};
use crate::domain::scheme::Scheme;
use crate::domain::workflow::{
    Actor, CommentDeed, DeadlineProblem, Refusal, State, Verb, decide, may_comment, possible_verbs,
    states_seen_by, states_waiting_for,
};
use crate::store::campaign::{Campaign, load_campaign};
use crate::store::cell::{self, CellChange, StoredCell, list_carried, list_cells};
use crate::store::decision::{Decision, list_decisions};
use crate::store::evidence::{Evidence, list_evidence};
use crate::store::filing::{Filing, find_filing};
use crate::store::filing_list::{self, ListedFiling};
use crate::store::organization::{Organization, load_organization};
use crate::store::scheme_move::{SchemeMove, find_last_move};
use crate::store::urging::{Urging, find_last_urging};
use crate::store::{Page, Store, StoreError, Tx};

/// Why a filing cannot be shown or moved on.
#[derive(Debug, thiserror::Error)]
pub enum FilingError {
    /// There is none.
    #[error("没有这份填报，可能是链接不完整。")]
    NotFound,
    /// The workflow refuses.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It was changed after the person opened it.
    #[error(transparent)]
    Changed(#[from] Changed),
    /// A deed that the agency will ask about needs a reason.
    #[error("请写明原因，填报单位会看到并据此办理。")]
    ReasonMissing,
    /// The reason is too long to be read.
    #[error("原因请控制在 2000 字以内。")]
    ReasonTooLong,
    /// The deadline cannot be moved like this.
    #[error(transparent)]
    Deadline(#[from] DeadlineProblem),
    /// Corrections were made on an older submission; the reviewer looks at them again first.
    #[error("有 {count} 处财政复核更正需要重新确认，确认后才能审核通过。")]
    CorrectionsUnconfirmed {
        /// The filing.
        filing_id: String,
        /// How many.
        count: usize,
    },
    /// With the corrections the total cannot be computed.
    #[error("按财政复核更正后的数据还不能算出总分，请补全更正后再审核通过。")]
    NoReviewedTotal {
        /// The filing.
        filing_id: String,
    },
    /// The scheme is not known.
    #[error(transparent)]
    Scheme(#[from] UnknownScheme),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Outcome for FilingError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::NotFound => Some("not-found"),
            Self::Refused(refusal) => Some(refusal.code()),
            Self::Changed(_) => Some(Changed::CODE),
            Self::ReasonMissing => Some("reason-missing"),
            Self::ReasonTooLong => Some("reason-too-long"),
            Self::Deadline(_) => Some("deadline"),
            Self::CorrectionsUnconfirmed { .. } => Some("corrections-unconfirmed"),
            Self::NoReviewedTotal { .. } => Some("no-reviewed-total"),
            Self::Scheme(_) => Some("unknown-scheme"),
            Self::Store(_) => None,
        }
    }
}

/// A line of a person's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TodoItem {
    /// The filing as lists show it.
    pub listed: ListedFiling,
    /// What the person may do with it now.
    pub verbs: Vec<Verb>,
}

impl TodoItem {
    fn of(caller: &Caller, listed: ListedFiling) -> Self {
        Self {
            verbs: possible_verbs(&caller.actor, &listed.filing.facts),
            listed,
        }
    }
}

/// A part of a person's list and how long the whole list is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TodoList {
    /// The lines, those waiting longest first.
    pub items: Vec<TodoItem>,
    /// How many lines the whole list has.
    pub total: i64,
}

/// 待办: the filings that wait for somebody of the caller's role in his sphere.
pub async fn list_todo(store: &Store, caller: &Caller, page: Page) -> Result<TodoList, StoreError> {
    list(store, caller, &states_waiting_for(caller.actor.role), page).await
}

/// 已办: the filings of the caller's sphere that he may look at and that wait for others.
pub async fn list_others(
    store: &Store,
    caller: &Caller,
    page: Page,
) -> Result<TodoList, StoreError> {
    let waiting = states_waiting_for(caller.actor.role);
    let others: Vec<State> = states_seen_by(caller.actor.role)
        .into_iter()
        .filter(|state| !waiting.contains(state))
        .collect();
    list(store, caller, &others, page).await
}

/// A part of what waits for the caller, or of the others, and whether more follows. For lists of a
/// whole bureau, which nobody counts.
pub async fn list_part(
    store: &Store,
    caller: &Caller,
    is_waiting: bool,
    page: Page,
) -> Result<(Vec<TodoItem>, bool), StoreError> {
    let waiting = states_waiting_for(caller.actor.role);
    let mut states = states_seen_by(caller.actor.role);
    states.retain(|state| waiting.contains(state) == is_waiting);
    let Some(sphere) = caller.actor.sphere() else {
        return Ok((Vec::new(), false));
    };
    let one_more = Page {
        limit: page.limit.saturating_add(1),
        ..page
    };
    let mut tx = store.read().await?;
    let mut filings = filing_list::list_filings(&mut tx, &sphere, &states, one_more).await?;
    tx.commit().await?;
    let most = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let has_more = filings.len() > most;
    filings.truncate(most);
    let items = filings.into_iter().map(|it| TodoItem::of(caller, it));
    Ok((items.collect(), has_more))
}

async fn list(
    store: &Store,
    caller: &Caller,
    states: &[State],
    page: Page,
) -> Result<TodoList, StoreError> {
    let Some(sphere) = caller.actor.sphere() else {
        return Ok(TodoList {
            items: Vec::new(),
            total: 0,
        });
    };
    let mut tx = store.read().await?;
    let filings = filing_list::list_filings(&mut tx, &sphere, states, page).await?;
    let total = filing_list::count_filings(&mut tx, &sphere, states).await?;
    tx.commit().await?;
    let items = filings.into_iter().map(|it| TodoItem::of(caller, it));
    Ok(TodoList {
        items: items.collect(),
        total,
    })
}

/// One filing with all that is known of it.
#[derive(Debug, Clone)]
pub struct FilingRecord {
    /// The filing.
    pub filing: Filing,
    /// Its campaign.
    pub campaign: Campaign,
    /// Its agency.
    pub agency: Organization,
    /// The scheme it is bound to.
    pub scheme: Arc<Scheme>,
    /// What was typed.
    pub entries: Entries,
    /// The change that typed each cell; what a save is based on.
    pub change_ids: BTreeMap<CellCode, String>,
    /// The cells whose text was carried over from last year and that nobody has touched since.
    pub carried: BTreeSet<CellCode>,
    /// The agency's forms of the year before.
    pub older: Option<OlderFiling>,
    /// The deeds on it, oldest first.
    pub decisions: Vec<Decision>,
    /// The last 催报.
    pub urged: Option<Urging>,
    /// The last time it was moved to another version of its scheme.
    pub moved: Option<SchemeMove>,
    /// 佐证材料, the first brought first.
    pub evidence: Vec<Evidence>,
    /// 审核意见 that the caller knows of, the first written first.
    pub comments: Vec<Thread>,
    /// The caller, as far as permissions are concerned.
    pub caller: Actor,
    /// What the caller may do with it now.
    pub verbs: Vec<Verb>,
}

impl FilingRecord {
    /// Whether the caller may do this now.
    #[must_use]
    pub fn may(&self, verb: Verb) -> bool {
        self.verbs.contains(&verb)
    }

    /// Whether the caller may do this with its comments now.
    #[must_use]
    pub fn may_comment(&self, deed: CommentDeed) -> bool {
        may_comment(&self.caller, deed, &self.filing.facts).is_ok()
    }

    /// The reason of the last 退回修改, as long as the agency has not submitted again.
    #[must_use]
    pub fn return_reason(&self) -> Option<&Decision> {
        let last = self.last_but(Verb::Extend)?;
        (last.verb == Verb::Return && !self.filing.facts.state.is_locked()).then_some(last)
    }

    /// The reason why the agency need not file, as long as that stands.
    #[must_use]
    pub fn cancel_reason(&self) -> Option<&Decision> {
        let last = self.last_but(Verb::Extend)?;
        (self.filing.facts.state == State::Cancelled).then_some(last)
    }

    /// The last deed that is not of this kind.
    fn last_but(&self, verb: Verb) -> Option<&Decision> {
        let mut newest_first = self.decisions.iter().rev();
        newest_first.find(|decision| decision.verb != verb)
    }

    /// The last day for 提交.
    #[must_use]
    pub fn due_on(&self) -> NaiveDate {
        self.filing.due_on(self.campaign.due_on)
    }
}

/// 查看. Looking is recorded only when it is refused.
pub async fn load_filing(
    store: &Store,
    schemes: &Schemes,
    caller: &Caller,
    filing_id: &str,
    now: DateTime<Utc>,
) -> Result<FilingRecord, FilingError> {
    let (mut tx, filing) = look_at(store, caller, filing_id, now).await?;
    let campaign = load_campaign(&mut tx, &filing.campaign_id).await?;
    let scheme = schemes.load(&filing.scheme_id, filing.scheme_version)?;
    let scheme = campaign.settings.presentation.dress(scheme);
    let agency = load_organization(&mut tx, &filing.facts.agency_id).await?;
    let (entries, change_ids) = load_entries(&mut tx, &filing.id, &campaign, &agency).await?;
    let mut carried = list_carried(&mut tx, &filing.id).await?;
    carried.retain(|code| takes_text(&scheme, &entries, code));
    let place = (&campaign, &agency);
    let older = find_older(&mut tx, schemes, &filing, place, &scheme).await?;
    let decisions = list_decisions(&mut tx, &filing.id).await?;
    let urged = find_last_urging(&mut tx, &filing.id).await?;
    let moved = find_last_move(&mut tx, &filing.id).await?;
    let evidence = list_evidence(&mut tx, &filing.id).await?;
    let comments = list_threads(&mut tx, &caller.actor, &filing.id).await?;
    tx.commit().await?;
    Ok(FilingRecord {
        comments,
        caller: caller.actor.clone(),
        verbs: possible_verbs(&caller.actor, &filing.facts),
        filing,
        campaign,
        agency,
        scheme,
        entries,
        change_ids,
        carried,
        older,
        decisions,
        urged,
        moved,
        evidence,
    })
}

/// The texts a cell had, newest first.
pub async fn list_changes(
    store: &Store,
    caller: &Caller,
    filing_id: &str,
    code: &str,
    page: Page,
    now: DateTime<Utc>,
) -> Result<Vec<CellChange>, FilingError> {
    let mut tx = look_at(store, caller, filing_id, now).await?.0;
    Ok(cell::list_changes(&mut tx, filing_id, code, page).await?)
}

/// The changes of a filing, newest first.
pub async fn list_recent_changes(
    store: &Store,
    caller: &Caller,
    filing_id: &str,
    page: Page,
    now: DateTime<Utc>,
) -> Result<Vec<CellChange>, FilingError> {
    let mut tx = look_at(store, caller, filing_id, now).await?.0;
    Ok(cell::list_recent_changes(&mut tx, filing_id, page).await?)
}

/// Begins to read a filing that the caller may see; a refusal is recorded.
async fn look_at(
    store: &Store,
    caller: &Caller,
    filing_id: &str,
    now: DateTime<Utc>,
) -> Result<(Tx, Filing), FilingError> {
    let mut tx = store.read().await?;
    let found = find_visible(&mut tx, &caller.actor, filing_id).await;
    match found {
        Ok(filing) => Ok((tx, filing)),
        Err(error) => {
            drop(tx);
            Err(refuse_view(store, caller, filing_id, error, now).await?)
        }
    }
}

async fn find_visible(tx: &mut Tx, actor: &Actor, filing_id: &str) -> Result<Filing, FilingError> {
    let filing = find_filing(tx, filing_id)
        .await?
        .ok_or(FilingError::NotFound)?;
    decide(actor, Verb::View, &filing.facts)?;
    Ok(filing)
}

async fn refuse_view(
    store: &Store,
    caller: &Caller,
    filing_id: &str,
    error: FilingError,
    now: DateTime<Utc>,
) -> Result<FilingError, StoreError> {
    let deed = Deed::of(caller, Verb::View.code(), now);
    let deed = match &error {
        FilingError::Refused(_) => deed.on_filing(filing_id),
        _ => deed,
    };
    refuse(store, deed, &error).await?;
    Ok(error)
}

/// What is typed in a filing, and the change that typed each cell.
pub(super) async fn load_entries(
    tx: &mut Tx,
    filing_id: &str,
    campaign: &Campaign,
    agency: &Organization,
) -> Result<(Entries, BTreeMap<CellCode, String>), StoreError> {
    let cells = list_cells(tx, filing_id).await?;
    let mut entries = Entries::new(campaign.year, agency.name.clone());
    let mut change_ids = BTreeMap::new();
    for (code, StoredCell { typed, change_id }) in cells {
        change_ids.insert(code.clone(), change_id);
        if !typed.is_empty() {
            entries.cells.insert(code, typed);
        }
    }
    Ok((entries, change_ids))
}
