//! 公开 of one filing: what will be public, the deed, and what has become of it.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use crate::actions::publish::{PublishError, find_publication, publish_filing};
use crate::domain::publication::PublicRecord;
use crate::domain::workflow::Verb;
use crate::store::publication::PublicationHead;
use crate::web::desk::{Opened, Timeline, address, shown_result};
use crate::web::error::{Link, WebError};
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to_saying, show};
use crate::web::portal::render_record;
use crate::web::routes;
use crate::web::state::Portal;
use crate::web::time::to_the_minute;

/// The publication of one filing, before or after.
#[derive(Debug, Template)]
#[template(path = "bureau/publication.html")]
pub struct PublicationPage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing's id.
    pub filing_id: String,
    /// The version of the filing that is shown here.
    pub filing_version: i64,
    /// The agency's full name.
    pub agency: String,
    /// The budget year.
    pub year: i32,
    /// Where the filing stands, in words.
    pub state: &'static str,
    /// The title of the public page.
    pub title: String,
    /// The total and the grade, when they are known.
    pub result: Option<String>,
    /// How many remarks of the checks the agency has answered with a reason.
    pub answered: usize,
    /// What was done with the filing so far, oldest first, and what is to come.
    pub history: Timeline,
    /// Whether this person may publish it now.
    pub may_publish: bool,
    /// What is public, when it is.
    pub published: Option<PublicationHead>,
}

impl PublicationPage {
    fn of(user: &CurrentUser, opened: &Opened, published: Option<PublicationHead>) -> Self {
        let Opened {
            record, evaluation, ..
        } = opened;
        let (year, agency) = (record.campaign.year, record.agency.name.clone());
        Self {
            frame: user.frame(),
            filing_id: record.filing.id.clone(),
            filing_version: record.filing.version,
            title: PublicRecord::title_of(&record.scheme, year, &agency),
            agency,
            year,
            state: record.filing.facts.state.label(),
            result: shown_result(&record.scheme, evaluation),
            answered: evaluation
                .findings
                .iter()
                .filter(|finding| finding.reason.is_some())
                .count(),
            history: Timeline::of(&record.filing.facts, &record.decisions),
            may_publish: record.may(Verb::Publish),
            published,
        }
    }

    fn action(&self) -> String {
        routes::filing_publication(&self.filing_id)
    }

    fn filing(&self) -> String {
        address::filing(&self.filing_id)
    }

    fn public_page(&self, head: &PublicationHead) -> String {
        routes::publication(head.year, &head.agency_code)
    }

    fn published_at(&self, head: &PublicationHead) -> String {
        to_the_minute(head.published_at)
    }
}

/// `GET /filings/{id}/publication`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let opened = Opened::load(&portal, &user.caller, &id).await?;
    let (year, agency) = (opened.record.campaign.year, &opened.record.agency);
    let published = find_publication(&portal.store, year, &agency.code).await?;
    let published = published.map(|publication| publication.head);
    show(&PublicationPage::of(&user, &opened, published))
}

/// `POST /filings/{id}/publication`.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedForm,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let caller = &posted.user.caller;
    let now = portal.now();
    let head = publish_filing(
        &portal.store,
        &portal.schemes,
        caller,
        &id,
        posted.pairs.seen_version(),
        render_record,
        now,
    )
    .await?;
    portal.shelf.take_down(head.year, &head.agency_code);
    Ok(go_to_saying(
        &routes::filing_publication(&id),
        Notice::Published,
    ))
}

impl From<PublishError> for WebError {
    fn from(error: PublishError) -> Self {
        match error {
            PublishError::NotFound => Self::NotFound,
            PublishError::Refused(refusal) => refusal.into(),
            PublishError::Changed(changed) => {
                let again = routes::filing_publication(&changed.filing_id);
                Self::conflict(changed.to_string(), Link::new("重新查看后公开", again))
            }
            PublishError::AppealOpen => {
                let way_out = Link::new("返回待公开", routes::PUBLISHING);
                Self::conflict(error.to_string(), way_out)
            }
            PublishError::Render(_)
            | PublishError::Scheme(_)
            | PublishError::Work(_)
            | PublishError::Json(_)
            | PublishError::Store(_) => Self::internal(error),
        }
    }
}
