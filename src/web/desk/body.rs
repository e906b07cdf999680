//! The body of a public page: every form of a filing, to be read by anyone.

use askama::Template;

use crate::domain::sheet::Sheet;

use super::paper::{Links, Mode, Paper};

/// All forms one under the other.
#[derive(Debug, Template)]
#[template(path = "component/body.html")]
struct Body<'a> {
    sheets: &'a [Sheet],
}

impl<'a> Body<'a> {
    fn paper(&self, sheet: &'a Sheet) -> Paper<'a> {
        Paper::new(sheet, Mode::Public, Links::SamePage)
    }
}

/// Draws all forms of a filing with their explanations, as frozen at publication.
///
/// # Errors
/// Only when the template engine fails to write.
pub fn render_public(sheets: &[Sheet]) -> askama::Result<String> {
    Body { sheets }.render()
}
