//! 导入单位: a list of organizations is brought, shown row by row, and taken over as a whole.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

use super::listing::{read_list, status_of};
use super::organizations::problem_of;
use crate::actions::roster::{RosterError, preview_roster, take_roster};
use crate::domain::roster::{self, Preview, Row};
use crate::domain::workflow::OrganizationKind;
use crate::store::Page;
use crate::store::organization::{Organization, list_organizations};
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedFile};
use crate::web::form::{Choice, FormState};
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to_saying, show, show_as};
use crate::web::routes;
use crate::web::state::Portal;

/// Bureaus to choose from are among the first so many organizations by code.
const ORGANIZATIONS: u32 = 2000;

/// The page on which a file is chosen.
#[derive(Debug, Template)]
#[template(path = "bureau/roster.html")]
pub struct RosterPage {
    /// The surroundings.
    pub frame: Frame,
    /// What was chosen.
    pub form: FormState,
    /// The bureaus whose list it can be.
    pub bureaus: Vec<Choice>,
}

/// What a list comes to.
#[derive(Debug, Template)]
#[template(path = "bureau/roster_preview.html")]
pub struct RosterPreviewPage {
    /// The surroundings.
    pub frame: Frame,
    /// The code of the bureau.
    pub bureau: String,
    /// The list as judged.
    pub preview: Preview,
    /// Its rows, to be sent back.
    pub rows: String,
}

/// `GET /organizations/import`.
pub async fn get(portal: Data<Portal>, user: CurrentUser) -> Result<HttpResponse, WebError> {
    show(&RosterPage {
        frame: user.frame(),
        form: FormState::default(),
        bureaus: bureaus(&portal).await?,
    })
}

/// `POST /organizations/import`: the file is read and judged; nothing changes.
pub async fn post(portal: Data<Portal>, posted: PostedFile) -> Result<HttpResponse, WebError> {
    let PostedFile { user, pairs, file } = posted;
    let mut form = FormState::of(&pairs, &["bureau"]);
    form.require("bureau", "请选择财政局。");
    let rows = match file {
        Some(file) => read_list(&portal, &user, file, roster::read).await?,
        None => Err("请选择一个文件。".to_owned()),
    };
    match rows {
        Err(problem) => form.refuse("file", problem),
        Ok(rows) if form.is_sound() => {
            let bureau = form.typed("bureau");
            let judged = preview_roster(&portal.store, &user.caller, bureau, &rows).await;
            match judged {
                Ok(preview) => return show_preview(&user, bureau, preview, &rows),
                Err(error) => form.refuse("bureau", problem_with(error)?),
            }
        }
        Ok(_) => {}
    }
    let page = RosterPage {
        frame: user.frame(),
        form,
        bureaus: bureaus(&portal).await?,
    };
    show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// `POST /organizations/import/taken`: what was shown is judged again and taken over. A long list
/// comes in parts like a file, because its form would be larger than forms are.
pub async fn take(portal: Data<Portal>, posted: PostedFile) -> Result<HttpResponse, WebError> {
    let PostedFile { user, pairs, .. } = posted;
    let rows: Vec<Row> = serde_json::from_str(pairs.text("rows"))
        .map_err(|_| WebError::BadRequest("名录不完整，请重新选择文件导入。".to_owned()))?;
    let bureau = pairs.text("bureau");
    let taken = take_roster(&portal.store, &user.caller, bureau, &rows, portal.now()).await;
    match taken {
        Ok(_) => Ok(go_to_saying(
            routes::ORGANIZATIONS,
            Notice::OrganizationsImported,
        )),
        Err(RosterError::Unsound(preview)) => show_preview(&user, bureau, *preview, &rows),
        Err(error) => Err(WebError::BadRequest(problem_with(error)?)),
    }
}

fn show_preview(
    user: &CurrentUser,
    bureau: &str,
    preview: Preview,
    rows: &[Row],
) -> Result<HttpResponse, WebError> {
    let page = RosterPreviewPage {
        frame: user.frame(),
        bureau: bureau.to_owned(),
        preview,
        rows: serde_json::to_string(rows).map_err(WebError::internal)?,
    };
    show_as(status_of(&page.preview), &page)
}

async fn bureaus(portal: &Portal) -> Result<Vec<Choice>, WebError> {
    let mut tx = portal.store.read().await?;
    let all = list_organizations(&mut tx, Page::first(ORGANIZATIONS)).await?;
    tx.commit().await?;
    let choice = |bureau: Organization| Choice::new(bureau.code, bureau.name);
    Ok(all
        .into_iter()
        .filter(|found| found.kind == OrganizationKind::Bureau)
        .map(choice)
        .collect())
}

fn problem_with(error: RosterError) -> Result<String, WebError> {
    match error {
        RosterError::Account(error) => problem_of(error),
        RosterError::Store(error) => Err(error.into()),
        other => Ok(other.to_string()),
    }
}
