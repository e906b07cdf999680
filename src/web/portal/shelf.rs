//! Published pages in memory, ready to be sent: rendered once, compressed once, counted without
//! touching the database.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use actix_web::web::Bytes;
use chrono::{DateTime, TimeDelta, Utc};

use super::article::{ArticlePage, TextSize};
use crate::config::SiteSettings;
use crate::store::publication::Publication;
use crate::web::assets::{compress, short_digest};

/// The shelf holds about this many bytes of pages; the one not asked for longest goes first.
const CAPACITY_BYTES: usize = 96 * 1024 * 1024;

/// A page shows a new 浏览量 at most this often.
const REFRESH: TimeDelta = TimeDelta::seconds(5);

type Key = (i32, String);

/// Every published page that somebody has asked for lately.
#[derive(Debug, Default)]
pub struct Shelf {
    pages: RwLock<HashMap<Key, Arc<ShelvedPage>>>,
    /// Views of pages that were taken down before their views were saved.
    leftover: RwLock<Vec<(String, i64)>>,
}

impl Shelf {
    /// The page of an agency's year, if it is on the shelf.
    #[must_use]
    pub fn find(&self, year: i32, agency_code: &str) -> Option<Arc<ShelvedPage>> {
        let pages = self.pages.read().unwrap_or_else(PoisonError::into_inner);
        pages.get(&(year, agency_code.to_owned())).cloned()
    }

    /// Puts a page on the shelf.
    pub fn put(&self, page: Arc<ShelvedPage>) {
        let mut pages = self.pages.write().unwrap_or_else(PoisonError::into_inner);
        let replaced = pages.insert(page.key(), page);
        self.keep_views_of(replaced);
        while pages.len() > 1
            && pages.values().map(|page| page.size()).sum::<usize>() > CAPACITY_BYTES
        {
            let oldest = pages
                .iter()
                .min_by_key(|(_, page)| page.last_used.load(Ordering::Relaxed));
            let Some(key) = oldest.map(|(key, _)| key.clone()) else {
                break;
            };
            self.keep_views_of(pages.remove(&key));
        }
    }

    /// Takes a page down, because a newer one was published.
    pub fn take_down(&self, year: i32, agency_code: &str) {
        let mut pages = self.pages.write().unwrap_or_else(PoisonError::into_inner);
        let taken = pages.remove(&(year, agency_code.to_owned()));
        self.keep_views_of(taken);
    }

    /// What was looked at since the last call. Whoever calls saves it.
    #[must_use]
    pub fn take_views(&self) -> UnsavedViews {
        let pages = self.pages.read().unwrap_or_else(PoisonError::into_inner);
        let viewed = pages
            .values()
            .map(|page| (Arc::clone(page), page.take_views()))
            .filter(|(_, views)| *views > 0)
            .collect();
        let mut leftover = self
            .leftover
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        UnsavedViews {
            viewed,
            leftover: std::mem::take(&mut *leftover),
        }
    }

    /// Takes back views that could not be saved.
    pub fn give_back(&self, publication_id: &str, views: i64) {
        let mut leftover = self
            .leftover
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        leftover.push((publication_id.to_owned(), views));
    }

    fn keep_views_of(&self, page: Option<Arc<ShelvedPage>>) {
        if let Some(page) = page {
            let views = page.take_views();
            if views > 0 {
                self.give_back(page.id(), views);
            }
        }
    }
}

/// Views that the database does not know of yet.
#[derive(Debug)]
pub struct UnsavedViews {
    /// Pages on the shelf, with how often they were looked at.
    pub viewed: Vec<(Arc<ShelvedPage>, i64)>,
    /// Publications by id whose pages are gone from the shelf.
    pub leftover: Vec<(String, i64)>,
}

/// One published page with everything needed to send it.
#[derive(Debug)]
pub struct ShelvedPage {
    publication: Publication,
    site: Arc<SiteSettings>,
    known_views: AtomicI64,
    new_views: AtomicI64,
    last_used: AtomicI64,
    is_refreshing: AtomicBool,
    faces: RwLock<HashMap<TextSize, Arc<Face>>>,
}

/// The bytes of a page in one text size.
#[derive(Debug)]
pub struct Face {
    /// As sent to browsers without gzip.
    pub plain: Bytes,
    /// As sent to the others.
    pub gzip: Option<Bytes>,
    /// The tag of everything but the 浏览量, in its quotes.
    pub tag: String,
    shows_views: i64,
    made_at: DateTime<Utc>,
}

impl ShelvedPage {
    /// A page made of a publication. What was typed and computed is not needed to show it.
    #[must_use]
    pub fn new(publication: Publication, site: Arc<SiteSettings>) -> Self {
        Self {
            known_views: AtomicI64::new(publication.head.views),
            publication: Publication {
                entries_json: String::new(),
                evaluation_json: String::new(),
                ..publication
            },
            site,
            new_views: AtomicI64::new(0),
            last_used: AtomicI64::new(0),
            is_refreshing: AtomicBool::new(false),
            faces: RwLock::default(),
        }
    }

    /// The publication's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.publication.head.id
    }

    /// The publication.
    #[must_use]
    pub fn publication(&self) -> &Publication {
        &self.publication
    }

    /// Counts one more view.
    pub fn count_view(&self, now: DateTime<Utc>) {
        self.new_views.fetch_add(1, Ordering::Relaxed);
        self.last_used
            .store(now.timestamp_millis(), Ordering::Relaxed);
    }

    /// Corrects the count by what the database says, where other servers count too.
    pub fn correct_views(&self, saved: i64) {
        self.known_views.store(saved, Ordering::Relaxed);
    }

    /// The page in this text size. The 浏览量 on it may be a few seconds old.
    ///
    /// # Errors
    /// When the template cannot be rendered.
    pub fn face(&self, size: TextSize, now: DateTime<Utc>) -> askama::Result<Arc<Face>> {
        let kept = self
            .faces
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&size)
            .cloned();
        let Some(kept) = kept else {
            return self.make(size, None, now);
        };
        let is_stale = kept.shows_views != self.views() && now - kept.made_at >= REFRESH;
        if is_stale && !self.is_refreshing.swap(true, Ordering::Acquire) {
            let made = self.make(size, Some(&kept.tag), now);
            self.is_refreshing.store(false, Ordering::Release);
            return made;
        }
        Ok(kept)
    }

    fn make(
        &self,
        size: TextSize,
        tag: Option<&str>,
        now: DateTime<Utc>,
    ) -> askama::Result<Arc<Face>> {
        let tag = match tag {
            Some(tag) => tag.to_owned(),
            None => format!("\"{}\"", short_digest(self.render(size, 0)?.as_bytes())),
        };
        let views = self.views();
        let html = self.render(size, views)?;
        let face = Face {
            gzip: compress(html.as_bytes()),
            plain: Bytes::from(html),
            tag,
            shows_views: views,
            made_at: now,
        };
        let face = Arc::new(face);
        self.faces
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(size, Arc::clone(&face));
        Ok(face)
    }

    fn render(&self, size: TextSize, views: i64) -> askama::Result<String> {
        askama::Template::render(&ArticlePage::new(
            &self.publication,
            Arc::clone(&self.site),
            size,
            views,
        ))
    }

    fn views(&self) -> i64 {
        self.known_views
            .load(Ordering::Relaxed)
            .saturating_add(self.new_views.load(Ordering::Relaxed))
    }

    fn take_views(&self) -> i64 {
        let views = self.new_views.swap(0, Ordering::Relaxed);
        self.known_views.fetch_add(views, Ordering::Relaxed);
        views
    }

    fn key(&self) -> Key {
        (
            self.publication.head.year,
            self.publication.head.agency_code.clone(),
        )
    }

    /// About how many bytes it takes once it has been asked for in every size.
    fn size(&self) -> usize {
        self.publication.body_html.len().saturating_mul(5)
    }
}
