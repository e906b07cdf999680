//! 审核意见: what reviewers say at a cell, with what is answered, and where each stands.
//!
//! A comment is the reviewers' own until it is sent along with a 退回修改. From then on the agency
//! knows of it, answers it and marks it 已处理. A reviewer who is not content sends it along again.

mod subject;
mod thread;

pub use subject::Subject;
pub use thread::{Mark, MarkKind, Remark, Standing, Thread, known_to, threads};

/// The most characters of a comment or an answer.
pub const LONGEST_COMMENT: usize = 1000;

/// What a filing is returned with: the reason as written, or, where none is written, the word that
/// the comments sent along are the reason. `None` when there is neither.
#[must_use]
pub fn return_words(reason: &str, comments: usize) -> Option<String> {
    let reason = reason.trim();
    match (reason.is_empty(), comments) {
        (false, _) => Some(reason.to_owned()),
        (true, 0) => None,
        (true, _) => Some(format!("请按所附的 {comments} 条审核意见修改。")),
    }
}
