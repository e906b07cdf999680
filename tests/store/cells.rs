//! Cells and their history in the store.

use ziping::actions::filing::list_changes;
use ziping::domain::filing::TextOrigin;
use ziping::store::cell::{self, ChangeSet, NewChange, insert_changes, list_cells, load_change};
use ziping::store::{Page, new_id};

use super::county::{County, after, dawn};
use crate::support::database::{FreshDatabase, on_both_databases};

fn change(code: &str, typed: &str, base: Option<&NewChange>) -> NewChange {
    NewChange {
        id: new_id(dawn()),
        code: code.to_owned(),
        typed: typed.to_owned(),
        base_change_id: base.map(|base| base.id.clone()),
    }
}

fn set<'a>(id: &'a str, by: &'a str, version: i64, changes: &'a [NewChange]) -> ChangeSet<'a> {
    ChangeSet {
        filing_id: id,
        filing_version: version,
        changed_by: by,
        changed_at: after(version),
        origin: TextOrigin::Typed,
        batch: None,
        changes,
    }
}

async fn a_cell_holds_its_last_text_and_keeps_the_others(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.filing_of(&county.accountant).await;
    let by = &county.accountant.actor.account_id;
    let first = change("note", "一", None);
    let second = change("note", "二", Some(&first));
    let mut tx = county.store.write().await.unwrap();
    insert_changes(&mut tx, &set(&id, by, 1, std::slice::from_ref(&first)))
        .await
        .unwrap();
    insert_changes(&mut tx, &set(&id, by, 2, std::slice::from_ref(&second)))
        .await
        .unwrap();
    insert_changes(&mut tx, &set(&id, by, 3, &[]))
        .await
        .unwrap();
    let cells = list_cells(&mut tx, &id).await.unwrap();
    assert_eq!((cells.len(), cells["note"].typed.as_str()), (1, "二"));
    assert_eq!(cells["note"].change_id, second.id);
    let loaded = load_change(&mut tx, &first.id).await.unwrap();
    assert_eq!((loaded.typed.as_str(), loaded.changed_at), ("一", after(1)));
    assert_eq!(loaded.changed_by_name, "填报人tianbao");
    assert!(load_change(&mut tx, "none").await.is_err());
    let history = cell::list_changes(&mut tx, &id, "note", Page::first(9))
        .await
        .unwrap();
    let texts: Vec<_> = history.iter().map(|change| change.typed.as_str()).collect();
    assert_eq!(texts, ["二", "一"]);
    let page = Page {
        limit: 1,
        offset: 1,
    };
    let older = cell::list_changes(&mut tx, &id, "note", page)
        .await
        .unwrap();
    assert_eq!(older, history[1..]);
}

async fn many_cells_are_written_at_once(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.filing_of(&county.accountant).await;
    let by = &county.accountant.actor.account_id;
    let changes: Vec<NewChange> = (0..1001)
        .map(|n| change(&format!("c{n}"), &n.to_string(), None))
        .collect();
    let mut tx = county.store.write().await.unwrap();
    insert_changes(&mut tx, &set(&id, by, 1, &changes))
        .await
        .unwrap();
    let cells = list_cells(&mut tx, &id).await.unwrap();
    assert_eq!(cells.len(), 1001);
    assert_eq!(cells["c1000"].typed, "1000");
}

async fn history_is_shown_to_who_may_look(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.filing_of(&county.accountant).await;
    county
        .type_in(&county.accountant, &id, &[("note", "一")])
        .await;
    county
        .type_in(&county.colleague, &id, &[("note", "二")])
        .await;
    let history = async |caller| {
        list_changes(&county.store, caller, &id, "note", Page::first(9), after(2)).await
    };
    let names: Vec<_> = history(&county.accountant)
        .await
        .unwrap()
        .into_iter()
        .map(|change| (change.typed, change.changed_by_name))
        .collect();
    let expected = [("二", "填报人tongshi"), ("一", "填报人tianbao")];
    assert_eq!(names, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert!(history(&county.stranger).await.is_err());
    assert_eq!(
        county.record_of(&county.stranger).await,
        ["view refused foreign-agency"]
    );
}

on_both_databases!(
    a_cell_holds_its_last_text_and_keeps_the_others,
    many_cells_are_written_at_once,
    history_is_shown_to_who_may_look,
);
