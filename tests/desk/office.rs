//! An agency's office with a filing on its desk.

use std::collections::BTreeMap;

use serde::Deserialize;
use ziping::actions::filing::{FilingRecord, load_filing};
use ziping::actions::{Caller, save};

use crate::support::app::TestApp;
use crate::support::client::Client;
use crate::support::county;
use crate::support::database::FreshDatabase;
use crate::support::page::Page;

/// A portal with a running campaign and the accountant at work.
pub struct Office {
    pub app: TestApp,
    pub accountant: Client,
    /// The id of the agency's filing.
    pub filing: String,
}

#[derive(Deserialize)]
struct Filled {
    cells: BTreeMap<String, String>,
}

impl Office {
    /// With the empty forms of a shipped scheme.
    pub async fn open(database: FreshDatabase, scheme: &str, year: i32) -> Self {
        Self::of(TestApp::start(database).await, scheme, year).await
    }

    /// The same in a portal that was started with settings of its own.
    pub async fn of(app: TestApp, scheme: &str, year: i32) -> Self {
        let portal = &app.portal;
        county::found(&portal.store, &portal.passwords, app.now()).await;
        county::announce(&portal.store, &portal.schemes, scheme, year, app.now()).await;
        let accountant = app.log_in(county::ACCOUNTANT).await;
        let todo = accountant.get(ziping::web::routes::FILINGS).await;
        assert_eq!(todo.status, 200, "{}", todo.body);
        let href = todo.attributes(".todo h2 a", "href").remove(0);
        let filing = href.rsplit('/').next().unwrap().to_owned();
        Self {
            app,
            accountant,
            filing,
        }
    }

    /// With the figures of a published filing on them.
    pub async fn filled(database: FreshDatabase, scheme: &str, year: i32) -> Self {
        let office = Self::open(database, scheme, year).await;
        let path = crate::support::root().join(format!("schemes/demo/{scheme}.toml"));
        let filled: Filled = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let cells: Vec<(String, String)> = filled.cells.into_iter().collect();
        office.write(&cells).await;
        office
    }

    /// Writes cells without a page.
    pub async fn write(&self, cells: &[(String, String)]) {
        let portal = &self.app.portal;
        let caller = county::caller(&portal.store, county::ACCOUNTANT).await;
        let typed: Vec<save::TypedCell> = cells
            .iter()
            .map(|(code, typed)| save::TypedCell {
                code: code.clone(),
                typed: typed.clone(),
            })
            .collect();
        let now = self.app.now();
        save::save_cells(
            &portal.store,
            &portal.schemes,
            &caller,
            save::Save::typed(&self.filing, &typed),
            now,
        )
        .await
        .unwrap();
    }

    /// The filing as it is stored.
    pub async fn record(&self) -> FilingRecord {
        let portal = &self.app.portal;
        let caller: Caller = county::caller(&portal.store, county::ACCOUNTANT).await;
        load_filing(
            &portal.store,
            &portal.schemes,
            &caller,
            &self.filing,
            self.app.now(),
        )
        .await
        .unwrap()
    }

    /// What is stored in a cell.
    pub async fn typed(&self, code: &str) -> String {
        self.record().await.entries.typed(code).to_owned()
    }

    /// The address of a form.
    pub fn form(&self, form: &str) -> String {
        format!("/filings/{}/forms/{form}", self.filing)
    }

    /// The address of 全审, 提交 and the like.
    pub fn at(&self, place: &str) -> String {
        format!("/filings/{}/{place}", self.filing)
    }

    /// The page of a form.
    pub async fn open_form(&self, form: &str) -> Page {
        let page = self.accountant.get(&self.form(form)).await;
        assert_eq!(page.status, 200, "{}", page.body);
        page
    }

    /// A second accountant of the same agency, logged in.
    pub async fn colleague(&self) -> Client {
        county::colleague(&self.app).await;
        self.app.log_in(county::COLLEAGUE).await
    }
}
