//! The body of a public page: every form of a filing, to be read by anyone.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::domain::sheet::Sheet;

use super::paper::{Links, Mode, Paper};

/// All forms one under the other.
#[derive(Debug, Clone, Copy, Template)]
#[template(path = "component/body.html")]
pub struct PublicBody<'a> {
    sheets: &'a [Sheet],
}

impl HtmlSafe for PublicBody<'_> {}

impl<'a> PublicBody<'a> {
    /// These forms.
    #[must_use]
    pub fn of(sheets: &'a [Sheet]) -> Self {
        Self { sheets }
    }

    fn paper(&self, sheet: &'a Sheet) -> Paper<'a> {
        Paper::new(sheet, Mode::Public, Links::SamePage)
    }
}

/// Draws all forms of a filing with their explanations, as frozen at publication.
///
/// # Errors
/// Only when the template engine fails to write.
pub fn render_public(sheets: &[Sheet]) -> askama::Result<String> {
    PublicBody::of(sheets).render()
}
