//! A published page.

use std::sync::Arc;

use actix_web::http::Method;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::furniture;
use super::shelf::ShelvedPage;
use crate::actions::publish::find_publication;
use crate::config::SiteSettings;
use crate::export::Kind;
use crate::store::publication::Publication;
use crate::web::assets::{accepts_gzip, names_etag};
use crate::web::error::WebError;
use crate::web::frame::Frame;
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;
use crate::web::time::to_the_minute;

/// 字号.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum TextSize {
    /// 大.
    Large,
    /// 中.
    #[default]
    Medium,
    /// 小.
    Small,
}

impl TextSize {
    /// Every size, from the largest.
    pub const ALL: [Self; 3] = [Self::Large, Self::Medium, Self::Small];

    /// In the address and in the page's class.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Large => "large",
            Self::Medium => "medium",
            Self::Small => "small",
        }
    }

    /// The word on the page.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Large => "大",
            Self::Medium => "中",
            Self::Small => "小",
        }
    }

    /// The size with this code, else the middle one.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|size| size.code() == code)
            .unwrap_or_default()
    }
}

/// A published page: the frozen body within today's furniture.
#[derive(Debug, Template)]
#[template(path = "portal/article.html")]
pub struct ArticlePage<'a> {
    /// The surroundings.
    pub frame: Frame,
    /// What was published.
    pub publication: &'a Publication,
    /// 字号.
    pub size: TextSize,
    /// 浏览量.
    pub views: i64,
}

impl<'a> ArticlePage<'a> {
    /// The page of a publication.
    #[must_use]
    pub fn new(
        publication: &'a Publication,
        site: Arc<SiteSettings>,
        size: TextSize,
        views: i64,
    ) -> Self {
        Self {
            frame: Frame::visitor(site),
            publication,
            size,
            views,
        }
    }

    fn published_at(&self) -> String {
        to_the_minute(self.publication.head.published_at)
    }

    fn address(&self) -> String {
        routes::publication(
            self.publication.head.year,
            &self.publication.head.agency_code,
        )
    }

    fn downloads(&self) -> [(Kind, String); Kind::COUNT] {
        let head = &self.publication.head;
        Kind::ALL.map(|kind| (kind, routes::download(head.year, &head.agency_code, kind)))
    }

    fn sizes(&self) -> [TextSize; 3] {
        TextSize::ALL
    }
}

/// `GET /publications/{year}/{agency_code}`: from memory, with nothing rendered, compressed or read
/// on the way unless it is the first time.
pub async fn get(
    request: HttpRequest,
    portal: Data<Portal>,
    path: Path<(String, String)>,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let (year, agency_code) = path.into_inner();
    let year: i32 = year.parse().map_err(|_| WebError::NotFound)?;
    let page = match portal.shelf.find(year, &agency_code) {
        Some(page) => page,
        None => fetch(&portal, year, &agency_code).await?,
    };
    let now = portal.now();
    if request.method() == Method::GET {
        page.count_view(now);
    }
    let face = page
        .face(TextSize::from_code(query.text("size")), now)
        .map_err(WebError::internal)?;
    let is_known = names_etag(request.headers(), &face.tag);
    let mut response = if is_known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header((ETAG, format!("W/{}", face.tag)))
        .insert_header((VARY, "accept-encoding"))
        .insert_header((CACHE_CONTROL, "public, no-cache"));
    if is_known {
        return Ok(response.finish());
    }
    response.insert_header((CONTENT_TYPE, "text/html; charset=utf-8"));
    match &face.gzip {
        Some(gzip) if accepts_gzip(request.headers()) => Ok(response
            .insert_header((CONTENT_ENCODING, "gzip"))
            .body(gzip.clone())),
        _ => Ok(response.body(face.plain.clone())),
    }
}

/// The page from the database, put on the shelf for the next visitor.
async fn fetch(
    portal: &Portal,
    year: i32,
    agency_code: &str,
) -> Result<Arc<ShelvedPage>, WebError> {
    let publication = find_publication(&portal.store, year, agency_code)
        .await?
        .ok_or(WebError::NotFound)?;
    let page = Arc::new(ShelvedPage::new(publication, portal.site()));
    portal.shelf.put(Arc::clone(&page));
    Ok(page)
}
