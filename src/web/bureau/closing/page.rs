//! The page; while something is under way, browsers ask for it again by themselves.

use actix_web::HttpResponse;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::web::{Data, Path};
use askama::Template;

use crate::actions::closing::{Publishable, preview_publications};
use crate::actions::job::load_jobs;
use crate::domain::job::{JobKind, JobState, may_ask};
use crate::store::job::Job;
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::frame::Frame;
use crate::web::page::show;
use crate::web::routes;
use crate::web::state::Portal;
use crate::web::time::to_the_minute;

/// Seconds after which a page with something under way is asked for again.
const AGAIN: &str = "5";

/// The list of the approved filings is cut after so many.
const SHOWN: usize = 200;

/// 结账 of a campaign.
#[derive(Debug, Template)]
#[template(path = "bureau/closing.html")]
pub struct ClosingPage {
    /// The surroundings.
    pub frame: Frame,
    /// The campaign's id.
    pub campaign_id: String,
    /// Its title.
    pub title: String,
    /// What would become of the approved filings; the first of them.
    pub publishable: Vec<Publishable>,
    /// Whether this person may make them public.
    pub may_publish: bool,
    /// What was asked for, the last first.
    pub jobs: Vec<JobLine>,
}

/// A job in the list.
#[derive(Debug, Clone)]
pub struct JobLine {
    /// Its id.
    pub id: String,
    /// What is done.
    pub label: &'static str,
    /// Where it stands.
    pub state: JobState,
    /// How far it is.
    pub progress: String,
    /// What came of it.
    pub outcome: String,
    /// Who asked for it.
    pub by: String,
    /// When.
    pub at: String,
    /// Its result.
    pub result: Option<String>,
    /// Whether this person may call it off.
    pub may_cancel: bool,
}

impl JobLine {
    /// A job as this person sees it.
    pub(super) fn of(job: Job, may_ask: bool) -> Self {
        let progress = match (job.done, job.total) {
            (_, 0) => String::new(),
            (done, total) => format!("{done}／{total}"),
        };
        let has_result = job.state == JobState::Done && !job.digest.is_empty();
        Self {
            label: job.kind.label(),
            progress,
            result: has_result.then(|| routes::of_job(routes::JOB_RESULT, &job.id)),
            may_cancel: may_ask && job.state.is_open(),
            id: job.id,
            state: job.state,
            outcome: job.outcome,
            by: job.asked_name,
            at: to_the_minute(job.asked_at),
        }
    }

    fn cancel(&self) -> String {
        routes::of_job(routes::JOB_CANCEL, &self.id)
    }
}

impl ClosingPage {
    fn pack(&self) -> String {
        routes::of_campaign(routes::CLOSING_PACK, &self.campaign_id)
    }

    fn publications(&self) -> String {
        routes::of_campaign(routes::CLOSING_PUBLICATIONS, &self.campaign_id)
    }

    fn back(&self) -> String {
        routes::campaign(&self.campaign_id)
    }

    fn clean(&self) -> usize {
        let clean = self.publishable.iter().filter(|it| it.obstacle.is_none());
        clean.count()
    }

    fn may_publish_some(&self) -> bool {
        self.may_publish && self.clean() > 0
    }

    /// Said where the list is not the whole one.
    fn cut(&self) -> &'static str {
        if self.publishable.len() >= SHOWN {
            "（只列出前 200 家）"
        } else {
            ""
        }
    }

    fn is_under_way(&self) -> bool {
        self.jobs.iter().any(|job| job.state.is_open())
    }
}

/// `GET /campaigns/{campaign}/closing`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    campaign: Path<String>,
) -> Result<HttpResponse, WebError> {
    let (store, caller) = (&portal.store, &user.caller);
    let (campaign, jobs) = load_jobs(store, caller, &campaign).await?;
    let (schemes, now) = (&portal.schemes, portal.now());
    let publishable = preview_publications(store, schemes, caller, &campaign.id, now).await?;
    let may = |kind| may_ask(user.actor(), kind, &campaign.bureau_id);
    let jobs = jobs.into_iter().map(|job| {
        let may_ask = may(job.kind);
        JobLine::of(job, may_ask)
    });
    let page = ClosingPage {
        frame: user.frame(),
        may_publish: may(JobKind::PublishAll),
        jobs: jobs.collect(),
        publishable,
        campaign_id: campaign.id,
        title: campaign.title,
    };
    let mut response = show(&page)?;
    if page.is_under_way() {
        let refresh = HeaderName::from_static("refresh");
        let again = HeaderValue::from_static(AGAIN);
        response.headers_mut().insert(refresh, again);
    }
    Ok(response)
}
