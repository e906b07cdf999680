//! Two people, or two windows, on one form: nothing is overwritten unseen.

use super::office::Office;
use crate::support::client::Client;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::page::Form;

async fn form_of(office: &Office, client: &Client) -> Form {
    client
        .get(&office.form("f1"))
        .await
        .form("form.desk")
        .with("do", "save")
}

async fn different_cells_are_both_kept(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    let colleague = office.colleague().await;
    let (mine, theirs) = (
        form_of(&office, &office.accountant).await,
        form_of(&office, &colleague).await,
    );
    assert_eq!(
        colleague
            .send(&theirs.with("c:total_initial", "485.86"))
            .await
            .status,
        303
    );
    assert_eq!(
        office
            .accountant
            .send(&mine.with("c:total_annual", "817.30"))
            .await
            .status,
        303
    );
    assert_eq!(
        office.typed("total_initial").await,
        "485.86",
        "a cell left alone puts no old text back"
    );
    assert_eq!(office.typed("total_annual").await, "817.30");
}

async fn the_same_cell_shows_both_texts(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    let colleague = office.colleague().await;
    let (mine, theirs) = (
        form_of(&office, &office.accountant).await,
        form_of(&office, &colleague).await,
    );
    colleague
        .send(&theirs.with("c:total_initial", "485.86"))
        .await;
    let mine = mine
        .with("c:total_initial", "485.99")
        .with("c:total_annual", "817.30");
    let answer = office.accountant.send(&mine).await;
    assert_eq!(answer.status, 409);
    assert!(answer.text("title").starts_with("错误："));
    let texts = answer.texts(".clash .readable");
    assert_eq!(texts, ["485.99", "485.86"]);
    assert!(answer.text(".clash").contains("填报人二"));
    assert_eq!(
        office.typed("total_initial").await,
        "485.86",
        "nothing was overwritten"
    );
    assert_eq!(
        office.typed("total_annual").await,
        "817.30",
        "the rest was kept"
    );

    let choice = answer.form("main form").with("do", "save");
    assert_eq!(choice.typed("c:total_initial"), "485.99");
    assert_eq!(office.accountant.send(&choice).await.status, 303);
    assert_eq!(office.typed("total_initial").await, "485.99");
}

async fn an_old_window_puts_no_old_text_back(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    let old = form_of(&office, &office.accountant).await;
    let new = form_of(&office, &office.accountant).await;
    office
        .accountant
        .send(&new.with("c:total_initial", "485.86"))
        .await;
    office
        .accountant
        .send(&old.with("c:total_annual", "817.30"))
        .await;
    assert_eq!(office.typed("total_initial").await, "485.86");
    assert_eq!(office.typed("total_annual").await, "817.30");
}

on_both_databases!(
    different_cells_are_both_kept,
    the_same_cell_shows_both_texts,
    an_old_window_puts_no_old_text_back,
);
