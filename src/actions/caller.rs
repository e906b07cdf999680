//! Who calls an action, and from where.

use crate::actions::session::Session;
use crate::domain::workflow::{Actor, Role};

/// The account id of whoever runs commands on the server's own machine; no account has it.
const COMMAND_LINE: &str = "command-line";

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
            actor: session.posting.actor(),
            login_name: session.account.login_name.clone(),
            origin,
        }
    }

    /// Whoever may run commands on the server's own machine; keeps accounts like a system
    /// administrator, and grants roles, for somebody must make the first of the three.
    #[must_use]
    pub fn command_line() -> Self {
        Self {
            actor: Actor {
                account_id: COMMAND_LINE.to_owned(),
                role: Role::SystemAdministrator,
                organization_id: None,
            },
            login_name: COMMAND_LINE.to_owned(),
            origin: Origin {
                address: "local".to_owned(),
                request_id: String::new(),
            },
        }
    }

    /// Whether this is whoever runs commands on the server's own machine.
    #[must_use]
    pub fn is_command_line(&self) -> bool {
        self.actor.account_id == COMMAND_LINE
    }
}
