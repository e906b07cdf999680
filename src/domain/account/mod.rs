//! What makes a good log-in name and password, when a name is locked, and which duties one
//! person may hold.

mod attempts;
mod duty;
mod login_name;
mod one_time_code;
mod password;
mod secret;
mod term;

pub use attempts::{Attempts, LOCK_AFTER_FAILURES, LOCK_SECONDS};
pub use duty::{Duty, DutyConflict, conflict, may_hand_over};
pub use login_name::{LoginName, LoginNameProblem, fold_login_name};
pub use one_time_code::{CodeSecret, is_recovery_code, recovery_code, recovery_digest};
pub use password::{NewPassword, PasswordPolicy, PasswordProblem};
pub use secret::is_same_secret;
pub use term::{Standing, Term};
