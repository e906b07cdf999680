//! What the script is told about cells.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::actions::Caller;
use crate::actions::filing::FilingRecord;
use crate::actions::save::Clash;
use crate::actions::together::News;
use crate::domain::filing::CellCode;
use crate::store::cell::CellChange;
use crate::web::desk::opened::cell_label;
use crate::web::time::{to_the_clock, to_the_minute};

/// A cell that two people changed: both texts, who and when.
#[derive(Debug, Serialize)]
pub struct ClashAnswer {
    code: CellCode,
    place: String,
    mine: String,
    theirs: String,
    their_name: String,
    their_time: String,
    change_id: String,
}

/// A text that could not be kept.
#[derive(Debug, Serialize)]
pub struct ProblemAnswer {
    /// The cell.
    pub code: CellCode,
    /// What to say.
    pub sentence: String,
}

/// A cell that changed since the version that the page knows.
#[derive(Debug, Serialize)]
pub struct ChangeAnswer {
    code: CellCode,
    typed: String,
    change_id: String,
    name: String,
    time: String,
    is_own: bool,
}

/// What became of a filing.
#[derive(Debug, Serialize)]
pub struct NewsAnswer {
    /// Its version now.
    pub version: i64,
    /// What the page does not know yet.
    pub others: Vec<ChangeAnswer>,
}

impl ClashAnswer {
    /// A clash in the words of the form.
    pub fn of(record: &FilingRecord, clash: Clash) -> Self {
        Self {
            place: cell_label(record, &clash.code),
            code: clash.code,
            mine: clash.mine,
            theirs: clash.theirs,
            their_name: clash.their_name,
            their_time: to_the_minute(clash.their_time),
            change_id: clash.change_id,
        }
    }
}

impl NewsAnswer {
    /// The news, without the changes that the page has just made itself.
    pub fn of(news: News, caller: &Caller, known: &BTreeMap<CellCode, String>) -> Self {
        let others = news
            .changes
            .into_iter()
            .filter(|change| known.get(&change.code) != Some(&change.id))
            .map(|change| ChangeAnswer::of(change, caller))
            .collect();
        Self {
            version: news.version,
            others,
        }
    }
}

impl ChangeAnswer {
    fn of(change: CellChange, caller: &Caller) -> Self {
        Self {
            code: change.code,
            typed: change.typed,
            change_id: change.id,
            name: change.changed_by_name,
            time: to_the_clock(change.changed_at),
            is_own: change.changed_by == caller.actor.account_id,
        }
    }
}
