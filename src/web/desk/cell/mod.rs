//! Single cells: saved while somebody types, merged with what others type, their history.

mod answer;
mod history;
mod presence;
mod recent;
mod save;

pub use history::{CellHistoryPage, HistoryLine, get as history, post as restore};
pub use presence::post as presence;
pub use recent::{RecentPage, get as recent};
pub use save::post as save;
