//! What lists from spreadsheets have in common on pages: reading the file, and how the preview answers.

use actix_web::http::StatusCode;

use crate::domain::document::Document;
use crate::domain::listing::{ListProblem, Preview};
use crate::import;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, File};
use crate::web::state::Portal;

/// So many rows of a preview are shown, those that are wrong in front.
pub const SHOWN: usize = 500;

/// Reads a file apart from the threads that serve requests; the inner error is the sentence for
/// whoever brought it.
pub(super) async fn read_list<R: Send + 'static>(
    portal: &Portal,
    user: &CurrentUser,
    file: File,
    read: fn(&Document) -> Result<Vec<R>, ListProblem>,
) -> Result<Result<Vec<R>, String>, WebError> {
    let read = move || {
        let document = import::read_without_macros(&file.name, &file.bytes);
        let document = document.map_err(|error| format!("{error}。"))?;
        read(&document).map_err(|problem| problem.to_string())
    };
    portal.apart(&user.caller, read).await
}

/// A preview with rows that are wrong is a form refused.
pub(super) fn status_of<R, B>(preview: &Preview<R, B>) -> StatusCode {
    if preview.has_wrong() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    }
}
