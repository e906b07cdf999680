//! What happened becomes messages to those it concerns.

use chrono::{DateTime, Utc};

use super::FILING_PAGE;
use super::post::{Told, tell_groups, tell_people};
use crate::courier::Channels;
use crate::domain::message::{
    Concern, MOST_NAMES, MessageKind, News, day_in_beijing, days_left, tell, tell_group,
    who_is_told,
};
use crate::store::addressee::list_addressees;
use crate::store::campaign::{Campaign, load_campaign};
use crate::store::filing::{Filing, find_filing};
use crate::store::occasion::{Occasion, list_open_occasions, list_urged_at, mark_addressed};
use crate::store::organization::load_organization;
use crate::store::{Store, StoreError, Tx};

/// Occasions that share a transaction, so that nobody who saves waits long.
const AT_ONCE: u32 = 50;

/// Whether anything happened of which nobody was told yet.
pub async fn has_occasions(store: &Store) -> Result<bool, StoreError> {
    let mut tx = store.read().await?;
    Ok(!list_open_occasions(&mut tx, 1).await?.is_empty())
}

/// Writes the messages of the oldest occasions; gives how many occasions there were.
pub async fn address_occasions(
    store: &Store,
    channels: &Channels,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let mut tx = store.write().await?;
    let open = list_open_occasions(&mut tx, AT_ONCE).await?;
    for occasion in &open {
        if channels.is_any() {
            address(&mut tx, channels, occasion, now).await?;
        }
        mark_addressed(&mut tx, &occasion.id).await?;
    }
    tx.commit().await?;
    Ok(open.len())
}

async fn address(
    tx: &mut Tx,
    channels: &Channels,
    occasion: &Occasion,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let campaign = load_campaign(tx, &occasion.campaign_id).await?;
    let Some(filing_id) = &occasion.filing_id else {
        return address_groups(tx, channels, occasion, &campaign, now).await;
    };
    let Some(filing) = find_filing(tx, filing_id).await? else {
        return Ok(());
    };
    let Some(news) = news_of(occasion.kind, &filing, &campaign, now) else {
        return Ok(());
    };
    let agency = load_organization(tx, &filing.facts.agency_id).await?;
    let bureau = load_organization(tx, &filing.facts.bureau_id).await?;
    let concern = Concern {
        site: &channels.site,
        agency: &agency.name,
        campaign: &campaign.title,
        due_on: filing.due_on(campaign.due_on),
        link: &channels.link(&format!("{FILING_PAGE}{}", filing.id)),
    };
    let told = Told {
        key: &occasion.id,
        kind: occasion.kind,
        bureau: &bureau,
        filing_id: Some(&filing.id),
        words: &tell(news, &concern),
    };
    let role = who_is_told(filing.facts.state);
    let people = list_addressees(tx, &agency.id, role, occasion.kind, now).await?;
    tell_people(tx, channels, &told, &people, now).await?;
    Ok(())
}

/// What is told of a filing; nothing when it has moved on since.
fn news_of(
    kind: MessageKind,
    filing: &Filing,
    campaign: &Campaign,
    now: DateTime<Utc>,
) -> Option<News> {
    let is_owed = filing.progress().is_owed();
    match kind {
        MessageKind::Urged => {
            let due_on = filing.due_on(campaign.due_on);
            is_owed.then(|| News::Urged(days_left(day_in_beijing(now), due_on)))
        }
        MessageKind::Returned => is_owed.then_some(News::Returned),
        MessageKind::AppealAnswered => Some(News::AppealAnswered),
        MessageKind::DueSoon | MessageKind::Queue => None,
    }
}

async fn address_groups(
    tx: &mut Tx,
    channels: &Channels,
    occasion: &Occasion,
    campaign: &Campaign,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let most = u32::try_from(MOST_NAMES).unwrap_or(u32::MAX);
    let urged = list_urged_at(tx, &campaign.id, occasion.happened_at, most).await?;
    let bureau = load_organization(tx, &campaign.bureau_id).await?;
    let concern = Concern {
        site: &channels.site,
        agency: "",
        campaign: &campaign.title,
        due_on: campaign.due_on,
        link: &channels.link(super::WORK_PAGE),
    };
    let left = days_left(day_in_beijing(now), campaign.due_on);
    let told = Told {
        key: &occasion.id,
        kind: occasion.kind,
        bureau: &bureau,
        filing_id: None,
        words: &tell_group(occasion.kind, left, &concern, &urged.0, urged.1),
    };
    tell_groups(tx, channels, &told, now).await?;
    Ok(())
}
