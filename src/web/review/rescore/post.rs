//! The page of a re-scoring, what it comes to while somebody types, and what is kept.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Path};
use askama::Template as _;

use super::page::{RescoreLive, RescorePage};
use super::wanted::{texts, wanted};
use crate::actions::rescore::{RescoreError, load_rescore, save_corrections};
use crate::actions::review::find_since;
use crate::domain::evaluate::evaluate_figures;
use crate::domain::workflow::decide_rescore;
use crate::web::desk::address;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::frame::Notice;
use crate::web::page::{go_to_saying, show_apart};
use crate::web::review::News;
use crate::web::state::Portal;

/// `GET /reviews/{filing}/rescore`.
pub async fn get(
    user: CurrentUser,
    portal: Data<Portal>,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let (store, schemes, now) = (&portal.store, &portal.schemes, portal.now());
    let held = load_rescore(store, schemes, &user.caller, &filing, now).await?;
    let frame = user.frame();
    let page = move || Ok(RescorePage::of(&held, frame, None));
    show_apart(&portal, &user.caller, StatusCode::OK, page).await
}

/// `POST /reviews/{filing}/rescore/preview`: what is typed is evaluated, nothing is stored.
pub async fn preview(
    posted: PostedForm,
    portal: Data<Portal>,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let caller = &posted.user.caller;
    let (store, schemes, now) = (&portal.store, &portal.schemes, portal.now());
    let held = load_rescore(store, schemes, caller, &filing, now).await?;
    decide_rescore(&caller.actor, &held.record.filing.facts)?;
    let texts = texts(&posted.pairs);
    let draw = move || RescoreLive::of(&held, Some(&texts), &[]).render();
    let html = portal.apart(caller, draw).await?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .content_type("text/html; charset=utf-8")
        .body(html.map_err(WebError::internal)?))
}

/// `POST /reviews/{filing}/rescore`: keeps the corrections, or comes back with all that was typed.
pub async fn post(
    posted: PostedForm,
    portal: Data<Portal>,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let (store, schemes, now) = (&portal.store, &portal.schemes, portal.now());
    let caller = &user.caller;
    let seen = pairs.seen_version();
    let wanted = wanted(&pairs);
    let kept = save_corrections(store, schemes, caller, &filing, seen, wanted, now).await;
    let (status, sentence, problems) = match kept {
        Ok(_) => return Ok(go_to_saying(&address::rescore(&filing), Notice::Rescored)),
        Err(RescoreError::Problems(problems)) => {
            let problems = problems.into_iter();
            let problems = problems.map(|(cell, problem)| (cell, problem.to_string()));
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            (status, String::new(), problems.collect())
        }
        Err(RescoreError::Changed(changed)) => {
            (StatusCode::CONFLICT, changed.to_string(), Vec::new())
        }
        Err(error) => return Err(error.into()),
    };
    let held = load_rescore(store, schemes, caller, &filing, now).await?;
    let since = match seen.filter(|_| status == StatusCode::CONFLICT) {
        Some(seen) => Some(find_since(store, &held.record, seen).await?),
        None => None,
    };
    let (frame, texts) = (user.frame(), texts(&pairs));
    let page = move || {
        let record = &held.record;
        let evaluation = evaluate_figures(&record.scheme, &record.entries);
        Ok(RescorePage {
            problem: sentence,
            news: since.map(|since| News::of(record, &evaluation, &since)),
            ..RescorePage::with_problems(&held, frame, Some(&texts), problems)
        })
    };
    show_apart(&portal, caller, status, page).await
}
