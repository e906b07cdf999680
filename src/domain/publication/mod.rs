//! What is shown to the public for good: the record that is frozen at 公开, and its digest.

mod canonical;
mod digest;
mod face;
mod frozen;
mod record;

pub use canonical::{DigestText, to_canonical_json};
pub use digest::{hex, sha256_hex};
pub use face::{Fact, FormFace, PublicFace};
pub use frozen::{
    FrozenEvaluation, FrozenFigure, FrozenLive, FrozenScore, FrozenText, FrozenUnknown,
};
pub use record::{PublicFile, PublicRecord};
