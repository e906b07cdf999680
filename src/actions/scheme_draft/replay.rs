//! 复算 before a release: the filings of a campaign under the scheme they were made on and under the
//! draft, a few at a time.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{SchemeDraftError, bureau_of, own_draft};
use crate::actions::Caller;
use crate::actions::filing::load_entries;
use crate::actions::record::{Deed, settle};
use crate::actions::schemes::Schemes;
use crate::actions::workshop::Workshop;
use crate::domain::filing::Entries;
use crate::domain::publication::sha256_hex;
use crate::domain::replay::{ReplayLine, ReplayRecord, Summary, replay};
use crate::domain::scheme::Scheme;
use crate::domain::scheme_edit::HeadWords;
use crate::store::campaign::{Campaign, find_campaign, list_campaigns};
use crate::store::organization::load_organization;
use crate::store::sample::{HandedIn, list_handed_in};
use crate::store::scheme_draft::{SchemeDraft, StoredReplay, find_draft, save_replay};
use crate::store::{Page, Store};

/// Filings are taken so many at a time; never more are in memory.
const AT_A_TIME: usize = 50;

/// So many campaigns are looked through, the newest first.
const CAMPAIGNS: u32 = 100;

/// The campaigns of the bureau with filings of the scheme that the draft was begun from, or of its
/// own id, the newest first.
pub async fn replayable_campaigns(
    store: &Store,
    caller: &Caller,
    draft: &SchemeDraft,
) -> Result<Vec<Campaign>, SchemeDraftError> {
    let bureau = bureau_of(caller)?;
    let ids = scheme_ids(draft);
    let mut tx = store.read().await?;
    let mut campaigns = list_campaigns(&mut tx, &bureau, Page::first(CAMPAIGNS)).await?;
    tx.commit().await?;
    campaigns.retain(|campaign| ids.contains(&campaign.scheme_id));
    Ok(campaigns)
}

fn scheme_ids(draft: &SchemeDraft) -> Vec<String> {
    let base = draft.base.as_ref().map(|(id, _)| id.clone());
    let own = HeadWords::read(&draft.text).id;
    base.into_iter().chain([own]).collect()
}

/// Runs a draft over what was handed in of a campaign and keeps what it came to; with an empty id
/// where the bureau has no filings to run it over.
pub async fn replay_draft(
    store: &Store,
    (schemes, workshop): (&Schemes, &Workshop),
    caller: &Caller,
    (draft_id, campaign_id): (&str, &str),
    now: DateTime<Utc>,
) -> Result<(), SchemeDraftError> {
    let place = (schemes, workshop);
    let run = run(store, place, caller, (draft_id, campaign_id)).await;
    let mut tx = store.write().await?;
    let outcome = match run {
        Err(error) => Err(error),
        Ok((digest, record)) => {
            let stored = StoredReplay {
                digest,
                campaign_id: campaign_id.to_owned(),
                result: serde_json::to_string(&record)?,
                run_at: now,
            };
            let bureau = bureau_of(caller)?;
            if find_draft(&mut tx, &bureau, draft_id).await?.is_none() {
                Err(SchemeDraftError::NotFound)
            } else {
                save_replay(&mut tx, draft_id, &stored, &caller.actor.account_id).await?;
                Ok((stored.digest, record.tally.filings))
            }
        }
    };
    let deed = Deed::of(caller, "replay-scheme", now);
    let deed = match &outcome {
        Ok((digest, filings)) => deed.detail(format!(
            "draft={draft_id} sha256={digest} filings={filings}"
        )),
        Err(_) => deed,
    };
    settle(store, tx, deed, outcome).await.map(|_| ())
}

async fn run(
    store: &Store,
    (schemes, workshop): (&Schemes, &Workshop),
    caller: &Caller,
    (draft_id, campaign_id): (&str, &str),
) -> Result<(String, ReplayRecord), SchemeDraftError> {
    let mut tx = store.read().await?;
    let draft = own_draft(&mut tx, caller, draft_id).await?;
    let campaign = own_campaign(&mut tx, &draft, campaign_id).await?;
    tx.commit().await?;
    let digest = sha256_hex(draft.text.as_bytes());
    let ids = scheme_ids(&draft);
    let text = draft.text;
    let new = workshop
        .run_for(&caller.actor.account_id, move || Scheme::parse(&text))
        .await?;
    let new = new.map_err(|_| SchemeDraftError::NotReady("方案还有错误，改正后才能复算。"))?;
    let mut round = Round {
        new: Arc::new(new),
        summary: Summary::default(),
        record: ReplayRecord::default(),
    };
    if let Some(campaign) = campaign {
        round.record.campaign.clone_from(&campaign.title);
        let mut tx = store.read().await?;
        let mut handed_in = list_handed_in(&mut tx, &campaign.id).await?;
        tx.commit().await?;
        handed_in.retain(|filing| ids.contains(&filing.scheme_id));
        for some in handed_in.chunks(AT_A_TIME) {
            let taken = round.take(store, schemes, &campaign, some).await?;
            round = workshop
                .run_for(&caller.actor.account_id, move || round.compare(&taken))
                .await?;
        }
    }
    round.record.tally = round.summary.tally(&round.new);
    Ok((digest, round.record))
}

async fn own_campaign(
    tx: &mut crate::store::Tx,
    draft: &SchemeDraft,
    campaign_id: &str,
) -> Result<Option<Campaign>, SchemeDraftError> {
    if campaign_id.is_empty() {
        return Ok(None);
    }
    let campaign = find_campaign(tx, campaign_id).await?;
    let own = campaign.filter(|campaign| campaign.bureau_id == draft.bureau_id);
    own.map(Some).ok_or(SchemeDraftError::NotFound)
}

/// A replay under way.
struct Round {
    new: Arc<Scheme>,
    summary: Summary,
    record: ReplayRecord,
}

impl Round {
    async fn take(
        &mut self,
        store: &Store,
        schemes: &Schemes,
        campaign: &Campaign,
        filings: &[HandedIn],
    ) -> Result<Vec<(Arc<Scheme>, Entries)>, SchemeDraftError> {
        let mut tx = store.read().await?;
        let mut taken = Vec::new();
        for filing in filings {
            let version = filing.scheme_version()?;
            let Ok(old) = schemes.load(&filing.scheme_id, version) else {
                self.record.left_out += 1;
                continue;
            };
            let agency = load_organization(&mut tx, &filing.agency_id).await?;
            let (entries, _) = load_entries(&mut tx, &filing.filing_id, campaign, &agency).await?;
            taken.push((Arc::clone(old), entries));
        }
        tx.commit().await?;
        Ok(taken)
    }

    fn compare(mut self, taken: &[(Arc<Scheme>, Entries)]) -> Self {
        for (old, entries) in taken {
            let replayed = replay(old, &self.new, entries, &mut self.summary);
            if replayed.is_changed() {
                self.record.lines.push(ReplayLine::of(replayed));
            }
        }
        self
    }
}
