//! 修改年度工作: what may still be changed of a campaign.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::campaigns::{APPEAL_DAYS, read_due, read_settings, submit_words, ticked};
use crate::actions::campaign::CampaignError;
use crate::actions::progress::{change_campaign, load_progress};
use crate::domain::campaign::{CampaignSettings, ChangeProblem, Plan};
use crate::store::campaign::Campaign;
use crate::web::desk::Due;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::{Choice, FormState};
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to_saying, show, show_as};
use crate::web::routes;
use crate::web::state::Portal;

const FIELDS: [&str; 6] = [
    "title",
    "due_on",
    "agency_check",
    "department",
    "submit_word",
    APPEAL_DAYS,
];

/// The form that changes a campaign.
#[derive(Debug, Template)]
#[template(path = "bureau/campaign_settings.html")]
pub struct CampaignSettingsPage {
    /// The surroundings.
    pub frame: Frame,
    /// The campaign's id.
    pub campaign_id: String,
    /// Its title as it stands.
    pub title: String,
    /// What was typed.
    pub form: FormState,
}

impl CampaignSettingsPage {
    fn of(frame: Frame, campaign: &Campaign, form: FormState) -> Self {
        Self {
            frame,
            campaign_id: campaign.id.clone(),
            title: campaign.title.clone(),
            form,
        }
    }

    fn action(&self) -> String {
        routes::campaign_settings(&self.campaign_id)
    }

    fn back(&self) -> String {
        routes::campaign(&self.campaign_id)
    }

    fn words(&self) -> Vec<Choice> {
        submit_words()
    }
}

/// `GET /campaigns/{campaign}/settings`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    campaign: Path<String>,
) -> Result<HttpResponse, WebError> {
    let found = load_progress(&portal.store, &user.caller, &campaign).await?;
    let campaign = found.campaign;
    let chain = campaign.settings.chain;
    let form = FormState::prefilled(&[
        ("title", &campaign.title),
        ("due_on", &campaign.due_on.to_string()),
        ("agency_check", ticked(chain.agency_check)),
        ("department", ticked(chain.department)),
        ("submit_word", campaign.settings.submit_word.word()),
        (APPEAL_DAYS, &campaign.settings.appeals.days.to_string()),
    ]);
    show(&CampaignSettingsPage::of(user.frame(), &campaign, form))
}

/// `POST /campaigns/{campaign}/settings`.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedForm,
    campaign: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let found = load_progress(&portal.store, &user.caller, &campaign).await?;
    let mut form = FormState::of(&pairs, &FIELDS);
    form.require("title", "请填写工作名称。");
    let settings = read_settings(&mut form);
    if let Some(due_on) = read_due(&mut form).filter(|_| form.is_sound()) {
        let plan = Plan {
            title: form.typed("title").to_owned(),
            due_on,
            settings: CampaignSettings {
                chain: settings.chain,
                submit_word: settings.submit_word,
                appeals: settings.appeals,
                ..found.campaign.settings.clone()
            },
        };
        let now = portal.now();
        let today = Due::new(due_on, now).today;
        let (store, caller) = (&portal.store, &user.caller);
        match change_campaign(store, caller, &campaign, plan, today, now).await {
            Ok(_) => {
                let back = routes::campaign(&campaign);
                return Ok(go_to_saying(&back, Notice::CampaignChanged));
            }
            Err(CampaignError::Change(problem)) => {
                let field = match problem {
                    ChangeProblem::ChainInUse | ChangeProblem::SchemesFixed => "agency_check",
                    ChangeProblem::DuePast(_) => "due_on",
                };
                form.refuse(field, problem.to_string());
            }
            Err(error @ CampaignError::Unfit(_)) => form.refuse_whole(error.to_string()),
            Err(error) => return Err(error.into()),
        }
    }
    let page = CampaignSettingsPage::of(user.frame(), &found.campaign, form);
    show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}
