//! 公开目录: the published pages by year, county and agency.

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

use super::furniture;
use crate::actions::publish::list_publications;
use crate::store::campaign::list_years;
use crate::store::publication::{PublicationFilter, PublicationHead, list_regions};
use crate::web::error::WebError;
use crate::web::form::Choice;
use crate::web::frame::Frame;
use crate::web::page::show;
use crate::web::pager::Pager;
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;
use crate::web::time::to_the_day;

const LINES: u32 = 20;

/// The public list.
#[derive(Debug, Template)]
#[template(path = "portal/list.html")]
pub struct ListPage {
    /// The surroundings.
    pub frame: Frame,
    /// What the list is narrowed to.
    pub filter: PublicationFilter,
    /// The years to choose from.
    pub years: Vec<Choice>,
    /// The counties to choose from.
    pub regions: Vec<Choice>,
    /// The lines.
    pub items: Vec<PublicationHead>,
    /// Where the list stands.
    pub pager: Pager,
}

impl ListPage {
    fn year(&self) -> String {
        self.filter
            .year
            .map(|year| year.to_string())
            .unwrap_or_default()
    }

    fn region(&self) -> &str {
        self.filter.region.as_deref().unwrap_or_default()
    }

    fn agency(&self) -> &str {
        self.filter.agency_code.as_deref().unwrap_or_default()
    }

    fn address(&self, item: &PublicationHead) -> String {
        routes::publication(item.year, &item.agency_code)
    }

    fn day(&self, item: &PublicationHead) -> String {
        to_the_day(item.published_at)
    }
}

/// `GET /publications`.
pub async fn get(portal: Data<Portal>, query: Query) -> Result<HttpResponse, WebError> {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let filter = PublicationFilter {
        year: query.number("year"),
        region: some(query.text("region")),
        agency_code: some(query.text("agency")),
    };
    let filters = [
        ("year", query.text("year")),
        ("region", query.text("region")),
        ("agency", query.text("agency")),
    ];
    let pager = Pager::new(routes::PUBLICATIONS, &filters, query.number("page"), LINES);
    let found = list_publications(&portal.store, &filter, pager.part()).await?;
    let mut tx = portal.store.read().await?;
    let years = list_years(&mut tx).await?;
    let regions = list_regions(&mut tx).await?;
    tx.commit().await?;
    show(&ListPage {
        frame: Frame::visitor(portal.site()),
        filter,
        years: years
            .into_iter()
            .map(|year| Choice::new(year.to_string(), format!("{year}年度")))
            .collect(),
        regions: regions
            .into_iter()
            .map(|region| Choice::new(region.clone(), region))
            .collect(),
        items: found.items,
        pager: pager.of_total(found.total),
    })
}
