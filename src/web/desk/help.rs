//! 使用说明: how a filing is made, to be read in three minutes.

use actix_web::HttpResponse;
use askama::Template;

use crate::domain::workflow::Role;
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::frame::Frame;
use crate::web::page::show;
use crate::web::samples::{Sample, frame};

/// The page for who fills in forms for the first time.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/help.html")]
pub struct HelpPage {
    /// The surroundings.
    pub frame: Frame,
}

/// `GET /help/filling`.
pub async fn get(user: CurrentUser) -> Result<HttpResponse, WebError> {
    show(&HelpPage {
        frame: user.frame(),
    })
}

/// The page as it is looked at by the tests.
#[must_use]
pub fn sample() -> Sample {
    Sample::new(
        "desk/help",
        &HelpPage {
            frame: frame(Role::Accountant),
        },
    )
}
