//! 申诉 on the page of a re-scoring: what the agency says, what the bureau answers.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::page::RescorePage;
use crate::actions::appeal::{Answer, AppealError, answer_appeal, file_appeal};
use crate::actions::rescore::{RescoreRecord, load_rescore};
use crate::domain::appeal::Appeal;
use crate::domain::check::place_label;
use crate::domain::filing::CellCode;
use crate::web::desk::address;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::FormPairs;
use crate::web::frame::Notice;
use crate::web::page::{go_to_saying, show_apart};
use crate::web::state::Portal;
use crate::web::time::to_the_minute;

/// The name of what is said to a correction is this and the cell's code.
const REASON: &str = "a:";

/// The name of the choice at a point is this and the cell's code.
const DECISION: &str = "d:";

/// The choice that withdraws a correction.
const ACCEPT: &str = "accept";

/// The choice that lets it stand.
const KEEP: &str = "keep";

/// An appeal as the page shows it.
#[derive(Debug, Clone, Default)]
pub struct AppealView {
    /// Where it stands, in a sentence; empty where none is offered.
    pub sentence: String,
    /// Whether this person may say something now.
    pub may_file: bool,
    /// Whether this person may answer now.
    pub may_answer: bool,
    /// What can be said something to, or was.
    pub rows: Vec<AppealRow>,
    /// What is wrong with what was typed; empty for nothing.
    pub problem: String,
}

/// One correction in an appeal.
#[derive(Debug, Clone, Default)]
pub struct AppealRow {
    /// The cell.
    pub code: CellCode,
    /// What it is called.
    pub label: String,
    /// What the agency says, with who and when.
    pub said: String,
    /// What the bureau answered, with who and when; empty before.
    pub answered: String,
    /// The reason being typed.
    pub typed: String,
    /// The choice being made.
    pub choice: String,
}

impl AppealView {
    /// The appeal of a filing, with what is typed.
    pub(super) fn of(held: &RescoreRecord, typed: Option<&FormPairs>) -> Self {
        let record = &held.record;
        let row = |code: &str| AppealRow {
            label: place_label(&record.scheme, &record.entries, code),
            typed: text(typed, REASON, code),
            choice: text(typed, DECISION, code),
            code: code.to_owned(),
            ..AppealRow::default()
        };
        let points = held.appeal.points.iter().map(|point| AppealRow {
            said: format!(
                "{}（{} {}）",
                point.reason,
                point.filed_by_name,
                to_the_minute(point.filed_at)
            ),
            answered: point.answer.as_ref().map_or_else(String::new, |answer| {
                let words = if answer.is_accepted {
                    "接受申诉，撤销更正"
                } else {
                    "维持更正"
                };
                let at = to_the_minute(answer.answered_at);
                let by = &answer.answered_by_name;
                if answer.reason.is_empty() {
                    format!("{words}（{by} {at}）")
                } else {
                    format!("{words}：{}（{by} {at}）", answer.reason)
                }
            }),
            ..row(&point.code)
        });
        let rows = if held.may_file {
            held.standing.iter().map(|it| row(&it.code)).collect()
        } else {
            points.collect()
        };
        Self {
            sentence: sentence(held.appeal.appeal),
            may_file: held.may_file,
            may_answer: held.may_answer,
            rows,
            problem: String::new(),
        }
    }

    pub(super) fn is_shown(&self) -> bool {
        !self.sentence.is_empty()
    }
}

impl AppealRow {
    pub(super) fn reason_name(&self) -> String {
        format!("{REASON}{}", self.code)
    }

    pub(super) fn choice_name(&self) -> String {
        format!("{DECISION}{}", self.code)
    }

    /// The choices with their words.
    pub(super) fn choices(&self) -> [(&'static str, &'static str, bool); 2] {
        [(ACCEPT, "接受申诉，撤销更正"), (KEEP, "维持更正")]
            .map(|(value, words)| (value, words, self.choice == value))
    }
}

fn sentence(appeal: Appeal) -> String {
    match appeal {
        Appeal::NotOffered => String::new(),
        Appeal::Open { until } => {
            format!("单位对更正有不同意见的，可以在 {until} 前（含当日）申诉一次。期满前不公开。")
        }
        Appeal::Expired => "申诉期限已过，单位没有申诉。".to_owned(),
        Appeal::Filed => "单位已经申诉，等待财政局答复。答复前不公开。".to_owned(),
        Appeal::Answered => "申诉已经答复，不再改变。".to_owned(),
    }
}

fn text(pairs: Option<&FormPairs>, prefix: &str, code: &str) -> String {
    let text = pairs.map(|pairs| pairs.text(&format!("{prefix}{code}")).to_owned());
    text.unwrap_or_default()
}

/// What stands under a prefix, by cell.
fn by_cell(pairs: &FormPairs, prefix: &str) -> BTreeMap<CellCode, String> {
    let named = pairs
        .iter()
        .filter_map(|(name, text)| Some((name.strip_prefix(prefix)?.to_owned(), text.to_owned())));
    named.collect()
}

/// `POST /reviews/{filing}/appeal`.
pub async fn file(
    posted: PostedForm,
    portal: Data<Portal>,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let (seen, reasons) = (pairs.seen_version(), by_cell(&pairs, REASON));
    let (store, now) = (&portal.store, portal.now());
    match file_appeal(store, &user.caller, &filing, seen, reasons, now).await {
        Ok(()) => Ok(go_to_saying(&address::rescore(&filing), Notice::Appealed)),
        Err(error) => again(&portal, user, &filing, pairs, error).await,
    }
}

/// `POST /reviews/{filing}/appeal/answer`.
pub async fn answer(
    posted: PostedForm,
    portal: Data<Portal>,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let reasons = by_cell(&pairs, REASON);
    let answers = by_cell(&pairs, DECISION).into_iter();
    let answers = answers.filter_map(|(code, choice)| {
        let is_accepted = [(ACCEPT, true), (KEEP, false)]
            .into_iter()
            .find_map(|(value, is_accepted)| (value == choice).then_some(is_accepted))?;
        let reason = reasons.get(&code).cloned().unwrap_or_default();
        Some((
            code,
            Answer {
                is_accepted,
                reason,
            },
        ))
    });
    let answers = answers.collect();
    let (store, schemes, now) = (&portal.store, &portal.schemes, portal.now());
    let seen = pairs.seen_version();
    match answer_appeal(store, schemes, &user.caller, &filing, seen, answers, now).await {
        Ok(()) => Ok(go_to_saying(
            &address::rescore(&filing),
            Notice::AppealAnswered,
        )),
        Err(error) => again(&portal, user, &filing, pairs, error).await,
    }
}

/// The page with all that was typed and what is wrong, or the failure.
async fn again(
    portal: &Portal,
    user: CurrentUser,
    filing: &str,
    pairs: FormPairs,
    error: AppealError,
) -> Result<HttpResponse, WebError> {
    let status = match &error {
        AppealError::Nothing | AppealError::TooLong | AppealError::Unanswered => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        AppealError::Changed(_) => StatusCode::CONFLICT,
        _ => return Err(error.into()),
    };
    let (store, schemes, now) = (&portal.store, &portal.schemes, portal.now());
    let held = load_rescore(store, schemes, &user.caller, filing, now).await?;
    let (frame, problem) = (user.frame(), error.to_string());
    let page = move || {
        let appeal = AppealView {
            problem,
            ..AppealView::of(&held, Some(&pairs))
        };
        Ok(RescorePage {
            appeal,
            ..RescorePage::of(&held, frame, None)
        })
    };
    show_apart(portal, &user.caller, status, page).await
}
