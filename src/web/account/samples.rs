//! The pages of this area with made-up contents.

use chrono::{DateTime, Utc};

use super::{
    Forced, LogInCodePage, LogInPage, NoticesPage, PasswordPage, Picture, RecoveryCodesPage,
    SecondFactorPage, SecondFactorState, SessionsPage, SignOnConfirmPage, SignOnFailedPage,
};
use crate::domain::account::PasswordPolicy;
use crate::domain::workflow::Role;
use crate::sign_on::SignOnError;
use crate::store::session::ListedSession;
use crate::web::error::Link;
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
        sign_on: (!next.is_empty()).then(|| Link::new(HOSTILE, "/log-in/sign-on")),
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
    let notices = |form: FormState, has_mail: bool| NoticesPage {
        frame: frame(Role::Accountant),
        form,
        has_mail,
        has_text: has_mail,
    };
    let mut unfit = FormState::prefilled(&[("email", HOSTILE), ("mobile", HOSTILE)]);
    unfit.refuse("email", "电子邮箱应写成“名称@域名”。");
    unfit.refuse("mobile", "手机号应为 11 位数字。");
    let kept = FormState::prefilled(&[("email", "zhangwu@example.gov.cn"), ("returned", "on")]);
    let mut samples = second_factor();
    samples.extend(sign_on());
    samples.extend([
        Sample::new(
            "account/notices empty",
            &notices(FormState::default(), false),
        ),
        Sample::new("account/notices typical", &notices(kept, true)),
        Sample::new("account/notices all errors, hostile", &notices(unfit, true)),
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
    ]);
    samples
}

fn sign_on() -> Vec<Sample> {
    let mut wrong = FormState::default();
    wrong.refuse("password", "登录名或密码不正确。");
    let confirm = |form: FormState, login_name: &str| SignOnConfirmPage {
        frame: visitor(Vec::new()),
        form,
        token: "token".to_owned(),
        login_name: login_name.to_owned(),
        next: login_name.to_owned(),
    };
    let failed = SignOnFailedPage {
        frame: visitor(Vec::new()),
        sentence: SignOnError::Clock.to_string(),
    };
    vec![
        Sample::new(
            "account/sign-on confirm empty",
            &confirm(FormState::default(), "jia-tianbao"),
        ),
        Sample::new(
            "account/sign-on confirm wrong, hostile",
            &confirm(wrong, HOSTILE),
        ),
        Sample::new("account/sign-on failed", &failed),
    ]
}

fn second_factor() -> Vec<Sample> {
    let mut wrong = FormState::default();
    wrong.refuse("code", "验证码不正确。");
    let code = |form: &FormState, next: &str| LogInCodePage {
        frame: visitor(Vec::new()),
        form: form.clone(),
        token: "token".to_owned(),
        next: next.to_owned(),
    };
    let page = |state: SecondFactorState, form: &FormState| SecondFactorPage {
        frame: frame(Role::SystemAdministrator),
        form: form.clone(),
        is_forced: matches!(state, SecondFactorState::None),
        state,
    };
    let begun = |text: &str| SecondFactorState::Begun {
        picture: Picture::of(text),
        to_type: "ABCD EFGH JKLM NPQR".to_owned(),
    };
    let in_force = SecondFactorState::InForce {
        since: "2026-03-16 09:30".to_owned(),
        recovery_codes: 9,
    };
    let codes = RecoveryCodesPage {
        frame: frame(Role::SystemAdministrator),
        is_new: true,
        codes: vec!["ABCD-EFGH-JKLM-NPQR".to_owned(); 10],
    };
    let none = FormState::default();
    vec![
        Sample::new("account/log-in code empty", &code(&none, "")),
        Sample::new("account/log-in code wrong, hostile", &code(&wrong, HOSTILE)),
        Sample::new(
            "account/second factor none",
            &page(SecondFactorState::None, &none),
        ),
        Sample::new(
            "account/second factor begun",
            &page(begun("otpauth://"), &none),
        ),
        Sample::new(
            "account/second factor wrong code, too long for a picture",
            &page(begun(&HOSTILE.repeat(99)), &wrong),
        ),
        Sample::new("account/second factor in force", &page(in_force, &wrong)),
        Sample::new("account/recovery codes", &codes),
    ]
}
