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
    /// Whether nothing else can be done before.
    pub is_forced: bool,
}

/// `GET /account/password`.
pub async fn get(user: CurrentUser) -> Result<HttpResponse, WebError> {
    let is_forced = user.account().must_change_password;
    show(&PasswordPage {
        frame: user.frame(),
        form: FormState::default(),
        is_forced,
    })
}

/// `POST /account/password`.
pub async fn post(portal: Data<Portal>, posted: PostedForm) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let mut form = FormState::default();
    let change = PasswordChange {
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
            Err(error @ (ChangePasswordError::Same | ChangePasswordError::New(_))) => {
                form.refuse("new_password", error.to_string());
            }
            Err(error) => return Err(WebError::internal(error)),
        }
    }
    let is_forced = user.account().must_change_password;
    show_as(
        StatusCode::UNPROCESSABLE_ENTITY,
        &PasswordPage {
            frame: user.frame(),
            form,
            is_forced,
        },
    )
}
