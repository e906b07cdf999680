//! The pages of this area with made-up contents.

use super::{LogInPage, PasswordPage};
use crate::domain::workflow::Role;
use crate::web::form::FormState;
use crate::web::frame::Notice;
use crate::web::samples::{HOSTILE, Sample, frame, visitor};

/// Every page, in every case worth looking at.
#[must_use]
pub fn samples() -> Vec<Sample> {
    let mut all_wrong = FormState::prefilled(&[("login_name", HOSTILE)]);
    all_wrong.refuse("login_name", "请输入登录名。");
    all_wrong.refuse("password", "请输入密码。");
    all_wrong.refuse_whole("登录名或密码不正确。");
    let log_in = |form: FormState, next: &str| LogInPage {
        frame: visitor(vec![Notice::LoggedOut]),
        form,
        token: "token".to_owned(),
        next: next.to_owned(),
    };
    let mut refused = FormState::default();
    for name in ["password", "new_password", "new_password_again"] {
        refused.refuse(name, "两次输入的新密码不一样，请重新输入。");
    }
    let password = |form: FormState, is_forced: bool| PasswordPage {
        frame: frame(Role::Publisher),
        form,
        is_forced,
    };
    vec![
        Sample::new("account/log-in empty", &log_in(FormState::default(), "")),
        Sample::new(
            "account/log-in all errors, hostile",
            &log_in(all_wrong, HOSTILE),
        ),
        Sample::new(
            "account/password empty",
            &password(FormState::default(), false),
        ),
        Sample::new(
            "account/password forced, all errors",
            &password(refused, true),
        ),
    ]
}
