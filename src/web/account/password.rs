//! 修改密码.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

use crate::actions::change_password::{ChangePasswordError, PasswordChange, change_password};
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::FormState;
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to_saying, show, show_as};
use crate::web::routes;
use crate::web::state::Portal;

/// The page to change one's password.
#[derive(Debug, Template)]
#[template(path = "account/password.html")]
pub struct PasswordPage {
    /// The surroundings.
    pub frame: Frame,
    /// What was wrong; passwords never come back.
    pub form: FormState,
    /// Why nothing else can be done before, if so.
    pub forced: Option<Forced>,
    /// What the new one must be, in words.
    pub policy: String,
}

/// Why a password comes before everything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forced {
    /// It was given by somebody else.
    First,
    /// It has served long enough.
    Over,
}

impl Forced {
    fn of(user: &CurrentUser) -> Option<Self> {
        if user.account().must_change_password {
            Some(Self::First)
        } else {
            user.is_password_over.then_some(Self::Over)
        }
    }

    fn sentence(self) -> &'static str {
        match self {
            Self::First => {
                "现在用的是系统管理员设置的初始密码，请先改成自己的密码，再办理其他事务。"
            }
            Self::Over => "现在的密码已经到期，请先更换，再办理其他事务。",
        }
    }
}

/// `GET /account/password`.
pub async fn get(portal: Data<Portal>, user: CurrentUser) -> Result<HttpResponse, WebError> {
    show(&PasswordPage {
        frame: user.frame(),
        form: FormState::default(),
        forced: Forced::of(&user),
        policy: portal.password_policy().words(),
    })
}

/// `POST /account/password`.
pub async fn post(portal: Data<Portal>, posted: PostedForm) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let mut form = FormState::default();
    let policy = portal.password_policy();
    let change = PasswordChange {
        policy: &policy,
        present: pairs.text("password"),
        new: pairs.text("new_password"),
    };
    if change.present.is_empty() {
        form.refuse("password", "请输入原密码。");
    }
    if change.new != pairs.text("new_password_again") {
        form.refuse("new_password_again", "两次输入的新密码不一样，请重新输入。");
    }
    if form.is_sound() {
        let now = portal.now();
        match change_password(
            &portal.store,
            &portal.passwords,
            &user.session,
            &user.caller,
            change,
            now,
        )
        .await
        {
            Ok(()) => return Ok(go_to_saying(routes::WORK, Notice::PasswordChanged)),
            Err(error @ ChangePasswordError::Present(_)) => {
                form.refuse("password", error.to_string());
            }
            Err(
                error @ (ChangePasswordError::Same
                | ChangePasswordError::Former(_)
                | ChangePasswordError::New(_)),
            ) => form.refuse("new_password", error.to_string()),
            Err(error) => return Err(WebError::internal(error)),
        }
    }
    show_as(
        StatusCode::UNPROCESSABLE_ENTITY,
        &PasswordPage {
            frame: user.frame(),
            form,
            forced: Forced::of(&user),
            policy: policy.words(),
        },
    )
}
