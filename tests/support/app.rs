//! The real portal on a free port, with a clock that the test sets.

use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use actix_web::dev::ServerHandle;
use actix_web::web::Data;
use chrono::{DateTime, TimeDelta, Utc};
use ziping::actions::password::Passwords;
use ziping::actions::schemes::Schemes;
use ziping::config::Settings;
use ziping::demo;
use ziping::sign_on::Provider;
use ziping::vault::{Seal, Vault};
use ziping::web::portal::render_record;
use ziping::web::routes::SIGN_ON_ANSWER;
use ziping::web::server::serve;
use ziping::web::state::{Clock, Parts, Portal};

use super::client::Client;
use super::county;
use super::database::{FreshDatabase, on_both_databases};

/// A running portal. Stops when dropped.
pub struct TestApp {
    /// `http://127.0.0.1:port`.
    pub address: String,
    /// What its handlers see.
    pub portal: Data<Portal>,
    time: Arc<Mutex<DateTime<Utc>>>,
    server: ServerHandle,
    database: FreshDatabase,
}

impl TestApp {
    /// An empty portal with default settings.
    pub async fn start(database: FreshDatabase) -> Self {
        Self::start_with(database, Settings::default()).await
    }

    /// An empty portal with these settings.
    pub async fn start_with(database: FreshDatabase, settings: Settings) -> Self {
        Self::start_on(database, settings, Schemes::shipped().unwrap()).await
    }

    /// An empty portal with these settings and schemes.
    pub async fn start_on(database: FreshDatabase, settings: Settings, schemes: Schemes) -> Self {
        let time = Arc::new(Mutex::new(morning()));
        let clock = {
            let time = Arc::clone(&time);
            Clock::new(move || *time.lock().unwrap())
        };
        let vault = Vault::open(&settings.evidence, &database.folder).await;
        let sign_on = settings.sign_on.clone();
        let mut passwords = Passwords::new(2).unwrap();
        if sign_on
            .as_ref()
            .is_some_and(|settings| !settings.passwords_stay)
        {
            passwords = passwords.closed_for_bound();
        }
        let portal = Data::new(Portal::new(Parts {
            sign_on: sign_on.map(|settings| Provider::new(settings, None, SIGN_ON_ANSWER).unwrap()),
            vault: vault.unwrap(),
            seal: Seal::open(None, &database.folder).unwrap(),
            store: database.open().await,
            passwords,
            schemes,
            settings,
            clock,
            start: 1,
        }));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (server, address) = serve(portal.clone(), listener).unwrap();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        Self {
            address: format!("http://{address}"),
            portal,
            time,
            server: handle,
            database,
        }
    }

    /// A portal with the organizations and accounts of [`county`].
    pub async fn with_county(database: FreshDatabase) -> Self {
        let app = Self::start(database).await;
        county::found(&app.portal.store, &app.portal.passwords, app.now()).await;
        app
    }

    /// The same, with a campaign opened on a shipped scheme.
    pub async fn with_campaign(database: FreshDatabase, scheme_id: &str, year: i32) -> Self {
        let app = Self::with_county(database).await;
        let portal = &app.portal;
        county::announce(&portal.store, &portal.schemes, scheme_id, year, app.now()).await;
        app
    }

    /// A portal with the demonstration loaded, as `serve --demo` shows it.
    pub async fn with_demonstration(database: FreshDatabase) -> Self {
        let app = Self::start(database).await;
        let Portal {
            store,
            passwords,
            schemes,
            ..
        } = app.portal.as_ref();
        demo::load(store, passwords, schemes, render_record, app.now())
            .await
            .unwrap();
        app
    }

    /// Where it keeps what is not in its database.
    pub fn folder(&self) -> &std::path::Path {
        &self.database.folder
    }

    /// The time in the portal.
    pub fn now(&self) -> DateTime<Utc> {
        *self.time.lock().unwrap()
    }

    /// Lets time pass.
    pub fn pass(&self, span: TimeDelta) {
        *self.time.lock().unwrap() += span;
    }

    /// A visitor with an empty cookie jar.
    pub fn visitor(&self) -> Client {
        Client::new(&self.address)
    }

    /// Somebody of the county, logged in.
    pub async fn log_in(&self, login_name: &str) -> Client {
        let client = self.visitor();
        client.log_in(login_name, county::PASSWORD).await;
        client
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        // The signal goes out at once; the workers end by themselves.
        drop(self.server.stop(false));
    }
}

/// Half past nine at the office, on a working day of the filing season.
fn morning() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-03-16T09:30:00+08:00")
        .unwrap()
        .to_utc()
}

async fn everybody_logs_in(database: FreshDatabase) {
    let app = TestApp::with_campaign(database, "lukou-2022", 2022).await;
    for login_name in [
        county::ADMINISTRATOR,
        county::SECURITY,
        county::AUDITOR,
        county::ACCOUNTANT,
        county::OTHER_ACCOUNTANT,
        county::DEPARTMENT_REVIEWER,
        county::FINANCE_REVIEWER,
        county::PUBLISHER,
    ] {
        let client = app.log_in(login_name).await;
        let work = client.get(ziping::web::routes::WORK).await;
        assert_eq!(work.status, 303, "{login_name}");
    }
}

on_both_databases!(everybody_logs_in);
