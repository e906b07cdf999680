//! 佐证材料: brought in parts or whole, marked for the public, removed, looked at.

mod change;
mod error;
mod finish;
mod look;
mod upload;

pub use change::{Change, change_evidence};
pub use error::EvidenceError;
pub use finish::{finish_upload, keep_file};
pub use look::{find_evidence, find_public_evidence, public_files};
pub use upload::{Begun, NewUpload, PART_BYTES, begin_upload, take_part};

use super::Caller;
use crate::domain::workflow::{Verb, decide};
use crate::store::Tx;
use crate::store::filing::{Filing, find_filing};

/// A filing to which the caller may bring evidence now.
async fn open_filing(tx: &mut Tx, caller: &Caller, id: &str) -> Result<Filing, EvidenceError> {
    let filing = find_filing(tx, id).await?.ok_or(EvidenceError::NotFound)?;
    decide(&caller.actor, Verb::Save, &filing.facts)?;
    Ok(filing)
}
