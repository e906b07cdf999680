//! 我的通知: how one is reached outside the portal, and what one is told there.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

use crate::actions::contact::{change_own_notices, load_own_notices, read_contact};
use crate::courier::Channels;
use crate::domain::message::{ContactProblem, MessageKind};
use crate::store::contact::Contact;
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::{FormPairs, FormState};
use crate::web::frame::{Frame, Notice};
use crate::web::page::{go_to_saying, show, show_as};
use crate::web::routes;
use crate::web::state::Portal;

/// The field of the e-mail address.
pub(in crate::web) const EMAIL: &str = "email";
/// The field of the mobile number.
pub(in crate::web) const MOBILE: &str = "mobile";

/// What one is told outside the portal.
#[derive(Debug, Template)]
#[template(path = "account/notices.html")]
pub struct NoticesPage {
    /// The surroundings.
    pub frame: Frame,
    /// The address and the number, and a tick for each kind that is wanted.
    pub form: FormState,
    /// Whether this portal sends mail.
    pub has_mail: bool,
    /// Whether it sends 短信.
    pub has_text: bool,
}

impl NoticesPage {
    fn of(portal: &Portal, frame: Frame, form: FormState) -> Self {
        let channels = Channels::of(&portal.settings);
        Self {
            frame,
            form,
            has_mail: channels.has_mail,
            has_text: !channels.text.is_empty(),
        }
    }

    /// What a person may do without.
    fn kinds(&self) -> Vec<MessageKind> {
        optional()
    }

    fn label(&self, kind: MessageKind) -> String {
        format!("{}：{}", kind.label(), kind.explanation())
    }
}

fn optional() -> Vec<MessageKind> {
    let kinds = MessageKind::ALL.into_iter();
    kinds.filter(|kind| kind.may_be_off()).collect()
}

/// `GET /account/notices`.
pub async fn get(portal: Data<Portal>, user: CurrentUser) -> Result<HttpResponse, WebError> {
    let (contact, off) = load_own_notices(&portal.store, &user.caller).await?;
    let mut texts = vec![
        (EMAIL, contact.email.as_str()),
        (MOBILE, contact.mobile.as_str()),
    ];
    let wanted = optional().into_iter().filter(|kind| !off.contains(kind));
    texts.extend(wanted.map(|kind| (kind.code(), "on")));
    let form = FormState::prefilled(&texts);
    show(&NoticesPage::of(&portal, user.frame(), form))
}

/// `POST /account/notices`.
pub async fn post(portal: Data<Portal>, posted: PostedForm) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let kinds = optional();
    let mut names = vec![EMAIL, MOBILE];
    names.extend(kinds.iter().map(|kind| kind.code()));
    let mut form = FormState::of(&pairs, &names);
    if let Some(contact) = read(&pairs, &mut form) {
        let off: Vec<MessageKind> = kinds
            .into_iter()
            .filter(|kind| !form.is_ticked(kind.code()))
            .collect();
        let (store, caller) = (&portal.store, &user.caller);
        change_own_notices(store, caller, &contact, &off, portal.now())
            .await
            .map_err(WebError::internal)?;
        return Ok(go_to_saying(routes::NOTICES, Notice::ContactKept));
    }
    let page = NoticesPage::of(&portal, user.frame(), form);
    show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// The address and the number of a form; what does not fit is said at its field.
pub(in crate::web) fn read(pairs: &FormPairs, form: &mut FormState) -> Option<Contact> {
    match read_contact(pairs.text(EMAIL), pairs.text(MOBILE)) {
        Ok(contact) => Some(contact),
        Err(problem) => {
            let field = match problem {
                ContactProblem::Email => EMAIL,
                ContactProblem::Mobile => MOBILE,
            };
            form.refuse(field, problem.to_string());
            None
        }
    }
}
