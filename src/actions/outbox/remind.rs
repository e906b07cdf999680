//! 截止提醒: so many days before the deadline, those who owe.

use chrono::{DateTime, Months, NaiveDate, Utc};

use super::post::{Told, tell_groups, tell_people};
use super::{FILING_PAGE, WORK_PAGE};
use crate::courier::Channels;
use crate::domain::message::{
    Concern, MOST_NAMES, MessageKind, News, day_in_beijing, days_left, tell, tell_group,
    who_is_told,
};
use crate::domain::workflow::Progress;
use crate::store::addressee::list_addressees;
use crate::store::campaign::{Campaign, list_campaigns_due_after};
use crate::store::filing_list::ListedFiling;
use crate::store::filing_progress::{Cursor, DepartmentFilter, ProgressFilter, list_progress};
use crate::store::organization::{Organization, load_organization};
use crate::store::{Store, StoreError, Tx};

/// Filings that share a transaction, so that nobody who saves waits long.
const AT_ONCE: u32 = 50;

/// A single agency is given no more time than this after the campaign's own deadline.
const LONGEST_EXTENSION: Months = Months::new(12);

/// A campaign on this day.
struct Near<'a> {
    campaign: &'a Campaign,
    bureau: Organization,
    today: NaiveDate,
    days: &'a [u32],
}

/// What was met on the way through the filings of a campaign.
#[derive(Default)]
struct Met {
    written: usize,
    names: Vec<String>,
    owing: i64,
}

/// Reminds those who owe of every deadline that is near today; gives how many messages are new.
pub(super) async fn remind_all(
    store: &Store,
    channels: &Channels,
    days: &[u32],
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    if days.is_empty() {
        return Ok(0);
    }
    let today = day_in_beijing(now);
    let since = today.checked_sub_months(LONGEST_EXTENSION).unwrap_or(today);
    let mut tx = store.read().await?;
    let campaigns = list_campaigns_due_after(&mut tx, since).await?;
    tx.commit().await?;
    let mut written = 0;
    for campaign in &campaigns {
        let mut tx = store.read().await?;
        let bureau = load_organization(&mut tx, &campaign.bureau_id).await?;
        tx.commit().await?;
        let near = Near {
            campaign,
            bureau,
            today,
            days,
        };
        written += near.remind(store, channels, now).await?;
    }
    Ok(written)
}

impl Near<'_> {
    /// The days left, when on so many days people are reminded.
    fn days_left(&self, due_on: NaiveDate) -> Option<u32> {
        days_left(self.today, due_on).filter(|left| self.days.contains(left))
    }

    async fn remind(
        &self,
        store: &Store,
        channels: &Channels,
        now: DateTime<Utc>,
    ) -> Result<usize, StoreError> {
        let owed: Vec<Progress> = Progress::ALL
            .into_iter()
            .filter(|kind| kind.is_owed())
            .collect();
        let filter = ProgressFilter {
            campaign_id: &self.campaign.id,
            progress: &owed,
            department: DepartmentFilter::All,
        };
        let own = self.days_left(self.campaign.due_on);
        let mut after = if own.is_some() {
            Cursor::default()
        } else {
            Cursor::first_extended()
        };
        let mut met = Met::default();
        loop {
            let mut tx = store.write().await?;
            let some = list_progress(&mut tx, &filter, &after, AT_ONCE).await?;
            let Some(last) = some.last() else { break };
            after = Cursor::of(last);
            for listed in &some {
                self.remind_one(&mut tx, channels, listed, &mut met, now)
                    .await?;
            }
            tx.commit().await?;
        }
        if let Some(left) = own.filter(|_| met.owing > 0) {
            met.written += self.remind_groups(store, channels, left, &met, now).await?;
        }
        Ok(met.written)
    }

    async fn remind_one(
        &self,
        tx: &mut Tx,
        channels: &Channels,
        listed: &ListedFiling,
        met: &mut Met,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let Some(left) = self.days_left(listed.due_on) else {
            return Ok(());
        };
        if listed.due_on == self.campaign.due_on {
            met.owing += 1;
            if met.names.len() < MOST_NAMES {
                met.names.push(listed.agency_name.clone());
            }
        }
        let filing = &listed.filing;
        let concern = Concern {
            site: &channels.site,
            agency: &listed.agency_name,
            campaign: &self.campaign.title,
            due_on: listed.due_on,
            link: &channels.link(&format!("{FILING_PAGE}{}", filing.id)),
        };
        let told = Told {
            key: &format!("due-soon:{}:{}:{left}", filing.id, listed.due_on),
            kind: MessageKind::DueSoon,
            bureau: &self.bureau,
            filing_id: Some(&filing.id),
            words: &tell(News::DueSoon(left), &concern),
        };
        let role = who_is_told(filing.facts.state);
        let agency = &filing.facts.agency_id;
        let people = list_addressees(tx, agency, role, MessageKind::DueSoon, now).await?;
        met.written += tell_people(tx, channels, &told, &people, now).await?;
        Ok(())
    }

    async fn remind_groups(
        &self,
        store: &Store,
        channels: &Channels,
        left: u32,
        met: &Met,
        now: DateTime<Utc>,
    ) -> Result<usize, StoreError> {
        let campaign = self.campaign;
        let concern = Concern {
            site: &channels.site,
            agency: "",
            campaign: &campaign.title,
            due_on: campaign.due_on,
            link: &channels.link(WORK_PAGE),
        };
        let kind = MessageKind::DueSoon;
        let told = Told {
            key: &format!("due-soon:{}:{}:{left}", campaign.id, campaign.due_on),
            kind,
            bureau: &self.bureau,
            filing_id: None,
            words: &tell_group(kind, Some(left), &concern, &met.names, met.owing),
        };
        let mut tx = store.write().await?;
        let written = tell_groups(&mut tx, channels, &told, now).await?;
        tx.commit().await?;
        Ok(written)
    }
}
