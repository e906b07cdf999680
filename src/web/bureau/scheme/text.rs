//! The whole text of a draft, for who knows the file, and the file itself.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::draft::{DraftHead, ProblemLine};
use super::list::toml_file;
use crate::actions::scheme_draft::{SchemeDraftError, Seen, load_draft, look_at_text, save_draft};
use crate::domain::scheme_edit::HeadWords;
use crate::store::scheme_draft::SchemeDraft;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to_saying, show_as};
use crate::web::routes;
use crate::web::state::Portal;

/// The text of a draft.
#[derive(Debug, Template)]
#[template(path = "bureau/scheme_text.html")]
pub struct TextPage {
    /// The surroundings.
    pub frame: Frame,
    /// The draft.
    pub head: DraftHead,
    /// The text.
    pub text: String,
    /// Whether somebody else changed the draft meanwhile.
    pub is_stale: bool,
    /// What is wrong with it.
    pub problems: Vec<ProblemLine>,
}

/// `GET /schemes/drafts/{draft}/text`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    draft: Path<String>,
) -> Result<HttpResponse, WebError> {
    let draft = load_draft(&portal.store, &user.caller, &draft).await?;
    draw(&portal, &user, draft, StatusCode::OK).await
}

async fn draw(
    portal: &Portal,
    user: &CurrentUser,
    draft: SchemeDraft,
    status: StatusCode,
) -> Result<HttpResponse, WebError> {
    let standing = look_at_text(&portal.workshop, &user.caller, draft.text.clone()).await?;
    let problems = standing.problems.iter();
    let page = TextPage {
        frame: user.frame(),
        head: DraftHead::of(&draft, routes::SCHEME_TEXT),
        problems: problems.map(|it| ProblemLine::of(&draft.id, it)).collect(),
        is_stale: status == StatusCode::CONFLICT,
        text: draft.text,
    };
    show_as(status, &page)
}

/// `POST /schemes/drafts/{draft}/text`: everything typed is kept, whether it compiles or not.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedForm,
    draft: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let seen = Seen {
        id: &draft,
        version: pairs.seen_version().unwrap_or_default(),
    };
    let text = pairs.text("text");
    match save_draft(&portal.store, &user.caller, seen, text, portal.now()).await {
        Ok(()) => {
            let here = routes::of_draft(routes::SCHEME_TEXT, &draft);
            Ok(go_to_saying(&here, Notice::SchemeSaved))
        }
        Err(SchemeDraftError::Changed) => {
            let mut newer = load_draft(&portal.store, &user.caller, &draft).await?;
            text.clone_into(&mut newer.text);
            draw(&portal, &user, newer, StatusCode::CONFLICT).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /schemes/drafts/{draft}/file`.
pub async fn file(
    portal: Data<Portal>,
    user: CurrentUser,
    draft: Path<String>,
) -> Result<HttpResponse, WebError> {
    let draft = load_draft(&portal.store, &user.caller, &draft).await?;
    let head = HeadWords::read(&draft.text);
    Ok(toml_file(&format!("{}-草稿.toml", head.id), draft.text))
}
