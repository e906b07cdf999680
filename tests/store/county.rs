//! A small county to act in: one bureau, one department, three agencies, one person of each
//! office, a campaign on a scheme of three cells.

use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone as _, Utc};
use ziping::actions::campaign::{CampaignRequest, open_campaign};
use ziping::actions::filing::list_todo;
use ziping::actions::save::{Save, Saved, TypedCell, save_cells};
use ziping::actions::schemes::Schemes;
use ziping::actions::{Caller, Origin};
use ziping::domain::account::Term;
use ziping::domain::campaign::CampaignSettings;
use ziping::domain::publication::PublicRecord;
use ziping::domain::workflow::{Actor, OrganizationKind, Role};
use ziping::store::account::{NewAccount, insert_account};
use ziping::store::event::{Event, list_events};
use ziping::store::filing::find_filing;
use ziping::store::organization::{NewOrganization, insert_organization};
use ziping::store::posting::{NewPosting, insert_posting};
use ziping::store::{Page, Store};

use crate::support::database::FreshDatabase;

/// A scheme that asks for two amounts, which must agree, and takes a text.
const SCHEME: &str = r#"
[scheme]
id = "small"
version = 1
title = "小方案"
source = "测试"
publication_title = "{agency}{year}年度自评"
amount_unit = "万元"
full_marks = 100
grades = [{ name = "优", at_least = 90 }, { name = "差", at_least = 0 }]

[[item]]
code = "budget"
name = "预算"
kind = "amount"
required = "error"

[[item]]
code = "spent"
name = "支出"
kind = "amount"
required = "error"

[[item]]
code = "note"
name = "说明"
kind = "text"

[[computed]]
code = "rate"
name = "执行率"
unit = "%"
formula = "支出/预算"

[[form]]
id = "f1"
annex = "附件1"
name = "小表"
title = "小表"
year_line = "（{year}年度）"

[[form.block]]
kind = "grid"
label = "资金"
columns = ["预算", "支出", "执行率"]
rows = [{ label = "总额", cells = ["budget", "spent", "rate"] }]

[[form.block]]
kind = "texts"
label = "说明"
columns = ["说明"]
cells = ["note"]
"#;

/// The moment at which everything in these tests begins.
pub fn dawn() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 1, 0, 0).unwrap()
}

/// So many minutes later.
pub fn after(minutes: i64) -> DateTime<Utc> {
    dawn() + TimeDelta::minutes(minutes)
}

/// From where the people of these tests work.
pub fn origin() -> Origin {
    Origin {
        address: "192.0.2.7".to_owned(),
        request_id: "r-1".to_owned(),
    }
}

/// The county, with its people.
pub struct County {
    /// Dropped last.
    _fresh: FreshDatabase,
    pub store: Store,
    pub schemes: Schemes,
    pub bureau: String,
    pub department: String,
    /// Two people of the agency under the department.
    pub accountant: Caller,
    pub colleague: Caller,
    pub department_reviewer: Caller,
    pub finance_reviewer: Caller,
    pub publisher: Caller,
    pub administrator: Caller,
    pub security: Caller,
    pub auditor: Caller,
    /// Of the agency directly under the bureau.
    pub direct_accountant: Caller,
    /// Of another county.
    pub stranger: Caller,
}

impl County {
    /// The county with an open campaign.
    pub async fn with_campaign(fresh: FreshDatabase) -> Self {
        Self::with_settings(fresh, CampaignSettings::default()).await
    }

    /// The county with an open campaign that is set up like this.
    pub async fn with_settings(fresh: FreshDatabase, settings: CampaignSettings) -> Self {
        let county = Self::new(fresh).await;
        let request = CampaignRequest {
            year: 2025,
            title: "2025年度自评".to_owned(),
            due_on: NaiveDate::from_ymd_opt(2026, 4, 30).unwrap(),
            scheme_id: "small".to_owned(),
            scheme_version: 1,
            settings,
        };
        open_campaign(
            &county.store,
            &county.schemes,
            &county.publisher,
            &request,
            dawn(),
        )
        .await
        .unwrap();
        county
    }

    /// The county before any campaign.
    pub async fn new(fresh: FreshDatabase) -> Self {
        use OrganizationKind::{Agency, Bureau, Department};
        let store = fresh.open().await;
        let mut schemes = Schemes::default();
        schemes.add(SCHEME).unwrap();
        let bureau = organization(&store, Bureau, None, "01", "甲县").await;
        let department = organization(&store, Department, Some(&bureau), "02", "甲县").await;
        let agency = organization(&store, Agency, Some(&department), "11", "甲县").await;
        let direct = organization(&store, Agency, Some(&bureau), "12", "甲县").await;
        let other_bureau = organization(&store, Bureau, None, "91", "乙区").await;
        let other = organization(&store, Agency, Some(&other_bureau), "92", "乙区").await;
        let make = async |name, role, place: &str| person(&store, name, role, Some(place)).await;
        Self {
            accountant: make("tianbao", Role::Accountant, &agency).await,
            colleague: make("tongshi", Role::Accountant, &agency).await,
            department_reviewer: make("zhuguan", Role::DepartmentReviewer, &department).await,
            finance_reviewer: make("caizheng", Role::FinanceReviewer, &bureau).await,
            publisher: make("fabu", Role::Publisher, &bureau).await,
            direct_accountant: make("zhishu", Role::Accountant, &direct).await,
            stranger: make("waixian", Role::Accountant, &other).await,
            administrator: person(&store, "guanli", Role::SystemAdministrator, None).await,
            security: person(&store, "anquan", Role::SecurityAdministrator, None).await,
            auditor: person(&store, "shenji", Role::Auditor, None).await,
            bureau,
            department,
            schemes,
            store,
            _fresh: fresh,
        }
    }

    /// The one filing that waits for this accountant.
    pub async fn filing_of(&self, accountant: &Caller) -> String {
        let todo = list_todo(&self.store, accountant, Page::first(10))
            .await
            .unwrap();
        assert_eq!(todo.items.len(), 1);
        todo.items[0].listed.filing.id.clone()
    }

    /// The version of a filing that somebody would see now.
    pub async fn seen(&self, filing: &str) -> Option<i64> {
        let mut tx = self.store.read().await.unwrap();
        let found = find_filing(&mut tx, filing).await.unwrap();
        found.map(|filing| filing.version)
    }

    /// Types texts without a base.
    pub async fn type_in(&self, caller: &Caller, filing: &str, cells: &[(&str, &str)]) -> Saved {
        save_cells(
            &self.store,
            &self.schemes,
            caller,
            Save::typed(filing, &typed(cells)),
            after(1),
        )
        .await
        .unwrap()
    }

    /// Types everything the scheme asks for.
    pub async fn fill(&self, caller: &Caller, filing: &str) {
        self.type_in(caller, filing, &[("budget", "100"), ("spent", "96.5")])
            .await;
    }

    /// All events, oldest first.
    pub async fn events(&self) -> Vec<Event> {
        let mut tx = self.store.read().await.unwrap();
        let mut events = list_events(&mut tx, Page::first(1000)).await.unwrap();
        events.reverse();
        events
    }

    /// `action result detail` of the events of one person, oldest first.
    pub async fn record_of(&self, caller: &Caller) -> Vec<String> {
        let id = Some(caller.actor.account_id.clone());
        self.events()
            .await
            .into_iter()
            .filter(|event| event.account_id == id)
            .map(|event| format!("{} {} {}", event.action, event.result.code(), event.detail))
            .map(|line| line.trim_end().to_owned())
            .collect()
    }
}

/// The cells of a save.
pub fn typed(cells: &[(&str, &str)]) -> Vec<TypedCell> {
    cells
        .iter()
        .map(|(code, typed)| TypedCell {
            code: (*code).to_owned(),
            typed: (*typed).to_owned(),
        })
        .collect()
}

/// The body of a published page in these tests.
#[expect(
    clippy::unnecessary_wraps,
    reason = "renderers may fail; this one stands in for them"
)]
pub fn render(record: &PublicRecord) -> Result<String, String> {
    Ok(format!("<h1>{}</h1>", record.title))
}

/// Writes an organization named after its code.
pub async fn organization(
    store: &Store,
    kind: OrganizationKind,
    parent: Option<&String>,
    code: &str,
    region: &str,
) -> String {
    let new = NewOrganization {
        kind,
        parent_id: parent.cloned(),
        region: region.to_owned(),
        code: code.to_owned(),
        name: format!("{region}{}{code}", kind.label()),
        short_name: format!("单位{code}"),
        credit_code: String::new(),
        kind_of_agency: String::new(),
    };
    let mut tx = store.write().await.unwrap();
    let id = insert_organization(&mut tx, &new, dawn()).await.unwrap();
    tx.commit().await.unwrap();
    id.expect("the code is free")
}

/// Writes an account that nobody can log in to, and acts for it.
pub async fn person(
    store: &Store,
    login_name: &str,
    role: Role,
    organization_id: Option<&str>,
) -> Caller {
    let new = NewAccount {
        login_name,
        display_name: &format!("{}{login_name}", role.label()),
        password_hash: "none",
        must_change_password: false,
    };
    let mut tx = store.write().await.unwrap();
    let id = insert_account(&mut tx, &new, dawn()).await.unwrap();
    let account_id = id.expect("the name is free");
    let posting = NewPosting {
        account_id: &account_id,
        role,
        organization_id,
        term: Term {
            since: Some(dawn()),
            ..Term::default()
        },
    };
    insert_posting(&mut tx, &posting, dawn()).await.unwrap();
    tx.commit().await.unwrap();
    Caller {
        actor: Actor {
            account_id,
            role,
            organization_id: organization_id.map(str::to_owned),
        },
        login_name: login_name.to_owned(),
        origin: origin(),
    }
}
