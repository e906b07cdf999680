//! 佐证材料: what files may prove a figure, and what they prove.

mod inspect;
mod kind;
mod name;
mod old_office;
mod rules;
mod subject;

pub use inspect::{Inspection, ZIP_START};
pub use kind::FileKind;
pub use name::{bare_name, ending};
pub use rules::{FileProblem, FileRules, megabytes};
pub use subject::{Subject, is_subject, subjects};
