//! Indicator rows: added, moved, removed and brought back by buttons alone.

use super::office::Office;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::page::Page;

async fn press(office: &Office, button: &str) -> (Page, String) {
    let form = office
        .open_form("f1")
        .await
        .form("form.desk")
        .with("do", button);
    let answer = office.accountant.send(&form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let location = answer.location.clone().unwrap();
    (office.accountant.follow(answer).await, location)
}

async fn rows_come_move_go_and_come_back(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let (page, location) = press(&office, "add:ind:quantity").await;
    assert!(location.ends_with("#cell-ind.h1r1.name"), "{location}");
    assert!(page.has(r#"textarea[name="c:ind.h1r1.name"]"#));
    press(&office, "add:ind:quantity").await;
    assert_eq!(office.typed("ind.quantity.rows").await, "h1r1 h1r2");

    let form = office
        .open_form("f1")
        .await
        .form("form.desk")
        .with("c:ind.h1r1.name", "办件数量")
        .with("c:ind.h1r2.name", "培训场次")
        .with("do", "down:ind:h1r1");
    office.accountant.send(&form).await;
    assert_eq!(
        office.typed("ind.quantity.rows").await,
        "h1r2 h1r1",
        "texts are kept and the row has moved"
    );
    assert_eq!(office.typed("ind.h1r1.name").await, "办件数量");
    press(&office, "up:ind:h1r1").await;
    assert_eq!(office.typed("ind.quantity.rows").await, "h1r1 h1r2");

    let (page, _) = press(&office, "remove:ind:h1r1").await;
    assert!(page.text(".notice button").contains("恢复"));
    assert!(page.text(".desk-sheet .notice").contains("办件数量"));
    assert_eq!(office.typed("ind.quantity.rows").await, "h1r2");
    let restore = page.attributes(".notice button", "value").remove(0);
    press(&office, &restore).await;
    assert_eq!(office.typed("ind.quantity.rows").await, "h1r2 h1r1");
    assert_eq!(office.typed("ind.h1r1.name").await, "办件数量");

    press(&office, "add:ind:quality").await;
    assert_eq!(
        office.typed("ind.quality.rows").await,
        "h2r1",
        "each heading counts for itself"
    );
    press(&office, "remove:ind:h1r1").await;
    press(&office, "add:ind:quantity").await;
    assert_eq!(
        office.typed("ind.quantity.rows").await,
        "h1r2 h1r3",
        "a new row never takes over an old row's texts"
    );
}

async fn nonsense_buttons_only_save(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    for button in [
        "add:ind:nowhere",
        "add:elsewhere:quantity",
        "remove:ind:r9",
        "restore:ind:quantity:r7",
        "up",
        "::::",
    ] {
        press(&office, button).await;
        assert_eq!(office.typed("ind.quantity.rows").await, "", "{button}");
    }
}

on_both_databases!(rows_come_move_go_and_come_back, nonsense_buttons_only_save);
