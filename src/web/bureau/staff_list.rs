//! 导入人员: a list of people is brought, shown row by row, and taken over as a whole; the first
//! passwords of new accounts are shown once.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

use super::listing::{read_list, status_of};
use super::organizations::problem_of;
use crate::actions::staff_list::{
    FirstPassword, StaffListError, preview_staff_list, take_staff_list,
};
use crate::domain::staff_list::{self, Preview, Row};
use crate::export::comma_list;
use crate::web::download::private_file;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedFile};
use crate::web::form::FormState;
use crate::web::frame::Frame;
use crate::web::page::{show, show_as};
use crate::web::state::Portal;

/// The page on which a file is chosen.
#[derive(Debug, Template)]
#[template(path = "bureau/staff_list.html")]
pub struct StaffListPage {
    /// The surroundings.
    pub frame: Frame,
    /// What was chosen.
    pub form: FormState,
}

/// What a list comes to.
#[derive(Debug, Template)]
#[template(path = "bureau/staff_list_preview.html")]
pub struct StaffListPreviewPage {
    /// The surroundings.
    pub frame: Frame,
    /// The list as judged.
    pub preview: Preview,
    /// Its rows, to be sent back.
    pub rows: String,
}

/// The first passwords of new accounts, shown once.
#[derive(Debug, Template)]
#[template(path = "bureau/first_passwords.html")]
pub struct FirstPasswordsPage {
    /// The surroundings.
    pub frame: Frame,
    /// The accounts made.
    pub made: Vec<FirstPassword>,
    /// The same, to be sent back for the file.
    pub made_as_text: String,
}

/// `GET /accounts/import`.
pub async fn get(user: CurrentUser) -> Result<HttpResponse, WebError> {
    show(&StaffListPage {
        frame: user.frame(),
        form: FormState::default(),
    })
}

/// `POST /accounts/import`: the file is read and judged; nothing changes.
pub async fn post(portal: Data<Portal>, posted: PostedFile) -> Result<HttpResponse, WebError> {
    let PostedFile { user, file, .. } = posted;
    let mut form = FormState::default();
    let rows = match file {
        Some(file) => read_list(&portal, &user, file, staff_list::read).await?,
        None => Err("请选择一个文件。".to_owned()),
    };
    match rows {
        Err(problem) => form.refuse("file", problem),
        Ok(rows) => {
            let (store, now) = (&portal.store, portal.now());
            match preview_staff_list(store, &user.caller, &rows, now).await {
                Ok(preview) => return show_preview(&user, preview, &rows),
                Err(error) => form.refuse("file", problem_with(error)?),
            }
        }
    }
    let page = StaffListPage {
        frame: user.frame(),
        form,
    };
    show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// `POST /accounts/import/taken`: what was shown is judged again and taken over.
pub async fn take(portal: Data<Portal>, posted: PostedFile) -> Result<HttpResponse, WebError> {
    let PostedFile { user, pairs, .. } = posted;
    let rows: Vec<Row> = serde_json::from_str(pairs.text("rows"))
        .map_err(|_| WebError::BadRequest("名单不完整，请重新选择文件导入。".to_owned()))?;
    let (store, passwords) = (&portal.store, &portal.passwords);
    match take_staff_list(store, passwords, &user.caller, &rows, portal.now()).await {
        Ok(made) => show(&FirstPasswordsPage {
            frame: user.frame(),
            made_as_text: serde_json::to_string(&made).map_err(WebError::internal)?,
            made,
        }),
        Err(StaffListError::Unsound(preview)) => show_preview(&user, *preview, &rows),
        Err(error) => Err(WebError::BadRequest(problem_with(error)?)),
    }
}

/// `POST /accounts/import/passwords`: what the page shows, as a file. Nothing of it is kept here.
pub async fn passwords(posted: PostedFile) -> Result<HttpResponse, WebError> {
    let made: Vec<FirstPassword> = serde_json::from_str(posted.pairs.text("first_passwords"))
        .map_err(|_| WebError::BadRequest("内容不完整，请返回上一页重新下载。".to_owned()))?;
    let lines = made
        .into_iter()
        .map(|first| [first.name, first.login_name, first.password]);
    let list = comma_list(["姓名", "登录名", "初始密码"], lines).map_err(WebError::internal)?;
    let media_type = "text/csv; charset=utf-8";
    Ok(private_file("初始密码.csv", "csv", media_type, list))
}

fn show_preview(
    user: &CurrentUser,
    preview: Preview,
    rows: &[Row],
) -> Result<HttpResponse, WebError> {
    let page = StaffListPreviewPage {
        frame: user.frame(),
        preview,
        rows: serde_json::to_string(rows).map_err(WebError::internal)?,
    };
    show_as(status_of(&page.preview), &page)
}

fn problem_with(error: StaffListError) -> Result<String, WebError> {
    match error {
        StaffListError::Account(error) => problem_of(error),
        error @ (StaffListError::Unsound(_) | StaffListError::TooMany(_)) => Ok(error.to_string()),
        StaffListError::Store(error) => Err(error.into()),
        error => Err(WebError::internal(error)),
    }
}
