//! Who calls an action, and from where.

use crate::actions::session::Session;
use crate::domain::workflow::{Actor, Role};

/// Where a request comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The network address, or `local` for the command line.
    pub address: String,
    /// The request number that pages and logs show too.
    pub request_id: String,
}

/// The person behind a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// As the workflow sees him.
    pub actor: Actor,
    /// As the event record names him.
    pub login_name: String,
    /// From where.
    pub origin: Origin,
}

impl Caller {
    /// The person of a session.
    #[must_use]
    pub fn new(session: &Session, origin: Origin) -> Self {
        Self {
            actor: session.account.actor(),
            login_name: session.account.login_name.clone(),
            origin,
        }
    }

    /// Whoever may run commands on the server's own machine; keeps accounts like an
    /// administrator.
    #[must_use]
    pub fn command_line() -> Self {
        Self {
            actor: Actor {
                account_id: "command-line".to_owned(),
                role: Role::Administrator,
                organization_id: None,
            },
            login_name: "command-line".to_owned(),
            origin: Origin {
                address: "local".to_owned(),
                request_id: String::new(),
            },
        }
    }
}
