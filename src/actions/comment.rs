//! 审核意见: written at a cell, answered, marked 已处理, sent along with a 退回修改.

use chrono::{DateTime, Utc};

use super::Caller;
use super::filing::load_entries;
use super::record::{Deed, Outcome, settle};
use super::schemes::{Schemes, UnknownScheme};
use crate::domain::comment::{
    LONGEST_COMMENT, MarkKind, Standing, Subject, Thread, known_to, threads,
};
use crate::domain::workflow::{Actor, CommentDeed, Refusal, is_of_agency, may_comment};
use crate::store::campaign::load_campaign;
use crate::store::comment::{
    NewMark, NewRemark, insert_mark, insert_remark, list_marks, list_remarks,
};
use crate::store::filing::{Filing, find_filing_to_change};
use crate::store::organization::load_organization;
use crate::store::{Store, StoreError, Tx};

/// Why a comment is not taken.
#[derive(Debug, thiserror::Error)]
pub enum CommentError {
    /// There is no such filing, cell or comment.
    #[error("没有这条审核意见，或者没有这一栏，可能是链接不完整。")]
    NotFound,
    /// The workflow refuses.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Nothing is written.
    #[error("请写明意见的内容。")]
    Empty,
    /// It is too long to be read.
    #[error("每条意见或答复请控制在 {LONGEST_COMMENT} 字以内。")]
    TooLong,
    /// The scheme is not known.
    #[error(transparent)]
    Scheme(#[from] UnknownScheme),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Outcome for CommentError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::NotFound => Some("not-found"),
            Self::Refused(refusal) => Some(refusal.code()),
            Self::Empty => Some("empty"),
            Self::TooLong => Some("too-long"),
            Self::Scheme(_) => Some("unknown-scheme"),
            Self::Store(_) => None,
        }
    }
}

/// What is done with the comments of a filing.
#[derive(Debug, Clone, Copy)]
pub enum CommentWork<'a> {
    /// A comment on a subject.
    Write(&'a Subject, &'a str),
    /// An answer to a comment.
    Answer(&'a str, &'a str),
    /// A comment is marked 已处理.
    Handle(&'a str),
}

impl CommentWork<'_> {
    fn deed(self) -> CommentDeed {
        match self {
            Self::Write(..) => CommentDeed::Write,
            Self::Answer(..) => CommentDeed::Answer,
            Self::Handle(_) => CommentDeed::Handle,
        }
    }
}

/// Does it; gives the id of the comment.
///
/// # Errors
/// When the caller may not do it now, does not know of the comment, or writes nothing or too much.
pub async fn work_on_comments(
    store: &Store,
    schemes: &Schemes,
    caller: &Caller,
    filing_id: &str,
    work: CommentWork<'_>,
    now: DateTime<Utc>,
) -> Result<String, CommentError> {
    let mut tx = store.write().await?;
    let deed = Deed::of(caller, work.deed().code(), now);
    let Some(filing) = find_filing_to_change(&mut tx, filing_id).await? else {
        return settle(store, tx, deed, Err(CommentError::NotFound)).await;
    };
    let outcome = match may_comment(&caller.actor, work.deed(), &filing.facts) {
        Ok(()) => carry_out(&mut tx, schemes, caller, &filing, work, now).await,
        Err(refusal) => Err(refusal.into()),
    };
    let mut deed = deed.on_filing(&filing.id);
    if let Ok(id) = &outcome {
        deed = deed.detail(format!("comment={id}"));
    }
    settle(store, tx, deed, outcome).await
}

async fn carry_out(
    tx: &mut Tx,
    schemes: &Schemes,
    caller: &Caller,
    filing: &Filing,
    work: CommentWork<'_>,
    now: DateTime<Utc>,
) -> Result<String, CommentError> {
    match work {
        CommentWork::Write(subject, text) => {
            let place = place_of(tx, schemes, filing, subject).await?;
            let about = (subject, place.as_str());
            write(tx, caller, filing, about, (None, text), now).await
        }
        CommentWork::Answer(id, text) => {
            let thread = find_thread(tx, &caller.actor, filing, id).await?;
            let about = (&thread.comment.subject, thread.comment.place.as_str());
            write(tx, caller, filing, about, (Some(id), text), now).await?;
            Ok(id.to_owned())
        }
        CommentWork::Handle(id) => {
            let thread = find_thread(tx, &caller.actor, filing, id).await?;
            if thread.standing != Standing::Handled {
                let mark = NewMark {
                    filing_id: &filing.id,
                    filing_version: filing.version,
                    comment_id: id,
                    kind: MarkKind::Handled,
                    marked_by: &caller.actor.account_id,
                };
                insert_mark(tx, &mark, now).await?;
            }
            Ok(id.to_owned())
        }
    }
}

/// The subject in the words of the form as it is now.
async fn place_of(
    tx: &mut Tx,
    schemes: &Schemes,
    filing: &Filing,
    subject: &Subject,
) -> Result<String, CommentError> {
    let campaign = load_campaign(tx, &filing.campaign_id).await?;
    let scheme = schemes.load(&filing.scheme_id, filing.scheme_version)?;
    let scheme = campaign.settings.presentation.dress(scheme);
    let agency = load_organization(tx, &filing.facts.agency_id).await?;
    let (entries, _) = load_entries(tx, &filing.id, &campaign, &agency).await?;
    let label = subject.label(&scheme, &entries);
    label.ok_or(CommentError::NotFound)
}

async fn write(
    tx: &mut Tx,
    caller: &Caller,
    filing: &Filing,
    (subject, place): (&Subject, &str),
    (answer_to, text): (Option<&str>, &str),
    now: DateTime<Utc>,
) -> Result<String, CommentError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(CommentError::Empty);
    }
    if text.chars().count() > LONGEST_COMMENT {
        return Err(CommentError::TooLong);
    }
    let remark = NewRemark {
        filing_id: &filing.id,
        filing_version: filing.version,
        subject,
        place,
        text,
        answer_to,
        by_agency: is_of_agency(&caller.actor),
        written_by: &caller.actor.account_id,
    };
    Ok(insert_remark(tx, &remark, now).await?)
}

async fn find_thread(
    tx: &mut Tx,
    actor: &Actor,
    filing: &Filing,
    id: &str,
) -> Result<Thread, CommentError> {
    let known = list_threads(tx, actor, &filing.id).await?;
    let found = known.into_iter().find(|thread| thread.comment.id == id);
    found.ok_or(CommentError::NotFound)
}

/// The comments of a filing that this person knows of, in the order in which they were written.
pub(super) async fn list_threads(
    tx: &mut Tx,
    actor: &Actor,
    filing_id: &str,
) -> Result<Vec<Thread>, StoreError> {
    let remarks = list_remarks(tx, filing_id).await?;
    if remarks.is_empty() {
        return Ok(Vec::new());
    }
    let marks = list_marks(tx, filing_id).await?;
    Ok(known_to(actor, threads(remarks, &marks)))
}

/// Sends comments along with a return that has just been written; those that are not of this
/// filing are left out.
pub(super) async fn send_along(
    tx: &mut Tx,
    caller: &Caller,
    returned: &Filing,
    chosen: &[&str],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for id in chosen {
        let mark = NewMark {
            filing_id: &returned.id,
            filing_version: returned.version,
            comment_id: id,
            kind: MarkKind::Sent,
            marked_by: &caller.actor.account_id,
        };
        insert_mark(tx, &mark, now).await?;
    }
    Ok(())
}
