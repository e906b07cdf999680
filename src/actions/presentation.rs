//! 编号与公开: how a campaign's forms look, and what of them is public. What is published already
//! keeps its looks.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::Caller;
use super::campaign::CampaignError;
use super::progress::find_own;
use super::record::{Deed, settle};
use super::schemes::{Schemes, UnknownScheme};
use crate::domain::campaign::Presentation;
use crate::domain::scheme::Scheme;
use crate::store::campaign::{Campaign, update_campaign};
use crate::store::{Store, Tx};

/// Every scheme by which filings of a campaign are made: its own first.
pub fn list_schemes(
    schemes: &Schemes,
    campaign: &Campaign,
) -> Result<Vec<Arc<Scheme>>, UnknownScheme> {
    let mut all = vec![Arc::clone(
        schemes.load(&campaign.scheme_id, campaign.scheme_version)?,
    )];
    for (_, choice) in campaign.settings.schemes.iter() {
        if all.iter().all(|known| known.head.id != choice.id) {
            all.push(Arc::clone(schemes.load(&choice.id, choice.version)?));
        }
    }
    Ok(all)
}

/// Changes how a campaign's forms look and what of them is public from now on.
pub async fn change_presentation(
    store: &Store,
    schemes: &Schemes,
    caller: &Caller,
    campaign_id: &str,
    presentation: Presentation,
    now: DateTime<Utc>,
) -> Result<(), CampaignError> {
    let mut tx = store.write().await?;
    let outcome = change(&mut tx, schemes, caller, campaign_id, presentation).await;
    let deed = Deed::of(caller, "change-presentation", now).detail(match &outcome {
        Ok(campaign) => format!("campaign={}", campaign.id),
        Err(_) => String::new(),
    });
    settle(store, tx, deed, outcome).await.map(|_| ())
}

async fn change(
    tx: &mut Tx,
    schemes: &Schemes,
    caller: &Caller,
    campaign_id: &str,
    presentation: Presentation,
) -> Result<Campaign, CampaignError> {
    let mut campaign = find_own(tx, caller, campaign_id).await?;
    presentation.check(&list_schemes(schemes, &campaign)?)?;
    campaign.settings.presentation = presentation;
    update_campaign(tx, &campaign).await?;
    Ok(campaign)
}
