//! 动态验证码 of one's own: putting it on, and new recovery codes.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

use super::qr::Picture;
use crate::actions::second_factor::{
    Enrolment, SecondFactorError, begin_second_factor, confirm_own_second_factor,
    own_second_factor, renew_recovery_codes,
};
use crate::web::error::WebError;
use crate::web::extract::{CurrentUser, PostedForm};
use crate::web::form::FormState;
use crate::web::frame::Frame;
use crate::web::page::{go_to, show, show_as};
use crate::web::routes;
use crate::web::state::Portal;
use crate::web::time::{log_in_problem, to_the_minute};

/// How somebody's second factor stands.
#[derive(Debug, Clone)]
pub enum SecondFactorState {
    /// There is none.
    None,
    /// To be put into the telephone, as a picture and to be typed.
    Begun {
        /// The picture; none when the names in it are too long for one.
        picture: Option<Picture>,
        /// The secret in groups of four.
        to_type: String,
    },
    /// It is asked for at each log-in.
    InForce {
        /// Since when.
        since: String,
        /// How many recovery codes are left.
        recovery_codes: i64,
    },
}

/// The page of one's second factor.
#[derive(Debug, Template)]
#[template(path = "account/second_factor.html")]
pub struct SecondFactorPage {
    /// The surroundings.
    pub frame: Frame,
    /// What was wrong with a code.
    pub form: FormState,
    /// How it stands.
    pub state: SecondFactorState,
    /// Whether nothing else can be done before it is put on.
    pub is_forced: bool,
}

/// Recovery codes, shown once.
#[derive(Debug, Template)]
#[template(path = "account/recovery_codes.html")]
pub struct RecoveryCodesPage {
    /// The surroundings.
    pub frame: Frame,
    /// Whether the second factor has just been put on.
    pub is_new: bool,
    /// The codes.
    pub codes: Vec<String>,
}

/// `GET /account/second-factor`.
pub async fn get(portal: Data<Portal>, user: CurrentUser) -> Result<HttpResponse, WebError> {
    let page = page(&portal, &user, FormState::default()).await?;
    show(&page)
}

/// `POST /account/second-factor`: what the telephone shall share is made.
pub async fn begin(portal: Data<Portal>, posted: PostedForm) -> Result<HttpResponse, WebError> {
    let caller = &posted.user.caller;
    match begin_second_factor(&portal.store, &portal.seal, caller, portal.now()).await {
        // Who comes back to an old page sees how it stands.
        Ok(()) | Err(SecondFactorError::There) => Ok(go_to(routes::SECOND_FACTOR)),
        Err(error) => Err(WebError::internal(error)),
    }
}

/// `POST /account/second-factor/confirmation`: a code shows that the telephone has it.
pub async fn confirm(portal: Data<Portal>, posted: PostedForm) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let (store, seal, code) = (&portal.store, &portal.seal, pairs.text("code"));
    let (caller, session) = (&user.caller, &user.session);
    let done = confirm_own_second_factor(store, seal, caller, session, code, portal.now()).await;
    answer(&portal, &user, done, true).await
}

/// `POST /account/second-factor/recovery-codes`: new ones for a code of the telephone.
pub async fn renew(portal: Data<Portal>, posted: PostedForm) -> Result<HttpResponse, WebError> {
    let PostedForm { user, pairs } = posted;
    let (store, seal, code) = (&portal.store, &portal.seal, pairs.text("code"));
    let done = renew_recovery_codes(store, seal, &user.caller, code, portal.now()).await;
    answer(&portal, &user, done, false).await
}

async fn answer(
    portal: &Portal,
    user: &CurrentUser,
    done: Result<Vec<String>, SecondFactorError>,
    is_new: bool,
) -> Result<HttpResponse, WebError> {
    let problem = match done {
        Ok(codes) => {
            return show(&RecoveryCodesPage {
                frame: user.frame(),
                is_new,
                codes,
            });
        }
        Err(SecondFactorError::Code(error)) => log_in_problem(&error),
        Err(error @ (SecondFactorError::There | SecondFactorError::NotThere)) => error.to_string(),
        Err(error) => return Err(WebError::internal(error)),
    };
    let mut form = FormState::default();
    form.refuse("code", problem);
    let page = page(portal, user, form).await?;
    show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn page(
    portal: &Portal,
    user: &CurrentUser,
    form: FormState,
) -> Result<SecondFactorPage, WebError> {
    let stands = own_second_factor(&portal.store, &portal.seal, &user.caller).await;
    let state = match stands.map_err(WebError::internal)? {
        Enrolment::None => SecondFactorState::None,
        Enrolment::Begun(secret) => {
            let site = portal.site();
            let address = secret.address(&site.name, &user.account().login_name);
            SecondFactorState::Begun {
                picture: Picture::of(&address),
                to_type: secret.to_type(),
            }
        }
        Enrolment::InForce {
            since,
            recovery_codes,
        } => SecondFactorState::InForce {
            since: to_the_minute(since),
            recovery_codes,
        },
    };
    Ok(SecondFactorPage {
        frame: user.frame(),
        form,
        state,
        is_forced: user.lacks_second_factor,
    })
}
