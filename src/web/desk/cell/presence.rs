//! `POST /filings/{filing}/presence`: who else fills in this filing, and what they changed.

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Path};
use serde::{Deserialize, Serialize};

use super::answer::NewsAnswer;
use crate::actions::filing::FilingRecord;
use crate::actions::save::Base;
use crate::actions::together::{be_present, load_news};
use crate::web::desk::form::LivePart;
use crate::web::desk::opened::load_record;
use crate::web::error::WebError;
use crate::web::extract::PostedJson;
use crate::web::state::Portal;

/// Ids of forms are short; what is longer names none.
const LONGEST_FORM_ID: usize = 64;

/// What an open page says now and then.
#[derive(Debug, Deserialize)]
pub struct PresenceRequest {
    /// The form it shows.
    #[serde(default)]
    form: String,
    /// The version of the filing that it knows.
    version: i64,
    /// The unit in which it shows amounts; its pieces come back in it.
    #[serde(default)]
    unit: String,
}

#[derive(Debug, Serialize)]
struct PresenceAnswer {
    #[serde(flatten)]
    news: NewsAnswer,
    /// 办公室账号 正在填写附件1, a sentence a person.
    people: Vec<String>,
    html: String,
}

/// Notes that the page is open, and tells who else is there.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedJson<PresenceRequest>,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedJson { user, sent } = posted;
    let (store, caller) = (&portal.store, &user.caller);
    let form = Some(sent.form.as_str()).filter(|form| form.len() <= LONGEST_FORM_ID);
    let present = be_present(
        store,
        caller,
        &filing,
        form.unwrap_or_default(),
        portal.now(),
    )
    .await?;
    let news = load_news(store, caller, &filing, sent.version).await?;
    let is_old_news = news.changes.is_empty();
    let news = NewsAnswer::of(news, caller, &Base::new());
    let mut answer = PresenceAnswer {
        news,
        people: Vec::new(),
        html: String::new(),
    };
    if !(is_old_news && present.is_empty()) {
        let record = load_record(&portal, caller, &filing).await?;
        answer.people = present
            .iter()
            .map(|other| format!("{} 正在填写{}", other.name, place(&record, &other.form)))
            .collect();
        if !is_old_news {
            let page = (sent.form.as_str(), sent.unit.as_str());
            answer.html = LivePart::stored(&portal, caller, record, page).await?;
        }
    }
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(answer))
}

/// The form that somebody has open, as people call it.
fn place<'a>(record: &'a FilingRecord, form: &str) -> &'a str {
    match record.scheme.form(form) {
        Some(form) if form.annex.is_empty() => &form.name,
        Some(form) => &form.annex,
        None => "本填报",
    }
}
