//! Why something is not done with a draft.

use crate::actions::record::Outcome;
use crate::actions::schemes::UnknownScheme;
use crate::actions::workshop::WorkError;
use crate::store::StoreError;

/// Why something is not done with a draft.
#[derive(Debug, thiserror::Error)]
pub enum SchemeDraftError {
    /// Only the bureau's own people keep its schemes.
    #[error("只有财政局的审核人和发布人可以编制方案。")]
    NotAllowed,
    /// There is none, or it is another bureau's.
    #[error("没有这份方案草稿，可能已经发布或者删除。")]
    NotFound,
    /// It was changed after the page was opened.
    #[error("这份草稿在您打开页面之后有人改过。")]
    Changed,
    /// The file cannot be a scheme; each sentence says where and why.
    #[error("方案文件有 {} 处问题，没有读入。", .0.len())]
    Unfit(Vec<String>),
    /// The text is longer than any scheme.
    #[error("方案超过2MB，没有保存。")]
    TooLong,
    /// There are enough drafts.
    #[error("草稿已有 50 份，请先删除不用的草稿。")]
    TooMany,
    /// What a release needs is missing; the sentence says what.
    #[error("{0}")]
    NotReady(&'static str),
    /// This version is known already.
    #[error(
        "方案“{id}”第 {version} 版已经有了，发布过的版本不能再改。请在基本信息里把版本号加 1。"
    )]
    Known {
        /// The scheme's id.
        id: String,
        /// The version.
        version: u32,
    },
    /// Somebody released another scheme at the same moment.
    #[error("刚刚有人发布了另一份方案，请再点一次发布。")]
    Quicker,
    /// The scheme is not known.
    #[error(transparent)]
    Scheme(#[from] UnknownScheme),
    /// The work did not come to its end.
    #[error(transparent)]
    Work(#[from] WorkError),
    /// The result could not be written.
    #[error(transparent)]
    Record(#[from] serde_json::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Outcome for SchemeDraftError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::NotAllowed => Some("not-allowed"),
            Self::NotFound => Some("not-found"),
            Self::Changed => Some("changed"),
            Self::Unfit(_) => Some("unfit"),
            Self::TooLong => Some("too-long"),
            Self::TooMany => Some("too-many"),
            Self::NotReady(_) => Some("not-ready"),
            Self::Known { .. } => Some("known-version"),
            Self::Quicker => Some("released-meanwhile"),
            Self::Scheme(_) => Some("unknown-scheme"),
            Self::Work(_) | Self::Record(_) | Self::Store(_) => None,
        }
    }
}
