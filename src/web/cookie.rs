//! The portal's cookies: their names, their flags, and how they reach the response.

use actix_web::HttpMessage as _;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};

use super::frame::Notice;
use crate::domain::filing::MoneyUnit;

/// The name of a cookie, with the prefix that binds it to this host when the portal is reached by https.
fn name(base: &str, is_secure: bool) -> String {
    if is_secure {
        format!("__Host-{base}")
    } else {
        base.to_owned()
    }
}

/// The name of the session's cookie.
#[must_use]
pub fn session_name(is_secure: bool) -> String {
    name("ziping_session", is_secure)
}

/// The name of the cookie that ties a form to a browser before anybody is logged in.
#[must_use]
pub fn visitor_name(is_secure: bool) -> String {
    name("ziping_visitor", is_secure)
}

/// The name of the cookie of a log-in that waits for a code.
#[must_use]
pub fn pending_name(is_secure: bool) -> String {
    name("ziping_pending", is_secure)
}

/// The name of the cookie that ties an answer of the provider to the browser that asked.
#[must_use]
pub fn question_name(is_secure: bool) -> String {
    name("ziping_question", is_secure)
}

/// The name of the cookie of somebody the provider named, who is to confirm that it is he.
#[must_use]
pub fn claim_name(is_secure: bool) -> String {
    name("ziping_claim", is_secure)
}

/// The name of the cookie that carries a [`Notice`] over one redirect.
pub const NOTICE: &str = "ziping_notice";

/// The name of the cookie that remembers in which unit a person wants to see amounts.
pub const UNIT: &str = "ziping_unit";

/// Remembers for a year in which unit a person wants to see amounts.
#[must_use]
pub fn unit_cookie(unit: MoneyUnit) -> Cookie<'static> {
    let mut cookie = guarded(UNIT.to_owned(), unit.code().to_owned(), false);
    cookie.set_max_age(Duration::days(365));
    cookie
}

/// The unit that this person wants, if he ever said so.
#[must_use]
pub fn wanted_unit(request: &actix_web::HttpRequest) -> Option<MoneyUnit> {
    MoneyUnit::from_code(request.cookie(UNIT)?.value())
}

/// A cookie that scripts cannot read and foreign sites cannot send, gone when the browser closes.
#[must_use]
pub fn guarded(name: String, value: String, is_secure: bool) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(is_secure)
        .finish()
}

/// A cookie that ends one of the above.
#[must_use]
pub fn ended(name: String, is_secure: bool) -> Cookie<'static> {
    let mut cookie = guarded(name, String::new(), is_secure);
    cookie.set_max_age(Duration::ZERO);
    cookie
}

/// Carries a notice to the next page.
#[must_use]
pub fn notice_cookie(notice: Notice) -> Cookie<'static> {
    let mut cookie = guarded(NOTICE.to_owned(), notice.code().to_owned(), false);
    cookie.set_max_age(Duration::seconds(60));
    cookie
}

/// Cookies that extractors want in the response, whatever the handler answers.
#[derive(Debug, Default)]
pub struct OutgoingCookies(pub Vec<Cookie<'static>>);

/// Puts a cookie into the response of this request.
pub fn send(request: &actix_web::HttpRequest, cookie: Cookie<'static>) {
    let mut extensions = request.extensions_mut();
    if let Some(outgoing) = extensions.get_mut::<OutgoingCookies>() {
        outgoing.0.push(cookie);
    } else {
        extensions.insert(OutgoingCookies(vec![cookie]));
    }
}
