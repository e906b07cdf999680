//! 审核意见: written by reviewers at a cell, answered and marked 已处理 by the agency.

mod marks;
mod page;
pub mod samples;
mod thread;

pub use marks::CommentMarks;
pub use page::CommentsPage;
pub use thread::ThreadView;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use self::page::TEXT;
use self::thread::place_of;
use super::address;
use super::opened::{Opened, load_record};
use crate::actions::comment::{CommentError, CommentWork, work_on_comments};
use crate::domain::comment::Subject;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::FormState;
use crate::web::frame::Notice;
use crate::web::page::{go_to_saying, show_apart};
use crate::web::query::Query;
use crate::web::state::Portal;

/// The name of the field that says what a comment is about.
const ABOUT: &str = "about";

/// `GET /filings/{filing}/comments`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    filing: Path<String>,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    let about = query.get(ABOUT).map(str::to_owned);
    let frame = user.frame();
    show_apart(&portal, &user.caller, StatusCode::OK, move || {
        Ok(CommentsPage::of(&opened, frame, about.as_deref()))
    })
    .await
}

/// `POST /filings/{filing}/comments`.
pub async fn write(
    posted: PostedForm,
    portal: Data<Portal>,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let subject = Subject::from_code(posted.pairs.text(ABOUT));
    let work = CommentWork::Write(&subject, posted.pairs.text(TEXT));
    match work_on(&portal, &posted, &filing, work).await {
        Ok(_) => {
            let record = load_record(&portal, &posted.user.caller, &filing).await?;
            let back = place_of(&record, &subject);
            Ok(go_to_saying(&back, Notice::CommentWritten))
        }
        Err(error) => again(&portal, &posted, &filing, "", error).await,
    }
}

/// `POST /filings/{filing}/comments/{comment}/answers`.
pub async fn answer(
    posted: PostedForm,
    portal: Data<Portal>,
    path: Path<(String, String)>,
) -> Result<HttpResponse, WebError> {
    let (filing, comment) = path.into_inner();
    let work = CommentWork::Answer(&comment, posted.pairs.text(TEXT));
    match work_on(&portal, &posted, &filing, work).await {
        Ok(_) => Ok(go_to_saying(
            &page_of(&filing, &comment),
            Notice::CommentAnswered,
        )),
        Err(error) => again(&portal, &posted, &filing, &comment, error).await,
    }
}

/// `POST /filings/{filing}/comments/{comment}/handled`.
pub async fn handle(
    posted: PostedForm,
    portal: Data<Portal>,
    path: Path<(String, String)>,
) -> Result<HttpResponse, WebError> {
    let (filing, comment) = path.into_inner();
    work_on(&portal, &posted, &filing, CommentWork::Handle(&comment)).await?;
    Ok(go_to_saying(
        &page_of(&filing, &comment),
        Notice::CommentHandled,
    ))
}

fn page_of(filing: &str, comment: &str) -> String {
    format!("{}#comment-{comment}", address::comments(filing))
}

async fn work_on(
    portal: &Portal,
    posted: &PostedForm,
    filing: &str,
    work: CommentWork<'_>,
) -> Result<String, CommentError> {
    let (store, schemes) = (&portal.store, &portal.schemes);
    let caller = &posted.user.caller;
    work_on_comments(store, schemes, caller, filing, work, portal.now()).await
}

/// The page again, with what is wrong with the text and every word of it.
async fn again(
    portal: &Portal,
    posted: &PostedForm,
    filing: &str,
    answered: &str,
    error: CommentError,
) -> Result<HttpResponse, WebError> {
    if !matches!(error, CommentError::Empty | CommentError::TooLong) {
        return Err(error.into());
    }
    let opened = Opened::load(portal, &posted.user.caller, filing).await?;
    let mut form = FormState::of(&posted.pairs, &[TEXT]);
    if answered.is_empty() {
        form.refuse(TEXT, error.to_string());
    } else {
        form.refuse_whole(error.to_string());
    }
    let about = posted.pairs.get(ABOUT).map(str::to_owned);
    let (frame, answered) = (posted.user.frame(), answered.to_owned());
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show_apart(portal, &posted.user.caller, status, move || {
        Ok(CommentsPage {
            form,
            answered,
            ..CommentsPage::of(&opened, frame, about.as_deref())
        })
    })
    .await
}
