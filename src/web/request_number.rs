//! A number for every request, on error pages and in the log, so that the two can be brought together.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage as _};

use super::state::Portal;

/// The number of one request: the start of the program, then the count since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestNumber {
    start: u32,
    count: u64,
}

impl fmt::Display for RequestNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:08x}-{}", self.start, self.count)
    }
}

/// Gives out numbers.
#[derive(Debug)]
pub struct RequestNumbers {
    start: u32,
    next: AtomicU64,
}

impl RequestNumbers {
    /// Numbers that differ from those of another start of the program by their first part.
    #[must_use]
    pub fn starting_with(start: u32) -> Self {
        Self {
            start,
            next: AtomicU64::new(1),
        }
    }

    /// The next number.
    pub fn next(&self) -> RequestNumber {
        RequestNumber {
            start: self.start,
            count: self.next.fetch_add(1, Ordering::Relaxed),
        }
    }
}

/// Numbers the request and writes one line about how it went, without anything typed:
/// the path, but not the query.
pub async fn number(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let number = request
        .app_data::<Data<Portal>>()
        .map(|portal| portal.next_request_number());
    if let Some(number) = number {
        request.extensions_mut().insert(number);
    }
    let mut response = next.call(request).await?;
    if let Some(number) = number {
        let text = number.to_string();
        let request = response.request();
        tracing::debug!(
            request.number = %text,
            method = %request.method(),
            path = request.path(),
            status = response.status().as_u16(),
            "answered"
        );
        if let Ok(value) = HeaderValue::from_str(&text) {
            response
                .headers_mut()
                .insert(HeaderName::from_static("x-request-id"), value);
        }
    }
    Ok(response)
}
