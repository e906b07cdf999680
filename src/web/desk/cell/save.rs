//! `POST /filings/{filing}/cells`: the cells that changed are kept while somebody types.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Path};
use serde::{Deserialize, Serialize};

use super::answer::{ClashAnswer, NewsAnswer, ProblemAnswer};
use crate::actions::save::{Base, Save, TypedCell, save_cells};
use crate::actions::together::load_news;
use crate::domain::filing::{CellCode, TextOrigin};
use crate::web::desk::form::{LivePart, Typed};
use crate::web::desk::opened::{cell_label, load_record};
use crate::web::error::WebError;
use crate::web::extract::PostedJson;
use crate::web::state::Portal;
use crate::web::time::to_the_clock;

/// What a page sends.
#[derive(Debug, Deserialize)]
pub struct SaveRequest {
    /// The form of the page; its numbers come back. Empty for a page that shows none.
    #[serde(default)]
    form: String,
    /// The version of the filing that the page knows.
    version: i64,
    /// The cells that changed.
    cells: Vec<SentCell>,
    /// How they came.
    #[serde(default)]
    origin: String,
    /// The unit in which the page shows amounts; its pieces come back in it.
    #[serde(default)]
    unit: String,
}

/// One changed cell.
#[derive(Debug, Deserialize)]
struct SentCell {
    code: CellCode,
    typed: String,
    /// The change that the page showed before; none where the cell was never typed in.
    base: Option<String>,
}

/// What became of the cells.
#[derive(Debug, Serialize)]
struct SaveAnswer {
    #[serde(flatten)]
    news: NewsAnswer,
    saved_at: String,
    saved: BTreeMap<CellCode, Option<String>>,
    clashes: Vec<ClashAnswer>,
    problems: Vec<ProblemAnswer>,
    html: String,
}

/// Keeps what can be kept, and says of every cell what became of it. Sent again it changes nothing.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedJson<SaveRequest>,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedJson { user, sent } = posted;
    let mut record = load_record(&portal, &user.caller, &filing).await?;
    let origin = TextOrigin::from_code(&sent.origin).unwrap_or(TextOrigin::Typed);
    let (base, cells) = split(sent.cells);
    let typed = Typed::sorted(&record.scheme, &record.entries, cells);
    let save = Save::typed(&filing, &typed.cells).on(&base).by(origin);
    let saved = save_cells(
        &portal.store,
        &portal.schemes,
        &user.caller,
        save,
        portal.now(),
    )
    .await?;
    let known = sent.version.min(record.filing.version);
    let news = load_news(&portal.store, &user.caller, &filing, known).await?;
    news.bring(&mut record);
    let problems = typed
        .refused(|code| cell_label(&record, code))
        .into_iter()
        .map(|(code, sentence)| ProblemAnswer { code, sentence })
        .collect();
    let nothing_lost = typed.unknown.iter().filter(|cell| cell.typed.is_empty());
    let mut safe = saved.safe;
    safe.extend(nothing_lost.map(|cell| (cell.code.clone(), None)));
    let answer = SaveAnswer {
        news: NewsAnswer::of(news, &user.caller, &saved.change_ids),
        saved_at: to_the_clock(portal.now()),
        saved: safe,
        clashes: saved
            .clashes
            .into_iter()
            .map(|clash| ClashAnswer::of(&record, clash))
            .collect(),
        problems,
        html: LivePart::stored(&portal, &user.caller, record, (&sent.form, &sent.unit)).await?,
    };
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(answer))
}

fn split(sent: Vec<SentCell>) -> (Base, Vec<TypedCell>) {
    let mut base = Base::new();
    let mut cells = Vec::with_capacity(sent.len());
    for SentCell {
        code,
        typed,
        base: seen,
    } in sent
    {
        if let Some(seen) = seen {
            base.insert(code.clone(), seen);
        }
        cells.push(TypedCell { code, typed });
    }
    (base, cells)
}
