//! Who may write, answer and settle 审核意见, and when.

use super::{Actor, FilingFacts, Refusal, Sphere, Verb, decide};

/// What is done with a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommentDeed {
    /// A new one is written.
    Write,
    /// One that is there is answered.
    Answer,
    /// It is marked 已处理.
    Handle,
}

impl CommentDeed {
    /// The permanent code, kept in the event log.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Write => "comment",
            Self::Answer => "answer-comment",
            Self::Handle => "handle-comment",
        }
    }
}

/// Whether the actor may do this now.
///
/// Whoever could send the filing back may write, answer and settle; the agency answers and settles
/// while the filing lies with it. Which comments an agency knows of at all is decided in
/// [`crate::domain::comment`].
pub fn may_comment(actor: &Actor, deed: CommentDeed, facts: &FilingFacts) -> Result<(), Refusal> {
    let decides = decide(actor, Verb::Return, facts);
    let allowed = match deed {
        CommentDeed::Answer | CommentDeed::Handle if is_of_agency(actor) && decides.is_err() => {
            decide(actor, Verb::Save, facts)
        }
        _ => decides,
    };
    allowed.map(drop)
}

/// Whether a person stands on the agency's side, and knows only the comments that were sent to it.
#[must_use]
pub fn is_of_agency(actor: &Actor) -> bool {
    matches!(actor.sphere(), Some(Sphere::Agency(_)))
}
