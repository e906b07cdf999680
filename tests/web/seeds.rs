//! The published documents, filed, reviewed and published here: everything has its place on the
//! page that anybody reads.

use ziping::actions::filing::{FilingRecord, list_todo, load_filing};
use ziping::actions::publish::{find_publication, publish_filing};
use ziping::actions::save::{Save, TypedCell, save_cells};
use ziping::actions::step::{approve_filing, submit_filing};
use ziping::domain::check::Finding;
use ziping::domain::evaluate::evaluate;
use ziping::store::Page;
use ziping::web::portal::render_record;
use ziping::web::routes;

use crate::seeds::shipped::{self, Case};
use crate::support::app::TestApp;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};

/// The agency that files here, under its own name.
const AGENCY: &str = "乙区图书馆";

/// The cells of a document that can be submitted.
pub(super) fn cells(case: &Case) -> Vec<TypedCell> {
    let (_, entries) = shipped::mended(case);
    let cells = entries.cells.into_iter();
    cells
        .map(|(code, typed)| TypedCell { code, typed })
        .collect()
}

/// A reason for everything that wants one.
fn reasons(record: &FilingRecord) -> Vec<TypedCell> {
    let evaluation = evaluate(&record.scheme, &record.entries);
    let unanswered = evaluation.findings.iter().filter(|found| found.blocks());
    let reason = |found: &Finding| TypedCell {
        code: found.reason_cell(),
        typed: "按公布的原文填报，情况属实。".to_owned(),
    };
    unanswered.map(reason).collect()
}

/// Types cells into the first filing that waits for an accountant, with a reason for what wants one,
/// and hands it in; gives its id and version.
pub(super) async fn hand_in(
    app: &TestApp,
    login_name: &str,
    mut typed: Vec<TypedCell>,
) -> (String, Option<i64>) {
    let (store, schemes) = (&app.portal.store, &app.portal.schemes);
    let accountant = county::caller(store, login_name).await;
    let todo = list_todo(store, &accountant, Page::first(1)).await.unwrap();
    let id = todo.items[0].listed.filing.id.clone();
    for _ in 0..2 {
        let saved = save_cells(
            store,
            schemes,
            &accountant,
            Save::typed(&id, &typed),
            app.now(),
        );
        saved.await.unwrap();
        let record = load_filing(store, schemes, &accountant, &id, app.now()).await;
        typed = reasons(&record.unwrap());
    }
    let submitted = submit_filing(store, schemes, &accountant, &id, app.now()).await;
    let version = Some(submitted.unwrap().version);
    (id, version)
}

/// Files a document, has it approved and published; gives the address of its page and how it was
/// seen before.
async fn publish(app: &TestApp, case: &Case) -> (String, String) {
    let (store, schemes) = (&app.portal.store, &app.portal.schemes);
    let (scheme, entries) = shipped::mended(case);
    county::announce(store, schemes, &scheme.head.id, entries.year, app.now()).await;
    let (id, version) = hand_in(app, county::OTHER_ACCOUNTANT, cells(case)).await;
    let reviewer = county::caller(store, county::FINANCE_REVIEWER).await;
    let approved = approve_filing(store, &reviewer, &id, version, app.now()).await;
    let version = Some(approved.unwrap().version);
    let desk = app.log_in(county::OTHER_ACCOUNTANT).await;
    let preview = desk.get(&format!("/filings/{id}/preview")).await;
    let publisher = county::caller(store, county::PUBLISHER).await;
    publish_filing(
        store,
        schemes,
        &publisher,
        &id,
        version,
        render_record,
        app.now(),
    )
    .await
    .unwrap();
    let address = routes::publication(entries.year, county::OTHER_AGENCY);
    (address, preview.body)
}

/// Text as it is compared: no white space, no thousands marks.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != ',')
        .collect()
}

/// Whether a figure of the document was put right before it was submitted.
fn is_mended(case: &Case, figure: &str) -> bool {
    let (_, filled) = shipped::filing(&case.filled);
    let cells = case.mended.keys().map(|cell| filled.typed(cell));
    let words = case.mends.iter().map(|slip| slip.printed.as_str());
    let figure = plain(figure);
    // 29.10 on a sheet is what was typed as 29.1.
    let number = match figure.split_once('.') {
        Some(_) => figure.trim_end_matches('0').trim_end_matches('.'),
        None => &figure,
    };
    cells
        .chain(words)
        .any(|printed| plain(printed).contains(number))
}

/// Publishes a document and looks for all that its case names.
async fn has_its_place(name: &str, database: FreshDatabase) {
    let cases = shipped::cases();
    let (_, case) = cases.iter().find(|(file, _)| file == name).unwrap();
    let app = TestApp::with_county(database).await;
    let (address, preview) = publish(&app, case).await;
    let page = app.visitor().get(&address).await;
    assert_eq!(page.status, 200);
    let year = shipped::mended(case).1.year;
    let published = find_publication(&app.portal.store, year, county::OTHER_AGENCY).await;
    let body = published.unwrap().unwrap().body_html;
    assert!(preview.contains(&body), "the preview is another page");
    let (_, filled) = shipped::filing(&case.filled);
    let here = |text: &str| plain(&text.replace(&filled.agency, AGENCY));
    let mut faults = Vec::new();
    for place in &case.places {
        let form = plain(&page.text(&format!("#{}", place.form)));
        let figures = place.holds.iter().filter(|text| !is_mended(case, text));
        for text in figures.chain([&place.label]) {
            if !form.contains(&here(text)) {
                faults.push(format!("{} {}: {text}", place.form, place.label));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

async fn the_report_of_zhuzhou(database: FreshDatabase) {
    has_its_place("zhuzhou", database).await;
}

async fn the_forms_of_datonghu(database: FreshDatabase) {
    has_its_place("datonghu", database).await;
}

async fn the_forms_of_lukou(database: FreshDatabase) {
    has_its_place("lukou", database).await;
}

async fn the_report_of_taoyuan(database: FreshDatabase) {
    has_its_place("taoyuan", database).await;
}

async fn the_table_of_xiangtan(database: FreshDatabase) {
    has_its_place("xiangtan", database).await;
}

on_both_databases!(
    the_report_of_zhuzhou,
    the_forms_of_datonghu,
    the_forms_of_lukou,
    the_report_of_taoyuan,
    the_table_of_xiangtan,
);
