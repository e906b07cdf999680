//! A draft part by part: a tree at the left, the fields of one part beside it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::draft::{DraftHead, ProblemLine};
use super::tree::{GroupView, PartLine, views};
use crate::actions::scheme_draft::{SchemeDraftError, Seen, load_draft, look_at_text, save_draft};
use crate::domain::scheme_edit::{Branch, Document, Standing, branches, groups, is_editable};
use crate::store::scheme_draft::SchemeDraft;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::FormPairs;
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to, go_to_saying, show_as};
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;

/// One part of a draft.
#[derive(Debug, Template)]
#[template(path = "bureau/scheme_editor.html")]
pub struct EditorPage {
    /// The surroundings.
    pub frame: Frame,
    /// The draft.
    pub head: DraftHead,
    /// The part that is shown.
    pub at: String,
    /// What people call it.
    pub label: String,
    /// Whether somebody else changed the draft meanwhile.
    pub is_stale: bool,
    /// The parts of the draft.
    pub parts: Vec<PartLine>,
    /// The tables of the part.
    pub groups: Vec<GroupView>,
    /// The elements of a list, where the part is one.
    pub elements: Vec<PartLine>,
    /// Whether the part is a list.
    pub is_list: bool,
    /// What is wrong with the part and with none of its fields.
    pub problems: Vec<ProblemLine>,
    /// How many errors the whole draft has.
    pub errors: usize,
}

impl EditorPage {
    /// The page of a part of a document; `None` when the draft has no such part.
    #[must_use]
    pub fn of(
        frame: Frame,
        head: DraftHead,
        (document, standing): (&Document, &Standing),
        at: &str,
    ) -> Option<Self> {
        let tree = branches(document);
        let here = find(&tree, at)?;
        let problems = standing.problems.iter();
        let problems: Vec<ProblemLine> = problems.map(|it| ProblemLine::of(&head.id, it)).collect();
        let parts = tree
            .iter()
            .map(|part| PartLine::of(&head.id, part, at, &problems));
        let parts: Vec<PartLine> = parts.collect();
        let own = groups(document, at);
        let is_list = own.is_empty();
        let elements = here.branches.iter().filter(|_| is_list);
        let elements = elements.map(|part| PartLine::of(&head.id, part, at, &problems));
        let elements = elements.collect();
        let label = here.label.clone();
        let (groups, rest) = views(own, at, &problems);
        Some(Self {
            frame,
            at: at.to_owned(),
            label,
            is_stale: false,
            parts,
            groups,
            elements,
            is_list,
            problems: if is_list { Vec::new() } else { rest },
            errors: standing.errors(),
            head,
        })
    }
}

fn find<'a>(branches: &'a [Branch], at: &str) -> Option<&'a Branch> {
    let own = branches.iter().find(|branch| branch.path == at);
    own.or_else(|| {
        branches
            .iter()
            .find_map(|branch| find(&branch.branches, at))
    })
}

/// The part that is shown when none is asked for.
const FIRST: &str = "scheme";

/// `GET /schemes/drafts/{draft}`. What cannot be shown as parts is shown as a text.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    draft: Path<String>,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let draft = load_draft(&portal.store, &user.caller, &draft).await?;
    let at = Some(query.text("at"))
        .filter(|at| !at.is_empty())
        .unwrap_or(FIRST);
    if !is_editable(&draft.text) {
        return Ok(go_to(&routes::of_draft(routes::SCHEME_TEXT, &draft.id)));
    }
    draw(&portal, &user, &draft, at, StatusCode::OK).await
}

async fn draw(
    portal: &Portal,
    user: &CurrentUser,
    draft: &SchemeDraft,
    at: &str,
    status: StatusCode,
) -> Result<HttpResponse, WebError> {
    let document = Document::read(&draft.text).ok_or(WebError::NotFound)?;
    let standing = look_at_text(&portal.workshop, &user.caller, draft.text.clone()).await?;
    let head = DraftHead::of(draft, routes::SCHEME_DRAFT);
    let page = EditorPage::of(user.frame(), head, (&document, &standing), at);
    let mut page = page.ok_or(WebError::NotFound)?;
    page.is_stale = status == StatusCode::CONFLICT;
    show_as(status, &page)
}

/// What a button of the page asks for beside saving.
enum Deed<'a> {
    Add(&'a str),
    Remove(&'a str),
    Up(&'a str),
    Down(&'a str),
}

impl<'a> Deed<'a> {
    fn of(pairs: &'a FormPairs) -> Option<Self> {
        match pairs.text("deed").split_once(':')? {
            ("add", at) => Some(Self::Add(at)),
            ("remove", at) => Some(Self::Remove(at)),
            ("up", at) => Some(Self::Up(at)),
            ("down", at) => Some(Self::Down(at)),
            _ => None,
        }
    }

    /// Does it; gives the part to show afterwards, where that is another one.
    fn done(&self, document: &mut Document, here: &str) -> Option<String> {
        match self {
            Self::Add(at) => {
                let new = document.add_to(at)?;
                let has_page = !at.contains('.') || at.ends_with(".block");
                has_page.then_some(new)
            }
            Self::Remove(at) => {
                let is_part = document.take_out(at) && *at == here;
                let outer = here.rsplit_once('.').map_or(here, |(outer, _)| outer);
                let outer = outer.strip_suffix(".block").unwrap_or(outer);
                is_part.then(|| outer.to_owned())
            }
            Self::Up(at) | Self::Down(at) => {
                let number = document.shift(at, matches!(self, Self::Up(_)))?;
                let list = at.rsplit_once('.')?.0;
                (*at == here).then(|| format!("{list}.{number}"))
            }
        }
    }
}

/// `POST /schemes/drafts/{draft}`: what was typed is kept, and then what a button asks for is done.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedForm,
    draft: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let mut draft = load_draft(&portal.store, &user.caller, &draft).await?;
    let seen = pairs.seen_version().unwrap_or_default();
    let at = pairs.text("at").to_owned();
    let Some(mut document) = Document::read(&draft.text).filter(|_| is_editable(&draft.text))
    else {
        return Ok(go_to(&routes::of_draft(routes::SCHEME_TEXT, &draft.id)));
    };
    document.fill(&at, |name| pairs.last(name));
    if seen != draft.version {
        draft.text = document.text();
        return draw(&portal, &user, &draft, &at, StatusCode::CONFLICT).await;
    }
    let next = Deed::of(&pairs).and_then(|deed| deed.done(&mut document, &at));
    let here = routes::scheme_part(&draft.id, next.as_deref().unwrap_or(&at));
    let text = document.text();
    if text == draft.text {
        // The script has kept it already.
        return Ok(go_to_saying(&here, Notice::SchemeSaved));
    }
    let seen = Seen {
        id: &draft.id,
        version: seen,
    };
    match save_draft(&portal.store, &user.caller, seen, &text, portal.now()).await {
        Ok(()) => Ok(go_to_saying(&here, Notice::SchemeSaved)),
        Err(SchemeDraftError::Changed) => {
            let mut newer = load_draft(&portal.store, &user.caller, &draft.id).await?;
            newer.text = text;
            draw(&portal, &user, &newer, &at, StatusCode::CONFLICT).await
        }
        Err(error) => Err(error.into()),
    }
}
