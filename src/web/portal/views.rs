//! Saving the 浏览量 that were counted in memory.

use std::time::Duration;

use actix_web::web::Data;

use crate::actions::publish::{add_views, list_publications};
use crate::store::publication::PublicationFilter;
use crate::store::{Page, StoreError};
use crate::web::state::Portal;

use super::shelf::{ShelvedPage, UnsavedViews};

/// How often counts are saved.
const EVERY: Duration = Duration::from_secs(30);

/// Saves the counts from time to time, for ever. Spawned beside the server.
pub async fn keep_counting(portal: Data<Portal>) {
    loop {
        tokio::time::sleep(EVERY).await;
        save_views(&portal).await;
    }
}

/// Saves every count; what cannot be saved is kept for the next time.
pub async fn save_views(portal: &Portal) {
    let UnsavedViews { viewed, leftover } = portal.shelf.take_views();
    for (id, views) in leftover {
        save(portal, &id, views).await;
    }
    for (page, views) in viewed {
        save(portal, page.id(), views).await;
        if let Err(error) = compare(portal, &page).await {
            tracing::warn!(%error, "a published page could not be compared with the database");
        }
    }
}

async fn save(portal: &Portal, publication_id: &str, views: i64) {
    if let Err(error) = add_views(&portal.store, publication_id, views).await {
        tracing::warn!(%error, views, "views could not be saved and are kept in memory");
        portal.shelf.give_back(publication_id, views);
    }
}

/// Where several servers share a database: adds what the others counted, and takes the page down when
/// another server has published a newer one.
async fn compare(portal: &Portal, page: &ShelvedPage) -> Result<(), StoreError> {
    let head = &page.publication().head;
    let filter = PublicationFilter {
        year: Some(head.year),
        agency_code: Some(head.agency_code.clone()),
        ..PublicationFilter::default()
    };
    let newest = list_publications(&portal.store, &filter, Page::first(1))
        .await?
        .items
        .into_iter()
        .next();
    match newest {
        Some(newest) if newest.id == head.id => page.correct_views(newest.views),
        _ => portal.shelf.take_down(head.year, &head.agency_code),
    }
    Ok(())
}
