//! 抽查: the samples of the bureau, drawing one, and its protocol.

mod draw;
mod page;
mod protocol;
pub(super) mod samples;

pub use draw::post;
pub use page::{SampleLine, SamplesPage, get};
pub use protocol::{ProtocolPage, get as get_protocol, get_data, get_list};
