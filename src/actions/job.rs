//! 后台任务: asking for one, calling it off, its result.

use chrono::{DateTime, Utc};

use super::record::{Deed, Outcome, settle};
use super::{Caller, Origin};
use crate::domain::job::{JobKind, JobState, may_ask};
use crate::domain::workflow::{Actor, may_open_campaign};
use crate::store::campaign::{Campaign, find_campaign};
use crate::store::job::{Job, NewJob, cancel_job, find_job, insert_job, list_jobs};
use crate::store::posting::list_postings;
use crate::store::{Store, StoreError, Tx};

/// Jobs shown of a campaign.
const SHOWN: u32 = 20;

/// Why nothing is done.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// There is no such campaign or job for this person.
    #[error("没有这项任务，可能是链接不完整。")]
    NotFound,
    /// Somebody else does this.
    #[error("批量公开由本财政局的发布人办理。")]
    NotAllowed,
    /// One is under way already.
    #[error("同样的任务正在办理，请等它完成或先取消。")]
    UnderWay,
    /// It came to its end before.
    #[error("这项任务已经结束，不能再取消。")]
    Ended,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Outcome for JobError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::NotFound => Some("not-found"),
            Self::NotAllowed => Some("not-allowed"),
            Self::UnderWay => Some("job-under-way"),
            Self::Ended => Some("job-ended"),
            Self::Store(_) => None,
        }
    }
}

/// Asks for a job and gives its id.
///
/// # Errors
/// See [`JobError`].
pub async fn ask_job(
    store: &Store,
    caller: &Caller,
    kind: JobKind,
    campaign_id: &str,
    now: DateTime<Utc>,
) -> Result<String, JobError> {
    let mut tx = store.write().await?;
    let outcome = async {
        let campaign = find_own(&mut tx, &caller.actor, campaign_id).await?;
        if !may_ask(&caller.actor, kind, &campaign.bureau_id) {
            return Err(JobError::NotAllowed);
        }
        let new = NewJob {
            kind,
            campaign_id: &campaign.id,
            bureau_id: &campaign.bureau_id,
            asked_by: &caller.actor.account_id,
            asked_role: caller.actor.role,
        };
        let made = insert_job(&mut tx, &new, now).await?;
        made.ok_or(JobError::UnderWay)
    }
    .await;
    let deed = Deed::of(caller, "ask-job", now);
    let deed = match &outcome {
        Ok(id) => deed.detail(format!("kind={} job={id}", kind.code())),
        Err(_) => deed.detail(format!("kind={}", kind.code())),
    };
    settle(store, tx, deed, outcome).await
}

/// Calls a job off and gives the campaign it was for.
///
/// # Errors
/// See [`JobError`].
pub async fn call_off(
    store: &Store,
    caller: &Caller,
    job_id: &str,
    now: DateTime<Utc>,
) -> Result<String, JobError> {
    let mut tx = store.write().await?;
    let outcome = async {
        let job = find_asked(&mut tx, &caller.actor, job_id).await?;
        if !may_ask(&caller.actor, job.kind, &job.bureau_id) {
            return Err(JobError::NotAllowed);
        }
        let is_off = cancel_job(&mut tx, &job.id, now).await?;
        is_off.then_some(job.campaign_id).ok_or(JobError::Ended)
    }
    .await;
    let deed = Deed::of(caller, "cancel-job", now);
    let deed = match &outcome {
        Ok(_) => deed.detail(format!("job={job_id}")),
        Err(_) => deed,
    };
    settle(store, tx, deed, outcome).await
}

/// A campaign with its jobs, for the people of its bureau.
///
/// # Errors
/// [`JobError::NotFound`].
pub async fn load_jobs(
    store: &Store,
    caller: &Caller,
    campaign_id: &str,
) -> Result<(Campaign, Vec<Job>), JobError> {
    let mut tx = store.read().await?;
    let campaign = find_own(&mut tx, &caller.actor, campaign_id).await?;
    let jobs = list_jobs(&mut tx, &campaign.id, SHOWN).await?;
    Ok((campaign, jobs))
}

/// A job that came to its end with a result, with its campaign. Taking it along leaves an event.
///
/// # Errors
/// [`JobError::NotFound`].
pub async fn take_result(
    store: &Store,
    caller: &Caller,
    job_id: &str,
    now: DateTime<Utc>,
) -> Result<(Job, Campaign), JobError> {
    let mut tx = store.write().await?;
    let outcome = async {
        let job = find_asked(&mut tx, &caller.actor, job_id).await?;
        if job.state != JobState::Done || job.digest.is_empty() {
            return Err(JobError::NotFound);
        }
        let campaign = find_own(&mut tx, &caller.actor, &job.campaign_id).await?;
        Ok((job, campaign))
    }
    .await;
    let deed = Deed::of(caller, "download-job", now);
    let deed = match &outcome {
        Ok((job, _)) => deed.detail(format!("job={} digest={}", job.id, job.digest)),
        Err(_) => deed,
    };
    settle(store, tx, deed, outcome).await
}

/// Whoever asked for a job, as the caller of what it does; none when he is no longer what he was.
///
/// # Errors
/// When the database fails.
pub async fn asker(
    store: &Store,
    job: &Job,
    now: DateTime<Utc>,
) -> Result<Option<Caller>, StoreError> {
    let mut tx = store.read().await?;
    let postings = list_postings(&mut tx, &job.asked_by).await?;
    let still = postings.iter().find(|posting| {
        posting.role == job.asked_role
            && posting.organization_id.as_ref() == Some(&job.bureau_id)
            && posting.term.is_in_force(now)
    });
    Ok(still.map(|posting| Caller {
        actor: posting.actor(),
        login_name: job.asked_login.clone(),
        origin: Origin {
            address: "local".to_owned(),
            request_id: job.id.clone(),
        },
    }))
}

async fn find_own(tx: &mut Tx, actor: &Actor, campaign_id: &str) -> Result<Campaign, JobError> {
    let found = find_campaign(tx, campaign_id).await?;
    found
        .filter(|campaign| may_open_campaign(actor, &campaign.bureau_id))
        .ok_or(JobError::NotFound)
}

async fn find_asked(tx: &mut Tx, actor: &Actor, job_id: &str) -> Result<Job, JobError> {
    let found = find_job(tx, job_id).await?;
    found
        .filter(|job| may_open_campaign(actor, &job.bureau_id))
        .ok_or(JobError::NotFound)
}
