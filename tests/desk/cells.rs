//! Single cells, saved by the script while somebody types.

use serde_json::{Value, json};

use super::office::Office;
use super::submit::with_reasons;
use crate::support::client::Client;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::page::Page;

/// An open form page as the script knows it.
pub struct Window<'a> {
    office: &'a Office,
    client: &'a Client,
    token: String,
    version: i64,
}

impl<'a> Window<'a> {
    /// Opens 附件1.
    pub async fn open(office: &'a Office, client: &'a Client) -> Window<'a> {
        let page = client.get(&office.form("f1")).await;
        let version = page.attributes("form.desk", "data-version").remove(0);
        Window {
            office,
            client,
            token: page.form("form.desk").typed("_csrf").to_owned(),
            version: version.parse().unwrap(),
        }
    }

    /// Sends cells, each with the change it is based on.
    pub async fn send(&self, cells: &[(&str, &str, Option<&str>)]) -> Page {
        self.send_as("typed", cells).await
    }

    /// The same, come in another way.
    pub async fn send_as(&self, origin: &str, cells: &[(&str, &str, Option<&str>)]) -> Page {
        let cells: Vec<Value> = cells
            .iter()
            .map(|(code, typed, base)| json!({ "code": code, "typed": typed, "base": base }))
            .collect();
        let sent = json!({
            "form": "f1", "version": self.version, "origin": origin, "cells": cells,
        });
        self.tell("cells", &sent).await
    }

    /// Sends any document to an address under the filing.
    pub async fn tell(&self, place: &str, sent: &Value) -> Page {
        self.client
            .tell(&self.office.at(place), &self.token, sent)
            .await
    }
}

fn ok(page: &Page) -> Value {
    assert_eq!(page.status, 200, "{}", page.body);
    page.json()
}

async fn a_changed_cell_is_kept_and_everything_computed_comes_back(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let window = Window::open(&office, &office.accountant).await;
    let cells = [
        ("total_annual", "８１７．２９", None),
        ("total_executed", "408.645", None),
    ];
    let answer = ok(&window.send(&cells).await);
    assert_eq!(answer["saved_at"], "09:30");
    assert_eq!(answer["version"], 1);
    assert_eq!(answer["others"], json!([]), "one's own change is no news");
    let record = office.record().await;
    for (code, typed, _) in cells {
        assert_eq!(record.entries.typed(code), typed);
        assert_eq!(answer["saved"][code], json!(record.change_ids[code]));
    }
    let html = answer["html"].as_str().unwrap();
    assert!(
        html.contains("50.00%") && html.contains("按 817.29"),
        "{html}"
    );
}

async fn sent_again_it_changes_nothing(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let window = Window::open(&office, &office.accountant).await;
    let cells = [("total_initial", "1", None), ("goal_actual", "", None)];
    let first = ok(&window.send(&cells).await);
    assert_eq!(first["saved"]["goal_actual"], Value::Null);
    for _ in 0..3 {
        let again = ok(&window.send(&cells).await);
        assert_eq!(again["saved"], first["saved"]);
        assert_eq!(again["version"], first["version"]);
    }
    assert_eq!(office.record().await.filing.version, 1);
}

async fn different_cells_merge_and_the_same_cell_is_asked_about(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    let colleague = office.colleague().await;
    let record = office.record().await;
    let base = |code: &str| record.change_ids.get(code).map(String::as_str);
    let mine = Window::open(&office, &office.accountant).await;
    let theirs = Window::open(&office, &colleague).await;
    let cells = [
        ("total_initial", "485.86", base("total_initial")),
        ("total_annual", "817.30", base("total_annual")),
    ];
    let saved = ok(&theirs.send(&cells).await);

    let cells = [
        ("total_initial", "485.99", base("total_initial")),
        ("goal_actual", "改写", base("goal_actual")),
    ];
    let answer = ok(&mine.send(&cells).await);
    assert!(
        answer["saved"]["goal_actual"].is_string(),
        "the rest is kept"
    );
    assert!(answer["saved"]["total_initial"].is_null());
    let clash = &answer["clashes"][0];
    for (key, value) in [
        ("code", "total_initial"),
        ("mine", "485.99"),
        ("theirs", "485.86"),
        ("their_name", "填报人二"),
        ("their_time", "2026-03-16 09:30"),
    ] {
        assert_eq!(clash[key], value, "{key}");
    }
    let other = answer["others"]
        .as_array()
        .unwrap()
        .iter()
        .find(|other| other["code"] == "total_annual")
        .unwrap();
    assert_eq!(
        (&other["typed"], &other["name"], &other["is_own"]),
        (&json!("817.30"), &json!("填报人二"), &json!(false))
    );
    assert_eq!(other["change_id"], saved["saved"]["total_annual"]);
    assert_eq!(office.typed("total_initial").await, "485.86");

    let insist = clash["change_id"].as_str();
    let answer = ok(&mine.send(&[("total_initial", "485.99", insist)]).await);
    assert_eq!(answer["clashes"], json!([]));
    assert_eq!(office.typed("total_initial").await, "485.99");
}

async fn what_cannot_be_kept_is_said_and_the_rest_is_kept(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let window = Window::open(&office, &office.accountant).await;
    let long = "长".repeat(20_001);
    let cells = [
        ("total_initial", "1", None),
        ("goal_expected", long.as_str(), None),
        ("nowhere", "x", None),
        ("ind.h1r1.name", "行已删除", None),
        ("ind.quantity.rows", "h1r1", None),
        ("ind.h9r9.name", "", None),
    ];
    let answer = ok(&window.send(&cells).await);
    let problems: Vec<&str> = answer["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["code"].as_str().unwrap())
        .collect();
    assert_eq!(
        problems,
        [
            "goal_expected",
            "nowhere",
            "ind.h1r1.name",
            "ind.quantity.rows"
        ]
    );
    let sentence = answer["problems"][0]["sentence"].as_str().unwrap();
    assert!(sentence.contains("20001 字"), "{sentence}");
    assert_eq!(answer["saved"]["ind.h9r9.name"], Value::Null);
    assert!(answer["saved"]["total_initial"].is_string());
    assert_eq!(office.typed("total_initial").await, "1");
    assert_eq!(office.typed("ind.quantity.rows").await, "");
}

async fn nobody_else_and_nothing_foreign_gets_in(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let cells = [("total_initial", "1", None)];
    let window = Window::open(&office, &office.accountant).await;
    let stale = Window {
        token: "0000".to_owned(),
        ..Window::open(&office, &office.accountant).await
    };
    let answer = stale.send(&cells).await;
    assert_eq!(
        (answer.status, &answer.json()["code"]),
        (403, &json!("stale-token"))
    );

    let foreign = office
        .accountant
        .request(reqwest::Method::POST, &office.at("cells"))
        .header("x-csrf-token", &window.token)
        .header("accept", "application/json")
        .header("sec-fetch-site", "cross-site")
        .body("{}");
    assert_eq!(foreign.send().await.unwrap().status(), 403);
    let nonsense = window.tell("cells", &json!({ "cells": "all" })).await;
    assert_eq!(nonsense.status, 400);

    let other = office.app.log_in(county::OTHER_ACCOUNTANT).await;
    let page = other.get(ziping::web::routes::PASSWORD).await;
    let token = page.form("main form").typed("_csrf").to_owned();
    let sent = json!({ "version": 0, "cells": [{ "code": "total_initial", "typed": "9" }] });
    let answer = other.tell(&office.at("cells"), &token, &sent).await;
    assert_eq!(answer.status, 403);
    assert!(
        answer.json()["detail"]
            .as_str()
            .unwrap()
            .contains("不是您所在单位")
    );
    assert_eq!(office.typed("total_initial").await, "");
}

async fn a_closed_filing_says_so(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    let window = Window::open(&office, &office.accountant).await;
    with_reasons(&office).await;
    for (place, sent) in [
        (
            "cells",
            json!({ "version": 0, "cells": [{ "code": "total_initial", "typed": "9" }] }),
        ),
        ("presence", json!({ "version": 0 })),
    ] {
        let answer = window.tell(place, &sent).await;
        assert_eq!(
            (answer.status, &answer.json()["code"]),
            (409, &json!("conflict"))
        );
        assert!(answer.json()["detail"].as_str().unwrap().contains("已锁定"));
    }
    assert_eq!(office.typed("total_initial").await, "485.88");
}

async fn an_ended_session_is_renewed_in_place(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let window = Window::open(&office, &office.accountant).await;
    office.app.pass(chrono::TimeDelta::hours(9));
    let cells = [("total_initial", "1", None)];
    let answer = window.send(&cells).await;
    assert_eq!(
        (answer.status, &answer.json()["code"]),
        (401, &json!("log-in-needed"))
    );

    let client = &office.accountant;
    let log_in = async |password: &str| {
        let ask = client
            .request(reqwest::Method::GET, "/log-in")
            .header("accept", "application/json");
        let who = crate::support::client::read(ask.send().await.unwrap())
            .await
            .json();
        assert_eq!(who["account"], Value::Null);
        let pairs = [
            ("_visitor", who["visitor"].as_str().unwrap()),
            ("login_name", county::ACCOUNTANT),
            ("password", password),
        ];
        let request = client
            .request(reqwest::Method::POST, "/log-in")
            .header("accept", "application/json")
            .form(&pairs);
        crate::support::client::read(request.send().await.unwrap()).await
    };
    let wrong = log_in("wrong").await;
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.json()["detail"], "登录名或密码不正确。");
    let entered = log_in(county::PASSWORD).await;
    assert_eq!(entered.status, 200, "{}", entered.body);
    let caller = county::caller(&office.app.portal.store, county::ACCOUNTANT).await;
    assert_eq!(entered.json()["account"], json!(caller.actor.account_id));

    let stale = window.send(&cells).await;
    assert_eq!(stale.json()["code"], "stale-token");
    let token = entered.json()["csrf"].as_str().unwrap().to_owned();
    ok(&Window { token, ..window }.send(&cells).await);
    assert_eq!(office.typed("total_initial").await, "1");
}

on_both_databases!(
    a_changed_cell_is_kept_and_everything_computed_comes_back,
    sent_again_it_changes_nothing,
    different_cells_merge_and_the_same_cell_is_asked_about,
    what_cannot_be_kept_is_said_and_the_rest_is_kept,
    nobody_else_and_nothing_foreign_gets_in,
    a_closed_filing_says_so,
    an_ended_session_is_renewed_in_place,
);
