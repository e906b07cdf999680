//! 编号与公开: the numbers and titles of a campaign's forms, which of them the public sees, and what
//! stands over their pages.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use crate::actions::campaign::CampaignError;
use crate::actions::presentation::{change_presentation, list_schemes};
use crate::actions::progress::load_progress;
use crate::domain::campaign::{FormSetting, PageHead, Presentation};
use crate::domain::publication::FormFace;
use crate::domain::scheme::Scheme;
use crate::domain::scheme::source::FormSource;
use crate::store::campaign::Campaign;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::{FormPairs, FormState, one_line};
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to_saying, show, show_as};
use crate::web::routes;
use crate::web::state::Portal;

use super::campaigns::ticked;

const FIELDS: [&str; 9] = [
    SHOWS_REVIEWED,
    "index_number",
    "publisher",
    "document_number",
    "topic",
    "validity",
    "editor",
    "source",
    KEEPS_EVIDENCE,
];

const KEEPS_EVIDENCE: &str = "keeps_evidence";

const SHOWS_REVIEWED: &str = "shows_reviewed_score";

/// Between a scheme's id and a form's.
const WITHIN: char = '/';

/// The form that changes how a campaign's forms look.
#[derive(Debug, Template)]
#[template(path = "bureau/presentation.html")]
pub struct PresentationPage {
    /// The surroundings.
    pub frame: Frame,
    /// The campaign's id.
    pub campaign_id: String,
    /// Its title.
    pub title: String,
    /// What was typed for the head of the page.
    pub form: FormState,
    /// The schemes of the campaign with their forms.
    pub schemes: Vec<SchemeForms>,
}

/// A scheme with its forms.
#[derive(Debug, Clone)]
pub struct SchemeForms {
    /// The scheme's title.
    pub title: String,
    /// Its forms.
    pub forms: Vec<FormLine>,
}

/// A form with what was typed for it.
#[derive(Debug, Clone)]
pub struct FormLine {
    /// What the form sends for it.
    pub key: String,
    /// Its name in lists.
    pub name: String,
    /// The number and the title that the scheme prints.
    pub printed: (String, String),
    /// What was typed.
    pub face: FormFace,
}

impl FormLine {
    fn of(scheme: &Scheme, form: &FormSource, presentation: &Presentation) -> Self {
        let face = presentation.find(&scheme.head.id, &form.id);
        Self {
            key: format!("{}{WITHIN}{}", scheme.head.id, form.id),
            name: form.name.clone(),
            printed: (form.annex.clone(), form.title.clone()),
            face: face.cloned().unwrap_or_default(),
        }
    }

    fn annex(&self) -> String {
        one_line(&self.face.annex)
    }

    fn title(&self) -> String {
        one_line(&self.face.title)
    }
}

impl PresentationPage {
    fn of(
        portal: &Portal,
        frame: Frame,
        campaign: &Campaign,
        presentation: &Presentation,
        form: FormState,
    ) -> Result<Self, WebError> {
        let schemes = list_schemes(&portal.schemes, campaign).map_err(WebError::internal)?;
        let forms_of = |scheme: &Scheme| SchemeForms {
            title: scheme.head.title.clone(),
            forms: scheme
                .forms
                .iter()
                .map(|form| FormLine::of(scheme, form, presentation))
                .collect(),
        };
        Ok(Self {
            frame,
            campaign_id: campaign.id.clone(),
            title: campaign.title.clone(),
            form,
            schemes: schemes.iter().map(|scheme| forms_of(scheme)).collect(),
        })
    }

    fn action(&self) -> String {
        routes::campaign_presentation(&self.campaign_id)
    }

    fn back(&self) -> String {
        routes::campaign(&self.campaign_id)
    }
}

/// `GET /campaigns/{campaign}/presentation`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    campaign: Path<String>,
) -> Result<HttpResponse, WebError> {
    let found = load_progress(&portal.store, &user.caller, &campaign).await?;
    let presentation = &found.campaign.settings.presentation;
    let head = &presentation.head;
    let form = FormState::prefilled(&[
        ("index_number", &head.index_number),
        ("publisher", &head.publisher),
        ("document_number", &head.document_number),
        ("topic", &head.topic),
        ("validity", &head.validity),
        ("editor", &head.editor),
        ("source", &head.source),
        (KEEPS_EVIDENCE, ticked(presentation.keeps_evidence)),
        (SHOWS_REVIEWED, ticked(presentation.shows_reviewed_score)),
    ]);
    let frame = user.frame();
    let page = PresentationPage::of(&portal, frame, &found.campaign, presentation, form)?;
    show(&page)
}

/// `POST /campaigns/{campaign}/presentation`.
pub async fn post(
    portal: Data<Portal>,
    posted: PostedForm,
    campaign: Path<String>,
) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let found = load_progress(&portal.store, &user.caller, &campaign).await?;
    let mut form = FormState::of(&pairs, &FIELDS);
    let typed = read(&pairs, &form);
    let changed = change_presentation(
        &portal.store,
        &portal.schemes,
        &user.caller,
        &campaign,
        typed.clone(),
        portal.now(),
    )
    .await;
    match changed {
        Ok(()) => {
            let back = routes::campaign_presentation(&campaign);
            return Ok(go_to_saying(&back, Notice::CampaignChanged));
        }
        Err(error @ CampaignError::Presentation(_)) => form.refuse_whole(error.to_string()),
        Err(error) => return Err(error.into()),
    }
    let page = PresentationPage::of(&portal, user.frame(), &found.campaign, &typed, form)?;
    show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// What was typed.
fn read(pairs: &FormPairs, form: &FormState) -> Presentation {
    let text = |name: &str| form.typed(name).to_owned();
    let internal: Vec<&str> = pairs.all("internal").collect();
    let texts = pairs.all("annex").zip(pairs.all("form_title"));
    let lines = pairs.all("form").zip(texts);
    let setting = |(key, (annex, title)): (&str, (&str, &str))| {
        let (scheme, form) = key.split_once(WITHIN)?;
        let face = FormFace {
            form: form.to_owned(),
            annex: annex.trim().to_owned(),
            title: title.trim().to_owned(),
            is_internal: internal.contains(&key),
        };
        (!face.is_usual()).then(|| FormSetting {
            scheme: scheme.to_owned(),
            face,
        })
    };
    Presentation {
        forms: lines.filter_map(setting).collect(),
        head: PageHead {
            index_number: text("index_number"),
            publisher: text("publisher"),
            document_number: text("document_number"),
            topic: text("topic"),
            validity: text("validity"),
            editor: text("editor"),
            source: text("source"),
        },
        keeps_evidence: form.is_ticked(KEEPS_EVIDENCE),
        shows_reviewed_score: form.is_ticked(SHOWS_REVIEWED),
    }
}
