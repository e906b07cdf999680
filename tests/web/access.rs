//! Every route with every role: the table of routes is the list of cases.

use actix_web::http::Method;
use ziping::actions::filing::{list_others, list_todo};
use ziping::domain::workflow::{Role, may_enter};
use ziping::store::Page;
use ziping::web::desk::address;
use ziping::web::extract::Access;
use ziping::web::routes::{Declared, Routes};

use super::{account, demonstration, enter, pair, token};
use crate::support::app::TestApp;
use crate::support::client::{Client, read};
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};

/// A filing of the first county.
async fn filing_of_jia(app: &TestApp) -> String {
    let caller = county::caller(&app.portal.store, account("jia", Role::FinanceReviewer)).await;
    let store = &app.portal.store;
    let mut found = list_todo(store, &caller, Page::first(1))
        .await
        .unwrap()
        .items;
    found.extend(
        list_others(store, &caller, Page::first(1))
            .await
            .unwrap()
            .items,
    );
    found.remove(0).listed.filing.id
}

/// The addresses that take JSON from a script of ours.
const IN_JSON: [&str; 3] = [address::CELLS, address::PRESENCE, address::UPLOAD];

/// An address of the route, leading to a filing of the first county.
fn address(route: &Declared, filing: &str) -> String {
    route
        .path
        .replace("{filing}", filing)
        .replace("{form}", "f1")
        .replace("{code}", "total_initial")
        .replace("{login_name}", "nobody-at-all")
        .replace("{year}", "1999")
        .replace("{agency_code}", "none")
        .replace("{comment}", "0")
        .replace("{upload}", "0")
        .replace("{file}", "0")
        .replace("{posting}", "0")
        .replace("{session}", "0")
        .replace("{message}", "0")
        .replace("{format}", "csv")
        .replace("{name}", "app.css")
}

async fn call(client: &Client, route: &Declared, path: &str, token: &str) -> u16 {
    if route.method == Method::PUT {
        let request = client.request(reqwest::Method::PUT, path);
        let request = request.header(ziping::web::extract::TOKEN_HEADER, token);
        return read(request.body("part").send().await.unwrap())
            .await
            .status;
    }
    if route.path == address::UPLOADS {
        let sent = serde_json::json!({ "subject": "form:f1", "name": "a.pdf", "size": 1 });
        return client.tell(path, token, &sent).await.status;
    }
    if IN_JSON.contains(&route.path) {
        let sent = serde_json::json!({ "version": 0, "cells": [] });
        return client.tell(path, token, &sent).await.status;
    }
    if route.method == Method::POST {
        return client.post(path, &[pair("_csrf", token)]).await.status;
    }
    let method = reqwest::Method::from_bytes(route.method.as_str().as_bytes()).unwrap();
    read(client.request(method, path).send().await.unwrap())
        .await
        .status
}

async fn nobody_gets_in_without_logging_in(database: FreshDatabase) {
    let app = demonstration(database).await;
    let filing = filing_of_jia(&app).await;
    let visitor = app.visitor();
    for route in Routes::all()
        .declared()
        .iter()
        .filter(|route| route.access != Access::Everyone)
    {
        let status = call(&visitor, route, &address(route, &filing), "").await;
        let expected = if [Method::POST, Method::PUT].contains(&route.method) {
            401
        } else {
            303
        };
        assert_eq!(status, expected, "{} {}", route.method, route.path);
    }
}

async fn people_of_another_county_get_to_no_filing_and_no_foreign_area(database: FreshDatabase) {
    let app = demonstration(database).await;
    let filing = filing_of_jia(&app).await;
    for role in Role::ALL {
        let name = if role.is_of_the_house() {
            account("", role)
        } else {
            account("yi", role)
        };
        let client = enter(&app, name).await;
        let token = token(&client).await;
        for route in Routes::all().declared() {
            let is_area_of_others =
                matches!(route.access, Access::Area(area) if !may_enter(role, area));
            if is_area_of_others || route.path.contains("{filing}") {
                let status = call(&client, route, &address(route, &filing), &token).await;
                assert_eq!(status, 403, "{role:?}: {} {}", route.method, route.path);
            }
        }
    }
}

async fn a_disabled_account_is_out_at_once(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let client = app.log_in(county::ACCOUNTANT).await;
    let administrator = app.log_in(county::ADMINISTRATOR).await;
    let address = ziping::web::routes::account(county::ACCOUNTANT);
    let page = administrator.get(&address).await;
    let form = page.form("form[action$='/closure']");
    assert_eq!(administrator.send(&form).await.status, 303);
    assert_eq!(
        client
            .get(ziping::web::routes::WORK)
            .await
            .location
            .as_deref(),
        Some("/log-in?next=%2Fwork")
    );
}

on_both_databases!(
    nobody_gets_in_without_logging_in,
    people_of_another_county_get_to_no_filing_and_no_foreign_area,
    a_disabled_account_is_out_at_once,
);
