//! 审核通过 or 退回修改 of several filings at once: what would become of each, and what became of it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

use crate::actions::queue::{Judged, Judgement, MOST_AT_ONCE, judge_all, preview_judgement};
use crate::actions::step::check_reason;
use crate::domain::workflow::{State, Verb};
use crate::web::desk::address;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::FormState;
use crate::web::frame::Frame;
use crate::web::page::{show, show_as};
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;

use super::filing::REASON;

/// The name of the boxes that choose filings, and of the fields that carry them on.
const CHOSEN: &str = "filing";

/// The name of the buttons that say what is done to the chosen.
const DEED: &str = "do";

/// Between a filing's id and the version that was seen.
const SEEN: char = '@';

/// What becomes of the filings that were chosen.
#[derive(Debug, Clone, Template)]
#[template(path = "review/batch.html")]
pub struct BatchPage {
    /// The surroundings.
    pub frame: Frame,
    /// What is done to each.
    pub verb: Verb,
    /// Whether it is done; else it is what would be done.
    pub is_done: bool,
    /// The reason of 退回修改 being typed.
    pub form: FormState,
    /// Each of them.
    pub lines: Vec<BatchLine>,
}

/// One filing that was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchLine {
    /// The filing's page for its reviewer.
    pub href: String,
    /// The agency; empty where there is no such filing.
    pub agency: String,
    /// What the form carries on: the filing and the version seen.
    pub value: String,
    /// The state afterwards, in words; or why not.
    pub outcome: Result<&'static str, String>,
}

impl BatchLine {
    fn of(judged: Judged) -> Self {
        Self {
            href: address::review(&judged.filing_id),
            agency: judged.agency,
            value: format!("{}{SEEN}{}", judged.filing_id, judged.version),
            outcome: judged.outcome.map(State::label),
        }
    }

    fn is_possible(&self) -> bool {
        self.outcome.is_ok()
    }
}

impl BatchPage {
    fn of(frame: Frame, verb: Verb, judged: Vec<Judged>) -> Self {
        Self {
            frame,
            verb,
            is_done: false,
            form: FormState::default(),
            lines: judged.into_iter().map(BatchLine::of).collect(),
        }
    }

    fn title(&self) -> &'static str {
        if self.is_return() {
            "批量退回修改"
        } else {
            "批量审核通过"
        }
    }

    fn word(&self) -> &'static str {
        if self.is_return() { "退回" } else { "通过" }
    }

    fn is_return(&self) -> bool {
        self.verb == Verb::Return
    }

    fn possible(&self) -> usize {
        self.lines.iter().filter(|line| line.is_possible()).count()
    }

    fn impossible(&self) -> usize {
        self.lines.len() - self.possible()
    }

    fn most(&self) -> usize {
        MOST_AT_ONCE
    }

    fn address(&self) -> &'static str {
        routes::REVIEWS_CHOSEN
    }

    fn back(&self) -> &'static str {
        routes::REVIEWS
    }
}

/// `GET /reviews/chosen`.
pub async fn get(
    user: CurrentUser,
    portal: Data<Portal>,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let chosen: Vec<&str> = query.all(CHOSEN).collect();
    let verb = verb_of(query.text(DEED));
    let judged = preview_judgement(&portal.store, &user.caller, &chosen, verb).await?;
    show(&BatchPage::of(user.frame(), verb, judged))
}

/// `POST /reviews/chosen`. A return without a reason comes back.
pub async fn post(posted: PostedForm, portal: Data<Portal>) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let chosen = pairs.all(CHOSEN).map(|value| {
        let (id, seen) = value.split_once(SEEN).unwrap_or((value, ""));
        (id, seen.parse::<i64>().ok())
    });
    let chosen: Vec<(&str, Option<i64>)> = chosen.collect();
    let verb = verb_of(pairs.text(DEED));
    let mut form = FormState::of(&pairs, &[REASON]);
    let judgement = match verb {
        Verb::Return => Judgement::Return(form.typed(REASON)),
        _ => Judgement::Approve,
    };
    if let Judgement::Return(reason) = judgement
        && let Err(problem) = check_reason(reason)
    {
        let ids: Vec<&str> = chosen.iter().map(|(id, _)| *id).collect();
        let judged = preview_judgement(&portal.store, &user.caller, &ids, verb).await?;
        form.refuse(REASON, problem.to_string());
        let page = BatchPage {
            form,
            ..BatchPage::of(user.frame(), verb, judged)
        };
        return show_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let now = portal.now();
    let judged = judge_all(&portal.store, &user.caller, &chosen, judgement, now).await?;
    show(&BatchPage {
        is_done: true,
        ..BatchPage::of(user.frame(), verb, judged)
    })
}

/// What a form wants done to each; 审核通过 unless it says 退回修改.
fn verb_of(code: &str) -> Verb {
    if code == Verb::Return.code() {
        Verb::Return
    } else {
        Verb::Approve
    }
}
