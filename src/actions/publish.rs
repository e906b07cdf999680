//! 公开: what was approved is frozen with its figures, its page and their digest.

use std::fmt::Display;
use std::sync::Arc;

use chrono::{DateTime, SecondsFormat, Utc};

use super::Caller;
use super::appeal::load_appeal;
use super::evidence::public_files;
use super::filing::load_entries;
use super::record::{Deed, Outcome, settle};
use super::schemes::{Schemes, UnknownScheme};
use super::seen::{Changed, check_seen};
use super::step::move_on;
use super::workshop::{WorkError, apart};
use crate::domain::campaign::PageOf;
use crate::domain::evaluate::evaluate;
use crate::domain::filing::{shown_hundredths, typed_hundredths};
use crate::domain::publication::{DigestText, Fact, PublicRecord, sha256_hex, to_canonical_json};
use crate::domain::workflow::{Refusal, Verb, decide};
use crate::store::campaign::load_campaign;
use crate::store::correction::{Rescoring, find_rescoring};
use crate::store::evidence::list_evidence;
use crate::store::filing::{Filing, find_filing_to_change};
use crate::store::organization::load_organization;
use crate::store::publication::{
    self, NewPublication, Publication, PublicationFilter, PublicationHead, find_last_version,
    insert_publication,
};
use crate::store::{Page, Store, StoreError, Tx, new_id};

/// Why a filing is not published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// There is no such filing.
    #[error("没有这份填报，可能是链接不完整。")]
    NotFound,
    /// The workflow refuses.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It was changed after the publisher opened it.
    #[error(transparent)]
    Changed(#[from] Changed),
    /// The page could not be made.
    #[error("render: {0}")]
    Render(String),
    /// The agency may still appeal against corrections, or waits for an answer.
    #[error("单位对财政复核更正的申诉期未满或申诉尚未答复，暂不能公开。")]
    AppealOpen,
    /// The scheme is not known.
    #[error(transparent)]
    Scheme(#[from] UnknownScheme),
    /// The evaluation did not come to its end.
    #[error(transparent)]
    Work(#[from] WorkError),
    /// The record could not be written as JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Outcome for PublishError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::NotFound => Some("not-found"),
            Self::Refused(refusal) => Some(refusal.code()),
            Self::Changed(_) => Some(Changed::CODE),
            Self::AppealOpen => Some("appeal-open"),
            Self::Scheme(_) => Some("unknown-scheme"),
            Self::Render(_) | Self::Work(_) | Self::Json(_) | Self::Store(_) => None,
        }
    }
}

/// 公开 of the version that the publisher saw. `render` makes the body of the page from the record; it is kept byte for byte.
pub async fn publish_filing<E: Display>(
    store: &Store,
    schemes: &Schemes,
    caller: &Caller,
    filing_id: &str,
    seen: Option<i64>,
    render: impl FnOnce(&PublicRecord) -> Result<String, E>,
    now: DateTime<Utc>,
) -> Result<PublicationHead, PublishError> {
    let mut tx = store.write().await?;
    let deed = Deed::of(caller, Verb::Publish.code(), now);
    let Some(filing) = find_filing_to_change(&mut tx, filing_id).await? else {
        return settle(store, tx, deed, Err(PublishError::NotFound)).await;
    };
    let outcome = async {
        decide(&caller.actor, Verb::Publish, &filing.facts)?;
        check_seen(&filing, seen)?;
        if load_appeal(&mut tx, &filing, now)
            .await?
            .appeal
            .holds_publication()
        {
            return Err(PublishError::AppealOpen);
        }
        publish(&mut tx, schemes, caller, &filing, render, now).await
    }
    .await;
    let mut deed = deed.on_filing(&filing.id);
    if let Ok(publication) = &outcome {
        deed = deed.detail(format!(
            "version={} digest={}",
            publication.head.version, publication.digest
        ));
    }
    Ok(settle(store, tx, deed, outcome).await?.head)
}

async fn publish<E: Display>(
    tx: &mut Tx,
    schemes: &Schemes,
    caller: &Caller,
    filing: &Filing,
    render: impl FnOnce(&PublicRecord) -> Result<String, E>,
    now: DateTime<Utc>,
) -> Result<Publication, PublishError> {
    let record = public_record(tx, schemes, filing, now).await?;
    let body = render(&record).map_err(|error| PublishError::Render(error.to_string()))?;
    let publication = freeze(&filing.id, &record, body)?;
    let new = NewPublication {
        publication: &publication,
        bureau_id: &filing.facts.bureau_id,
        published_by: &caller.actor.account_id,
    };
    insert_publication(tx, &new).await?;
    move_on::<PublishError>(tx, caller, filing, Verb::Publish, "", now).await?;
    Ok(publication)
}

async fn public_record(
    tx: &mut Tx,
    schemes: &Schemes,
    filing: &Filing,
    now: DateTime<Utc>,
) -> Result<PublicRecord, PublishError> {
    let campaign = load_campaign(tx, &filing.campaign_id).await?;
    let presentation = &campaign.settings.presentation;
    let scheme = schemes.load(&filing.scheme_id, filing.scheme_version)?;
    let scheme = presentation.dress(scheme);
    let agency = load_organization(tx, &filing.facts.agency_id).await?;
    let (entries, _) = load_entries(tx, &filing.id, &campaign, &agency).await?;
    let last_version = find_last_version(tx, campaign.year, &agency.code).await?;
    let judged = {
        let scheme = Arc::clone(&scheme);
        // Its transaction bounds how many there are at one time.
        apart(move || (evaluate(&scheme, &entries), entries))
    };
    let (evaluation, entries) = judged.await?;
    let held = list_evidence(tx, &filing.id).await?;
    let page = PageOf {
        year: campaign.year,
        agency: &agency.name,
        code: &agency.code,
    };
    let mut face = presentation.face(&scheme.head.id, page);
    if presentation.shows_reviewed_score {
        let last = find_rescoring(tx, &filing.id).await?;
        face.facts.extend(last.as_ref().and_then(reviewed_score));
    }
    let source = presentation.source(page);
    Ok(PublicRecord {
        evidence: public_files(&scheme, &evaluation, &held, &face),
        face,
        source,
        title: PublicRecord::title_of(&scheme, campaign.year, &agency.name),
        region: agency.region,
        year: campaign.year,
        agency_code: agency.code,
        agency_name: agency.name,
        version: last_version + 1,
        published_at: now,
        scheme,
        entries,
        evaluation,
    })
}

/// 财政复核得分 as a line over the page; nothing where no correction stands.
fn reviewed_score(last: &Rescoring) -> Option<Fact> {
    let score = typed_hundredths(&last.reviewed_total).filter(|_| last.corrections > 0)?;
    let grade = match last.reviewed_grade.as_str() {
        "" => String::new(),
        grade => format!("（{grade}）"),
    };
    Some(Fact {
        label: "财政复核得分".to_owned(),
        text: format!("{} 分{grade}", shown_hundredths(score)),
    })
}

/// The record with its digest, as it will be kept.
fn freeze(
    filing_id: &str,
    record: &PublicRecord,
    body_html: String,
) -> Result<Publication, serde_json::Error> {
    let entries = serde_json::to_value(&record.entries)?;
    let evaluation = serde_json::to_value(record.frozen())?;
    let published_at = record
        .published_at
        .to_rfc3339_opts(SecondsFormat::Millis, true);
    let text = to_canonical_json(&DigestText {
        agency_code: &record.agency_code,
        body_html: &body_html,
        entries: &entries,
        evaluation: &evaluation,
        face: Some(&record.face).filter(|face| !face.is_usual()),
        published_at: &published_at,
        scheme_id: &record.scheme.head.id,
        scheme_version: record.scheme.head.version,
        source: &record.source,
        title: &record.title,
        version: record.version,
        year: record.year,
    })?;
    Ok(Publication {
        head: PublicationHead {
            id: new_id(record.published_at),
            filing_id: filing_id.to_owned(),
            region: record.region.clone(),
            year: record.year,
            agency_code: record.agency_code.clone(),
            agency_name: record.agency_name.clone(),
            version: record.version,
            title: record.title.clone(),
            source: record.source.clone(),
            published_at: record.published_at,
            views: 0,
        },
        scheme_id: record.scheme.head.id.clone(),
        scheme_version: record.scheme.head.version,
        entries_json: to_canonical_json(&entries)?,
        evaluation_json: to_canonical_json(&evaluation)?,
        body_html,
        face: record.face.clone(),
        digest: sha256_hex(text.as_bytes()),
    })
}

/// A part of the public list and how long the whole list is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicationList {
    /// The publications, the last published first.
    pub items: Vec<PublicationHead>,
    /// How many there are.
    pub total: i64,
}

/// The public list.
pub async fn list_publications(
    store: &Store,
    filter: &PublicationFilter,
    page: Page,
) -> Result<PublicationList, StoreError> {
    let mut tx = store.read().await?;
    Ok(PublicationList {
        items: publication::list_publications(&mut tx, filter, page).await?,
        total: publication::count_publications(&mut tx, filter).await?,
    })
}

/// The newest publication of an agency's year.
pub async fn find_publication(
    store: &Store,
    year: i32,
    agency_code: &str,
) -> Result<Option<Publication>, StoreError> {
    let mut tx = store.read().await?;
    publication::find_publication(&mut tx, year, agency_code).await
}

/// Counts views gathered in memory. Nobody's deed, so it leaves no event.
pub async fn add_views(store: &Store, publication_id: &str, views: i64) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    publication::add_views(&mut tx, publication_id, views).await?;
    tx.commit().await
}
