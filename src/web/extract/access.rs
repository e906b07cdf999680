//! Who a route is for. Declared once with the route, asked before the handler runs.

use crate::domain::workflow::{Area, Role, may_enter};
use crate::web::error::WebError;

/// Who a route is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone; nobody is asked who he is.
    Everyone,
    /// Anyone who is logged in. What he may do there is decided by the object, in `domain::workflow`.
    Person,
    /// The people of one part of the portal.
    Area(Area),
}

impl Access {
    /// Refuses people whose role has no business there.
    pub(super) fn check(self, role: Role) -> Result<(), WebError> {
        let may = match self {
            Self::Everyone | Self::Person => true,
            Self::Area(area) => may_enter(role, area),
        };
        if may {
            return Ok(());
        }
        Err(WebError::Forbidden(format!(
            "您的身份是{}，不办理这里的事务。如需办理，请换用相应身份的账号登录。",
            role.label()
        )))
    }
}
