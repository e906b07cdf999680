//! 财政复核: corrections are made, withdrawn, and confirmed after a 退回.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::Caller;
use super::appeal::{AppealRecord, load_appeal};
use super::filing::{FilingError, FilingRecord, load_entries, load_filing};
use super::record::{Deed, Outcome, settle};
use super::schemes::{Schemes, UnknownScheme};
use super::seen::{Changed, check_seen};
use super::statistics::keep_rescoring;
use super::workshop::{WorkError, apart};
use crate::domain::appeal::{AppealDeed, decide_appeal};
use crate::domain::evaluate::evaluate;
use crate::domain::figure::Exact;
use crate::domain::filing::{CellCode, Entries};
use crate::domain::formula::Unknown;
use crate::domain::rescore::{Correction, CorrectionProblem, Original, Rescored};
use crate::domain::scheme::Scheme;
use crate::domain::workflow::{Refusal, decide_rescore, may_see_corrections};
use crate::store::campaign::load_campaign;
use crate::store::correction::{
    NewCorrection, Rescoring, StandingCorrection, find_rescoring, insert_correction,
    insert_rescoring, list_corrections,
};
use crate::store::filing::{Filing, find_filing_to_change, update_filing};
use crate::store::organization::load_organization;
use crate::store::{Store, StoreError, Tx};

/// The name under which corrections stand in the record of events.
const ACTION: &str = "rescore";

/// Why corrections are not kept.
#[derive(Debug, thiserror::Error)]
pub enum RescoreError {
    /// There is no such filing.
    #[error("没有这份填报，可能是链接不完整。")]
    NotFound,
    /// The workflow refuses.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It was changed after the person opened it.
    #[error(transparent)]
    Changed(#[from] Changed),
    /// What is wrong, by cell; nothing was kept.
    #[error("有 {} 处更正需要修改，还没有保存。", .0.len())]
    Problems(Vec<(CellCode, CorrectionProblem)>),
    /// The scheme is not known.
    #[error(transparent)]
    Scheme(#[from] UnknownScheme),
    /// The evaluation did not come to its end.
    #[error(transparent)]
    Work(#[from] WorkError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Outcome for RescoreError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::NotFound => Some("not-found"),
            Self::Refused(refusal) => Some(refusal.code()),
            Self::Changed(_) => Some(Changed::CODE),
            Self::Problems(problems) => Some(
                problems
                    .first()
                    .map_or("nothing", |(_, first)| first.code()),
            ),
            Self::Scheme(_) => Some("unknown-scheme"),
            Self::Work(_) | Self::Store(_) => None,
        }
    }
}

/// What a page wants to stand at the cells.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// What each cell shall be corrected to; an empty text withdraws.
    pub corrections: Vec<Correction>,
    /// Whether what was made before a 退回 is looked at again and stands.
    pub confirms: bool,
}

/// A filing with the corrections on it.
#[derive(Debug, Clone)]
pub struct RescoreRecord {
    /// The filing.
    pub record: FilingRecord,
    /// The corrections that stand, by cell.
    pub standing: Vec<StandingCorrection>,
    /// Whether the caller may correct it now.
    pub may_correct: bool,
    /// What the agency says to the corrections.
    pub appeal: AppealRecord,
    /// Whether the caller may say something to them now.
    pub may_file: bool,
    /// Whether the caller may answer that now.
    pub may_answer: bool,
}

impl RescoreRecord {
    /// Whether a correction was made on an older submission and is to be looked at again.
    #[must_use]
    pub fn is_stale(&self, standing: &StandingCorrection) -> bool {
        is_stale(&self.record.filing, standing)
    }

    /// The corrections that stand, as the domain takes them.
    #[must_use]
    pub fn corrections(&self) -> Vec<Correction> {
        self.standing.iter().map(correction_of).collect()
    }
}

/// Looks at a filing with its corrections, where these are shown to the caller.
///
/// # Errors
/// As for looking at a filing; corrections that are not shown yet are none.
pub async fn load_rescore(
    store: &Store,
    schemes: &Schemes,
    caller: &Caller,
    filing_id: &str,
    now: DateTime<Utc>,
) -> Result<RescoreRecord, FilingError> {
    let record = load_filing(store, schemes, caller, filing_id, now).await?;
    let facts = &record.filing.facts;
    let mut tx = store.read().await?;
    let standing = if may_see_corrections(&caller.actor, facts) {
        list_corrections(&mut tx, filing_id).await?
    } else {
        Vec::new()
    };
    let appeal = load_appeal(&mut tx, &record.filing, now).await?;
    tx.commit().await?;
    let may = |deed| decide_appeal(&caller.actor, deed, facts, appeal.appeal).is_ok();
    Ok(RescoreRecord {
        may_correct: decide_rescore(&caller.actor, facts).is_ok(),
        may_file: may(AppealDeed::File),
        may_answer: may(AppealDeed::Answer),
        appeal,
        record,
        standing,
    })
}

/// Keeps what a page wants, all of it or nothing, with what it comes to.
///
/// # Errors
/// See [`RescoreError`].
pub async fn save_corrections(
    store: &Store,
    schemes: &Schemes,
    caller: &Caller,
    filing_id: &str,
    seen: Option<i64>,
    wanted: Wanted,
    now: DateTime<Utc>,
) -> Result<Filing, RescoreError> {
    let mut tx = store.write().await?;
    let deed = Deed::of(caller, ACTION, now);
    let Some(filing) = find_filing_to_change(&mut tx, filing_id).await? else {
        return settle(store, tx, deed, Err(RescoreError::NotFound)).await;
    };
    let deed = deed.on_filing(&filing.id);
    let outcome = async {
        decide_rescore(&caller.actor, &filing.facts)?;
        check_seen(&filing, seen)?;
        save(&mut tx, schemes, caller, &filing, wanted, now).await
    }
    .await;
    let deed = match &outcome {
        Ok((_, changed)) => deed.detail(format!("{changed} cells")),
        Err(_) => deed,
    };
    let (filing, _) = settle(store, tx, deed, outcome).await?;
    Ok(filing)
}

async fn save(
    tx: &mut Tx,
    schemes: &Schemes,
    caller: &Caller,
    filing: &Filing,
    wanted: Wanted,
    now: DateTime<Utc>,
) -> Result<(Filing, usize), RescoreError> {
    let standing = list_corrections(tx, &filing.id).await?;
    let changes = Changes::of(filing, &standing, wanted);
    write(tx, schemes, caller, filing, changes, now).await
}

/// Withdraws corrections that an appeal convinced the bureau of.
pub(super) async fn withdraw_corrections(
    tx: &mut Tx,
    schemes: &Schemes,
    caller: &Caller,
    filing: &Filing,
    codes: Vec<CellCode>,
    now: DateTime<Utc>,
) -> Result<(), RescoreError> {
    let withdrawn = codes.into_iter().map(|cell| Correction {
        cell,
        text: String::new(),
        reason: String::new(),
    });
    let wanted = Wanted {
        corrections: withdrawn.collect(),
        confirms: false,
    };
    save(tx, schemes, caller, filing, wanted, now).await?;
    Ok(())
}

/// Writes changes with what they come to, as a version of the filing.
async fn write(
    tx: &mut Tx,
    schemes: &Schemes,
    caller: &Caller,
    filing: &Filing,
    changes: Changes,
    now: DateTime<Utc>,
) -> Result<(Filing, usize), RescoreError> {
    if changes.is_nothing() {
        return Ok((filing.clone(), 0));
    }
    let scheme = Arc::clone(schemes.load(&filing.scheme_id, filing.scheme_version)?);
    let campaign = load_campaign(tx, &filing.campaign_id).await?;
    let agency = load_organization(tx, &filing.facts.agency_id).await?;
    let (entries, _) = load_entries(tx, &filing.id, &campaign, &agency).await?;
    let (changes, rescored) = apart(move || changes.judged(&scheme, &entries)).await??;
    let submitted_at = filing.submitted_at.unwrap_or(now);
    for (code, correction) in &changes.made {
        let new = NewCorrection {
            filing_id: &filing.id,
            submitted_at,
            code,
            typed: correction.as_ref().map(|it| it.text.as_str()),
            reason: correction.as_ref().map_or("", |it| it.reason.as_str()),
            made_by: &caller.actor.account_id,
        };
        insert_correction(tx, &new, now).await?;
    }
    let facts = filing.facts.clone();
    let moved = update_filing(tx, filing, facts, filing.submitted_at, now).await?;
    let rescoring = rescoring(&rescored, moved.version);
    insert_rescoring(tx, &filing.id, &rescoring, now).await?;
    keep_rescoring(tx, &moved, &rescored).await?;
    Ok((moved, changes.made.len()))
}

/// What is to be written, and what stands afterwards.
struct Changes {
    /// By cell: what counts from now on, or a withdrawal.
    made: BTreeMap<CellCode, Option<Correction>>,
    /// Everything that stands afterwards.
    after: BTreeMap<CellCode, Correction>,
}

impl Changes {
    fn of(filing: &Filing, standing: &[StandingCorrection], wanted: Wanted) -> Self {
        let before: BTreeMap<&str, &StandingCorrection> =
            standing.iter().map(|it| (it.code.as_str(), it)).collect();
        let mut changes = Self {
            made: BTreeMap::new(),
            after: standing
                .iter()
                .map(|it| (it.code.clone(), correction_of(it)))
                .collect(),
        };
        for wanted in wanted.corrections {
            changes.take(before.get(wanted.cell.as_str()).copied(), wanted);
        }
        if wanted.confirms {
            for stale in standing.iter().filter(|it| is_stale(filing, it)) {
                let made = changes.made.entry(stale.code.clone());
                made.or_insert_with(|| Some(correction_of(stale)));
            }
        }
        changes
    }

    fn take(&mut self, standing: Option<&StandingCorrection>, wanted: Correction) {
        let wanted = Correction {
            text: wanted.text.trim().to_owned(),
            reason: wanted.reason.trim().to_owned(),
            ..wanted
        };
        match standing {
            // Neither text nor reason, and nothing that stands: the line was left alone.
            None if wanted.text.is_empty() && wanted.reason.is_empty() => {}
            Some(standing) if correction_of(standing) == wanted => {}
            Some(_) if wanted.text.is_empty() => {
                self.after.remove(&wanted.cell);
                self.made.insert(wanted.cell, None);
            }
            _ => {
                self.after.insert(wanted.cell.clone(), wanted.clone());
                self.made.insert(wanted.cell.clone(), Some(wanted));
            }
        }
    }

    fn is_nothing(&self) -> bool {
        self.made.is_empty()
    }

    /// The same, when nothing is wrong with it, and what it comes to.
    fn judged(self, scheme: &Scheme, entries: &Entries) -> Result<(Self, Rescored), RescoreError> {
        let evaluation = evaluate(scheme, entries);
        let original = Original::new(scheme, entries, &evaluation);
        let made = self.made.values().flatten();
        let problems: Vec<(CellCode, CorrectionProblem)> = made
            .filter_map(|it| Some((it.cell.clone(), original.check(it).err()?)))
            .collect();
        if !problems.is_empty() {
            return Err(RescoreError::Problems(problems));
        }
        let after: Vec<Correction> = self.after.values().cloned().collect();
        let rescored = Rescored::of(scheme, entries, &after);
        Ok((self, rescored))
    }
}

fn is_stale(filing: &Filing, standing: &StandingCorrection) -> bool {
    filing.submitted_at != Some(standing.submitted_at)
}

/// A correction that stands, as the domain takes it.
pub(super) fn correction_of(standing: &StandingCorrection) -> Correction {
    Correction {
        cell: standing.code.clone(),
        text: standing.typed.clone(),
        reason: standing.reason.clone(),
    }
}

fn rescoring(rescored: &Rescored, filing_version: i64) -> Rescoring {
    let exact = |total: &Result<Exact, Unknown>| {
        let known = total.as_ref().ok();
        known.map(Exact::in_full).unwrap_or_default()
    };
    Rescoring {
        filing_version,
        own_total: exact(&rescored.own_total),
        own_grade: rescored.own.grade.clone().unwrap_or_default(),
        reviewed_total: exact(&rescored.reviewed_total),
        reviewed_grade: rescored.reviewed_grade.clone().unwrap_or_default(),
        corrections: u32::try_from(rescored.corrections.len()).unwrap_or(u32::MAX),
    }
}

/// Whether the corrections of a filing let it be approved: every one looked at on what lies there
/// now, and together coming to a score.
///
/// # Errors
/// What stands in the way.
pub(super) async fn check_corrections(tx: &mut Tx, filing: &Filing) -> Result<(), FilingError> {
    let standing = list_corrections(tx, &filing.id).await?;
    let stale = standing.iter().filter(|it| is_stale(filing, it)).count();
    if stale > 0 {
        let filing_id = filing.id.clone();
        return Err(FilingError::CorrectionsUnconfirmed {
            filing_id,
            count: stale,
        });
    }
    let last = find_rescoring(tx, &filing.id).await?;
    let is_open = |it: &Rescoring| it.reviewed_total.is_empty() && !it.own_total.is_empty();
    if !standing.is_empty() && last.as_ref().is_some_and(is_open) {
        let filing_id = filing.id.clone();
        return Err(FilingError::NoReviewedTotal { filing_id });
    }
    Ok(())
}
