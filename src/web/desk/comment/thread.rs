//! A comment with its answers as pages show it.

use crate::actions::filing::FilingRecord;
use crate::domain::comment::{Remark, Standing, Subject, Thread};
use crate::domain::workflow::{CommentDeed, is_of_agency};
use crate::web::desk::address;
use crate::web::desk::paper::cell_id;
use crate::web::time::to_the_minute;

/// A comment with its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreadView {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub subject: Subject,
    /// The same in the words of the form.
    pub place: String,
    /// The way to the cell.
    pub href: String,
    /// The way to the comment among all.
    pub page: String,
    /// The comment and what was answered, oldest first.
    pub remarks: Vec<RemarkView>,
    /// Where it stands.
    pub standing: Standing,
    /// The filing's version after the last return that took it along.
    pub sent_at: Option<i64>,
    /// Where an answer is sent, for those who may answer now.
    pub answers_href: Option<String>,
    /// Where 已处理 is sent, for those who may mark it now.
    pub handled_href: Option<String>,
}

/// One thing that somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemarkView {
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: String,
    /// The text.
    pub text: String,
    /// Whether the agency wrote it.
    pub by_agency: bool,
}

impl RemarkView {
    fn of(remark: &Remark) -> Self {
        Self {
            by: remark.written_by_name.clone(),
            at: to_the_minute(remark.written_at),
            text: remark.text.clone(),
            by_agency: remark.by_agency,
        }
    }
}

impl ThreadView {
    /// The comments of a filing that its reader knows of.
    #[must_use]
    pub fn list(record: &FilingRecord) -> Vec<Self> {
        let may_answer = record.may_comment(CommentDeed::Answer);
        let may_handle = record.may_comment(CommentDeed::Handle);
        let view = |thread: &Thread| {
            let (id, comment) = (&record.filing.id, &thread.comment.id);
            let is_standing = thread.standing != Standing::Handled;
            Self {
                id: comment.clone(),
                subject: thread.comment.subject.clone(),
                place: thread.comment.place.clone(),
                href: place_of(record, &thread.comment.subject),
                page: format!("{}#comment-{comment}", address::comments(id)),
                remarks: std::iter::once(&thread.comment)
                    .chain(&thread.answers)
                    .map(RemarkView::of)
                    .collect(),
                standing: thread.standing,
                sent_at: thread.sent_at,
                answers_href: may_answer.then(|| address::comment_answers(id, comment)),
                handled_href: (may_handle && is_standing)
                    .then(|| address::comment_handled(id, comment)),
            }
        };
        record.comments.iter().map(view).collect()
    }

    /// Whether the agency has still to do something about it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.standing == Standing::Open
    }

    /// Whether nobody has sent it to the agency yet.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        self.standing == Standing::Internal
    }

    /// The text of the comment itself.
    #[must_use]
    pub fn text(&self) -> &str {
        self.remarks.first().map_or("", |first| first.text.as_str())
    }

    /// What was answered.
    #[must_use]
    pub fn answers(&self) -> &[RemarkView] {
        self.remarks.get(1..).unwrap_or_default()
    }
}

/// Where a subject is: its cell on the reviewers' page, or on its form for the agency.
pub(super) fn place_of(record: &FilingRecord, subject: &Subject) -> String {
    let id = &record.filing.id;
    let is_agency = is_of_agency(&record.caller);
    match subject {
        Subject::Cell(cell) if is_agency => {
            let form = address::form(id, record.scheme.form_of(cell));
            format!("{form}#{}", cell_id(cell))
        }
        Subject::Form(form) if is_agency => address::form(id, form),
        Subject::Whole if is_agency => address::filing(id),
        Subject::Cell(cell) => format!("{}#{}", address::review(id), cell_id(cell)),
        Subject::Form(form) => format!("{}#{form}", address::review(id)),
        Subject::Whole => address::review(id),
    }
}
