//! Last year's filing of the same agency: found when a filing is opened.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::filing::load_entries;
use super::schemes::Schemes;
use crate::domain::filing::Entries;
use crate::domain::last_year::LastYear;
use crate::domain::scheme::Scheme;
use crate::store::campaign::{Campaign, load_campaign};
use crate::store::filing::{Filing, find_approved_filing};
use crate::store::last_year::{LastYearRecord, find_last_year};
use crate::store::organization::Organization;
use crate::store::publication::find_published_entries;
use crate::store::{StoreError, Tx};

/// What an agency's forms said the year before.
#[derive(Debug, Clone)]
pub struct OlderFiling {
    /// The scheme of these forms.
    pub scheme: Arc<Scheme>,
    /// What was typed.
    pub entries: Entries,
    /// Where it was found.
    pub origin: OlderOrigin,
}

/// Where last year's forms were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OlderOrigin {
    /// The newest publication.
    Published(DateTime<Utc>),
    /// A filing that the bureau has approved and not published.
    Approved,
    /// A file that the agency brought; nobody has checked it.
    Brought {
        /// The file's name.
        source: String,
        /// Who brought it.
        by: String,
        /// When.
        at: DateTime<Utc>,
    },
}

/// Last year's forms of a filing's agency: what is public first, then what is approved, then what
/// the agency brought. A scheme that is not installed any more has no forms.
pub(super) async fn find_older(
    tx: &mut Tx,
    schemes: &Schemes,
    filing: &Filing,
    (campaign, agency): (&Campaign, &Organization),
    scheme: &Arc<Scheme>,
) -> Result<Option<OlderFiling>, StoreError> {
    let year = campaign.year - 1;
    if let Some(found) = published(tx, schemes, year, &agency.code).await? {
        return Ok(Some(found));
    }
    if let Some(found) = approved(tx, schemes, year, agency).await? {
        return Ok(Some(found));
    }
    let brought = find_last_year(tx, &filing.id).await?;
    Ok(brought.map(|record| OlderFiling::brought(record, scheme)))
}

async fn published(
    tx: &mut Tx,
    schemes: &Schemes,
    year: i32,
    agency_code: &str,
) -> Result<Option<OlderFiling>, StoreError> {
    let Some(found) = find_published_entries(tx, year, agency_code).await? else {
        return Ok(None);
    };
    let scheme = schemes.load(&found.scheme_id, found.scheme_version).ok();
    let entries: Option<Entries> = serde_json::from_str(&found.entries_json).ok();
    let both = scheme.zip(entries);
    Ok(both.map(|(scheme, entries)| OlderFiling {
        scheme: Arc::clone(scheme),
        entries,
        origin: OlderOrigin::Published(found.published_at),
    }))
}

async fn approved(
    tx: &mut Tx,
    schemes: &Schemes,
    year: i32,
    agency: &Organization,
) -> Result<Option<OlderFiling>, StoreError> {
    let Some(found) = find_approved_filing(tx, &agency.id, year).await? else {
        return Ok(None);
    };
    let Ok(scheme) = schemes.load(&found.scheme_id, found.scheme_version) else {
        return Ok(None);
    };
    let campaign = load_campaign(tx, &found.campaign_id).await?;
    let (entries, _) = load_entries(tx, &found.id, &campaign, agency).await?;
    Ok(Some(OlderFiling {
        scheme: Arc::clone(scheme),
        entries,
        origin: OlderOrigin::Approved,
    }))
}

impl OlderFiling {
    /// These forms, seen from this year's scheme.
    #[must_use]
    pub fn beside<'a>(&'a self, scheme: &'a Scheme) -> LastYear<'a> {
        LastYear::of(scheme, &self.scheme, &self.entries)
    }

    fn brought(record: LastYearRecord, scheme: &Arc<Scheme>) -> Self {
        Self {
            scheme: Arc::clone(scheme),
            entries: record.entries,
            origin: OlderOrigin::Brought {
                source: record.source,
                by: record.imported_by_name,
                at: record.imported_at,
            },
        }
    }
}
