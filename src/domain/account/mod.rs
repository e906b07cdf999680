//! What makes a good log-in name and password, and when a name is locked.

mod attempts;
mod login_name;
mod password;

pub use attempts::{Attempts, LOCK_AFTER_FAILURES, LOCK_SECONDS};
pub use login_name::{LoginName, LoginNameProblem, fold_login_name};
pub use password::{NewPassword, PasswordProblem};
