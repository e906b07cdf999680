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
    assert!(!answer.has("[data-bases]"));
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

async fn saving_while_typing_goes_on_from_what_it_saved(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let form = office
        .open_form("f1")
        .await
        .form("form.desk")
        .with("do", "autosave")
        .with("c:total_initial", "1");
    let answer = by_script(&office, &form, &office.form("f1")).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let bases = answer.attributes("[data-bases]", "data-bases").remove(0);
    assert!(bases.starts_with("total_initial="), "{bases}");
    let colleague = office.colleague().await;
    let theirs = colleague
        .get(&office.form("f1"))
        .await
        .form("form.desk")
        .with("c:total_initial", "2");
    colleague.send(&theirs.with("do", "save")).await;

    let form = form
        .with("bases", &bases)
        .with("c:total_initial", "3")
        .with("c:total_annual", "4");
    let answer = by_script(&office, &form, &office.form("f1")).await;
    assert_eq!(answer.status, 409);
    assert!(
        answer
            .attributes("[data-problem]", "data-problem")
            .remove(0)
            .contains("1 处与他人同时修改")
    );
    assert_eq!(office.typed("total_initial").await, "2");
    assert_eq!(office.typed("total_annual").await, "4");
}

async fn a_closed_filing_tells_the_script_so(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    let form = office
        .open_form("f1")
        .await
        .form("form.desk")
        .with("do", "autosave")
        .with("c:total_initial", "1");
    super::submit::with_reasons(&office).await;
    let answer = by_script(&office, &form, &office.form("f1")).await;
    assert_eq!(answer.status, 409);
    assert!(
        answer
            .header("content-type")
            .starts_with("application/problem+json")
    );
    assert!(answer.body.contains("已锁定"), "{}", answer.body);
}

on_both_databases!(
    a_preview_computes_and_stores_nothing,
    every_piece_of_the_answer_has_its_place_on_the_page,
    saving_while_typing_goes_on_from_what_it_saved,
    a_closed_filing_tells_the_script_so,
);
