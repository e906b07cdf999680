//! 审核意见 as their page shows them.

use askama::Template;

use super::ThreadView;
use super::thread::place_of;
use crate::domain::comment::{LONGEST_COMMENT, Subject};
use crate::domain::workflow::{CommentDeed, is_of_agency};
use crate::web::desk::address;
use crate::web::desk::filing::FilingView;
use crate::web::desk::opened::Opened;
use crate::web::form::FormState;
use crate::web::frame::Frame;

/// The name of the field that holds what is written.
pub(super) const TEXT: &str = "text";

/// The comments of a filing, with the place to write one and to answer each.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/comments.html")]
pub struct CommentsPage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing.
    pub view: FilingView,
    /// What a new one will be about, where one may be written.
    pub about: Option<About>,
    /// Whether the reader is one of the agency.
    pub is_agency: bool,
    /// The comments that the reader knows of.
    pub threads: Vec<ThreadView>,
    /// The text being written, and what is wrong with it.
    pub form: FormState,
    /// The comment that it answers; empty for a new one.
    pub answered: String,
}

/// What a new comment will be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Its code.
    pub code: String,
    /// In the words of the form.
    pub place: String,
    /// The way back to it.
    pub href: String,
}

impl CommentsPage {
    /// The page of a filing, ready to write about the subject with this code; a code that the
    /// scheme does not know is none.
    #[must_use]
    pub fn of(opened: &Opened, frame: Frame, about: Option<&str>) -> Self {
        let record = &opened.record;
        let about = about.filter(|_| record.may_comment(CommentDeed::Write));
        let about = about.map(Subject::from_code).and_then(|subject| {
            Some(About {
                code: subject.code(),
                place: subject.label(&record.scheme, &record.entries)?,
                href: place_of(record, &subject),
            })
        });
        Self {
            frame,
            view: opened.view(),
            about,
            is_agency: is_of_agency(&record.caller),
            threads: ThreadView::list(record),
            form: FormState::default(),
            answered: String::new(),
        }
    }

    fn write_href(&self) -> String {
        address::comments(&self.view.id)
    }

    fn back(&self) -> String {
        if self.is_agency {
            self.view.href()
        } else {
            address::review(&self.view.id)
        }
    }

    fn most(&self) -> usize {
        LONGEST_COMMENT
    }

    /// What was typed as an answer to this comment before it was refused.
    fn typed_for(&self, thread: &ThreadView) -> &str {
        if self.is_refused(thread) {
            self.form.typed(TEXT)
        } else {
            ""
        }
    }

    fn problem_of(&self, thread: &ThreadView) -> String {
        let problem = self.form.problems().into_iter().next();
        let problem = problem.filter(|_| self.is_refused(thread));
        problem.map(|problem| problem.sentence).unwrap_or_default()
    }

    fn box_id(&self, thread: &ThreadView) -> String {
        format!("answer-{}", thread.id)
    }

    fn box_label(&self) -> &'static str {
        if self.is_agency {
            "答复"
        } else {
            "补充意见"
        }
    }

    fn is_refused(&self, thread: &ThreadView) -> bool {
        self.answered == thread.id
    }
}
