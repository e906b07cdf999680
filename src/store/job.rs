//! Jobs: asked for, leased by one node at a time, ended once.

use chrono::{DateTime, Utc};

use super::row::Row;
use super::{StoreError, Tx, new_id, time};
use crate::domain::job::{JobKind, JobState};
use crate::domain::workflow::{AccountId, OrganizationId, Role};

/// A job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: String,
    /// What is done.
    pub kind: JobKind,
    /// For which campaign.
    pub campaign_id: String,
    /// Whose campaign it is.
    pub bureau_id: OrganizationId,
    /// Who asked for it.
    pub asked_by: AccountId,
    /// His log-in name.
    pub asked_login: String,
    /// His name on pages.
    pub asked_name: String,
    /// What he was when he asked.
    pub asked_role: Role,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// Where it stands.
    pub state: JobState,
    /// How much is done.
    pub done: u32,
    /// How much there is to do; 0 while that is not known.
    pub total: u32,
    /// The digest of its result; empty where there is none.
    pub digest: String,
    /// The size of its result.
    pub bytes: u64,
    /// What came of it, in a sentence.
    pub outcome: String,
}

/// A job to be written.
#[derive(Debug, Clone, Copy)]
pub struct NewJob<'a> {
    /// What is to be done.
    pub kind: JobKind,
    /// For which campaign.
    pub campaign_id: &'a str,
    /// Whose campaign it is.
    pub bureau_id: &'a str,
    /// Who asks for it.
    pub asked_by: &'a str,
    /// What he is.
    pub asked_role: Role,
}

/// How a job ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobEnd {
    /// Where it stands from now on.
    pub state: JobState,
    /// The digest and the size of its result.
    pub result: Option<(String, u64)>,
    /// What came of it, in a sentence.
    pub outcome: String,
}

#[derive(sqlx::FromRow)]
struct JobRow {
    id: String,
    kind: String,
    campaign_id: String,
    bureau_id: String,
    asked_by: String,
    asked_login: String,
    asked_name: String,
    asked_role: String,
    asked_at: String,
    state: String,
    done: i64,
    total: i64,
    digest: String,
    bytes: i64,
    outcome: String,
}

impl JobRow {
    fn read(self) -> Result<Job, StoreError> {
        let row = Row::new("job", &self.id);
        Ok(Job {
            kind: row.some("kind", JobKind::from_code(&self.kind))?,
            asked_role: row.role(&self.asked_role)?,
            asked_at: row.time("asked_at", &self.asked_at)?,
            state: row.some("state", JobState::from_code(&self.state))?,
            done: row.count("done", self.done)?,
            total: row.count("total", self.total)?,
            bytes: row.some("bytes", u64::try_from(self.bytes).ok())?,
            id: self.id,
            campaign_id: self.campaign_id,
            bureau_id: self.bureau_id,
            asked_by: self.asked_by,
            asked_login: self.asked_login,
            asked_name: self.asked_name,
            digest: self.digest,
            outcome: self.outcome,
        })
    }
}

/// Writes a job and gives its id; `None` while one of this kind is open for the campaign.
///
/// The update of the campaign changes nothing; on PostgreSQL it makes two who ask at once follow each
/// other.
pub async fn insert_job(
    tx: &mut Tx,
    new: &NewJob<'_>,
    now: DateTime<Utc>,
) -> Result<Option<String>, StoreError> {
    const LOCK: &str = "UPDATE campaign SET title = title WHERE id = $1";
    const SQL: &str = "INSERT INTO job (id, kind, campaign_id, bureau_id, asked_by, asked_role,
        asked_at, state, done, total, holder, leased_until, digest, bytes, outcome)
        SELECT $1, $2, $3, $4, $5, $6, $7, 'waiting', 0, 0, '', '', '', 0, ''
        WHERE NOT EXISTS (SELECT 1 FROM job WHERE campaign_id = $3 AND kind = $2
            AND state IN ('waiting', 'running'))";
    execute!(tx, sqlx::query(LOCK).bind(new.campaign_id))?;
    let id = new_id(now);
    let written = execute!(
        tx,
        sqlx::query(SQL)
            .bind(&id)
            .bind(new.kind.code())
            .bind(new.campaign_id)
            .bind(new.bureau_id)
            .bind(new.asked_by)
            .bind(new.asked_role.code())
            .bind(time::to_text(now))
    )?;
    Ok((written == 1).then_some(id))
}

/// The job with this id.
pub async fn find_job(tx: &mut Tx, id: &str) -> Result<Option<Job>, StoreError> {
    const SQL: &str = "SELECT j.id, j.kind, j.campaign_id, j.bureau_id, j.asked_by, j.asked_role,
        j.asked_at, j.state, j.done, j.total, j.digest, j.bytes, j.outcome,
        a.login_name AS asked_login, a.display_name AS asked_name
        FROM job j JOIN account a ON a.id = j.asked_by WHERE j.id = $1";
    let row: Option<JobRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(id).fetch_optional(connection).await)?;
    row.map(JobRow::read).transpose()
}

/// The jobs of a campaign, the last asked for first, so many at most.
pub async fn list_jobs(tx: &mut Tx, campaign_id: &str, most: u32) -> Result<Vec<Job>, StoreError> {
    const SQL: &str = "SELECT j.id, j.kind, j.campaign_id, j.bureau_id, j.asked_by, j.asked_role,
        j.asked_at, j.state, j.done, j.total, j.digest, j.bytes, j.outcome,
        a.login_name AS asked_login, a.display_name AS asked_name
        FROM job j JOIN account a ON a.id = j.asked_by
        WHERE j.campaign_id = $1 ORDER BY j.id DESC LIMIT $2";
    let rows: Vec<JobRow> = on_both!(tx, connection => sqlx::query_as(SQL)
        .bind(campaign_id)
        .bind(i64::from(most))
        .fetch_all(connection)
        .await)?;
    rows.into_iter().map(JobRow::read).collect()
}

/// Leases the open job that has waited longest and that nobody holds: not begun, or begun by a node
/// that was not heard of since its lease ended.
pub async fn lease_job(
    tx: &mut Tx,
    node: &str,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Option<Job>, StoreError> {
    const SQL: &str = "UPDATE job SET state = 'running', holder = $1, leased_until = $3
        WHERE id = (SELECT id FROM job WHERE state IN ('waiting', 'running')
            AND leased_until < $2 ORDER BY id LIMIT 1)
        AND state IN ('waiting', 'running') AND leased_until < $2 RETURNING id";
    let id: Option<String> = on_both!(tx, connection => sqlx::query_scalar(SQL)
        .bind(node)
        .bind(time::to_text(now))
        .bind(time::to_text(until))
        .fetch_optional(connection)
        .await)?;
    match id {
        Some(id) => find_job(tx, &id).await,
        None => Ok(None),
    }
}

/// Writes how far a job is and holds it longer; `false` when it was called off or another node holds
/// it by now.
pub async fn hold_job(
    tx: &mut Tx,
    (id, node): (&str, &str),
    (done, total): (u32, u32),
    until: DateTime<Utc>,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE job SET done = $3, total = $4, leased_until = $5
        WHERE id = $1 AND holder = $2 AND state = 'running'";
    let held = execute!(
        tx,
        sqlx::query(SQL)
            .bind(id)
            .bind(node)
            .bind(i64::from(done))
            .bind(i64::from(total))
            .bind(time::to_text(until))
    )?;
    Ok(held == 1)
}

/// Ends a job that this node holds; `false` when it does not any more.
pub async fn end_job(
    tx: &mut Tx,
    (id, node): (&str, &str),
    end: &JobEnd,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE job SET state = $3, digest = $4, bytes = $5, outcome = $6,
        ended_at = $7 WHERE id = $1 AND holder = $2 AND state = 'running'";
    let (digest, bytes) = end.result.clone().unwrap_or_default();
    let ended = execute!(
        tx,
        sqlx::query(SQL)
            .bind(id)
            .bind(node)
            .bind(end.state.code())
            .bind(digest)
            .bind(i64::try_from(bytes).unwrap_or(i64::MAX))
            .bind(&end.outcome)
            .bind(time::to_text(now))
    )?;
    Ok(ended == 1)
}

/// Calls an open job off; `false` when it had ended.
pub async fn cancel_job(tx: &mut Tx, id: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE job SET state = 'cancelled', ended_at = $2
        WHERE id = $1 AND state IN ('waiting', 'running')";
    let ended = execute!(tx, sqlx::query(SQL).bind(id).bind(time::to_text(now)))?;
    Ok(ended == 1)
}
