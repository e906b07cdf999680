//! What was frozen at 公开, read back for outputs. The live filing is not asked.

use std::sync::Arc;

use serde_json::Value;

use super::schemes::{Schemes, UnknownScheme};
use crate::domain::evaluate::evaluate_figures;
use crate::domain::filing::Entries;
use crate::domain::publication::FrozenEvaluation;
use crate::domain::scheme::Scheme;
use crate::store::publication::Publication;

/// Why a publication cannot be read back.
#[derive(Debug, thiserror::Error)]
pub enum FrozenError {
    /// Its scheme is not known any more.
    #[error(transparent)]
    Scheme(#[from] UnknownScheme),
    /// What was kept is no JSON.
    #[error("frozen record: {0}")]
    Json(#[from] serde_json::Error),
    /// This program computes other figures from it than those that were published.
    #[error(
        "本页公开以后系统的计算方法有了改变，按现在的方法算出的数与公开的不一致，不能再生成文件。公开的页面没有变，可以打印或另存。"
    )]
    Differs,
}

/// The scheme, dressed as it was, and the entries of a publication, once it is sure that they still come to the
/// figures that were published.
pub fn read_frozen(
    schemes: &Schemes,
    publication: &Publication,
) -> Result<(Arc<Scheme>, Entries), FrozenError> {
    let scheme = schemes.load(&publication.scheme_id, publication.scheme_version)?;
    let scheme = publication.face.dress(scheme);
    let entries: Entries = serde_json::from_str(&publication.entries_json)?;
    let published: Value = serde_json::from_str(&publication.evaluation_json)?;
    let evaluation = evaluate_figures(&scheme, &entries);
    let computed = serde_json::to_value(FrozenEvaluation::new(&scheme, &evaluation))?;
    let is_same = ["figures", "scores", "total", "grade"]
        .iter()
        .all(|part| computed.get(part) == published.get(part));
    if is_same {
        Ok((scheme, entries))
    } else {
        Err(FrozenError::Differs)
    }
}
