//! The filings of one year of a crowd, each brought to its state.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::chance::Chance;
use super::figures::vary;
use super::{Crowd, CrowdError, cast};
use crate::actions::Caller;
use crate::actions::publish::publish_filing;
use crate::actions::save::TypedCell;
use crate::actions::schemes::Schemes;
use crate::domain::evaluate::evaluate;
use crate::domain::filing::{Digest, Entries, TextOrigin};
use crate::domain::publication::PublicRecord;
use crate::domain::scheme::Scheme;
use crate::domain::statistics::Facts;
use crate::domain::workflow::{Progress, Role, State, Verb, advance};
use crate::store::cell::{ChangeSet, NewChange, insert_changes};
use crate::store::decision::{NewDecision, insert_decision};
use crate::store::digest::put_digest;
use crate::store::filing::{Filing, start_filing, update_filing};
use crate::store::filing_list::ListedFiling;
use crate::store::filing_progress::{Cursor, DepartmentFilter, ProgressFilter, list_progress};
use crate::store::statistics::{KeptFacts, put_facts, sum_up};
use crate::store::{Store, Tx, new_id};

/// Filings written in one transaction.
const AT_ONCE: u32 = 500;

/// One in so many filings that could be public is.
const PUBLIC: u64 = 200;

/// A year of the crowd.
pub(super) struct Year<'a> {
    pub(super) campaign_id: &'a str,
    /// Whether it is still under way.
    pub(super) is_last: bool,
    /// The budget year.
    pub(super) number: i32,
    /// Its scheme.
    pub(super) scheme: Arc<Scheme>,
    pub(super) began: DateTime<Utc>,
}

/// The people who move filings on.
struct People {
    accountants: BTreeMap<String, Caller>,
    reviewers: BTreeMap<String, Caller>,
    finance: Caller,
    publisher: Caller,
}

/// Fills the empty filings of a year; gives how many there are.
pub(super) async fn fill<E: Display>(
    store: &Store,
    schemes: &Schemes,
    crowd: Crowd,
    year: &Year<'_>,
    templates: &[Vec<TypedCell>],
    render: &impl Fn(&PublicRecord) -> Result<String, E>,
) -> Result<usize, CrowdError> {
    let mut tx = store.read().await?;
    let people = People {
        accountants: cast::callers(&mut tx, Role::Accountant, year.began).await?,
        reviewers: cast::callers(&mut tx, Role::DepartmentReviewer, year.began).await?,
        finance: cast::caller(&mut tx, cast::FINANCE_REVIEWER).await?,
        publisher: cast::caller(&mut tx, cast::PUBLISHER).await?,
    };
    tx.commit().await?;
    let filter = ProgressFilter {
        campaign_id: year.campaign_id,
        progress: &[Progress::NotStarted],
        department: DepartmentFilter::All,
    };
    let (mut after, mut made) = (Cursor::default(), 0);
    loop {
        let mut tx = store.write().await?;
        let some = list_progress(&mut tx, &filter, &after, AT_ONCE).await?;
        let Some(last) = some.last() else {
            sum_up(&mut tx, year.campaign_id).await?;
            tx.commit().await?;
            return Ok(made);
        };
        after = Cursor::of(last);
        let mut public = Vec::new();
        for listed in &some {
            let part = u64::try_from(made).unwrap_or(0)
                + u64::from(year.number.unsigned_abs()) * 1_000_003;
            let mut chance = Chance::new(crowd.seed, part);
            let filing = play(&mut tx, &people, year, listed, templates, &mut chance).await?;
            if filing.facts.state == State::Approved && chance.below(PUBLIC) == 0 {
                public.push(filing);
            }
            made += 1;
        }
        tx.commit().await?;
        for filing in public {
            let seen = Some(filing.version);
            let at = filing.updated_at + TimeDelta::days(1);
            let publisher = &people.publisher;
            publish_filing(store, schemes, publisher, &filing.id, seen, render, at).await?;
        }
    }
}

/// How far a filing of a year is brought: almost all of the years before to the end, those of the
/// year under way everywhere.
fn target(is_last: bool, chance: &mut Chance) -> Progress {
    let under_way = [
        Progress::NotStarted,
        Progress::NotStarted,
        Progress::At(State::Draft),
        Progress::At(State::Draft),
        Progress::At(State::AwaitingDepartment),
        Progress::At(State::AwaitingFinance),
        Progress::At(State::AwaitingFinance),
        Progress::At(State::Returned),
        Progress::At(State::Approved),
        Progress::At(State::Cancelled),
    ];
    let place = chance.below(100);
    match place {
        0 => Progress::At(State::Cancelled),
        _ if !is_last => Progress::At(State::Approved),
        _ => chance
            .pick(&under_way)
            .copied()
            .unwrap_or(Progress::NotStarted),
    }
}

async fn play(
    tx: &mut Tx,
    people: &People,
    year: &Year<'_>,
    listed: &ListedFiling,
    templates: &[Vec<TypedCell>],
    chance: &mut Chance,
) -> Result<Filing, CrowdError> {
    let target = target(year.is_last, chance);
    let mut now = year.began + TimeDelta::minutes(i64::try_from(chance.below(20_000)).unwrap_or(0));
    let mut filing = listed.filing.clone();
    let accountant = people.accountants.get(&filing.facts.agency_id);
    let (Some(accountant), Some(template)) = (accountant, chance.pick(templates)) else {
        return Ok(filing);
    };
    if target == Progress::NotStarted {
        return Ok(filing);
    }
    let mut cells = Vec::new();
    if target != Progress::At(State::Cancelled) {
        cells = vary(template, chance);
        filing = type_in(tx, accountant, &filing, &cells, now).await?;
    }
    for verb in deeds(target) {
        now += TimeDelta::hours(7);
        let by = match (verb, filing.facts.state) {
            (Verb::Submit, _) => accountant,
            (Verb::Cancel, _) => &people.finance,
            (_, State::AwaitingDepartment) => {
                let department = filing.facts.department_id.as_ref();
                let reviewer = department.and_then(|id| people.reviewers.get(id));
                reviewer.unwrap_or(&people.finance)
            }
            _ => &people.finance,
        };
        if Progress::At(filing.facts.state) != target {
            filing = move_on(tx, by, &filing, *verb, now).await?;
        }
    }
    if filing.submitted_at.is_some() || target == Progress::At(State::Returned) {
        let agency = listed.agency_name.clone();
        judge(tx, year, &filing, Entries::new(year.number, agency), cells).await?;
    }
    Ok(filing)
}

/// Keeps what a filing that was handed in comes to, as its 提交 would have.
async fn judge(
    tx: &mut Tx,
    year: &Year<'_>,
    filing: &Filing,
    mut entries: Entries,
    cells: Vec<TypedCell>,
) -> Result<(), CrowdError> {
    entries
        .cells
        .extend(cells.into_iter().map(|cell| (cell.code, cell.typed)));
    let evaluation = evaluate(&year.scheme, &entries);
    put_digest(tx, filing, &Digest::of(&evaluation)).await?;
    let facts = Facts::of(&year.scheme, &evaluation);
    let kept = KeptFacts {
        is_counted: Facts::count_at(filing.progress()),
        facts: match filing.facts.state {
            State::Returned => facts.returned(&[]),
            _ => facts,
        },
    };
    put_facts(tx, filing, &kept).await?;
    Ok(())
}

/// The deeds that lead a filing there; it stops where it is to be.
fn deeds(target: Progress) -> &'static [Verb] {
    match target {
        Progress::At(State::AwaitingDepartment) => &[Verb::Submit],
        Progress::At(State::AwaitingFinance) => &[Verb::Submit, Verb::Approve],
        Progress::At(State::Returned) => &[Verb::Submit, Verb::Return],
        Progress::At(State::Approved) => &[Verb::Submit, Verb::Approve, Verb::Approve],
        Progress::At(State::Cancelled) => &[Verb::Cancel],
        _ => &[],
    }
}

async fn type_in(
    tx: &mut Tx,
    by: &Caller,
    filing: &Filing,
    cells: &[TypedCell],
    now: DateTime<Utc>,
) -> Result<Filing, CrowdError> {
    let started = start_filing(tx, filing).await?;
    let saved = update_filing(tx, &started, started.facts.clone(), None, now).await?;
    let change = |cell: &TypedCell| NewChange {
        id: new_id(now),
        code: cell.code.clone(),
        typed: cell.typed.clone(),
        base_change_id: None,
    };
    let changes: Vec<NewChange> = cells.iter().map(change).collect();
    let set = ChangeSet {
        filing_id: &saved.id,
        filing_version: saved.version,
        changed_by: &by.actor.account_id,
        changed_at: now,
        origin: TextOrigin::Typed,
        batch: None,
        changes: &changes,
    };
    insert_changes(tx, &set).await?;
    Ok(saved)
}

async fn move_on(
    tx: &mut Tx,
    by: &Caller,
    filing: &Filing,
    verb: Verb,
    now: DateTime<Utc>,
) -> Result<Filing, CrowdError> {
    let after = advance(&by.actor, verb, &filing.facts)?;
    let submitted_at = match verb {
        Verb::Submit => Some(now),
        _ => filing.submitted_at.filter(|_| after.submitted_by.is_some()),
    };
    let moved = update_filing(tx, filing, after, submitted_at, now).await?;
    let reason = match verb {
        Verb::Return => "请核对资金数与决算报表是否一致。",
        Verb::Cancel => "本年度机构撤并。",
        _ => "",
    };
    let decision = NewDecision {
        filing_id: &moved.id,
        filing_version: moved.version,
        step: filing.facts.state,
        verb,
        reason,
        decided_by: &by.actor.account_id,
    };
    insert_decision(tx, &decision, now).await?;
    Ok(moved)
}
