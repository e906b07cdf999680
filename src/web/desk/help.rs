//! 使用说明: how a filing is made, to be read in three minutes.

use actix_web::HttpResponse;
use askama::Template;

use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::frame::Frame;
use crate::web::page::show;

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
