//! A draft as the accountant will see it, empty or with one of its examples.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::draft::DraftHead;
use crate::actions::scheme_draft::load_draft;
use crate::domain::evaluate::evaluate;
use crate::domain::example::entries_of;
use crate::domain::filing::Entries;
use crate::domain::scheme::{Scheme, source};
use crate::domain::sheet::{Purpose, Sheet, lay_out};
use crate::web::desk::paper::{Links, Mode, Paper};
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::form::Choice;
use crate::web::frame::Frame;
use crate::web::page::show_apart;
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;

/// One form of a draft.
#[derive(Debug, Template)]
#[template(path = "bureau/scheme_preview.html")]
pub struct PreviewPage {
    /// The surroundings.
    pub frame: Frame,
    /// The draft.
    pub head: DraftHead,
    /// The forms to choose from.
    pub forms: Vec<Choice>,
    /// The form that is shown.
    pub form: String,
    /// The examples to fill in.
    pub examples: Vec<Choice>,
    /// The example that is filled in.
    pub example: String,
    /// The form; nothing as long as the draft does not compile.
    pub sheet: Option<Sheet>,
}

impl PreviewPage {
    /// The page of a draft's text.
    #[must_use]
    pub fn of(frame: Frame, head: DraftHead, text: &str, (form, example): (&str, &str)) -> Self {
        let mut page = Self {
            frame,
            head,
            forms: Vec::new(),
            form: form.to_owned(),
            examples: Vec::new(),
            example: example.to_owned(),
            sheet: None,
        };
        if let (Ok(scheme), Ok(source)) = (Scheme::parse(text), source::read(text)) {
            page.draw(&scheme, &source.examples);
        }
        page
    }

    fn draw(&mut self, scheme: &Scheme, examples: &[source::ExampleSource]) {
        let forms = scheme.forms.iter();
        self.forms = forms
            .map(|form| Choice::new(form.id.clone(), form.name.clone()))
            .collect();
        if !self.forms.iter().any(|form| form.value == self.form) {
            let first = self.forms.first().map(|form| form.value.clone());
            self.form = first.unwrap_or_default();
        }
        let named = examples.iter().enumerate();
        self.examples = named
            .map(|(at, example)| Choice::new(at.to_string(), example.name.clone()))
            .collect();
        let chosen: Option<usize> = self.example.parse().ok();
        let filled = chosen.and_then(|at| entries_of(examples).into_iter().nth(at));
        let entries = filled.unwrap_or_else(|| Entries::new(PREVIEW_YEAR, "某单位".to_owned()));
        let evaluation = evaluate(scheme, &entries);
        self.sheet = lay_out(scheme, &self.form, &entries, &evaluation, Purpose::Entry);
    }

    fn paper<'a>(&self, sheet: &'a Sheet) -> Paper<'a> {
        Paper::new(sheet, Mode::Entry, Links::SamePage)
    }
}

/// An empty form is shown for this year.
const PREVIEW_YEAR: i32 = 2024;

/// `GET /schemes/drafts/{draft}/preview`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    draft: Path<String>,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let draft = load_draft(&portal.store, &user.caller, &draft).await?;
    let head = DraftHead::of(&draft, routes::SCHEME_PREVIEW);
    let (form, example) = (
        query.text("form").to_owned(),
        query.text("example").to_owned(),
    );
    let frame = user.frame();
    show_apart(&portal, &user.caller, StatusCode::OK, move || {
        Ok(PreviewPage::of(frame, head, &draft.text, (&form, &example)))
    })
    .await
}
