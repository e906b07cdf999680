//! The query of an address. Whatever a visitor puts there is read without complaint.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

use super::form::FormPairs;

/// The query of an address.
#[derive(Debug, Clone, Default)]
pub struct Query(FormPairs);

impl Query {
    /// The trimmed text under this name, where the address has one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(str::trim)
    }

    /// Every text under this name: the boxes ticked of several.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.all(name)
    }

    /// The trimmed text under this name, empty when there is none.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.0.text(name).trim()
    }

    /// The number under this name, if it is one.
    #[must_use]
    pub fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.text(name).parse().ok()
    }
}

impl FromRequest for Query {
    type Error = std::convert::Infallible;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(
            FormPairs::parse(request.query_string().as_bytes()).unwrap_or_default(),
        )))
    }
}
