//! One form of a filing: filled, saved, evaluated while it is typed.

mod batch;
mod clash;
mod deed;
mod draft;
mod get;
mod live;
mod page;
mod post;
mod preview;
mod refused;
mod removed;
mod typed;

pub use batch::{BatchBar, Undone};
pub use clash::{ClashLine, ClashPage};
pub use get::get;
pub use live::LivePart;
pub use page::FormPage;
pub use post::{post, save_typed, show_clashes, show_refused};
pub use preview::post as preview;
pub use refused::RefusedPage;
pub use removed::Removed;
pub use typed::{CELL_PREFIX, LONGEST_CELL, Problem, Typed, UNIT, read_bases, write_bases};
