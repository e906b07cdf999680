//! The samples that were drawn, and the form that draws one.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

use crate::domain::workflow::may_draw_sample;
use crate::store::Page;
use crate::store::campaign::list_campaigns;
use crate::store::sample::{Sample, list_samples};
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::form::{Choice, FormState};
use crate::web::frame::Frame;
use crate::web::page::show_as;
use crate::web::pager::Pager;
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;
use crate::web::time::to_the_minute;

const LINES: u32 = 20;

/// A bureau opens one campaign a year; so many are offered.
const CAMPAIGNS: u32 = 10;

/// The samples of the bureau.
#[derive(Debug, Template)]
#[template(path = "bureau/samples.html")]
pub struct SamplesPage {
    /// The surroundings.
    pub frame: Frame,
    /// What was drawn, the last first.
    pub lines: Vec<SampleLine>,
    /// Where the list stands.
    pub pager: Pager,
    /// Whether this person may draw.
    pub may_draw: bool,
    /// The campaigns to draw from.
    pub campaigns: Vec<Choice>,
    /// What is typed.
    pub form: FormState,
}

/// A sample in the list.
#[derive(Debug, Clone)]
pub struct SampleLine {
    /// Its page.
    pub href: String,
    /// The campaign.
    pub campaign: String,
    /// Which of the campaign it is.
    pub number: u32,
    /// Why there is another one.
    pub reason: String,
    /// Who drew it.
    pub by: String,
    /// When.
    pub at: String,
}

impl SampleLine {
    fn of(sample: Sample) -> Self {
        Self {
            href: routes::sample(&sample.id),
            campaign: sample.campaign_title,
            number: sample.number,
            reason: sample.reason,
            by: sample.drawn_by_name,
            at: to_the_minute(sample.drawn_at),
        }
    }
}

/// `GET /samples`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let form = FormState::default();
    draw_page(&portal, &user, query.number("page"), form, StatusCode::OK).await
}

/// The page with what is typed.
pub(super) async fn draw_page(
    portal: &Portal,
    user: &CurrentUser,
    page: Option<u32>,
    form: FormState,
    status: StatusCode,
) -> Result<HttpResponse, WebError> {
    let pager = Pager::new(routes::SAMPLES, &[], page, LINES);
    let bureau = user.actor().organization_id.clone().unwrap_or_default();
    let mut part = pager.part();
    part.limit = part.limit.saturating_add(1);
    let mut tx = portal.store.read().await?;
    let mut samples = list_samples(&mut tx, &bureau, part).await?;
    let campaigns = list_campaigns(&mut tx, &bureau, Page::first(CAMPAIGNS)).await?;
    tx.commit().await?;
    let has_more = samples.len() > pager.lines();
    samples.truncate(pager.lines());
    let page = SamplesPage {
        frame: user.frame(),
        lines: samples.into_iter().map(SampleLine::of).collect(),
        pager: pager.of_unknown_total(has_more),
        may_draw: may_draw_sample(user.actor(), &bureau),
        campaigns: campaigns
            .into_iter()
            .map(|campaign| Choice::new(campaign.id, campaign.title))
            .collect(),
        form,
    };
    show_as(status, &page)
}
