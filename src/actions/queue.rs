//! A reviewer's lists, and deeds on several filings at once.

use chrono::{DateTime, Utc};

use super::Caller;
use super::filing::FilingError;
use super::step::{approve_filing, return_filing};
use crate::domain::workflow::{Sphere, State, Verb, decide, states_seen_by, states_waiting_for};
use crate::store::cell::list_changes_since;
use crate::store::decision::list_decisions;
use crate::store::digest::count_open;
use crate::store::filing::find_filing;
use crate::store::organization::load_organization;
use crate::store::queue::{
    Decided, DepartmentName, QueueFindings, QueueOrder, QueuePlace, QueueQuery, QueuedFiling,
    count_up_to, list_decided, list_departments, list_queue,
};
use crate::store::{Store, StoreError};

/// Waiting filings are counted so far and no further.
pub const COUNTED: u32 = 1000;

/// The most filings on which somebody decides at once.
pub const MOST_AT_ONCE: usize = 100;

/// Departments offered by a filter.
const MOST_DEPARTMENTS: u32 = 500;

/// Which filings a reviewer wants to see.
#[derive(Debug, Clone)]
pub struct QueueFilter {
    /// Only those that wait for him; else all of his sphere that were handed in.
    pub is_todo: bool,
    /// In this state.
    pub state: Option<State>,
    /// Of this budget year.
    pub year: Option<i32>,
    /// Under this department.
    pub department: Option<String>,
    /// Scores from and to, hundredths of a point.
    pub score: (Option<i64>, Option<i64>),
    /// With these findings.
    pub findings: Option<QueueFindings>,
    /// In this order.
    pub order: QueueOrder,
    /// After this place.
    pub after: Option<QueuePlace>,
}

/// A part of a reviewer's list.
#[derive(Debug, Clone, Default)]
pub struct Queue {
    /// The filings.
    pub items: Vec<QueuedFiling>,
    /// Where the list goes on; none at its end.
    pub next: Option<QueuePlace>,
    /// How many wait for him, counted up to [`COUNTED`].
    pub waiting: i64,
    /// The departments by which a bureau's reviewer may filter.
    pub departments: Vec<DepartmentName>,
}

/// A part of a reviewer's list, so many filings of it.
pub async fn load_queue(
    store: &Store,
    caller: &Caller,
    filter: &QueueFilter,
    lines: u32,
) -> Result<Queue, StoreError> {
    let Some(sphere) = caller.actor.sphere() else {
        return Ok(Queue::default());
    };
    let waiting = states_waiting_for(caller.actor.role);
    let states: Vec<State> = states_seen_by(caller.actor.role)
        .into_iter()
        .filter(|state| !filter.is_todo || waiting.contains(state))
        .filter(|state| filter.state.is_none_or(|wanted| wanted == *state))
        .collect();
    let mut tx = store.read().await?;
    let wanted = QueueQuery {
        sphere: &sphere,
        states: &states,
        year: filter.year,
        department: filter.department.as_deref(),
        score: filter.score,
        findings: filter.findings,
        order: filter.order,
        after: filter.after.as_ref(),
        most: lines.saturating_add(1),
    };
    let mut items = list_queue(&mut tx, &wanted).await?;
    let has_more = items.len() > usize::try_from(lines).unwrap_or(usize::MAX);
    if has_more {
        items.pop();
    }
    let departments = match &sphere {
        Sphere::Bureau(id) => list_departments(&mut tx, id, MOST_DEPARTMENTS).await?,
        Sphere::Agency(_) | Sphere::Department(_) => Vec::new(),
    };
    let queue = Queue {
        next: items
            .last()
            .filter(|_| has_more)
            .map(|last| last.place(filter.order)),
        waiting: count_up_to(&mut tx, &sphere, &waiting, COUNTED).await?,
        items,
        departments,
    };
    tx.commit().await?;
    Ok(queue)
}

/// 已办: what the caller decided himself, the last first, from before one of his decisions on; and
/// whether there is more.
pub async fn load_decided(
    store: &Store,
    caller: &Caller,
    before: Option<&str>,
    lines: u32,
) -> Result<(Vec<Decided>, bool), StoreError> {
    let mut tx = store.read().await?;
    let account = &caller.actor.account_id;
    let mut items = list_decided(&mut tx, account, before, lines.saturating_add(1)).await?;
    tx.commit().await?;
    let has_more = items.len() > usize::try_from(lines).unwrap_or(usize::MAX);
    if has_more {
        items.pop();
    }
    Ok((items, has_more))
}

/// What is decided on several filings at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement<'a> {
    /// 审核通过.
    Approve,
    /// 退回修改, each for this reason.
    Return(&'a str),
}

impl Judgement<'_> {
    /// What is done to each.
    #[must_use]
    pub fn verb(self) -> Verb {
        match self {
            Self::Approve => Verb::Approve,
            Self::Return(_) => Verb::Return,
        }
    }
}

/// What a judgement would do to a filing, or did.
#[derive(Debug)]
pub struct Judged {
    /// The filing's id as it was chosen.
    pub filing_id: String,
    /// The agency; empty where there is no such filing, or none that the caller may know of.
    pub agency: String,
    /// The version that was judged.
    pub version: i64,
    /// The state afterwards, or why not.
    pub outcome: Result<State, String>,
}

/// What a judgement would do to each of these filings. Nothing is written.
pub async fn preview_judgement(
    store: &Store,
    caller: &Caller,
    filings: &[&str],
    verb: Verb,
) -> Result<Vec<Judged>, StoreError> {
    let mut tx = store.read().await?;
    let mut all = Vec::new();
    for id in filings.iter().take(MOST_AT_ONCE) {
        let found = find_filing(&mut tx, id).await?;
        let seen = found.filter(|filing| decide(&caller.actor, Verb::View, &filing.facts).is_ok());
        let Some(filing) = seen else {
            all.push(Judged::of_none(id));
            continue;
        };
        let agency = load_organization(&mut tx, &filing.facts.agency_id).await?;
        let open = count_open(&mut tx, &filing.id).await?;
        let outcome = match decide(&caller.actor, verb, &filing.facts) {
            Ok(_) if open > 0 && verb == Verb::Approve => Err(format!(
                "还有 {open} 处错误或没有说明的事项，请打开逐项核对后办理。"
            )),
            decided => decided.map_err(|refusal| refusal.to_string()),
        };
        all.push(Judged {
            filing_id: filing.id,
            agency: agency.name,
            version: filing.version,
            outcome,
        });
    }
    tx.commit().await?;
    Ok(all)
}

/// The judgement on each of these filings at the version that was seen, each in a transaction of its
/// own: one that is refused keeps no other back.
pub async fn judge_all(
    store: &Store,
    caller: &Caller,
    chosen: &[(&str, Option<i64>)],
    judgement: Judgement<'_>,
    now: DateTime<Utc>,
) -> Result<Vec<Judged>, StoreError> {
    let ids: Vec<&str> = chosen.iter().map(|(id, _)| *id).collect();
    let mut all = preview_judgement(store, caller, &ids, judgement.verb()).await?;
    for (judged, (id, seen)) in all.iter_mut().zip(chosen) {
        if judged.outcome.is_err() {
            continue;
        }
        let done = match judgement {
            Judgement::Approve => approve_filing(store, caller, id, *seen, now).await,
            Judgement::Return(reason) => return_filing(store, caller, id, *seen, reason, now).await,
        };
        judged.outcome = match done {
            Ok(filing) => Ok(filing.facts.state),
            Err(FilingError::Store(error)) => return Err(error),
            Err(FilingError::Changed(changed)) => Err(match seen {
                Some(seen) => what_changed(store, id, *seen).await?,
                None => changed.to_string(),
            }),
            Err(error) => Err(error.to_string()),
        };
    }
    Ok(all)
}

/// What kept a filing from being judged as it was seen: who did what to it since.
async fn what_changed(store: &Store, id: &str, seen: i64) -> Result<String, StoreError> {
    let mut tx = store.read().await?;
    let typed = list_changes_since(&mut tx, id, seen).await?;
    let decisions = list_decisions(&mut tx, id).await?;
    tx.commit().await?;
    let since = decisions.iter().filter(|it| it.filing_version > seen);
    let mut did: Vec<String> = since
        .map(|it| format!("{}{}", it.decided_by_name, it.verb.label()))
        .collect();
    if let Some(last) = typed.last() {
        let cells = typed.len();
        did.push(format!("{}等修改 {cells} 处", last.changed_by_name));
    }
    if did.is_empty() {
        did.push("财政复核更正有变化".to_owned());
    }
    Ok(format!(
        "您打开页面之后有变化：{}。请打开核对后办理。",
        did.join("，")
    ))
}

impl Judged {
    fn of_none(id: &str) -> Self {
        Self {
            filing_id: id.to_owned(),
            agency: String::new(),
            version: 0,
            outcome: Err(FilingError::NotFound.to_string()),
        }
    }
}
