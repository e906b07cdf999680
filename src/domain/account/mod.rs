//! What makes a good log-in name and password, when a name is locked, and which duties one
//! person may hold.

mod attempts;
mod duty;
mod login_name;
mod password;
mod term;

pub use attempts::{Attempts, LOCK_AFTER_FAILURES, LOCK_SECONDS};
pub use duty::{Duty, DutyConflict, conflict, may_hand_over};
pub use login_name::{LoginName, LoginNameProblem, fold_login_name};
pub use password::{NewPassword, PasswordPolicy, PasswordProblem};
pub use term::{Standing, Term};
