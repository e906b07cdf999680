//! What every request can reach: database, settings, clock.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use actix_web::web::Data;
use actix_web::{HttpMessage as _, HttpRequest};
use chrono::{DateTime, TimeDelta, Utc};

use super::desk::TextMemory;
use super::download::Exporter;
use super::error::WebError;
use super::guesses::Guesses;
use super::portal::Shelf;
use super::request_number::{RequestNumber, RequestNumbers};
use crate::actions::password::Passwords;
use crate::actions::schemes::Schemes;
use crate::actions::workshop::Workshop;
use crate::actions::{Caller, Origin};
use crate::config::{Settings, SiteSettings};
use crate::domain::account::PasswordPolicy;
use crate::domain::workflow::Role;
use crate::sign_on::Provider;
use crate::store::Store;
use crate::vault::{Seal, Vault};

/// Tells the time; tests set their own.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>);

impl Clock {
    /// A clock that asks this function.
    pub fn new(ask: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        Self(Arc::new(ask))
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Clock")
    }
}

/// What a portal is made of.
#[derive(Debug)]
pub struct Parts {
    /// An open database.
    pub store: Store,
    /// The hasher of passwords.
    pub passwords: Passwords,
    /// The known schemes.
    pub schemes: Schemes,
    /// Where evidence is kept.
    pub vault: Vault,
    /// Seals what the database keeps and must not tell.
    pub seal: Seal,
    /// Who is asked at 单点登录; none without a provider.
    pub sign_on: Option<Provider>,
    /// What the operator set.
    pub settings: Settings,
    /// The time.
    pub clock: Clock,
    /// Tells the request numbers of this run from those of another.
    pub start: u32,
}

/// As many filings as there are processors are evaluated at one time, and never fewer than two:
/// beside somebody's long one there is a place for the others.
fn places() -> usize {
    std::thread::available_parallelism()
        .map_or(2, usize::from)
        .max(2)
}

/// The running portal.
#[derive(Debug)]
pub struct Portal {
    /// The database.
    pub store: Store,
    /// The hasher of passwords.
    pub passwords: Passwords,
    /// The schemes that filings are bound to.
    pub schemes: Schemes,
    /// Where evidence is kept.
    pub vault: Vault,
    /// Seals what the database keeps and must not tell.
    pub seal: Seal,
    /// Who is asked at 单点登录; none without a provider.
    pub sign_on: Option<Provider>,
    /// What the operator set.
    pub settings: Settings,
    /// The time.
    pub clock: Clock,
    /// Where filings are evaluated and their pages drawn.
    pub workshop: Workshop,
    /// What was read in the texts of filings that are worked on.
    pub texts: TextMemory,
    /// The published pages in memory.
    pub shelf: Shelf,
    /// Failed log-ins by address.
    pub guesses: Guesses,
    /// Makes files of filings, a few at a time.
    pub exporter: Exporter,
    site: Arc<SiteSettings>,
    numbers: RequestNumbers,
}

impl Portal {
    /// A portal made of its parts.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        let Parts {
            store,
            passwords,
            schemes,
            vault,
            seal,
            sign_on,
            settings,
            clock,
            start,
        } = parts;
        let site = Arc::new(settings.site.clone());
        let numbers = RequestNumbers::starting_with(start);
        Self {
            store,
            passwords,
            schemes,
            vault,
            seal,
            sign_on,
            settings,
            clock,
            workshop: Workshop::new(places()),
            texts: TextMemory::default(),
            shelf: Shelf::default(),
            guesses: Guesses::default(),
            exporter: Exporter::default(),
            site,
            numbers,
        }
    }

    /// The portal that serves this request.
    ///
    /// # Errors
    /// When the app was built without one.
    pub fn of(request: &HttpRequest) -> Result<&Data<Self>, WebError> {
        request
            .app_data::<Data<Self>>()
            .ok_or_else(|| WebError::defect("the app holds no portal"))
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The site's own names and numbers.
    #[must_use]
    pub fn site(&self) -> Arc<SiteSettings> {
        Arc::clone(&self.site)
    }

    /// Whether people reach the portal by https.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.settings.server.secure_cookies
    }

    /// What the passwords that people choose must be.
    #[must_use]
    pub fn password_policy(&self) -> PasswordPolicy {
        let set = &self.settings.password;
        PasswordPolicy {
            shortest: set.shortest,
            kinds: set.kinds,
            days: set.days,
            not_again: set.not_again,
        }
    }

    /// Whether people of this role must have a second factor.
    #[must_use]
    pub fn requires_second_factor(&self, role: Role) -> bool {
        let required = &self.settings.second_factor.required_for;
        required.iter().any(|code| code == role.code())
    }

    /// How long a session lasts without a request.
    #[must_use]
    pub fn idle(&self) -> TimeDelta {
        TimeDelta::minutes(i64::from(self.settings.session.idle_minutes))
    }

    /// Does what keeps a processor busy apart from the threads that serve requests, for one person
    /// one thing at a time.
    ///
    /// # Errors
    /// When it does not come to its end.
    pub async fn apart<T: Send + 'static>(
        &self,
        caller: &Caller,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, WebError> {
        let done = self.workshop.run_for(&caller.actor.account_id, work).await;
        done.map_err(WebError::internal)
    }

    /// A number for the next request.
    pub fn next_request_number(&self) -> RequestNumber {
        self.numbers.next()
    }

    /// Where a request comes from, for the event record.
    #[must_use]
    pub fn origin(&self, request: &HttpRequest) -> Origin {
        let number = request
            .extensions()
            .get::<RequestNumber>()
            .map(ToString::to_string);
        Origin {
            address: self
                .address(request)
                .map_or_else(|| "unknown".to_owned(), |address| address.to_string()),
            request_id: number.unwrap_or_default(),
        }
    }

    /// The visitor's address. A header can be forged by anyone, so it is believed only from the proxy
    /// that the operator named, and only its last entry, which that proxy itself wrote.
    fn address(&self, request: &HttpRequest) -> Option<IpAddr> {
        let peer = request.peer_addr().map(|address| address.ip())?;
        if self.settings.server.trusted_proxy != Some(peer) {
            return Some(peer);
        }
        let forwarded = request
            .headers()
            .get_all("x-forwarded-for")
            .last()
            .and_then(|value| value.to_str().ok())
            .and_then(|list| list.rsplit(',').next())
            .and_then(|address| address.trim().parse().ok());
        Some(forwarded.unwrap_or(peer))
    }
}
