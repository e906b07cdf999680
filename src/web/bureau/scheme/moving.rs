//! 更正发布: chosen filings of a running campaign go over to another version of their scheme.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use crate::actions::scheme_move::{
    Movable, MoveRequest, SchemeMoveError, list_movable, move_to_version,
};
use crate::store::campaign::Campaign;
use crate::store::filing_progress::Cursor;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::{Choice, FormState};
use crate::web::frame::Frame;
use crate::web::page::show_as;
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;

/// A page shows so many filings.
const LINES: u32 = 50;

/// The name of the boxes that choose filings.
const FILING: &str = "filing";

/// The filings of a campaign and what a version would change in them.
#[derive(Debug, Template)]
#[template(path = "bureau/scheme_moving.html")]
pub struct MovingPage {
    /// The surroundings.
    pub frame: Frame,
    /// The campaign's id.
    pub campaign_id: String,
    /// Its title.
    pub title: String,
    /// The versions to choose from.
    pub versions: Vec<Choice>,
    /// The version that is chosen; 0 for none.
    pub version: u32,
    /// The filings.
    pub lines: Vec<MovingLine>,
    /// The reason as typed.
    pub form: FormState,
    /// What became of those that were chosen.
    pub done: Vec<MovedLine>,
    /// The rest of the list.
    pub more: Option<String>,
}

/// A filing in the list.
#[derive(Debug, Clone)]
pub struct MovingLine {
    /// The filing.
    pub id: String,
    /// Its agency.
    pub agency: String,
    /// How far it is.
    pub progress: &'static str,
    /// The version it is on.
    pub version: u32,
    /// Whether it is on the chosen one already.
    pub is_there: bool,
    /// What would change.
    pub words: String,
}

/// What became of a filing that was chosen.
#[derive(Debug, Clone)]
pub struct MovedLine {
    /// Its agency.
    pub agency: String,
    /// What became of it.
    pub words: String,
}

impl MovingLine {
    fn of(movable: &Movable, version: u32) -> Self {
        let filing = &movable.listed.filing;
        Self {
            id: filing.id.clone(),
            agency: movable.listed.agency_name.clone(),
            progress: filing.progress().label(),
            version: filing.scheme_version,
            is_there: filing.scheme_version == version,
            words: match &movable.line {
                Some(line) => line.words(),
                None if filing.scheme_version == version => "已经是这一版".to_owned(),
                None => "尚未报送，不显示数据".to_owned(),
            },
        }
    }
}

impl MovingPage {
    fn action(&self) -> String {
        routes::scheme_moving(&self.campaign_id)
    }

    fn back(&self) -> String {
        routes::campaign(&self.campaign_id)
    }
}

/// `GET /campaigns/{campaign}/scheme`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    campaign: Path<String>,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let after = Cursor {
        extended_to: query.text("day").to_owned(),
        id: query.text("after").to_owned(),
    };
    let version = query.number("version").unwrap_or_default();
    let page = page(&portal, &user, (&campaign, version), &after).await?;
    show_as(StatusCode::OK, &page)
}

async fn page(
    portal: &Portal,
    user: &CurrentUser,
    (campaign, version): (&str, u32),
    after: &Cursor,
) -> Result<MovingPage, WebError> {
    let place = (&portal.schemes, &portal.workshop);
    let part = (after, LINES + 1);
    let what = (campaign, version);
    let (campaign, mut found) =
        list_movable(&portal.store, place, &user.caller, what, part).await?;
    let has_more = found.len() > LINES as usize;
    found.truncate(LINES as usize);
    let last = found
        .last()
        .filter(|_| has_more)
        .map(|it| Cursor::of(&it.listed));
    let address = routes::scheme_moving(&campaign.id);
    Ok(MovingPage {
        frame: user.frame(),
        versions: versions(portal, &campaign),
        version,
        lines: found.iter().map(|it| MovingLine::of(it, version)).collect(),
        form: FormState::default(),
        done: Vec::new(),
        more: last.map(|at| {
            let (day, after) = (at.extended_to, at.id);
            format!("{address}?version={version}&day={day}&after={after}")
        }),
        title: campaign.title,
        campaign_id: campaign.id,
    })
}

/// The versions of the campaign's scheme, the newest first.
fn versions(portal: &Portal, campaign: &Campaign) -> Vec<Choice> {
    let known = portal
        .schemes
        .all()
        .into_iter()
        .map(|known| &known.scheme.head);
    let own = known.filter(|head| head.id == campaign.scheme_id);
    let choice = |version: u32| Choice::new(version.to_string(), format!("第 {version} 版"));
    let mut versions: Vec<Choice> = own.map(|head| choice(head.version)).collect();
    versions.reverse();
    versions
}

/// `POST /campaigns/{campaign}/scheme`: each filing for itself; the page says what became of each.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedForm,
    campaign: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let version = pairs.text("version").parse().unwrap_or_default();
    let start = Cursor {
        extended_to: String::new(),
        id: String::new(),
    };
    let chosen: Vec<&str> = pairs.all(FILING).collect();
    let mut form = FormState::of(&pairs, &["reason"]);
    let before = page(&portal, &user, (&campaign, version), &start).await?;
    form.require("reason", "请写明更正的原因，填报单位会看到。");
    if chosen.is_empty() {
        form.refuse_whole("请勾选要改换版本的填报。");
    }
    if !form.is_sound() {
        let page = MovingPage { form, ..before };
        return show_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let mut done = Vec::new();
    for id in chosen {
        let named = before.lines.iter().find(|line| line.id == id);
        let agency = named.map_or_else(|| "其他单位".to_owned(), |line| line.agency.clone());
        let request = MoveRequest {
            campaign_id: &campaign,
            version,
            reason: form.typed("reason"),
        };
        let place = (&portal.schemes, &portal.workshop);
        let what = (request, id);
        let moved = move_to_version(&portal.store, place, &user.caller, what, portal.now()).await;
        let words = match moved {
            Ok(()) => named.map_or_else(String::new, |line| line.words.clone()),
            Err(
                error @ (SchemeMoveError::NotFound
                | SchemeMoveError::Closed
                | SchemeMoveError::NothingToDo
                | SchemeMoveError::Reason
                | SchemeMoveError::Scheme(_)),
            ) => format!("没有改换：{error}"),
            Err(error) => return Err(error.into()),
        };
        done.push(MovedLine { agency, words });
    }
    let after = page(&portal, &user, (&campaign, version), &start).await?;
    show_as(StatusCode::OK, &MovingPage { done, ..after })
}
