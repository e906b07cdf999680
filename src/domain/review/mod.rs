//! What a reviewer should look at, found before he looks: what changed since the last submission,
//! what moved far against last year, reasons that give none, scores that nothing proves.

mod changes;
mod matter;
mod reasons;
mod rows;

pub use changes::{Change, Changes, Moved, changes};
pub use matter::{Matter, MatterKind, Reviewed, matters};
