//! 授权 and 切换单位: who grants what to whom, and which postings go together.

use ziping::actions::account::{AccountError, AccountRequest, create_account};
use ziping::actions::password::Passwords;
use ziping::actions::posting::{
    PostingRequest, end_posting, give_posting, grant_posting, list_asked, unlock_account,
};
use ziping::actions::session::{LogInError, log_in, resume_session, switch_posting};
use ziping::actions::{Caller, session};
use ziping::domain::account::DutyConflict;
use ziping::domain::workflow::Role;
use ziping::store::Page;
use ziping::store::posting::{Posting, list_postings};

use super::county::{County, after, dawn, origin};
use crate::support::database::{FreshDatabase, on_both_databases};

const PASSWORD: &str = "Yu7-lan-hua";
const IDLE: chrono::TimeDelta = chrono::TimeDelta::minutes(30);

/// An account made by the system administrator, whose posting waits.
async fn ask(county: &County, login_name: &str, role: Role, code: Option<&str>) -> String {
    let request = AccountRequest {
        login_name: login_name.to_owned(),
        display_name: "新人".to_owned(),
        role,
        organization_code: code.map(str::to_owned),
        password: PASSWORD.to_owned(),
        must_change_password: false,
    };
    let passwords = Passwords::new(1).unwrap();
    create_account(
        &county.store,
        &passwords,
        &county.administrator,
        &request,
        dawn(),
    )
    .await
    .unwrap()
}

async fn postings(county: &County, account: &str) -> Vec<Posting> {
    let mut tx = county.store.read().await.unwrap();
    list_postings(&mut tx, account).await.unwrap()
}

async fn give(county: &County, name: &str, role: Role, code: &str) -> Result<(), AccountError> {
    let request = PostingRequest {
        login_name: name.to_owned(),
        role,
        organization_code: Some(code.to_owned()).filter(|code| !code.is_empty()),
    };
    give_posting(&county.store, &county.security, &request, after(1)).await
}

async fn enter(county: &County, name: &str) -> Result<session::LoggedIn, LogInError> {
    let passwords = Passwords::new(1).unwrap();
    log_in(
        &county.store,
        &passwords,
        name,
        PASSWORD,
        &origin(),
        after(4),
    )
    .await
}

async fn an_account_gets_in_once_the_security_administrator_agrees(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let account = ask(&county, "xin", Role::Accountant, Some("12")).await;
    assert!(matches!(
        enter(&county, "xin").await,
        Err(LogInError::NoPosting)
    ));
    let asked = list_asked(&county.store, &county.security, Page::first(9))
        .await
        .unwrap();
    assert_eq!(asked.len(), 1);
    let id = asked[0].posting.id.clone();
    for other in [
        &county.administrator,
        &county.auditor,
        &county.finance_reviewer,
    ] {
        let refused = grant_posting(&county.store, other, &id, after(1)).await;
        assert!(
            matches!(refused, Err(AccountError::NotGranting)),
            "{}",
            other.login_name
        );
        let refused = list_asked(&county.store, other, Page::first(9)).await;
        assert!(refused.is_err());
    }
    grant_posting(&county.store, &county.security, &id, after(1))
        .await
        .unwrap();
    let entered = enter(&county, "xin").await.unwrap();
    assert_eq!(entered.session.posting.role, Role::Accountant);
    let again = grant_posting(&county.store, &county.security, &id, after(2)).await;
    assert!(matches!(again, Err(AccountError::UnknownPosting)));

    end_posting(&county.store, &county.security, &id, after(3))
        .await
        .unwrap();
    let resumed = resume_session(&county.store, &entered.token, IDLE, after(3)).await;
    assert!(resumed.unwrap().is_none(), "out at once");
    assert!(matches!(
        enter(&county, "xin").await,
        Err(LogInError::NoPosting)
    ));
    let record = county.record_of(&county.security).await;
    assert_eq!(
        record,
        [
            format!("grant-role done role=accountant account={account} posting={id}"),
            "grant-role refused unknown-posting".to_owned(),
            format!("withdraw-role done role=accountant account={account} posting={id}"),
        ]
    );
}

async fn what_does_not_go_together_is_not_granted(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let cases = [
        ("tianbao", Role::Accountant, "11", "held-already"),
        ("tianbao", Role::DepartmentReviewer, "02", "one-chain"),
        ("tianbao", Role::Publisher, "01", "one-chain"),
        ("caizheng", Role::Publisher, "01", "one-chain"),
        ("fabu", Role::Auditor, "", "house-roles-apart"),
        ("guanli", Role::Auditor, "", "house-roles-apart"),
        ("shenji", Role::SystemAdministrator, "", "house-roles-apart"),
        ("tianbao", Role::Publisher, "11", "wrong-kind"),
        ("tianbao", Role::Accountant, "99", "unknown-organization"),
        ("nobody", Role::Accountant, "11", "unknown-account"),
        ("anquan", Role::Auditor, "", "own-posting"),
    ];
    for (name, role, code, _) in cases {
        assert!(
            give(&county, name, role, code).await.is_err(),
            "{name} {role:?}"
        );
    }
    let record = county.record_of(&county.security).await;
    let expected: Vec<_> = cases
        .iter()
        .map(|case| format!("grant-role refused {}", case.3))
        .collect();
    assert_eq!(record, expected);
    // A request that came to be in conflict only while it waited.
    ask(&county, "xin", Role::Accountant, Some("12")).await;
    give(&county, "xin", Role::FinanceReviewer, "01")
        .await
        .unwrap();
    let asked = list_asked(&county.store, &county.security, Page::first(9))
        .await
        .unwrap();
    let refused = grant_posting(
        &county.store,
        &county.security,
        &asked[0].posting.id,
        after(2),
    )
    .await;
    assert!(
        matches!(
            refused,
            Err(AccountError::Conflict(DutyConflict::OneChain { .. }))
        ),
        "{refused:?}"
    );
}

async fn one_person_works_for_one_of_several_agencies_at_a_time(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let account = ask(&county, "xin", Role::Accountant, Some("11")).await;
    let first = postings(&county, &account).await.remove(0);
    grant_posting(&county.store, &county.security, &first.id, after(1))
        .await
        .unwrap();
    give(&county, "xin", Role::Accountant, "12").await.unwrap();
    let second = postings(&county, &account).await.remove(1);
    let entered = enter(&county, "xin").await.unwrap();
    assert_eq!(entered.session.posting.id, first.id);
    assert!(entered.session.has_others);
    let caller = Caller::new(&entered.session, origin());
    let of_first = county.filing_of(&caller).await;

    let store = &county.store;
    let foreign = postings(&county, &county.publisher.actor.account_id)
        .await
        .remove(0);
    let refused = switch_posting(store, &entered.token, &caller, &foreign.id, after(3)).await;
    assert!(matches!(refused, Err(LogInError::NoPosting)), "another's");
    let switched = switch_posting(store, &entered.token, &caller, &second.id, after(3)).await;
    let switched = switched.unwrap();
    let old = resume_session(store, &entered.token, IDLE, after(3))
        .await
        .unwrap();
    assert!(old.is_none(), "the session is another one now");
    let resumed = resume_session(store, &switched.token, IDLE, after(4)).await;
    let session = resumed.unwrap().unwrap();
    assert_eq!(session.posting.id, second.id, "the session remembers");
    let of_second = county.filing_of(&Caller::new(&session, origin())).await;
    assert_ne!(of_first, of_second);
}

async fn a_lock_is_lifted_by_the_security_administrator(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    ask(&county, "xin", Role::Auditor, None).await;
    let passwords = Passwords::new(1).unwrap();
    for _ in 0..5 {
        let wrong = log_in(&county.store, &passwords, "xin", "x", &origin(), after(2)).await;
        assert!(wrong.is_err());
    }
    assert!(matches!(
        enter(&county, "xin").await,
        Err(LogInError::Locked { .. })
    ));
    let refused = unlock_account(&county.store, &county.administrator, "xin", after(2)).await;
    assert!(matches!(refused, Err(AccountError::NotGranting)));
    unlock_account(&county.store, &county.security, "XIN", after(2))
        .await
        .unwrap();
    assert!(matches!(
        enter(&county, "xin").await,
        Err(LogInError::NoPosting)
    ));
}

on_both_databases!(
    an_account_gets_in_once_the_security_administrator_agrees,
    what_does_not_go_together_is_not_granted,
    one_person_works_for_one_of_several_agencies_at_a_time,
    a_lock_is_lifted_by_the_security_administrator,
);
