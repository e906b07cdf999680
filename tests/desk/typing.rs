//! What the script asks for while somebody types.

use reqwest::Method;

use super::office::Office;
use crate::support::client::read;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::page::{Form, Page};

/// Sends a form as the script does.
async fn by_script(office: &Office, form: &Form, address: &str) -> Page {
    let request = office
        .accountant
        .request(Method::POST, address)
        .header("Accept", "application/json")
        .form(&form.pairs);
    read(request.send().await.unwrap()).await
}

async fn a_preview_computes_and_stores_nothing(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let form = office
        .open_form("f1")
        .await
        .form("form.desk")
        .with("c:total_annual", "817.29")
        .with("c:total_executed", "408.645");
    let answer = by_script(&office, &form, &format!("{}/preview", office.form("f1"))).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(
        answer
            .text(r#"[data-live="value-execution_rate"]"#)
            .contains("50.00%")
    );
    assert!(
        answer
            .text(r#"[data-live="value-execution_rate"]"#)
            .contains("408.645"),
        "the explanation comes with it"
    );
    assert_eq!(office.typed("total_annual").await, "");
}

async fn every_piece_of_the_answer_has_its_place_on_the_page(database: FreshDatabase) {
    let office = Office::filled(database, "datonghu-2020", 2020).await;
    for form in ["f1", "f4", "f5", "f6"] {
        let page = office.open_form(form).await;
        let places = page.attributes("[data-live]", "data-live");
        let answer = by_script(
            &office,
            &page.form("form.desk"),
            &format!("{}/preview", office.form(form)),
        )
        .await;
        let mut pieces = answer.attributes("[data-live]", "data-live");
        assert!(pieces.len() > 4, "{form}");
        pieces.retain(|piece| !places.contains(piece));
        assert!(pieces.is_empty(), "{form} has no place for {pieces:?}");
        for live in ["counts", "score", "tasks", "found"] {
            let selector = format!(r#"[data-live="{live}"]"#);
            assert_eq!(
                page.text(&selector),
                answer.text(&selector),
                "{form} {live}"
            );
        }
    }
}

on_both_databases!(
    a_preview_computes_and_stores_nothing,
    every_piece_of_the_answer_has_its_place_on_the_page,
);
