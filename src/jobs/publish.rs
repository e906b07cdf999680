//! 批量公开: everything approved and clean, one transaction each. What was done before a break is done;
//! whoever goes on begins with what is still approved.

use std::fmt::Display;

use chrono::{DateTime, Utc};

use super::held::Held;
use super::{Bench, WorkError};
use crate::actions::Caller;
use crate::actions::closing::{Publishable, list_publishable};
use crate::actions::publish::publish_filing;
use crate::domain::job::JobState;
use crate::domain::publication::PublicRecord;
use crate::domain::workflow::{Progress, State};
use crate::store::filing_count::list_filing_counts;
use crate::store::filing_progress::Cursor;
use crate::store::job::{Job, JobEnd};

/// Filings looked at between two times that the lease is held longer.
const AT_ONCE: u32 = 20;

/// Agencies named that could not be made public.
const NAMED: usize = 10;

/// Makes public what can be.
pub(super) async fn publish_all<R, E>(
    bench: &Bench<'_, R>,
    job: &Job,
    caller: &Caller,
    held: Held<'_>,
    clock: &impl Fn() -> DateTime<Utc>,
) -> Result<JobEnd, WorkError>
where
    R: Fn(&PublicRecord) -> Result<String, E>,
    E: Display,
{
    let before = job.done;
    let total = before.saturating_add(approved(bench, job).await?);
    let (mut done, mut left, mut after) = (before, Vec::new(), Cursor::default());
    loop {
        held.tell(done, total, clock()).await?;
        let (store, schemes) = (bench.store, bench.schemes);
        let part = (&after, AT_ONCE);
        let some = list_publishable(store, schemes, &job.campaign_id, part, clock()).await?;
        let Some(last) = some.last() else {
            break;
        };
        after = Cursor::of(&last.listed);
        for line in some {
            match publish(bench, caller, &line, clock()).await {
                None => done = done.saturating_add(1),
                Some(obstacle) => left.push((line.listed.agency_name, obstacle)),
            }
        }
    }
    Ok(JobEnd {
        state: JobState::Done,
        result: None,
        outcome: outcome(done, &left),
    })
}

async fn approved<R>(bench: &Bench<'_, R>, job: &Job) -> Result<u32, WorkError> {
    let mut tx = bench.store.read().await?;
    let counts = list_filing_counts(&mut tx, &job.campaign_id).await?;
    let approved = counts
        .iter()
        .filter(|it| it.progress == Progress::At(State::Approved));
    let count: i64 = approved.map(|it| it.filings).sum();
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Makes one public; gives what stood in the way.
async fn publish<R, E>(
    bench: &Bench<'_, R>,
    caller: &Caller,
    line: &Publishable,
    now: DateTime<Utc>,
) -> Option<String>
where
    R: Fn(&PublicRecord) -> Result<String, E>,
    E: Display,
{
    if line.obstacle.is_some() {
        return line.obstacle.clone();
    }
    let filing = &line.listed.filing;
    let (store, schemes, seen) = (bench.store, bench.schemes, Some(filing.version));
    let done = publish_filing(store, schemes, caller, &filing.id, seen, &bench.render, now).await;
    done.err().map(|error| {
        tracing::warn!(%error, filing = filing.id, "a filing was not published");
        "公开时出错或填报刚刚变动。".to_owned()
    })
}

fn outcome(done: u32, left: &[(String, String)]) -> String {
    if left.is_empty() {
        return format!("已公开 {done} 家，没有未公开的。");
    }
    let named = left.iter().take(NAMED);
    let named: Vec<String> = named
        .map(|(agency, obstacle)| format!("{agency}（{}）", obstacle.trim_end_matches('。')))
        .collect();
    let more = if left.len() > NAMED { "等" } else { "" };
    format!(
        "已公开 {done} 家，{} 家没有公开：{}{more}。",
        left.len(),
        named.join("、")
    )
}
