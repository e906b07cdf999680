//! Outputs made for a browser: off the threads that serve requests, a few at a time, named in
//! Chinese.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::header::{
    CacheControl, CacheDirective, Charset, ContentDisposition, DispositionParam, DispositionType,
    ExtendedValue,
};
use actix_web::web;
use tokio::sync::{Semaphore, TryAcquireError};

use super::error::WebError;
use crate::export::{ExportError, Exported, Kind, Snapshot, export};

/// How many outputs are made at one time.
const PARALLEL: usize = 2;

/// How many requests may be at it, those that wait included; one more is asked to come back.
const MOST_WAITING: usize = 32;

/// How long somebody who is sent away should wait.
const COME_BACK_SECONDS: i64 = 5;

/// Makes outputs, a bounded number at a time.
#[derive(Debug)]
pub struct Exporter {
    queue: Arc<Semaphore>,
    work: Arc<Semaphore>,
}

impl Default for Exporter {
    fn default() -> Self {
        Self {
            queue: Arc::new(Semaphore::new(MOST_WAITING)),
            work: Arc::new(Semaphore::new(PARALLEL)),
        }
    }
}

impl Exporter {
    /// Makes an output of what `open` finds; both run off the serving threads.
    ///
    /// # Errors
    /// [`WebError::TooMany`] when too many are waiting, and those of `open` and the writers.
    pub async fn make<E>(
        &self,
        kind: Kind,
        open: impl FnOnce() -> Result<Snapshot, E> + Send + 'static,
    ) -> Result<Exported, WebError>
    where
        E: Into<WebError> + Send + 'static,
    {
        let place = match Arc::clone(&self.queue).try_acquire_owned() {
            Ok(place) => place,
            Err(TryAcquireError::NoPermits) => {
                return Err(WebError::TooMany {
                    retry_after_seconds: COME_BACK_SECONDS,
                });
            }
            Err(error) => return Err(WebError::internal(error)),
        };
        let turn = Arc::clone(&self.work).acquire_owned().await;
        let turn = turn.map_err(WebError::internal)?;
        // The places are given back when the work is done, even if nobody waits for it any more.
        let work = move || {
            let _held = (place, turn);
            let snapshot = open().map_err(Into::into)?;
            export(&snapshot, kind).map_err(failed)
        };
        web::block(work).await.map_err(WebError::internal)?
    }
}

fn failed(error: ExportError) -> WebError {
    #[cfg(feature = "pdf")]
    if matches!(error, ExportError::Pdf(ziping_pdf::PdfError::TooLong)) {
        let sentence = "内容超过100万字，不能生成 PDF。请改用 Word 文档。";
        return WebError::BadRequest(sentence.to_owned());
    }
    WebError::internal(error)
}

/// The kind named in an address.
///
/// # Errors
/// [`WebError::NotFound`].
pub fn kind_of(ending: &str) -> Result<Kind, WebError> {
    Kind::from_ending(ending).ok_or(WebError::NotFound)
}

/// An output as a file to keep, for one person.
#[must_use]
pub fn send(exported: Exported) -> HttpResponse {
    let kind = exported.kind;
    private_file(
        &exported.name,
        kind.ending(),
        kind.media_type(),
        exported.bytes,
    )
}

/// A file to keep, for one person.
#[must_use]
pub fn private_file(
    name: &str,
    ending: &str,
    media_type: &'static str,
    bytes: Vec<u8>,
) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(CacheControl(vec![
            CacheDirective::Private,
            CacheDirective::NoStore,
        ]))
        .insert_header(named(name, ending))
        .content_type(media_type)
        .body(bytes)
}

/// An output to be kept under its name.
#[must_use]
pub fn disposition(exported: &Exported) -> ContentDisposition {
    named(&exported.name, exported.kind.ending())
}

/// The name as it is, and a plain one for programs that know no other (RFC 6266, RFC 5987).
#[must_use]
pub fn named(name: &str, ending: &str) -> ContentDisposition {
    ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![
            DispositionParam::Filename(format!("ziping.{ending}")),
            DispositionParam::FilenameExt(ExtendedValue {
                charset: Charset::Ext("UTF-8".to_owned()),
                language_tag: None,
                value: name.as_bytes().to_vec(),
            }),
        ],
    }
}
