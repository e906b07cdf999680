//! A small county for tests: one bureau, one department, two agencies, everybody in his role.

use std::collections::BTreeMap;

use super::app::TestApp;
use chrono::{DateTime, NaiveDate, Utc};
use ziping::actions::account::{AccountRequest, create_account, create_organization};
use ziping::actions::campaign::{CampaignRequest, open_campaign};
use ziping::actions::password::Passwords;
use ziping::actions::schemes::Schemes;
use ziping::actions::{Caller, Origin};
use ziping::domain::campaign::CampaignSettings;
use ziping::domain::workflow::{OrganizationKind, Role};
use ziping::store::Store;
use ziping::store::account::find_account_by_login;
use ziping::store::organization::NewOrganization;
use ziping::store::posting::list_postings;

/// The password of every test account.
pub const PASSWORD: &str = "Ceshi-2026-mima";

/// Log-in names, by role.
pub const ADMINISTRATOR: &str = "guanliyuan";
/// 安全管理员.
pub const SECURITY: &str = "anquan";
/// 审计员.
pub const AUDITOR: &str = "shenji";
/// 填报人 of 乙区行政审批服务局.
pub const ACCOUNTANT: &str = "tianbao-1";
/// 填报人 of 乙区图书馆, which stands under the bureau itself.
pub const OTHER_ACCOUNTANT: &str = "tianbao-2";
/// 主管部门审核人 over the first agency.
pub const DEPARTMENT_REVIEWER: &str = "shenhe-bumen";
/// 财政局审核人.
pub const FINANCE_REVIEWER: &str = "shenhe-caizheng";
/// 财政局发布人.
pub const PUBLISHER: &str = "fabu";

/// A second 填报人 of 乙区行政审批服务局, where a test has entered him.
pub const COLLEAGUE: &str = "tianbao-3";

/// Organizations by administrative code.
pub const BUREAU: &str = "yiqu-czj";
/// The supervising department.
pub const DEPARTMENT: &str = "yiqu-zfb";
/// The agency of the walk.
pub const AGENCY: &str = "yiqu-spj";
/// The agency without a supervising department.
pub const OTHER_AGENCY: &str = "yiqu-tsg";

const ORGANIZATIONS: [(&str, OrganizationKind, Option<&str>, &str, &str); 4] = [
    (
        BUREAU,
        OrganizationKind::Bureau,
        None,
        "乙区财政局",
        "财政局",
    ),
    (
        DEPARTMENT,
        OrganizationKind::Department,
        Some(BUREAU),
        "乙区人民政府办公室",
        "政府办",
    ),
    (
        AGENCY,
        OrganizationKind::Agency,
        Some(DEPARTMENT),
        "乙区行政审批服务局",
        "审批局",
    ),
    (
        OTHER_AGENCY,
        OrganizationKind::Agency,
        Some(BUREAU),
        "乙区图书馆",
        "图书馆",
    ),
];

const ACCOUNTS: [(&str, Role, Option<&str>); 8] = [
    (ADMINISTRATOR, Role::SystemAdministrator, None),
    (SECURITY, Role::SecurityAdministrator, None),
    (AUDITOR, Role::Auditor, None),
    (ACCOUNTANT, Role::Accountant, Some(AGENCY)),
    (OTHER_ACCOUNTANT, Role::Accountant, Some(OTHER_AGENCY)),
    (
        DEPARTMENT_REVIEWER,
        Role::DepartmentReviewer,
        Some(DEPARTMENT),
    ),
    (FINANCE_REVIEWER, Role::FinanceReviewer, Some(BUREAU)),
    (PUBLISHER, Role::Publisher, Some(BUREAU)),
];

/// Enters the organizations and accounts.
pub async fn found(store: &Store, passwords: &Passwords, now: DateTime<Utc>) {
    let caller = Caller::command_line();
    let mut ids: BTreeMap<&str, String> = BTreeMap::new();
    for (code, kind, parent, name, short_name) in ORGANIZATIONS {
        let new = NewOrganization {
            kind,
            parent_id: parent.map(|parent| ids[parent].clone()),
            region: "乙区".to_owned(),
            code: code.to_owned(),
            name: name.to_owned(),
            short_name: short_name.to_owned(),
            credit_code: String::new(),
            kind_of_agency: String::new(),
        };
        ids.insert(
            code,
            create_organization(store, &caller, &new, now)
                .await
                .unwrap(),
        );
    }
    for (login_name, role, organization) in ACCOUNTS {
        let request = AccountRequest {
            login_name: login_name.to_owned(),
            display_name: format!("{}（测试）", role.label()),
            role,
            organization_code: organization.map(str::to_owned),
            password: PASSWORD.to_owned(),
            must_change_password: false,
        };
        create_account(store, passwords, &caller, &request, now)
            .await
            .unwrap();
    }
}

/// The publisher opens a campaign on a shipped scheme; gives its id.
pub async fn announce(
    store: &Store,
    schemes: &Schemes,
    scheme_id: &str,
    year: i32,
    now: DateTime<Utc>,
) -> String {
    let request = CampaignRequest {
        year,
        title: format!("{year}年度部门整体支出绩效自评"),
        due_on: NaiveDate::from_ymd_opt(year + 1, 6, 30).unwrap(),
        scheme_id: scheme_id.to_owned(),
        scheme_version: 1,
        settings: CampaignSettings::default(),
    };
    let caller = caller(store, PUBLISHER).await;
    open_campaign(store, schemes, &caller, &request, now)
        .await
        .unwrap()
        .campaign_id
}

/// Enters a second accountant of the first agency.
pub async fn colleague(app: &TestApp) {
    let portal = &app.portal;
    let request = AccountRequest {
        login_name: COLLEAGUE.to_owned(),
        display_name: "填报人二".to_owned(),
        role: Role::Accountant,
        organization_code: Some(AGENCY.to_owned()),
        password: PASSWORD.to_owned(),
        must_change_password: false,
    };
    let caller = Caller::command_line();
    let (store, passwords) = (&portal.store, &portal.passwords);
    create_account(store, passwords, &caller, &request, app.now())
        .await
        .unwrap();
}

/// Somebody as the caller of an action.
pub async fn caller(store: &Store, login_name: &str) -> Caller {
    let mut tx = store.read().await.unwrap();
    let account = find_account_by_login(&mut tx, login_name)
        .await
        .unwrap()
        .unwrap();
    let postings = list_postings(&mut tx, &account.id).await.unwrap();
    Caller {
        actor: postings[0].actor(),
        login_name: login_name.to_owned(),
        origin: Origin {
            address: "127.0.0.1".to_owned(),
            request_id: "test".to_owned(),
        },
    }
}
