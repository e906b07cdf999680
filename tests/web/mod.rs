//! The portal over HTTP, on a real port: who gets in, what is refused, and that nothing typed is lost.

mod access;
mod administration;
mod bodies;
mod campaigns;
mod closing;
mod download;
mod headers;
mod kinds;
mod log_in;
mod notices;
mod own_schemes;
mod presentation;
mod publication;
mod rescore;
mod rescue;
mod review;
mod roster;
mod sample;
pub(crate) mod scheme;
mod second_factor;
mod seeds;
mod sign_on;
mod staff_list;
mod statistics;
mod text_memory;
mod tokens;

use ziping::actions::publish::list_publications;
use ziping::demo;
use ziping::domain::workflow::Role;
use ziping::store::Page;
use ziping::store::publication::PublicationFilter;
use ziping::web::portal::render_record;
use ziping::web::routes;

use crate::support::app::TestApp;
use crate::support::client::Client;
use crate::support::database::FreshDatabase;

/// A portal with the demonstration in it: two counties, one filing published.
async fn demonstration(database: FreshDatabase) -> TestApp {
    let app = TestApp::start(database).await;
    let portal = &app.portal;
    demo::load(
        &portal.store,
        &portal.passwords,
        &portal.schemes,
        render_record,
        app.now(),
    )
    .await
    .unwrap();
    app
}

/// Somebody of the demonstration, logged in.
async fn enter(app: &TestApp, login_name: &str) -> Client {
    let client = app.visitor();
    client.log_in(login_name, demo::PASSWORD).await;
    client
}

/// The demonstration account of this role whose name begins so.
fn account(prefix: &str, role: Role) -> &'static str {
    demo::ACCOUNTS
        .iter()
        .find(|account| account.role == role && account.login_name.starts_with(prefix))
        .unwrap()
        .login_name
}

/// The token that the forms of this person carry.
async fn token(client: &Client) -> String {
    client
        .get(routes::PASSWORD)
        .await
        .form("main form")
        .typed("_csrf")
        .to_owned()
}

/// The only published page of the demonstration.
async fn published(app: &TestApp) -> String {
    let everything = PublicationFilter::default();
    let list = list_publications(&app.portal.store, &everything, Page::first(1)).await;
    let head = list.unwrap().items.remove(0);
    routes::publication(head.year, &head.agency_code)
}

fn pair(name: &str, text: &str) -> (String, String) {
    (name.to_owned(), text.to_owned())
}
