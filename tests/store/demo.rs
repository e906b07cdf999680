//! The demonstration loads through the actions, once, and fills every queue.

use std::collections::BTreeSet;

use ziping::actions::Caller;
use ziping::actions::filing::{list_todo, load_filing};
use ziping::actions::password::Passwords;
use ziping::actions::publish::{find_publication, list_publications};
use ziping::actions::schemes::Schemes;
use ziping::actions::session::log_in;
use ziping::demo::{self, ACCOUNTS, PASSWORD};
use ziping::domain::check::Finding;
use ziping::domain::evaluate::evaluate;
use ziping::domain::workflow::Role;
use ziping::store::publication::PublicationFilter;
use ziping::store::{Page, Store};

use super::county::{dawn, origin, render};
use crate::support::database::{FreshDatabase, on_both_databases};

async fn enter(store: &Store, passwords: &Passwords, login_name: &str) -> Caller {
    let entered = log_in(store, passwords, login_name, PASSWORD, &origin(), dawn()).await;
    Caller::new(&entered.unwrap().session, origin())
}

async fn every_queue_of_the_demonstration_shows_something(fresh: FreshDatabase) {
    let store = fresh.open().await;
    let passwords = Passwords::new(2).unwrap();
    let schemes = Schemes::shipped().unwrap();
    let loaded = demo::load(&store, &passwords, &schemes, render, dawn()).await;
    assert!(loaded.unwrap());
    let again = demo::load(&store, &passwords, &schemes, render, dawn()).await;
    assert!(!again.unwrap(), "a second start finds its data");

    let mut states = BTreeSet::new();
    for account in ACCOUNTS {
        let caller = enter(&store, &passwords, account.login_name).await;
        let todo = list_todo(&store, &caller, Page::first(20)).await.unwrap();
        let files = matches!(account.role, Role::Accountant | Role::AgencyChecker);
        let waits = !files && !account.role.is_of_the_house();
        assert!(!waits || !todo.items.is_empty(), "{}", account.login_name);
        for item in &todo.items {
            states.insert(item.listed.filing.facts.state.code());
        }
    }
    let all = [
        "approved",
        "awaiting-department",
        "awaiting-finance",
        "draft",
        "returned",
    ];
    assert_eq!(states, BTreeSet::from(all));

    let all = PublicationFilter::default();
    let public = list_publications(&store, &all, Page::first(9)).await;
    assert_eq!(public.unwrap().total, 1);
    let published = find_publication(&store, 2022, "yi-11")
        .await
        .unwrap()
        .unwrap();
    assert!(
        published.evaluation_json.contains("\"total\":\"96\""),
        "{}",
        published.evaluation_json
    );
}

async fn the_first_draft_of_the_demonstration_has_the_errors_of_the_document(fresh: FreshDatabase) {
    let store = fresh.open().await;
    let passwords = Passwords::new(2).unwrap();
    let schemes = Schemes::shipped().unwrap();
    demo::load(&store, &passwords, &schemes, render, dawn())
        .await
        .unwrap();
    let caller = enter(&store, &passwords, "jia-tianbao").await;
    let todo = list_todo(&store, &caller, Page::first(9)).await.unwrap();
    let id = &todo.items[0].listed.filing.id;
    let record = load_filing(&store, &schemes, &caller, id, dawn())
        .await
        .unwrap();
    let evaluation = evaluate(&record.scheme, &record.entries);
    let is_sum = |finding: &&Finding| finding.check == "K03";
    let sum = evaluation.findings.iter().find(is_sum).unwrap();
    assert!(
        format!("{}{}", sum.message, sum.cure).contains("143.68"),
        "{sum:?}"
    );
}

on_both_databases!(
    every_queue_of_the_demonstration_shows_something,
    the_first_draft_of_the_demonstration_has_the_errors_of_the_document,
);
