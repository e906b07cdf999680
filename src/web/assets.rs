//! The stylesheets and scripts, held in the program, compressed once, addressed by their content.

use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::LazyLock;

use actix_web::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderMap, IF_NONE_MATCH,
    VARY,
};
use actix_web::web::{Bytes, Path};
use actix_web::{HttpRequest, HttpResponse};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};

use super::error::WebError;

/// A file under `static/`.
struct Asset {
    name: &'static str,
    media_type: &'static str,
    address: String,
    etag: String,
    plain: Bytes,
    gzip: Option<Bytes>,
}

impl Asset {
    fn new(name: &'static str, media_type: &'static str, bytes: &'static [u8]) -> Self {
        let digest = short_digest(bytes);
        Self {
            name,
            media_type,
            address: format!("/static/{name}?v={digest}"),
            etag: format!("\"{digest}\""),
            plain: Bytes::from_static(bytes),
            gzip: compress(bytes),
        }
    }
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    vec![
        Asset::new(
            "app.css",
            "text/css; charset=utf-8",
            include_bytes!("../../static/app.css"),
        ),
        Asset::new(
            "scheme.css",
            "text/css; charset=utf-8",
            include_bytes!("../../static/scheme.css"),
        ),
        Asset::new(
            "scheme.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../static/scheme.js"),
        ),
        Asset::new(
            "app.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../static/app.js"),
        ),
        Asset::new(
            "desk-page.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../static/desk-page.js"),
        ),
        Asset::new(
            "desk-outbox.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../static/desk-outbox.js"),
        ),
        Asset::new(
            "desk-save.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../static/desk-save.js"),
        ),
        Asset::new(
            "desk-together.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../static/desk-together.js"),
        ),
        Asset::new(
            "desk-log-in.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../static/desk-log-in.js"),
        ),
        Asset::new(
            "desk-kept.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../static/desk-kept.js"),
        ),
        Asset::new(
            "grid.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../static/grid.js"),
        ),
        Asset::new(
            "desk-paste.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../static/desk-paste.js"),
        ),
        Asset::new(
            "desk-form.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../static/desk-form.js"),
        ),
        Asset::new(
            "desk-evidence.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../static/desk-evidence.js"),
        ),
        Asset::new(
            "evidence.css",
            "text/css; charset=utf-8",
            include_bytes!("../../static/evidence.css"),
        ),
        Asset::new(
            "review.css",
            "text/css; charset=utf-8",
            include_bytes!("../../static/review.css"),
        ),
        Asset::new(
            "paper.css",
            "text/css; charset=utf-8",
            include_bytes!("../../static/paper.css"),
        ),
        Asset::new(
            "report.css",
            "text/css; charset=utf-8",
            include_bytes!("../../static/report.css"),
        ),
        Asset::new(
            "desk-report.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../static/desk-report.js"),
        ),
        Asset::new(
            "desk-clean.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../static/desk-clean.js"),
        ),
        Asset::new(
            "list.css",
            "text/css; charset=utf-8",
            include_bytes!("../../static/list.css"),
        ),
        Asset::new(
            "help.css",
            "text/css; charset=utf-8",
            include_bytes!("../../static/help.css"),
        ),
        Asset::new(
            "phone.css",
            "text/css; charset=utf-8",
            include_bytes!("../../static/phone.css"),
        ),
        Asset::new(
            "chart.css",
            "text/css; charset=utf-8",
            include_bytes!("../../static/chart.css"),
        ),
        Asset::new(
            "print.css",
            "text/css; charset=utf-8",
            include_bytes!("../../static/print.css"),
        ),
        Asset::new(
            "desk.css",
            "text/css; charset=utf-8",
            include_bytes!("../../static/desk.css"),
        ),
        Asset::new(
            "desk-save.css",
            "text/css; charset=utf-8",
            include_bytes!("../../static/desk-save.css"),
        ),
        Asset::new(
            "rescore.css",
            "text/css; charset=utf-8",
            include_bytes!("../../static/rescore.css"),
        ),
        Asset::new(
            "rescore.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../static/rescore.js"),
        ),
        Asset::new(
            "icon.svg",
            "image/svg+xml",
            include_bytes!("../../static/icon.svg"),
        ),
        Asset::new(
            "frame.css",
            "text/css; charset=utf-8",
            include_bytes!("../../static/frame.css"),
        ),
        Asset::new(
            "site.css",
            "text/css; charset=utf-8",
            include_bytes!("../../static/site.css"),
        ),
        Asset::new(
            "portal.css",
            "text/css; charset=utf-8",
            include_bytes!("../../static/portal.css"),
        ),
        Asset::new(
            "portal.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../static/portal.js"),
        ),
    ]
});

/// The scripts of a form to be filled, in the order in which they build on each other.
const DESK: [&str; 10] = [
    "desk-page.js",
    "desk-outbox.js",
    "desk-save.js",
    "desk-together.js",
    "desk-log-in.js",
    "desk-clean.js",
    "desk-report.js",
    "grid.js",
    "desk-paste.js",
    "desk-form.js",
];

/// The script of a form that takes no input.
const CLOSED: [&str; 1] = ["desk-kept.js"];

/// The scripts of a page of the desk, by whether its cells take input.
#[must_use]
pub fn desk_scripts(is_open: bool) -> &'static [&'static str] {
    if is_open { &DESK } else { &CLOSED }
}

/// The address of a file under `static/`; it changes with the content, so browsers may keep it for ever.
#[must_use]
pub fn address(name: &str) -> &'static str {
    ASSETS
        .iter()
        .find(|asset| asset.name == name)
        .map_or("", |asset| asset.address.as_str())
}

/// `GET /static/{name}`.
pub async fn get(request: HttpRequest, name: Path<String>) -> Result<HttpResponse, WebError> {
    let asset = ASSETS
        .iter()
        .find(|asset| asset.name == name.as_str())
        .ok_or(WebError::NotFound)?;
    let mut response = if names_etag(request.headers(), &asset.etag) {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header((ETAG, asset.etag.as_str()))
        .insert_header((VARY, "accept-encoding"))
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((CONTENT_TYPE, asset.media_type));
    if names_etag(request.headers(), &asset.etag) {
        return Ok(response.finish());
    }
    if let Some(gzip) = asset
        .gzip
        .as_ref()
        .filter(|_| accepts_gzip(request.headers()))
    {
        return Ok(response
            .insert_header((CONTENT_ENCODING, "gzip"))
            .body(gzip.clone()));
    }
    Ok(response.body(asset.plain.clone()))
}

/// Whether the visitor's browser takes gzip.
#[must_use]
pub fn accepts_gzip(headers: &HeaderMap) -> bool {
    headers
        .get_all(ACCEPT_ENCODING)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|list| list.split(','))
        .any(|offer| {
            let (coding, quality) = offer.split_once(';').unwrap_or((offer, ""));
            let coding = coding.trim();
            let refused = matches!(
                quality.trim().replace(' ', "").as_str(),
                "q=0" | "q=0.0" | "q=0.00" | "q=0.000"
            );
            (coding.eq_ignore_ascii_case("gzip") || coding == "*") && !refused
        })
}

/// Whether `If-None-Match` names this `ETag`, so that the visitor's copy is still right.
#[must_use]
pub fn names_etag(headers: &HeaderMap, etag: &str) -> bool {
    headers
        .get_all(IF_NONE_MATCH)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|list| list.split(','))
        .map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| tag == etag || tag == "*")
}

/// The bytes compressed as small as gzip makes them; none should compressing fail, then they go out plain.
#[must_use]
pub fn compress(bytes: &[u8]) -> Option<Bytes> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .ok()
        .map(Bytes::from)
}

/// The first half of the SHA-256 of the bytes, in hexadecimal.
#[must_use]
pub fn short_digest(bytes: &[u8]) -> String {
    let mut digest = String::with_capacity(32);
    for byte in Sha256::digest(bytes).iter().take(16) {
        // Writing to a String cannot fail.
        let _ = write!(digest, "{byte:02x}");
    }
    digest
}
