//! Comments with their answers, from what was written and marked one after another.

use chrono::{DateTime, Utc};

use super::Subject;
use crate::domain::workflow::{Actor, Role, is_of_agency};

/// One thing that somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Its id.
    pub id: String,
    /// The comment it answers; `None` for a comment itself.
    pub answer_to: Option<String>,
    /// What it is about; that of the comment for an answer.
    pub subject: Subject,
    /// The same in the words of the form when it was written.
    pub place: String,
    /// The text.
    pub text: String,
    /// Whether the agency wrote it.
    pub by_agency: bool,
    /// The account that wrote it.
    pub written_by: String,
    /// Its name on pages.
    pub written_by_name: String,
    /// When.
    pub written_at: DateTime<Utc>,
    /// The filing's version at that moment.
    pub filing_version: i64,
}

/// What became of a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// It went to the agency with a 退回修改.
    Sent,
    /// 已处理.
    Handled,
}

impl MarkKind {
    const ALL: [Self; 2] = [Self::Sent, Self::Handled];

    /// The permanent code, kept in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Handled => "handled",
        }
    }

    /// The kind whose code this is.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A mark on a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The comment.
    pub comment_id: String,
    /// What became of it.
    pub kind: MarkKind,
    /// The filing's version then; of a return that after it.
    pub filing_version: i64,
}

/// Where a comment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Sent to the agency, which has not marked it since.
    Open,
    /// Known to the reviewers only.
    Internal,
    /// 已处理.
    Handled,
}

impl Standing {
    /// The words officials use.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "待处理",
            Self::Internal => "未发单位",
            Self::Handled => "已处理",
        }
    }

    /// The class that gives it its colour.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Internal => "internal",
            Self::Handled => "handled",
        }
    }
}

/// A comment with its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// The comment.
    pub comment: Remark,
    /// What was answered, oldest first.
    pub answers: Vec<Remark>,
    /// Where it stands.
    pub standing: Standing,
    /// The filing's version after the last return that took it along.
    pub sent_at: Option<i64>,
}

/// The comments of a filing in the order in which they were written.
#[must_use]
pub fn threads(remarks: Vec<Remark>, marks: &[Mark]) -> Vec<Thread> {
    let mut threads: Vec<Thread> = Vec::new();
    for remark in remarks {
        match &remark.answer_to {
            None => threads.push(Thread::new(remark, marks)),
            Some(comment) => {
                let of = threads.iter_mut().find(|it| it.comment.id == *comment);
                if let Some(thread) = of {
                    thread.answers.push(remark);
                }
            }
        }
    }
    threads
}

impl Thread {
    fn new(comment: Remark, marks: &[Mark]) -> Self {
        let last = |kind: MarkKind| {
            let of = marks
                .iter()
                .filter(|mark| mark.comment_id == comment.id && mark.kind == kind);
            of.map(|mark| mark.filing_version).max()
        };
        let (sent_at, handled_at) = (last(MarkKind::Sent), last(MarkKind::Handled));
        // Every return counts the version on, so what was handled before it is of a lower one.
        let standing = match (sent_at, handled_at) {
            (None, None) => Standing::Internal,
            (Some(sent), Some(handled)) if handled >= sent => Standing::Handled,
            (None, Some(_)) => Standing::Handled,
            (Some(_), _) => Standing::Open,
        };
        Self {
            comment,
            answers: Vec::new(),
            standing,
            sent_at,
        }
    }

    /// As the agency knows it: not at all before it was sent; without what reviewers wrote since.
    #[must_use]
    fn into_sent(mut self) -> Option<Self> {
        let sent_at = self.sent_at?;
        self.answers
            .retain(|answer| answer.by_agency || answer.filing_version < sent_at);
        Some(self)
    }

    /// The last thing said.
    #[must_use]
    pub fn last(&self) -> &Remark {
        self.answers.last().unwrap_or(&self.comment)
    }
}

/// The comments that a person knows of: reviewers above the agency those of their kind, whoever
/// fills the forms what was sent to him, who reviews inside the agency that and what the agency
/// says to itself.
#[must_use]
pub fn known_to(actor: &Actor, threads: Vec<Thread>) -> Vec<Thread> {
    let is_inside = is_of_agency(actor);
    let known = threads.into_iter().filter_map(|thread| {
        if !is_inside {
            return Some(thread).filter(|thread| !thread.comment.by_agency);
        }
        if thread.comment.by_agency && actor.role != Role::Accountant {
            return Some(thread);
        }
        thread.into_sent()
    });
    known.collect()
}
