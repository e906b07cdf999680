//! A form that comes after the session has ended loses nothing.

use chrono::TimeDelta;
use ziping::web::routes;

use crate::support::app::TestApp;
use crate::support::client::Client;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::page::Form;

/// The form of a new organization with texts that are easily damaged on the way.
async fn filled(client: &Client) -> Form {
    let form = client.get(routes::NEW_ORGANIZATION).await.form("main form");
    form.with("kind", "bureau")
        .with("region", "丙县")
        .with("code", "bing-01")
        .with("name", "  丙县\n财政局\t<script>\"'&amp;")
        .with("short_name", "财政局")
}

async fn logging_in_on_the_spot_sends_the_form(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let client = app.log_in(county::ADMINISTRATOR).await;
    let form = filled(&client).await;
    app.pass(TimeDelta::hours(2));
    let expired = client.send(&form).await;
    assert_eq!(expired.status, 401);
    assert!(expired.text("h1").contains("登录已过期"));
    let rescue = expired.form("main form");
    assert_eq!(rescue.action, routes::ORGANIZATIONS);
    for (name, text) in form.pairs.iter().filter(|(name, _)| !name.starts_with('_')) {
        assert_eq!(rescue.typed(name), text, "{name}");
    }

    let wrong = client
        .send(
            &rescue
                .with("_login_name", county::ADMINISTRATOR)
                .with("_password", "cuowu"),
        )
        .await;
    assert_eq!(wrong.status, 401);
    assert!(wrong.has(".error-summary"), "{}", wrong.body);
    assert!(!wrong.body.contains("cuowu"), "a password came back");
    let rescue = wrong.form("main form");
    for (name, text) in form.pairs.iter().filter(|(name, _)| !name.starts_with('_')) {
        assert_eq!(rescue.typed(name), text, "{name} after a wrong password");
    }

    let done = client
        .send(&rescue.with("_password", county::PASSWORD))
        .await;
    assert_eq!(
        (done.status, done.location.as_deref()),
        (303, Some(routes::ORGANIZATIONS)),
        "{}",
        done.body
    );
    let list = client.follow(done).await;
    assert_eq!(list.status, 200, "the new session is there");
    assert!(
        list.words().contains("丙县 财政局 <script>\"'&amp;"),
        "{}",
        list.words()
    );
}

async fn a_person_who_may_not_do_it_is_still_refused(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let client = app.log_in(county::ADMINISTRATOR).await;
    let form = filled(&client).await;
    app.pass(TimeDelta::hours(2));
    let rescue = client.send(&form).await.form("main form");
    let rescue = rescue
        .with("_login_name", county::ACCOUNTANT)
        .with("_password", county::PASSWORD);
    let refused = client.send(&rescue).await;
    assert_eq!(refused.status, 403, "{}", refused.body);
}

async fn a_stolen_form_without_the_browsers_cookie_logs_nobody_in(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let client = app.log_in(county::ADMINISTRATOR).await;
    let form = filled(&client).await;
    app.pass(TimeDelta::hours(2));
    let rescue = client.send(&form).await.form("main form");
    let rescue = rescue
        .with("_login_name", county::ADMINISTRATOR)
        .with("_password", county::PASSWORD);
    let stranger = app.visitor();
    let answer = stranger.send(&rescue).await;
    assert_eq!(answer.status, 401);
    assert_eq!(answer.form("main form").typed("code"), "bing-01");
    let again = answer.form("main form").with("_password", county::PASSWORD);
    assert_eq!(stranger.send(&again).await.status, 303);
}

async fn passwords_are_never_carried_along(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let client = app.log_in(county::ACCOUNTANT).await;
    let form = client.get(routes::PASSWORD).await.form("main form");
    let form = form
        .with("password", county::PASSWORD)
        .with("new_password", "Xin-mima-2026");
    app.pass(TimeDelta::hours(2));
    let expired = client.send(&form).await;
    assert_eq!(expired.status, 401);
    assert!(!expired.body.contains(county::PASSWORD) && !expired.body.contains("Xin-mima-2026"));
}

on_both_databases!(
    logging_in_on_the_spot_sends_the_form,
    a_person_who_may_not_do_it_is_still_refused,
    a_stolen_form_without_the_browsers_cookie_logs_nobody_in,
    passwords_are_never_carried_along,
);
