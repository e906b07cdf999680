//! 后台任务 being done: one after another by each node, held by a lease, begun again by whoever finds
//! one whose holder has gone.

mod held;
mod pack;
mod publish;

use std::fmt::Display;

use chrono::{DateTime, TimeDelta, Utc};

use crate::actions::closing::ClosingError;
use crate::actions::job::asker;
use crate::actions::schemes::Schemes;
use crate::actions::statistics::StatisticsError;
use crate::domain::job::{JobKind, JobState};
use crate::domain::publication::PublicRecord;
use crate::export::ExportError;
use crate::store::job::{Job, JobEnd, end_job, lease_job};
use crate::store::{Store, StoreError};
use crate::vault::{Vault, VaultError};
use held::Held;

/// Whoever was not heard of for so long has gone; every step of a job is much shorter.
const LEASE: TimeDelta = TimeDelta::minutes(5);

/// Where jobs are done.
#[derive(Debug)]
pub struct Bench<'a, R> {
    /// The database.
    pub store: &'a Store,
    /// The known schemes.
    pub schemes: &'a Schemes,
    /// Where results are kept.
    pub vault: &'a Vault,
    /// Makes the body of a public page.
    pub render: R,
    /// The name of this node, different at every start.
    pub node: &'a str,
}

/// Why a job did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum WorkError {
    /// It was called off, or another node holds it by now.
    #[error("called off")]
    Off,
    /// Whoever asked for it is no longer what he was.
    #[error("申请人的任职已经变动，任务没有办理。")]
    NoLonger,
    /// There is no campaign.
    #[error("没有这项年度工作。")]
    NoCampaign,
    /// A filing could not be evaluated.
    #[error(transparent)]
    Closing(#[from] ClosingError),
    /// The statistics could not be read.
    #[error(transparent)]
    Statistics(#[from] StatisticsError),
    /// A file could not be made.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// The result could not be kept.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// A thread did not come to its end.
    #[error(transparent)]
    Thread(#[from] tokio::task::JoinError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl WorkError {
    /// What the person who asked is told.
    fn sentence(&self) -> String {
        match self {
            Self::NoLonger | Self::NoCampaign => self.to_string(),
            _ => "系统内部出错，任务没有完成，可以重新办理；仍不成功请联系系统管理员。".to_owned(),
        }
    }
}

/// Does the job that has waited longest, to its end; `false` when there is none.
///
/// # Errors
/// When the database fails; what goes wrong within a job is written down with the job.
pub async fn do_next<R, E>(
    bench: &Bench<'_, R>,
    clock: impl Fn() -> DateTime<Utc>,
) -> Result<bool, StoreError>
where
    R: Fn(&PublicRecord) -> Result<String, E>,
    E: Display,
{
    let now = clock();
    let mut tx = bench.store.write().await?;
    let job = lease_job(&mut tx, bench.node, now, now + LEASE).await?;
    tx.commit().await?;
    let Some(job) = job else {
        return Ok(false);
    };
    let end = match Box::pin(work(bench, &job, &clock)).await {
        Ok(end) => end,
        Err(WorkError::Off) => return Ok(true),
        Err(error) => {
            tracing::error!(%error, job = job.id, "a job failed");
            JobEnd {
                state: JobState::Failed,
                result: None,
                outcome: error.sentence(),
            }
        }
    };
    let mut tx = bench.store.write().await?;
    end_job(&mut tx, (&job.id, bench.node), &end, clock()).await?;
    tx.commit().await?;
    Ok(true)
}

async fn work<R, E>(
    bench: &Bench<'_, R>,
    job: &Job,
    clock: &impl Fn() -> DateTime<Utc>,
) -> Result<JobEnd, WorkError>
where
    R: Fn(&PublicRecord) -> Result<String, E>,
    E: Display,
{
    let caller = asker(bench.store, job, clock()).await?;
    let caller = caller.ok_or(WorkError::NoLonger)?;
    let held = Held {
        store: bench.store,
        job: &job.id,
        node: bench.node,
        lease: LEASE,
    };
    match job.kind {
        JobKind::ClosingPack => Box::pin(pack::make(bench, job, &caller, held, clock)).await,
        JobKind::PublishAll => publish::publish_all(bench, job, &caller, held, clock).await,
    }
}
