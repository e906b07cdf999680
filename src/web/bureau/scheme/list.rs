//! 方案: every known version, the drafts, and the ways to begin a draft.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CacheControl, CacheDirective};
use actix_web::web::{Data, Path};
use askama::Template;

use crate::actions::scheme_draft::list_own_drafts;
use crate::actions::schemes::{Known, Schemes};
use crate::store::scheme_draft::ListedDraft;
use crate::web::download::named;
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::form::{Choice, FormState};
use crate::web::frame::Frame;
use crate::web::page::show_as;
use crate::web::routes;
use crate::web::state::Portal;
use crate::web::time::to_the_minute;

/// The schemes.
#[derive(Debug, Template)]
#[template(path = "bureau/schemes.html")]
pub struct SchemesPage {
    /// The surroundings.
    pub frame: Frame,
    /// What is known, by id, the newest version last.
    pub schemes: Vec<SchemeLine>,
    /// The drafts of the bureau.
    pub drafts: Vec<DraftLine>,
    /// What a draft can be begun from.
    pub choices: Vec<Choice>,
    /// What was chosen.
    pub form: FormState,
    /// What is wrong with a file that was brought.
    pub unfit: Vec<String>,
}

/// A version in the list.
#[derive(Debug, Clone)]
pub struct SchemeLine {
    /// What it is for.
    pub title: String,
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// Where it comes from.
    pub origin: &'static str,
    /// Its file.
    pub file_href: String,
}

impl SchemeLine {
    fn of(known: &Known) -> Self {
        let head = &known.scheme.head;
        Self {
            title: head.title.clone(),
            id: head.id.clone(),
            version: head.version,
            origin: known.origin.label(),
            file_href: routes::scheme_file(&head.id, head.version),
        }
    }
}

/// A draft in the list.
#[derive(Debug, Clone)]
pub struct DraftLine {
    /// Its page.
    pub href: String,
    /// What its file calls it.
    pub title: String,
    /// Who changed it last.
    pub by: String,
    /// When.
    pub at: String,
}

impl DraftLine {
    fn of(draft: ListedDraft) -> Self {
        let title = Some(draft.title).filter(|title| !title.is_empty());
        Self {
            href: routes::of_draft(routes::SCHEME_DRAFT, &draft.id),
            title: title.unwrap_or_else(|| "未命名的方案".to_owned()),
            by: draft.changed_by_name,
            at: to_the_minute(draft.changed_at),
        }
    }
}

/// The known versions to choose from, as `id@version`.
pub(super) fn choices(schemes: &Schemes) -> Vec<Choice> {
    let choice = |known: &Known| {
        let head = &known.scheme.head;
        Choice::new(
            format!("{}@{}", head.id, head.version),
            format!("{}（{} 第 {} 版）", head.title, head.id, head.version),
        )
    };
    schemes.all().into_iter().map(choice).collect()
}

/// `GET /schemes`.
pub async fn get(portal: Data<Portal>, user: CurrentUser) -> Result<HttpResponse, WebError> {
    draw(
        &portal,
        &user,
        FormState::default(),
        Vec::new(),
        StatusCode::OK,
    )
    .await
}

/// The page with what was chosen and what is wrong with it.
pub(super) async fn draw(
    portal: &Portal,
    user: &CurrentUser,
    form: FormState,
    unfit: Vec<String>,
    status: StatusCode,
) -> Result<HttpResponse, WebError> {
    let drafts = list_own_drafts(&portal.store, &user.caller).await?;
    let page = SchemesPage {
        frame: user.frame(),
        schemes: portal
            .schemes
            .all()
            .into_iter()
            .map(SchemeLine::of)
            .collect(),
        drafts: drafts.into_iter().map(DraftLine::of).collect(),
        choices: choices(&portal.schemes),
        form,
        unfit,
    };
    show_as(status, &page)
}

/// `GET /schemes/versions/{scheme}/{version}/file`.
pub async fn file(
    portal: Data<Portal>,
    _user: CurrentUser,
    path: Path<(String, String)>,
) -> Result<HttpResponse, WebError> {
    let (id, version) = path.into_inner();
    let number = version.parse().ok();
    let known = number.and_then(|number| portal.schemes.find(&id, number));
    let known = known.ok_or(WebError::NotFound)?;
    Ok(toml_file(
        &format!("{id}-{version}.toml"),
        known.text.clone(),
    ))
}

/// A scheme file for a browser to keep.
pub(super) fn toml_file(name: &str, text: String) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(CacheControl(vec![
            CacheDirective::Private,
            CacheDirective::NoStore,
        ]))
        .insert_header(named(name, "toml"))
        .content_type("application/toml; charset=utf-8")
        .body(text)
}
