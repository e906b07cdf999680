//! 检查与发布: everything that a release waits for on one page, and the release.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::draft::{DraftHead, ProblemLine};
use crate::actions::scheme_draft::{
    Readiness, SchemeDraftError, Seen, read_readiness, release_draft,
};
use crate::domain::example::Trial;
use crate::domain::replay::Tally;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to_saying, show_as};
use crate::web::routes;
use crate::web::state::Portal;

/// What a release waits for.
#[derive(Debug, Template)]
#[template(path = "bureau/scheme_release.html")]
pub struct ReleasePage {
    /// The surroundings.
    pub frame: Frame,
    /// The draft.
    pub head: DraftHead,
    /// Why it was not released.
    pub refused: Option<String>,
    /// What the lint says.
    pub problems: Vec<ProblemLine>,
    /// How many of that are errors.
    pub errors: usize,
    /// The examples.
    pub trials: Vec<Trial>,
    /// What the last replay came to, if it was run with this very text.
    pub tally: Option<Tally>,
    /// What is still missing.
    pub missing: Option<&'static str>,
    /// Whether this version is known already.
    pub is_known: bool,
    /// Where the draft is compared with what it was begun from.
    pub differences_href: Option<String>,
}

impl ReleasePage {
    fn replay_href(&self) -> String {
        routes::of_draft(routes::SCHEME_REPLAY, &self.head.id)
    }

    fn of(frame: Frame, ready: Readiness, refused: Option<String>) -> Self {
        let head = DraftHead::of(&ready.draft, routes::SCHEME_RELEASE);
        let missing = ready.missing();
        let base = ready.draft.base.as_ref().map(|(id, version)| {
            let address = routes::SCHEME_DIFFERENCES;
            format!("{address}?older={id}%40{version}&newer={}", head.id)
        });
        let problems = ready.standing.problems.iter();
        Self {
            frame,
            refused,
            problems: problems.map(|it| ProblemLine::of(&head.id, it)).collect(),
            errors: ready.standing.errors(),
            trials: ready.standing.trials,
            tally: ready
                .replay
                .filter(|(.., is_of_text)| *is_of_text)
                .map(|it| it.0.tally),
            missing,
            is_known: ready.is_known,
            differences_href: base,
            head,
        }
    }
}

/// `GET /schemes/drafts/{draft}/release`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    draft: Path<String>,
) -> Result<HttpResponse, WebError> {
    let place = (&portal.schemes, &portal.workshop);
    let ready = read_readiness(&portal.store, place, &user.caller, &draft).await?;
    show_as(StatusCode::OK, &ReleasePage::of(user.frame(), ready, None))
}

/// `POST /schemes/drafts/{draft}/release`.
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
    let place = (&portal.schemes, &portal.workshop);
    let refused = match release_draft(&portal.store, place, &user.caller, seen, portal.now()).await
    {
        Ok(_) => return Ok(go_to_saying(routes::SCHEMES, Notice::SchemeReleased)),
        Err(
            error @ (SchemeDraftError::NotReady(_)
            | SchemeDraftError::Known { .. }
            | SchemeDraftError::Changed
            | SchemeDraftError::Quicker),
        ) => error.to_string(),
        Err(error) => return Err(error.into()),
    };
    let ready = read_readiness(&portal.store, place, &user.caller, &draft).await?;
    let page = ReleasePage::of(user.frame(), ready, Some(refused));
    show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}
