//! Why messages cannot be sent as the operator set it. The sentences are for him.

use std::path::PathBuf;

/// Why messages cannot be sent as the operator set it.
#[derive(Debug, thiserror::Error)]
pub enum CourierError {
    /// An address is none.
    #[error("{key} is no e-mail address\n  write it like czj@example.gov.cn")]
    Address {
        /// The setting.
        key: &'static str,
    },
    /// A file cannot be read.
    #[error("cannot read {}, named in the configuration", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A secret is missing.
    #[error(
        "{what} has no secret\n  set it in the configuration, in a file, or in the environment"
    )]
    NoSecret {
        /// Whose.
        what: String,
    },
    /// A password without a user, or a user without a password.
    #[error("mail.user and its password go together")]
    HalfLogIn,
    /// A password would go over the open network.
    #[error(
        "mail.tls = \"none\" with a user would send the password unprotected\n  use starttls or tls; without them only a server on this machine is taken"
    )]
    OpenPassword,
    /// The protection of the connection cannot be set up.
    #[error("the protected connection to the mail server cannot be set up: {0}")]
    Tls(String),
    /// A webhook's address is none that is called.
    #[error(
        "webhook {0}: the address must begin with https://, or with http:// for this machine itself"
    )]
    Url(String),
    /// Two webhooks go by one name.
    #[error("two webhooks are called {0}")]
    SameName(String),
    /// The http client cannot be made.
    #[error("the http client for webhooks cannot be made")]
    Client(#[from] reqwest::Error),
}
