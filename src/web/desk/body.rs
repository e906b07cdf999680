//! The body of a public page: every form of a filing, to be read by anyone.

use askama::Template;
use askama::filters::HtmlSafe;

use super::evidence::file_size;
use crate::domain::publication::PublicFile;
use crate::domain::sheet::Sheet;
use crate::web::routes;

use super::paper::{Links, Mode, Paper};

/// All forms one under the other.
#[derive(Debug, Clone, Copy, Template)]
#[template(path = "component/body.html")]
pub struct PublicBody<'a> {
    sheets: &'a [Sheet],
    files: &'a [PublicFileLine],
}

/// A file that everybody may have, as the public page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicFileLine {
    /// What it proves.
    pub subject: String,
    /// Its name.
    pub name: String,
    /// What it is (PDF, 图片).
    pub kind: &'static str,
    /// 1.2MB.
    pub size: String,
    /// Where it is had.
    pub href: String,
    /// Its SHA-256 in hexadecimal.
    pub digest: String,
}

impl PublicFileLine {
    /// A file of an agency's year.
    #[must_use]
    pub fn of(year: i32, agency_code: &str, file: &PublicFile) -> Self {
        Self {
            subject: file.subject.clone(),
            name: file.name.clone(),
            kind: file.kind.label(),
            size: file_size(file.bytes),
            href: routes::public_evidence(year, agency_code, &file.id),
            digest: file.digest.clone(),
        }
    }
}

impl HtmlSafe for PublicBody<'_> {}

impl<'a> PublicBody<'a> {
    /// These forms and these files.
    #[must_use]
    pub fn of(sheets: &'a [Sheet], files: &'a [PublicFileLine]) -> Self {
        Self { sheets, files }
    }

    fn paper(&self, sheet: &'a Sheet) -> Paper<'a> {
        Paper::new(sheet, Mode::Public, Links::SamePage)
    }
}

/// Draws all forms of a filing with their explanations and the public files, as frozen at publication.
///
/// # Errors
/// Only when the template engine fails to write.
pub fn render_public(sheets: &[Sheet], files: &[PublicFileLine]) -> askama::Result<String> {
    PublicBody::of(sheets, files).render()
}
