//! 任务: how far one agency has come with its filing, and what the bureau may do about it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::NaiveDate;

use crate::actions::filing::FilingError;
use crate::actions::task::{Task, TaskDeed, change_task, load_task};
use crate::domain::workflow::{Progress, Verb};
use crate::web::desk::{Due, Timeline, address};
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::FormState;
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to_saying, show_as};
use crate::web::routes;
use crate::web::state::Portal;

const DAY: &str = "day";
const WHY_LATER: &str = "why_later";
const WHY: &str = "why";

/// The task of one agency.
#[derive(Debug, Template)]
#[template(path = "bureau/task.html")]
pub struct TaskPage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing's id.
    pub filing_id: String,
    /// Its version; who decides sends this along.
    pub filing_version: i64,
    /// The agency's full name.
    pub agency: String,
    /// The campaign's title.
    pub campaign: String,
    /// How far it has come.
    pub progress: Progress,
    /// The deadline.
    pub due: Due,
    /// Whether the deadline is later than that of the others.
    pub is_extended: bool,
    /// What was done and what is to come.
    pub timeline: Timeline,
    /// What this person may do now.
    pub verbs: Vec<Verb>,
    /// What was typed.
    pub form: FormState,
}

impl TaskPage {
    fn of(user: &CurrentUser, portal: &Portal, task: &Task, form: FormState) -> Self {
        let filing = &task.filing;
        let due = filing.due_on(task.campaign.due_on);
        Self {
            frame: user.frame(),
            filing_id: filing.id.clone(),
            filing_version: filing.version,
            agency: task.agency.name.clone(),
            campaign: task.campaign.title.clone(),
            progress: filing.progress(),
            due: Due::new(due, portal.now()),
            is_extended: due > task.campaign.due_on,
            timeline: Timeline::of(&filing.facts, &task.decisions),
            verbs: task.verbs.clone(),
            form,
        }
    }

    fn action(&self) -> String {
        routes::filing_task(&self.filing_id)
    }

    /// The filing itself, where this person may look at it.
    fn review(&self) -> Option<String> {
        let is_seen = self.verbs.contains(&Verb::View);
        is_seen.then(|| address::review(&self.filing_id))
    }

    fn may_extend(&self) -> bool {
        self.verbs.contains(&Verb::Extend)
    }

    fn may_cancel(&self) -> bool {
        self.verbs.contains(&Verb::Cancel)
    }

    fn may_reinstate(&self) -> bool {
        self.verbs.contains(&Verb::Reinstate)
    }
}

/// `GET /filings/{filing}/task`.
pub async fn get(
    user: CurrentUser,
    portal: Data<Portal>,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let task = load_task(&portal.store, &user.caller, &filing).await?;
    let page = TaskPage::of(&user, &portal, &task, FormState::default());
    show_as(StatusCode::OK, &page)
}

/// `POST /filings/{filing}/task`: the field `do` says which deed. What cannot be done comes back
/// with the page as the task is now and everything typed.
pub async fn post(
    posted: PostedForm,
    portal: Data<Portal>,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let mut form = FormState::of(&pairs, &[DAY, WHY_LATER, WHY]);
    let why = match pairs.text("do") {
        "extend" => WHY_LATER,
        _ => WHY,
    };
    let Some((what, notice)) = read(pairs.text("do"), &mut form) else {
        return again(&user, &portal, &filing, form).await;
    };
    let (seen, reason) = (pairs.seen_version(), pairs.text(why));
    let now = portal.now();
    let done = change_task(
        &portal.store,
        &user.caller,
        &filing,
        what,
        seen,
        reason,
        now,
    )
    .await;
    match done {
        Ok(_) => return Ok(go_to_saying(&routes::filing_task(&filing), notice)),
        Err(error @ (FilingError::ReasonMissing | FilingError::ReasonTooLong)) => {
            form.refuse(why, error.to_string());
        }
        Err(FilingError::Deadline(problem)) => form.refuse(DAY, problem.to_string()),
        Err(FilingError::Changed(changed)) => form.refuse_whole(changed.to_string()),
        Err(error) => return Err(error.into()),
    }
    again(&user, &portal, &filing, form).await
}

fn read(what: &str, form: &mut FormState) -> Option<(TaskDeed, Notice)> {
    match what {
        "cancel" => Some((TaskDeed::Cancel, Notice::TaskCancelled)),
        "reinstate" => Some((TaskDeed::Reinstate, Notice::TaskReinstated)),
        "extend" => {
            let day = NaiveDate::parse_from_str(form.typed(DAY), "%Y-%m-%d").ok();
            if day.is_none() {
                form.refuse(DAY, "请按“年-月-日”填写延期后的截止日期，例如 2026-07-15。");
            }
            day.map(|day| (TaskDeed::Extend(day), Notice::TaskExtended))
        }
        _ => {
            form.refuse_whole("请选择要办理的事项。");
            None
        }
    }
}

async fn again(
    user: &CurrentUser,
    portal: &Portal,
    filing: &str,
    form: FormState,
) -> Result<HttpResponse, WebError> {
    let task = load_task(&portal.store, &user.caller, filing).await?;
    let page = TaskPage::of(user, portal, &task, form);
    show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}
