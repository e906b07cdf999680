//! 佐证材料: the files of a filing, brought whole or in parts, listed by what they prove, shown at
//! their cells.

mod clips;
mod file;
mod lines;
mod page;
mod post;
pub mod samples;
mod upload;

pub use clips::{Clip, Clips};
pub use file::{get as get_file, send};
pub use lines::{FileLine, file_size};
pub use page::{EvidencePage, SubjectLine};
pub use post::{get, post};
pub use upload::{begin, finish, part};
