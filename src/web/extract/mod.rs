//! What handlers are given: the person, the form, both checked before a handler sees them.

mod access;
mod body;
mod current_user;
mod entry;
mod origin;
mod posted_file;
mod posted_form;
mod posted_json;
mod posted_part;
mod visitor_form;

pub use access::Access;
pub(in crate::web) use current_user::session_token;
pub use current_user::{CurrentUser, current_session, frame_for_failure, take_notice};
pub use entry::{Credentials, Entry, awaits_code, enter, enter_with_code, give_session, go_on};
pub use posted_file::{File, MOST_FILE_BYTES, PostedFile};
pub use posted_form::{CODE_TOO, PostedForm, ReceivedForm};
pub use posted_json::{PostedJson, TOKEN_HEADER};
pub use posted_part::PostedPart;
pub use visitor_form::{VisitorForm, visitor_token};

use actix_web::HttpRequest;
use actix_web::http::header::ACCEPT;

/// The address of a request, with its query.
#[must_use]
pub fn address(request: &HttpRequest) -> String {
    request
        .uri()
        .path_and_query()
        .map_or_else(|| request.path().to_owned(), ToString::to_string)
}

/// Whether a script asks, which wants no page.
#[must_use]
pub fn wants_json(request: &HttpRequest) -> bool {
    request
        .headers()
        .get(ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accepted| accepted.contains("json") && !accepted.contains("text/html"))
}
