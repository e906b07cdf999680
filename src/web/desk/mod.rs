//! The accountant's desk: 待办, the forms as paper, 全审 and 提交.

pub mod address;
pub mod body;
mod cell;
mod check;
mod comment;
mod comparison;
mod due;
mod evidence;
mod export;
mod figures;
mod filing;
mod filled;
mod form;
mod help;
mod history;
mod import;
mod last_year;
mod opened;
mod overview;
pub mod paper;
mod paste;
mod public_preview;
mod remaining;
pub mod samples;
mod submission;
mod text_memory;
mod text_samples;
mod todo;

pub use cell::{CellHistoryPage, HistoryLine, RecentPage};
pub use check::CheckPage;
pub use comment::samples::before_reviewer;
pub use comment::{CommentMarks, CommentsPage, ThreadView};
pub use comparison::ComparisonPage;
pub use due::Due;
pub use evidence::{Clips, EvidencePage, SubjectLine, file_size, send as send_evidence};
pub use figures::FiguresPage;
pub use filing::{FilingView, FindingLine, Returned, shown_result};
pub use form::{
    BatchBar, ClashLine, ClashPage, FormPage, LivePart, Problem, RefusedPage, Removed, Undone,
};
pub use form::{CELL_PREFIX, UNIT as UNIT_FIELD};
pub use help::HelpPage;
pub use history::{Step, Timeline};
pub use import::{BringPage, ImportPage};
pub use last_year::{Kept, KeptLine, LastYearPage};
pub use opened::Opened;
pub use overview::OverviewPage;
pub use paste::{PasteLine, PastePage, Preview};
pub use public_preview::PublicPreviewPage;
pub use remaining::{Remaining, RemainingLine};
pub use submission::{ReceiptPage, SubmissionPage};
pub use text_memory::TextMemory;
pub use todo::TodoPage;

use super::extract::Access;
use super::routes::{self, Routes};
use crate::domain::workflow::Area;

/// The routes of this area. Who may see or change one filing is decided by the workflow.
pub fn routes(routes: &mut Routes) {
    routes.get(routes::FILINGS, Access::Area(Area::Filing), todo::get);
    routes.get(routes::HELP_FILLING, Access::Person, help::get);
    routes.get(address::FILING, Access::Person, overview::get);
    routes.get(address::FORM, Access::Person, form::get);
    routes.post(address::FORM, Access::Person, form::post);
    routes.post(address::PREVIEW, Access::Person, form::preview);
    routes.get(address::PASTE, Access::Person, paste::get);
    routes.post(address::PASTE, Access::Person, paste::post);
    routes.get(address::EXPORT, Access::Person, export::get);
    routes.post(address::CELLS, Access::Person, cell::save);
    routes.post(address::PRESENCE, Access::Person, cell::presence);
    routes.get(address::HISTORY, Access::Person, cell::recent);
    routes.get(address::CELL_HISTORY, Access::Person, cell::history);
    routes.post(address::CELL_HISTORY, Access::Person, cell::restore);
    routes.get(address::FIGURES, Access::Person, figures::get);
    routes.get(address::PUBLIC_PREVIEW, Access::Person, public_preview::get);
    routes.get(address::CHECK, Access::Person, check::get);
    routes.post(address::CHECK, Access::Person, check::post);
    routes.get(address::IMPORT, Access::Person, import::get);
    routes.post(address::IMPORT, Access::Person, import::post);
    routes.get(address::IMPORTED, Access::Person, import::get_imported);
    routes.post(address::IMPORTED, Access::Person, import::post_imported);
    routes.get(address::EVIDENCE, Access::Person, evidence::get);
    routes.post(address::EVIDENCE, Access::Person, evidence::post);
    routes.get(address::EVIDENCE_FILE, Access::Person, evidence::get_file);
    routes.post(address::UPLOADS, Access::Person, evidence::begin);
    routes.put(address::UPLOAD, Access::Person, evidence::part);
    routes.post(address::UPLOAD, Access::Person, evidence::finish);
    routes.get(address::LAST_YEAR, Access::Person, last_year::get);
    routes.post(address::LAST_YEAR, Access::Person, last_year::post);
    routes.post(address::CARRIED, Access::Person, last_year::carry);
    routes.get(address::COMPARISON, Access::Person, comparison::get);
    routes.post(address::COMPARISON, Access::Person, comparison::post);
    routes.get(address::COMMENTS, Access::Person, comment::get);
    routes.post(address::COMMENTS, Access::Person, comment::write);
    routes.post(address::COMMENT_ANSWERS, Access::Person, comment::answer);
    routes.post(address::COMMENT_HANDLED, Access::Person, comment::handle);
    routes.get(address::SUBMISSION, Access::Person, submission::get);
    routes.post(address::SUBMISSION, Access::Person, submission::post);
    routes.post(address::WITHDRAWAL, Access::Person, submission::withdraw);
}
