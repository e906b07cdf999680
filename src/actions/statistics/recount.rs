//! The statistics of a campaign made anew from its filings.

use super::keep::{kept, with_history};
use crate::actions::digest::{DigestError, judge};
use crate::actions::schemes::Schemes;
use crate::store::Store;
use crate::store::filing::find_filing_to_change;
use crate::store::statistics::{find_facts, list_with_facts, put_facts, sum_up};

/// Filings judged in one transaction.
const AT_ONCE: u32 = 50;

/// Judges every filing that was ever handed in again, sums the campaign up anew and gives their
/// number. What was open at a 退回修改 is history and stays as it was written. Nobody's deed, so it
/// leaves no event.
///
/// # Errors
/// When an evaluation does not come to its end or the database fails.
pub async fn recount_campaign(
    store: &Store,
    schemes: &Schemes,
    campaign_id: &str,
) -> Result<usize, DigestError> {
    let (mut behind, mut judged) = (String::new(), 0);
    loop {
        let mut tx = store.write().await?;
        let some = list_with_facts(&mut tx, campaign_id, &behind, AT_ONCE).await?;
        let Some(last) = some.last() else {
            sum_up(&mut tx, campaign_id).await?;
            tx.commit().await?;
            return Ok(judged);
        };
        behind.clone_from(last);
        for id in &some {
            let Some(filing) = find_filing_to_change(&mut tx, id).await? else {
                continue;
            };
            let (_, facts) = judge(&mut tx, schemes, &filing).await?;
            let before = find_facts(&mut tx, id).await?.unwrap_or_default();
            let facts = before.facts.judged_again(facts);
            let facts = with_history(&mut tx, &filing, facts).await?;
            put_facts(&mut tx, &filing, &kept(&filing, facts)).await?;
            judged += 1;
        }
        tx.commit().await?;
    }
}
