//! 看差别: two versions, or a version and a draft, in words.

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

use super::list::choices;
use crate::actions::scheme_draft::{SchemeDraftError, list_own_drafts, load_draft};
use crate::domain::scheme_edit::{Difference, differences};
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::form::Choice;
use crate::web::frame::Frame;
use crate::web::page::show;
use crate::web::query::Query;
use crate::web::state::Portal;

/// The differences between two versions.
#[derive(Debug, Template)]
#[template(path = "bureau/scheme_differences.html")]
pub struct DifferencesPage {
    /// The surroundings.
    pub frame: Frame,
    /// What can be compared.
    pub choices: Vec<Choice>,
    /// The older one, as chosen.
    pub older: String,
    /// The newer one, as chosen.
    pub newer: String,
    /// How they differ; nothing as long as two are not chosen.
    pub found: Option<Vec<Difference>>,
    /// Why they cannot be compared.
    pub problem: Option<&'static str>,
}

/// `GET /schemes/differences`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let drafts = list_own_drafts(&portal.store, &user.caller).await?;
    let drafts = drafts.into_iter().map(|draft| {
        let label = format!("草稿：{}", draft.title);
        Choice::new(draft.id, label)
    });
    let known = choices(&portal.schemes);
    let (older, newer) = (query.text("older"), query.text("newer"));
    let texts = (
        text_of(&portal, &user, older).await?,
        text_of(&portal, &user, newer).await?,
    );
    let (found, problem) = match texts {
        (Some(older), Some(newer)) => {
            let compared = portal
                .apart(&user.caller, move || differences(&older, &newer))
                .await?;
            let problem = "其中一份的文件写法有误，不能比较。请先在方案全文里改正。";
            let problem = compared.is_none().then_some(problem);
            (compared, problem)
        }
        _ if older.is_empty() && newer.is_empty() => (None, None),
        _ => (None, Some("请选择要比较的两份方案。")),
    };
    show(&DifferencesPage {
        frame: user.frame(),
        choices: known.into_iter().chain(drafts).collect(),
        older: older.to_owned(),
        newer: newer.to_owned(),
        found,
        problem,
    })
}

/// The text of a known version or of a draft of the bureau.
async fn text_of(
    portal: &Portal,
    user: &CurrentUser,
    chosen: &str,
) -> Result<Option<String>, WebError> {
    if chosen.is_empty() {
        return Ok(None);
    }
    if let Some((id, version)) = chosen.split_once('@') {
        let version = version.parse().ok();
        let known = version.and_then(|version| portal.schemes.find(id, version));
        return Ok(known.map(|known| known.text.clone()));
    }
    match load_draft(&portal.store, &user.caller, chosen).await {
        Ok(draft) => Ok(Some(draft.text)),
        Err(SchemeDraftError::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
