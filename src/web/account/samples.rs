//! The pages of this area with made-up contents.

use chrono::{DateTime, Utc};

use super::{Forced, LogInPage, PasswordPage, SessionsPage};
use crate::domain::account::PasswordPolicy;
use crate::domain::workflow::Role;
use crate::store::session::ListedSession;
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
    let password = |form: FormState, forced: Option<Forced>| PasswordPage {
        frame: frame(Role::Publisher),
        form,
        forced,
        policy: PasswordPolicy::USUAL.words(),
    };
    let session = |id: &str, from_address: &str| ListedSession {
        id: id.to_owned(),
        from_address: from_address.to_owned(),
        created_at: DateTime::<Utc>::UNIX_EPOCH,
        last_seen_at: DateTime::<Utc>::UNIX_EPOCH,
    };
    let sessions = |sessions: Vec<ListedSession>| SessionsPage {
        frame: frame(Role::Publisher),
        sessions,
        own: "1".to_owned(),
    };
    vec![
        Sample::new("account/log-in empty", &log_in(FormState::default(), "")),
        Sample::new(
            "account/log-in all errors, hostile",
            &log_in(all_wrong, HOSTILE),
        ),
        Sample::new(
            "account/password empty",
            &password(FormState::default(), None),
        ),
        Sample::new(
            "account/password forced, all errors",
            &password(refused, Some(Forced::First)),
        ),
        Sample::new(
            "account/password over",
            &password(FormState::default(), Some(Forced::Over)),
        ),
        Sample::new(
            "account/sessions one",
            &sessions(vec![session("1", "192.0.2.7")]),
        ),
        Sample::new(
            "account/sessions several, hostile",
            &sessions(vec![session("1", "2001:db8::7"), session("2", HOSTILE)]),
        ),
    ]
}
