//! 财政复核 as its page shows it.

use std::collections::BTreeMap;

use askama::Template;

use super::appeal::AppealView;
use super::lines::{FormLines, forms};
use super::wanted::{CONFIRM, REASON_PREFIX, Texts, corrections};
use crate::actions::rescore::RescoreRecord;
use crate::domain::figure::{Exact, points, signed_points};
use crate::domain::filing::CellCode;
use crate::domain::formula::Unknown;
use crate::domain::rescore::{Cause, Rescored};
use crate::domain::scheme::Scheme;
use crate::domain::workflow::State;
use crate::web::desk::{CELL_PREFIX, address};
use crate::web::frame::Frame;
use crate::web::review::News;

/// A filing re-scored.
#[derive(Debug, Clone, Template)]
#[template(path = "review/rescore.html")]
pub struct RescorePage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing's id.
    pub filing: String,
    /// Its version.
    pub version: i64,
    /// The agency.
    pub agency: String,
    /// The budget year.
    pub year: i32,
    /// Where it stands.
    pub state: State,
    /// Whether this person may correct it now.
    pub may_correct: bool,
    /// How many corrections are to be looked at again after a 退回.
    pub stale: usize,
    /// What it all comes to.
    pub live: RescoreLive,
    /// What the agency says to the corrections.
    pub appeal: AppealView,
    /// What is wrong, each with its cell.
    pub problems: Vec<(CellCode, String)>,
    /// What became of the filing after the page was opened on which somebody corrected it.
    pub news: Option<News>,
    /// What is wrong with the page as a whole; empty for nothing.
    pub problem: String,
}

/// What changes while somebody types.
#[derive(Debug, Clone, Template)]
#[template(path = "review/rescore_live.html")]
pub struct RescoreLive {
    /// Both scores.
    pub totals: Totals,
    /// What made the difference.
    pub causes: Vec<CauseLine>,
    /// Why there is no split; empty where there is one.
    pub no_split: String,
    /// What the checks find only with the corrections.
    pub found: Vec<String>,
    /// The cells.
    pub forms: Vec<FormLines>,
}

/// Both scores in words.
#[derive(Debug, Clone)]
pub struct Totals {
    /// 自评得分 with its grade.
    pub own: String,
    /// 财政复核得分 with its grade.
    pub reviewed: String,
    /// Their difference; empty while one is not known.
    pub difference: String,
}

/// One cause of the difference.
#[derive(Debug, Clone)]
pub struct CauseLine {
    /// What was corrected.
    pub corrected: Vec<String>,
    /// What the total moved by.
    pub points: String,
    /// What it moved where.
    pub moved: String,
}

impl RescorePage {
    /// A filing with the corrections that stand, or with what is typed on the page.
    #[must_use]
    pub fn of(held: &RescoreRecord, frame: Frame, typed: Option<&Texts>) -> Self {
        Self::with_problems(held, frame, typed, Vec::new())
    }

    /// The same with what is wrong with it.
    #[must_use]
    pub fn with_problems(
        held: &RescoreRecord,
        frame: Frame,
        typed: Option<&Texts>,
        problems: Vec<(CellCode, String)>,
    ) -> Self {
        let filing = &held.record.filing;
        let live = RescoreLive::of(held, typed, &problems);
        Self {
            frame,
            filing: filing.id.clone(),
            version: filing.version,
            agency: held.record.agency.name.clone(),
            year: held.record.campaign.year,
            state: filing.facts.state,
            may_correct: held.may_correct,
            stale: held.standing.iter().filter(|it| held.is_stale(it)).count(),
            live: if held.may_correct {
                live
            } else {
                live.only_changed()
            },
            appeal: AppealView::of(held, None),
            problems,
            news: None,
            problem: String::new(),
        }
    }

    fn is_sound(&self) -> bool {
        self.problems.is_empty() && self.problem.is_empty()
    }

    fn review_href(&self) -> String {
        address::review(&self.filing)
    }

    fn address(&self) -> String {
        address::rescore(&self.filing)
    }

    fn preview(&self) -> String {
        address::rescore_preview(&self.filing)
    }

    fn confirm(&self) -> &'static str {
        CONFIRM
    }

    fn cell_name(&self, code: &str) -> String {
        format!("{CELL_PREFIX}{code}")
    }

    fn reason_name(&self, code: &str) -> String {
        format!("{REASON_PREFIX}{code}")
    }
}

impl RescoreLive {
    /// What a filing comes to with the corrections that stand, or with what is typed.
    #[must_use]
    pub fn of(
        held: &RescoreRecord,
        typed: Option<&Texts>,
        problems: &[(CellCode, String)],
    ) -> Self {
        let standing = || {
            let made = held.corrections().into_iter();
            made.map(|it| (it.cell, (it.text, it.reason))).collect()
        };
        let texts = typed.cloned().unwrap_or_else(standing);
        let scheme = &held.record.scheme;
        let mut made = corrections(&texts);
        made.retain(|it| !it.text.trim().is_empty());
        let rescored = Rescored::of(scheme, &held.record.entries, &made);
        let problems: BTreeMap<CellCode, String> = problems.iter().cloned().collect();
        Self {
            totals: Totals::of(scheme, &rescored),
            causes: causes(held, &rescored),
            no_split: no_split(&rescored),
            found: rescored
                .new_findings()
                .map(|finding| format!("{}：{}", finding.place, finding.message))
                .collect(),
            forms: forms(held, &rescored, &texts, &problems),
        }
    }

    /// Only what the reviewer changed, for those who read.
    fn only_changed(mut self) -> Self {
        for form in &mut self.forms {
            form.lines.retain(super::lines::CellLine::is_changed);
        }
        self.forms.retain(|form| !form.lines.is_empty());
        self
    }
}

fn no_split(rescored: &Rescored) -> String {
    if rescored.corrections.is_empty() {
        "还没有更正，财政复核得分与自评得分相同。".to_owned()
    } else if rescored.split.is_none() {
        "更正后还有得分不能计算，补全后显示差异原因。".to_owned()
    } else {
        String::new()
    }
}

impl Totals {
    fn of(scheme: &Scheme, rescored: &Rescored) -> Self {
        let decimals = scheme.head.score_decimals;
        let words = |total: &Result<Exact, Unknown>, grade: &Option<String>| match (total, grade) {
            (Ok(total), Some(grade)) => format!("{}（{grade}）", points(total, decimals)),
            (Ok(total), None) => points(total, decimals),
            (Err(_), Some(grade)) => grade.clone(),
            (Err(_), None) => "尚不能计算".to_owned(),
        };
        let difference = rescored.difference();
        Self {
            own: words(&rescored.own_total, &rescored.own.grade),
            reviewed: words(&rescored.reviewed_total, &rescored.reviewed_grade),
            difference: difference.map_or_else(String::new, |it| signed_points(&it, decimals)),
        }
    }
}

fn causes(held: &RescoreRecord, rescored: &Rescored) -> Vec<CauseLine> {
    let decimals = held.record.scheme.head.score_decimals;
    let line = |cause: &Cause| CauseLine {
        corrected: cause
            .corrections
            .iter()
            .filter_map(|at| rescored.corrected(&held.record.scheme, &held.record.entries, *at))
            .collect(),
        points: signed_points(&cause.points, decimals),
        moved: rescored.moved(&held.record.scheme, cause).join("，"),
    };
    let split = rescored.split.iter();
    split.flat_map(|split| &split.causes).map(line).collect()
}
