//! 首页.

use std::fmt::Display;

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

use super::furniture;
use crate::actions::publish::list_publications;
use crate::store::Page;
use crate::store::campaign::list_years;
use crate::store::publication::{PublicationFilter, PublicationHead, list_regions};
use crate::web::error::WebError;
use crate::web::frame::Frame;
use crate::web::page::show;
use crate::web::routes;
use crate::web::state::Portal;
use crate::web::time::to_the_day;

const LATEST: u32 = 10;

/// The first page of the portal.
#[derive(Debug, Template)]
#[template(path = "portal/home.html")]
pub struct HomePage {
    /// The surroundings.
    pub frame: Frame,
    /// What was published last.
    pub latest: Vec<PublicationHead>,
    /// How many pages there are.
    pub total: i64,
    /// The years.
    pub years: Vec<i32>,
    /// The counties.
    pub regions: Vec<String>,
}

impl HomePage {
    fn address(&self, item: &PublicationHead) -> String {
        routes::publication(item.year, &item.agency_code)
    }

    fn day(&self, item: &PublicationHead) -> String {
        to_the_day(item.published_at)
    }

    fn of_year(&self, year: impl Display) -> String {
        format!("{}?year={year}", routes::PUBLICATIONS)
    }

    fn of_region(&self, region: &str) -> String {
        let region: String = form_urlencoded::byte_serialize(region.as_bytes()).collect();
        format!("{}?region={region}", routes::PUBLICATIONS)
    }
}

/// `GET /`.
pub async fn get(portal: Data<Portal>) -> Result<HttpResponse, WebError> {
    let found = list_publications(
        &portal.store,
        &PublicationFilter::default(),
        Page::first(LATEST),
    )
    .await?;
    let mut tx = portal.store.read().await?;
    let years = list_years(&mut tx).await?;
    let regions = list_regions(&mut tx).await?;
    tx.commit().await?;
    show(&HomePage {
        frame: Frame::visitor(portal.site()),
        latest: found.items,
        total: found.total,
        years,
        regions,
    })
}
