//! Security headers on every response, whatever made it.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;

use super::state::Portal;

/// What a page of ours may load and do: nothing but our own files, no inline script, no frame around it.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The headers and their values. `same-origin` and not `no-referrer`: the latter makes browsers send
/// `Origin: null` with our own forms, which could then not be told from foreign ones.
const HEADERS: [(&str, &str); 7] = [
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// One year, sent only where the portal is reached by https.
const TRANSPORT_SECURITY: &str = "max-age=31536000";

/// Adds the headers. The outermost middleware: an error inside has become a response before it gets here.
pub async fn secure(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let is_secure = request
        .app_data::<Data<Portal>>()
        .is_some_and(|portal| portal.is_secure());
    let mut response = next.call(request).await?;
    add_to(response.headers_mut(), is_secure);
    Ok(response)
}

fn add_to(headers: &mut HeaderMap, is_secure: bool) {
    for (name, value) in HEADERS {
        // Files of other people's come with a stricter policy of their own.
        if !headers.contains_key(name) {
            headers.insert(
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            );
        }
    }
    if is_secure {
        headers.insert(
            HeaderName::from_static("strict-transport-security"),
            HeaderValue::from_static(TRANSPORT_SECURITY),
        );
    }
}
