//! The eighteen agencies that file without a browser.

use ziping::actions::Caller;
use ziping::actions::filing::{list_todo, load_filing};
use ziping::actions::publish::publish_filing;
use ziping::actions::save::{Save, TypedCell, save_cells};
use ziping::actions::step::submit_filing;
use ziping::domain::evaluate::evaluate;
use ziping::domain::workflow::{OrganizationKind, Role};
use ziping::store::Page;
use ziping::store::organization::find_organization_by_code;
use ziping::web::portal::render_record;

use crate::journey::paper::Paper;
use crate::store::county::{organization, person};
use crate::support::app::TestApp;
use crate::support::county;

const UNDER_THE_DEPARTMENT: usize = 9;
const UNDER_THE_BUREAU: usize = 9;

/// What answers every doubt of the checks.
pub const REASON: &str = "个别窗口高峰期等候较长，下年增设弹性窗口并按季度检查。";

/// The accountants of the eighteen.
pub struct Crowd(Vec<Caller>);

/// Enters the agencies with their accountants.
pub async fn enter(app: &TestApp) -> Crowd {
    let store = &app.portal.store;
    let mut tx = store.read().await.unwrap();
    let mut parents = Vec::new();
    for (code, count) in [
        (county::DEPARTMENT, UNDER_THE_DEPARTMENT),
        (county::BUREAU, UNDER_THE_BUREAU),
    ] {
        let parent = find_organization_by_code(&mut tx, code).await.unwrap();
        parents.extend(vec![parent.unwrap().id; count]);
    }
    drop(tx);
    let mut accountants = Vec::new();
    for (number, parent) in parents.iter().enumerate() {
        let code = format!("yiqu-{number:02}");
        let agency = OrganizationKind::Agency;
        let id = organization(store, agency, Some(parent), &code, "乙区").await;
        let login_name = format!("qunzhong-{number:02}");
        accountants.push(person(store, &login_name, Role::Accountant, Some(&id)).await);
    }
    Crowd(accountants)
}

impl Crowd {
    /// Everybody fills in and submits.
    pub async fn file(&self, app: &TestApp) {
        for accountant in &self.0 {
            let filing = fill(app, accountant).await;
            let (store, schemes) = (&app.portal.store, &app.portal.schemes);
            submit_filing(store, schemes, accountant, &filing, app.now())
                .await
                .unwrap();
        }
    }
}

/// Types what stands on the paper, and a reason wherever one is asked; gives the filing.
async fn fill(app: &TestApp, accountant: &Caller) -> String {
    let filing = type_paper(app, accountant).await;
    let (store, schemes) = (&app.portal.store, &app.portal.schemes);
    let record = load_filing(store, schemes, accountant, &filing, app.now())
        .await
        .unwrap();
    let found = evaluate(&record.scheme, &record.entries).findings;
    let asked = found.iter().filter(|finding| finding.blocks());
    let reasons: Vec<TypedCell> = asked
        .map(|finding| TypedCell {
            code: finding.reason_cell(),
            typed: REASON.to_owned(),
        })
        .collect();
    keep(app, accountant, &filing, &reasons).await;
    filing
}

/// Types what stands on the paper into the filing that waits for an accountant.
pub async fn type_paper(app: &TestApp, accountant: &Caller) -> String {
    let todo = list_todo(&app.portal.store, accountant, Page::first(1)).await;
    let filing = todo.unwrap().items.remove(0).listed.filing.id;
    let cells: Vec<TypedCell> = Paper::read("lukou-2022")
        .all()
        .map(|(code, typed)| TypedCell {
            code: code.to_owned(),
            typed: typed.to_owned(),
        })
        .collect();
    keep(app, accountant, &filing, &cells).await;
    filing
}

async fn keep(app: &TestApp, accountant: &Caller, filing: &str, cells: &[TypedCell]) {
    let (store, schemes) = (&app.portal.store, &app.portal.schemes);
    let save = Save::typed(filing, cells);
    save_cells(store, schemes, accountant, save, app.now())
        .await
        .unwrap();
}

/// Publishes everything that waits for it; gives how many these were.
pub async fn publish_the_rest(app: &TestApp) -> usize {
    let portal = &app.portal;
    let (store, schemes) = (&portal.store, &portal.schemes);
    let publisher = county::caller(store, county::PUBLISHER).await;
    let waiting = list_todo(store, &publisher, Page::first(99)).await.unwrap();
    for item in &waiting.items {
        let filing = &item.listed.filing;
        let (seen, now) = (Some(filing.version), app.now());
        publish_filing(
            store,
            schemes,
            &publisher,
            &filing.id,
            seen,
            render_record,
            now,
        )
        .await
        .unwrap();
    }
    waiting.items.len()
}
