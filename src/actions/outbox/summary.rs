//! 待审核汇总: once a day, what came into a reviewer's list.

use chrono::{DateTime, TimeDelta, Utc};

use super::WORK_PAGE;
use super::post::{Told, tell_people, top_of};
use crate::actions::queue::COUNTED;
use crate::courier::Channels;
use crate::domain::message::{MessageKind, day_in_beijing, tell_queue};
use crate::domain::workflow::states_waiting_for;
use crate::store::addressee::{Reviewer, list_reviewers};
use crate::store::filing_list::count_filings_since;
use crate::store::organization::{list_lineage, load_organization};
use crate::store::queue::count_up_to;
use crate::store::{Store, StoreError, Tx};

/// Reviewers that share a transaction.
const AT_ONCE: u32 = 50;

/// Tells every reviewer in whose list something came within a day; gives how many messages are new.
pub(super) async fn tell_reviewers(
    store: &Store,
    channels: &Channels,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let mut written = 0;
    let mut after = String::new();
    loop {
        let mut tx = store.write().await?;
        let some = list_reviewers(&mut tx, &after, AT_ONCE, now).await?;
        let Some(last) = some.last() else {
            return Ok(written);
        };
        after.clone_from(&last.posting_id);
        for reviewer in &some {
            written += tell_one(&mut tx, channels, reviewer, now).await?;
        }
        tx.commit().await?;
    }
}

async fn tell_one(
    tx: &mut Tx,
    channels: &Channels,
    reviewer: &Reviewer,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let Some(sphere) = reviewer.actor().sphere() else {
        return Ok(0);
    };
    let states = states_waiting_for(reviewer.role);
    let since = now - TimeDelta::days(1);
    let fresh = count_filings_since(tx, &sphere, &states, since).await?;
    if fresh == 0 {
        return Ok(0);
    }
    let lineage = list_lineage(tx, &reviewer.organization_id).await?;
    let Some(top) = top_of(&lineage) else {
        return Ok(0);
    };
    let bureau = load_organization(tx, top).await?;
    let waiting = count_up_to(tx, &sphere, &states, COUNTED).await?;
    let waiting = if waiting >= i64::from(COUNTED) {
        format!("{COUNTED} 以上")
    } else {
        waiting.to_string()
    };
    let link = channels.link(WORK_PAGE);
    let told = Told {
        key: &format!("queue:{}:{}", reviewer.posting_id, day_in_beijing(now)),
        kind: MessageKind::Queue,
        bureau: &bureau,
        filing_id: None,
        words: &tell_queue(&channels.site, fresh, &waiting, &link),
    };
    tell_people(
        tx,
        channels,
        &told,
        std::slice::from_ref(&reviewer.person),
        now,
    )
    .await
}
