//! Drafts are begun and thrown away.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::list::draw;
use crate::actions::scheme_draft::{
    SchemeDraftError, Seen, begin_from_file, begin_next_version, discard_draft,
};
use crate::web::error::WebError;
use crate::web::extract::{PostedFile, PostedForm};
use crate::web::form::FormState;
use crate::web::frame::Notice;
use crate::web::page::go_to_saying;
use crate::web::routes;
use crate::web::state::Portal;

/// `POST /schemes/drafts`: a draft of the next version of a known scheme.
pub async fn next_version(
    portal: Data<Portal>,
    posted: PostedForm,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let mut form = FormState::of(&pairs, &["scheme"]);
    let chosen = form.typed("scheme").split_once('@');
    let chosen = chosen.and_then(|(id, version)| Some((id.to_owned(), version.parse().ok()?)));
    let Some((id, version)) = chosen else {
        form.refuse("scheme", "请选择从哪份方案开始。");
        return draw(
            &portal,
            &user,
            form,
            Vec::new(),
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    };
    let (store, schemes, now) = (&portal.store, &portal.schemes, portal.now());
    match begin_next_version(store, schemes, &user.caller, (&id, version), now).await {
        Ok(draft) => Ok(begun(&draft)),
        Err(error @ (SchemeDraftError::Scheme(_) | SchemeDraftError::TooMany)) => {
            form.refuse("scheme", error.to_string());
            draw(
                &portal,
                &user,
                form,
                Vec::new(),
                StatusCode::UNPROCESSABLE_ENTITY,
            )
            .await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /schemes/upload`: a draft from a file from elsewhere, or everything that is wrong with it.
pub async fn upload(portal: Data<Portal>, posted: PostedFile) -> Result<HttpResponse, WebError> {
    let PostedFile { user, file, .. } = posted;
    let mut form = FormState::default();
    let Some(file) = file else {
        form.refuse("file", "请选择方案文件。");
        return draw(
            &portal,
            &user,
            form,
            Vec::new(),
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    };
    let unfit = match begin_from_file(&portal.store, &user.caller, file.bytes, portal.now()).await {
        Ok(draft) => return Ok(begun(&draft)),
        Err(error @ SchemeDraftError::TooMany) => {
            form.refuse("file", error.to_string());
            Vec::new()
        }
        Err(SchemeDraftError::Unfit(problems)) => {
            let count = problems.len();
            form.refuse(
                "file",
                format!("文件“{}”有 {count} 处问题，没有读入。", file.name),
            );
            problems
        }
        Err(error) => return Err(error.into()),
    };
    draw(
        &portal,
        &user,
        form,
        unfit,
        StatusCode::UNPROCESSABLE_ENTITY,
    )
    .await
}

fn begun(draft: &str) -> HttpResponse {
    let here = routes::of_draft(routes::SCHEME_DRAFT, draft);
    go_to_saying(&here, Notice::SchemeDrafted)
}

/// `POST /schemes/drafts/{draft}/removal`.
pub async fn discard(
    portal: Data<Portal>,
    posted: PostedForm,
    draft: Path<String>,
) -> Result<HttpResponse, WebError> {
    let seen = Seen {
        id: &draft,
        version: posted.pairs.seen_version().unwrap_or_default(),
    };
    discard_draft(&portal.store, &posted.user.caller, seen, portal.now()).await?;
    Ok(go_to_saying(routes::SCHEMES, Notice::SchemeDiscarded))
}
