//! 单点登录: an `OpenID` Connect provider is asked who somebody is (authorization code with PKCE,
//! state and nonce). What it says is believed only with its signature, for us, and for now.

mod claims;
mod keys;
mod provider;

pub use claims::Identity;
pub use provider::{Provider, Question};

/// Why the provider's word is not to be had, or not to be believed. The sentences are for whoever
/// wanted to log in; what the log needs beside them is in the source.
#[derive(Debug, thiserror::Error)]
pub enum SignOnError {
    /// No answer, or one that is none.
    #[error("统一身份认证平台没有应答，请稍后再试。")]
    Unreachable(#[source] Cause),
    /// It calls itself otherwise than the settings do.
    #[error("统一身份认证平台的标识与本系统的设置不一致，请联系系统管理员。")]
    WrongIssuer,
    /// It did not take the code: used, or too old.
    #[error("这次登录已经过期或者已经用过，请从登录页重新开始。")]
    Expired,
    /// The times in its word do not fit this machine's clock.
    #[error("统一身份认证平台与本系统的时间相差太多，请联系系统管理员校准时钟。")]
    Clock,
    /// Its word is not signed as it must be, or not meant for this log-in.
    #[error(
        "统一身份认证平台的应答没有通过核验，没有登录。请从登录页重新开始；仍然不行时，请联系系统管理员。"
    )]
    Unproven(&'static str),
    /// It does not say which account.
    #[error("统一身份认证平台没有提供用于对应账号的信息（{0}），请联系系统管理员。")]
    NoClaim(String),
    /// No random bytes.
    #[error("系统暂时不能登录，请稍后再试。")]
    Random,
}

/// What went wrong between the two, for the log.
#[derive(Debug, thiserror::Error)]
pub enum Cause {
    /// The network, or the connection's security.
    #[error("request: {0}")]
    Request(#[from] reqwest::Error),
    /// The answer's status.
    #[error("status {0}")]
    Status(u16),
    /// What came is not what was to come.
    #[error("answer: {0}")]
    Answer(#[from] serde_json::Error),
    /// More than any provider says.
    #[error("answer too long")]
    TooLong,
    /// The client cannot be made, or its secret not be read.
    #[error("set-up: {0}")]
    SetUp(String),
}

impl From<Cause> for SignOnError {
    fn from(cause: Cause) -> Self {
        Self::Unreachable(cause)
    }
}
