//! What lists sort and filter by and what statistics stand on, for filings handed in before it was
//! kept.

use std::sync::Arc;

use super::filing::load_entries;
use super::last_year::find_older;
use super::schemes::Schemes;
use super::statistics::{judgement_of, keep_judgement, with_history};
use super::workshop::{WorkError, apart};
use crate::domain::evaluate::evaluate_beside;
use crate::domain::filing::Digest;
use crate::domain::statistics::Facts;
use crate::store::campaign::load_campaign;
use crate::store::digest::list_undigested;
use crate::store::filing::{Filing, find_filing_to_change};
use crate::store::organization::load_organization;
use crate::store::{Store, StoreError, Tx};

/// Filings looked for at one time.
const AT_ONCE: u32 = 50;

/// Why filings could not be digested.
#[derive(Debug, thiserror::Error)]
pub enum DigestError {
    /// The evaluation did not come to its end.
    #[error(transparent)]
    Work(#[from] WorkError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Digests every filing that has none, each in a transaction of its own; gives their number. A
/// filing whose scheme is not installed any more is digested as one whose score is not known.
/// Nobody's deed, so it leaves no event.
pub async fn fill_all(store: &Store, schemes: &Schemes) -> Result<usize, DigestError> {
    let mut filled = 0;
    loop {
        let mut tx = store.read().await?;
        let some = list_undigested(&mut tx, AT_ONCE).await?;
        tx.commit().await?;
        if some.is_empty() {
            return Ok(filled);
        }
        for id in some {
            fill(store, schemes, &id).await?;
            filled += 1;
        }
    }
}

async fn fill(store: &Store, schemes: &Schemes, id: &str) -> Result<(), DigestError> {
    let mut tx = store.write().await?;
    let Some(filing) = find_filing_to_change(&mut tx, id).await? else {
        return Ok(());
    };
    judge_anew(&mut tx, schemes, &filing).await?;
    Ok(tx.commit().await?)
}

/// Keeps what a filing comes to as it stands, in place of what was kept before.
pub(super) async fn judge_anew(
    tx: &mut Tx,
    schemes: &Schemes,
    filing: &Filing,
) -> Result<(), DigestError> {
    let (digest, facts) = judge(tx, schemes, filing).await?;
    let facts = with_history(tx, filing, facts).await?;
    keep_judgement(tx, filing, (digest, facts)).await?;
    Ok(())
}

/// What a filing comes to as it stands.
pub(super) async fn judge(
    tx: &mut Tx,
    schemes: &Schemes,
    filing: &Filing,
) -> Result<(Digest, Facts), DigestError> {
    let Ok(scheme) = schemes.load(&filing.scheme_id, filing.scheme_version) else {
        return Ok((Digest::default(), Facts::default()));
    };
    let scheme = Arc::clone(scheme);
    let campaign = load_campaign(tx, &filing.campaign_id).await?;
    let agency = load_organization(tx, &filing.facts.agency_id).await?;
    let place = (&campaign, &agency);
    let (entries, _) = load_entries(tx, &filing.id, &campaign, &agency).await?;
    let older = find_older(tx, schemes, filing, place, &scheme).await?;
    let judged = apart(move || {
        let older = older.as_ref().map(|older| older.beside(&scheme));
        let evaluation = evaluate_beside(&scheme, &entries, older.as_ref());
        judgement_of(&scheme, &evaluation)
    });
    Ok(judged.await?)
}
