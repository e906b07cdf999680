//! `GET` and `POST /filings/{filing}/evidence`: the list, and what the page's forms do.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::EvidencePage;
use crate::actions::evidence::{Change, EvidenceError, NewUpload, change_evidence, keep_file};
use crate::domain::evidence::FileProblem;
use crate::web::desk::address;
use crate::web::desk::opened::Opened;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, File, PostedFile};
use crate::web::form::FormPairs;
use crate::web::frame::Notice;
use crate::web::page::{go_to_saying, show, show_as};
use crate::web::query::Query;
use crate::web::state::Portal;

/// The list, for everybody who sees the filing.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    filing: Path<String>,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    let rules = &portal.vault.rules;
    let page = EvidencePage::of(&opened, user.frame(), rules, query.text("subject"));
    show(&page)
}

/// Takes a file that came whole, or changes what becomes of one.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedFile,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedFile { user, pairs, file } = posted;
    let caller = &user.caller;
    if let Some((change, id)) = deed(&pairs) {
        let store = &portal.store;
        change_evidence(store, caller, &filing, (id, change), portal.now()).await?;
        let notice = match change {
            Change::Remove => Notice::EvidenceRemoved,
            Change::Publish | Change::Hide => Notice::EvidenceMarked,
        };
        return Ok(go_to_saying(&address::evidence(&filing), notice));
    }
    let opened = Opened::load(&portal, caller, &filing).await?;
    crate::web::desk::import::check_open(&user, &opened)?;
    let subject = pairs.text("subject");
    match take(&portal, &user, &filing, (&pairs, file)).await {
        Ok(()) => Ok(go_to_saying(
            &address::evidence(&filing),
            Notice::EvidenceAdded,
        )),
        Err(EvidenceError::Problem(problem)) => {
            let rules = &portal.vault.rules;
            let page = EvidencePage {
                problem: Some(problem.to_string()),
                ..EvidencePage::of(&opened, user.frame(), rules, subject)
            };
            show_as(status_of(&problem), &page)
        }
        Err(error) => Err(error.into()),
    }
}

/// Too much, or not understood.
pub(super) fn status_of(problem: &FileProblem) -> StatusCode {
    if problem.is_of_size() {
        StatusCode::PAYLOAD_TOO_LARGE
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

/// What a button of the list does, and to which file.
fn deed(pairs: &FormPairs) -> Option<(Change, &str)> {
    let (word, id) = pairs.text("do").split_once(':')?;
    Some((Change::from_word(word)?, id))
}

async fn take(
    portal: &Portal,
    user: &CurrentUser,
    filing: &str,
    (pairs, file): (&FormPairs, Option<File>),
) -> Result<(), EvidenceError> {
    let File { name, bytes } = file.ok_or(FileProblem::NotChosen)?;
    let new = NewUpload {
        subject: pairs.text("subject").to_owned(),
        file_name: name,
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        mark: String::new(),
        is_public: pairs.get("public").is_some(),
    };
    let (store, place) = (&portal.store, (&portal.schemes, &portal.vault));
    let now = portal.now();
    keep_file(store, place, &user.caller, filing, (&new, bytes), now).await?;
    Ok(())
}
