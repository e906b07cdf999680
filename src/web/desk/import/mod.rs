//! 导入: a filled form is brought as a file or as text, stands beside the filing, and what is
//! picked of it is taken over in one step.

mod bring;
mod page;
pub mod samples;
mod take;

pub use bring::{get, post};
pub use page::{BringPage, ImportPage};
pub(super) use take::{PICK, not_taken, take_over};
pub use take::{get as get_imported, post as post_imported};

use std::sync::Arc;

use super::opened::Opened;
use crate::actions::import::Brought;
use crate::domain::document::Document;
use crate::domain::filing::Entries;
use crate::domain::proposal::{Import, ImportError};
use crate::domain::scheme::Scheme;
use crate::domain::workflow::{Verb, decide};
use crate::import;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, File};

/// Refuses those who may not fill in the filing now.
pub(super) fn check_open(user: &CurrentUser, opened: &Opened) -> Result<(), WebError> {
    decide(user.actor(), Verb::Save, &opened.record.filing.facts)?;
    Ok(())
}

/// What pasted text is called.
const PASTED: &str = "粘贴的文字";

/// A file that was read.
pub(super) struct Read {
    /// Its name as given.
    pub name: String,
    /// What is in it.
    pub document: Document,
    /// What it says for the cells of the scheme.
    pub import: Import,
}

/// The file, or the pasted text as one.
///
/// # Errors
/// The sentence for somebody who brought neither.
pub(super) fn chosen(file: Option<File>, text: &str) -> Result<File, String> {
    let pasted = (!text.trim().is_empty()).then(|| File {
        name: PASTED.to_owned(),
        bytes: text.as_bytes().to_vec(),
    });
    file.or(pasted)
        .ok_or_else(|| "请选择一个文件，或把文字粘贴在下面的框里。".to_owned())
}

/// Reads a file in a thread of its own; the inner error is the sentence for its owner.
pub(super) async fn read(
    file: File,
    scheme: &Arc<Scheme>,
    entries: &Entries,
) -> Result<Result<Read, String>, WebError> {
    let (scheme, entries) = (Arc::clone(scheme), entries.clone());
    let read = move || {
        let document = import::read_without_macros(&file.name, &file.bytes)
            .map_err(|error| format!("{error}。"))?;
        let import = Import::of(&document, &scheme, &entries).map_err(|error| error.to_string())?;
        Ok(Read {
            name: file.name,
            document,
            import,
        })
    };
    actix_web::web::block(read)
        .await
        .map_err(WebError::internal)
}

/// A document beside a filing, in a thread of its own: it takes a while.
async fn beside(
    brought: Brought,
    scheme: Arc<Scheme>,
    entries: Entries,
) -> Result<Result<Import, ImportError>, WebError> {
    actix_web::web::block(move || Import::of(&brought.document, &scheme, &entries))
        .await
        .map_err(WebError::internal)
}
