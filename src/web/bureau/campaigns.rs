//! 年度工作: the campaigns of the bureau, and opening one.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;
use chrono::{Datelike as _, Months, NaiveDate};

use super::campaign_schemes::{self, KindLine, OpeningPreview, list_lines};
use crate::actions::campaign::{CampaignError, CampaignRequest, list_unchecked, open_campaign};
use crate::actions::progress::find_newest;
use crate::domain::appeal::AppealTerms;
use crate::domain::campaign::{CampaignSettings, SchemeChoice, SubmitWord};
use crate::domain::workflow::Chain;
use crate::store::campaign::{Campaign, list_campaigns};
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::{Choice, FormState};
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to_saying, show, show_as};
use crate::web::pager::Pager;
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;

const LINES: u32 = 20;
const FIELDS: [&str; 9] = [
    "from",
    "year",
    "title",
    "due_on",
    "scheme",
    "agency_check",
    "department",
    "submit_word",
    APPEAL_DAYS,
];

/// The field of the days for an appeal.
pub(super) const APPEAL_DAYS: &str = "appeal_days";

/// An appeal that lasts longer holds up every publication.
const MOST_APPEAL_DAYS: u32 = 90;

/// The campaigns of the bureau.
#[derive(Debug, Template)]
#[template(path = "bureau/campaigns.html")]
pub struct CampaignsPage {
    /// The surroundings.
    pub frame: Frame,
    /// The campaigns with the titles of their schemes.
    pub campaigns: Vec<(Campaign, String)>,
    /// Where the list stands.
    pub pager: Pager,
}

impl CampaignsPage {
    fn href(&self, campaign: &Campaign) -> String {
        routes::campaign(&campaign.id)
    }
}

/// The form that opens a campaign.
#[derive(Debug, Template)]
#[template(path = "bureau/new_campaign.html")]
pub struct NewCampaignPage {
    /// The surroundings.
    pub frame: Frame,
    /// What was typed.
    pub form: FormState,
    /// The schemes to choose from.
    pub schemes: Vec<Choice>,
    /// The kinds of agencies, each with the scheme chosen for it.
    pub kinds: Vec<KindLine>,
    /// What would be made, when that was asked.
    pub preview: Option<OpeningPreview>,
    /// Whether there is a campaign to copy.
    pub has_last: bool,
}

impl NewCampaignPage {
    fn words(&self) -> Vec<Choice> {
        submit_words()
    }

    fn copy(&self) -> String {
        format!("{}?from={LAST}", routes::NEW_CAMPAIGN)
    }
}

/// `GET /campaigns`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let pager = Pager::new(routes::CAMPAIGNS, &[], query.number("page"), LINES);
    let bureau = user.actor().organization_id.clone().unwrap_or_default();
    let mut part = pager.part();
    part.limit = part.limit.saturating_add(1);
    let mut tx = portal.store.read().await?;
    let mut campaigns = list_campaigns(&mut tx, &bureau, part).await?;
    tx.commit().await?;
    let pager = {
        let has_more = campaigns.len() > pager.lines();
        campaigns.truncate(pager.lines());
        pager.of_unknown_total(has_more)
    };
    let named = |campaign: Campaign| {
        let scheme = portal
            .schemes
            .load(&campaign.scheme_id, campaign.scheme_version);
        let title = scheme.map_or_else(
            |_| campaign.scheme_id.clone(),
            |scheme| scheme.head.title.clone(),
        );
        (campaign, title)
    };
    show(&CampaignsPage {
        frame: user.frame(),
        campaigns: campaigns.into_iter().map(named).collect(),
        pager,
    })
}

/// `GET /campaigns/new`: with `from=last` as the newest campaign was set up, a year later.
pub async fn get_new(
    portal: Data<Portal>,
    user: CurrentUser,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let newest = find_newest(&portal.store, &user.caller).await?;
    let last = newest.as_ref().filter(|_| query.text("from") == LAST);
    let form = match last {
        Some(last) => copied(last),
        None => fresh(portal.now().year() - 1),
    };
    let chosen = |kind: &str| {
        let scheme = last.and_then(|last| last.settings.schemes.find(kind));
        scheme.map_or_else(String::new, ToString::to_string)
    };
    show(&NewCampaignPage {
        frame: user.frame(),
        form,
        schemes: choices(&portal),
        kinds: list_lines(&portal, &user, chosen).await?,
        preview: None,
        has_last: newest.is_some(),
    })
}

/// What the button that only looks ahead sends.
const PREVIEW: &str = "preview";

/// Agencies without a 单位复核人 that a preview names.
const MOST_UNCHECKED: u32 = 50;

/// In an address: begin with what the newest campaign was.
const LAST: &str = "last";

fn fresh(year: i32) -> FormState {
    let title = format!("{year}年度部门整体支出绩效自评");
    FormState::prefilled(&[
        ("year", &year.to_string()),
        ("title", &title),
        ("department", "on"),
        ("submit_word", SubmitWord::default().word()),
    ])
}

/// 从上年复制: everything as it was, a year later.
fn copied(last: &Campaign) -> FormState {
    let year = last.year + 1;
    let title = last
        .title
        .replace(&last.year.to_string(), &year.to_string());
    let due_on = last.due_on.checked_add_months(Months::new(12));
    let due_on = due_on.unwrap_or(last.due_on).to_string();
    let scheme = last.scheme_of("").to_string();
    let chain = last.settings.chain;
    FormState::prefilled(&[
        ("from", LAST),
        ("year", &year.to_string()),
        ("title", &title),
        ("due_on", &due_on),
        ("scheme", &scheme),
        ("agency_check", ticked(chain.agency_check)),
        ("department", ticked(chain.department)),
        ("submit_word", last.settings.submit_word.word()),
        (APPEAL_DAYS, &last.settings.appeals.days.to_string()),
    ])
}

/// What a box sends.
pub(super) fn ticked(is_ticked: bool) -> &'static str {
    if is_ticked { "on" } else { "" }
}

/// The words for 提交 to choose from.
pub(super) fn submit_words() -> Vec<Choice> {
    let choice = |word: SubmitWord| Choice::new(word.word(), word.word());
    SubmitWord::ALL.into_iter().map(choice).collect()
}

/// `POST /campaigns`.
pub async fn post(portal: Data<Portal>, posted: PostedForm) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let mut form = FormState::of(&pairs, &FIELDS);
    let schemes = campaign_schemes::read(&pairs, &mut form);
    let kinds = list_lines(&portal, &user, |kind| campaign_schemes::typed(&pairs, kind)).await?;
    if let Some(mut request) = read(&mut form) {
        request.settings.schemes = schemes;
        if form.typed("from") == LAST
            && let Some(last) = find_newest(&portal.store, &user.caller).await?
        {
            request.settings.presentation = last.settings.presentation;
        }
        if pairs.text("deed") == PREVIEW {
            return look_ahead(&portal, &user, form, kinds, &request).await;
        }
        let (store, known) = (&portal.store, &portal.schemes);
        match open_campaign(store, known, &user.caller, &request, portal.now()).await {
            Ok(_) => return Ok(go_to_saying(routes::CAMPAIGNS, Notice::CampaignOpened)),
            Err(error @ CampaignError::AlreadyOpen(_)) => form.refuse("year", error.to_string()),
            Err(error @ CampaignError::Unfit(_)) => form.refuse_whole(error.to_string()),
            Err(error @ CampaignError::Scheme(_)) => form.refuse("scheme", error.to_string()),
            Err(error) => return Err(error.into()),
        }
    }
    let page = NewCampaignPage {
        frame: user.frame(),
        form,
        schemes: choices(&portal),
        kinds,
        preview: None,
        has_last: false,
    };
    show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// The same form with what it would make.
async fn look_ahead(
    portal: &Portal,
    user: &CurrentUser,
    form: FormState,
    kinds: Vec<KindLine>,
    request: &CampaignRequest,
) -> Result<HttpResponse, WebError> {
    let own = SchemeChoice {
        id: request.scheme_id.clone(),
        version: request.scheme_version,
    };
    let unchecked = if request.settings.chain.agency_check {
        list_unchecked(&portal.store, &user.caller, MOST_UNCHECKED, portal.now()).await?
    } else {
        Vec::new()
    };
    let preview = OpeningPreview::of(portal, &kinds, &own, unchecked);
    show(&NewCampaignPage {
        frame: user.frame(),
        form,
        schemes: choices(portal),
        kinds,
        preview: Some(preview),
        has_last: false,
    })
}

/// What was typed as a request; nothing when something in it cannot be read.
fn read(form: &mut FormState) -> Option<CampaignRequest> {
    form.require("title", "请填写工作名称。");
    let year = form.typed("year").parse().ok();
    if year.is_none() {
        form.refuse("year", "请填写四位数的年度，例如 2025。");
    }
    let due_on = read_due(form);
    let scheme = SchemeChoice::parse(form.typed("scheme"));
    if scheme.is_none() {
        form.refuse("scheme", "请选择填报方案。");
    }
    let settings = read_settings(form);
    let (year, due_on, scheme) = (year?, due_on?, scheme?);
    let title = form.typed("title").to_owned();
    form.is_sound().then_some(CampaignRequest {
        year,
        title,
        due_on,
        scheme_id: scheme.id,
        scheme_version: scheme.version,
        settings,
    })
}

/// The deadline as typed.
pub(super) fn read_due(form: &mut FormState) -> Option<NaiveDate> {
    let due_on = NaiveDate::parse_from_str(form.typed("due_on"), "%Y-%m-%d").ok();
    if due_on.is_none() {
        form.refuse("due_on", "请按“年-月-日”填写截止日期，例如 2026-06-30。");
    }
    due_on
}

/// What is set beyond the scheme, as typed.
pub(super) fn read_settings(form: &mut FormState) -> CampaignSettings {
    let days = match form.typed(APPEAL_DAYS).trim() {
        "" => Some(AppealTerms::default().days),
        text => text.parse().ok().filter(|days| *days <= MOST_APPEAL_DAYS),
    };
    if days.is_none() {
        form.refuse(APPEAL_DAYS, "申诉期限应是 0 至 90 之间的整数。");
    }
    CampaignSettings {
        chain: Chain {
            agency_check: form.is_ticked("agency_check"),
            department: form.is_ticked("department"),
        },
        submit_word: SubmitWord::from_word(form.typed("submit_word")).unwrap_or_default(),
        appeals: AppealTerms {
            days: days.unwrap_or_default(),
        },
        ..CampaignSettings::default()
    }
}

fn choices(portal: &Portal) -> Vec<Choice> {
    let choice = |head: &crate::domain::scheme::source::Head| {
        Choice::new(
            format!("{}@{}", head.id, head.version),
            format!("{}（第 {} 版）", head.title, head.version),
        )
    };
    portal
        .schemes
        .iter()
        .map(|scheme| choice(&scheme.head))
        .collect()
}
