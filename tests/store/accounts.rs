//! Accounts: made, closed, given new passwords; by administrators only.

use ziping::actions::account::{
    AccountError, AccountRequest, create_account, disable_account, list_accounts, reset_password,
};
use ziping::actions::change_password::{ChangePasswordError, PasswordChange, change_password};
use ziping::actions::password::Passwords;
use ziping::actions::session::{LogInError, log_in, resume_session};
use ziping::actions::{Caller, session};
use ziping::domain::account::{PasswordPolicy, PasswordProblem, Term};
use ziping::domain::workflow::Role;
use ziping::store::Page;
use ziping::store::account::{count_accounts, find_account_by_login, load_password_hash};
use ziping::store::posting::list_postings;

use super::county::{County, after, dawn, origin};
use crate::support::database::{FreshDatabase, on_both_databases};

const PASSWORD: &str = "Yu7-lan-hua";

fn request(login_name: &str, role: Role, code: Option<&str>) -> AccountRequest {
    AccountRequest {
        login_name: login_name.to_owned(),
        display_name: "新填报人".to_owned(),
        role,
        organization_code: code.map(str::to_owned),
        password: PASSWORD.to_owned(),
        must_change_password: true,
    }
}

async fn an_account_reads_back_and_its_password_is_hashed(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let passwords = Passwords::new(1).unwrap();
    let asked = request(" Xin-Tianbao ", Role::Accountant, Some("11"));
    let made = create_account(
        &county.store,
        &passwords,
        &county.administrator,
        &asked,
        dawn(),
    );
    let id = made.await.unwrap();
    let mut tx = county.store.read().await.unwrap();
    let account = find_account_by_login(&mut tx, "xin-tianbao").await;
    let account = account.unwrap().unwrap();
    assert_eq!(
        (account.id.as_str(), account.login_name.as_str()),
        (id.as_str(), "xin-tianbao")
    );
    let postings = list_postings(&mut tx, &id).await.unwrap();
    let found: Vec<_> = postings.iter().map(|one| (one.role, one.term)).collect();
    assert_eq!(
        found,
        [(Role::Accountant, Term::default())],
        "not granted yet"
    );
    assert_eq!(account.created_at, dawn());
    assert!(account.must_change_password && !account.is_disabled);
    assert_eq!(
        find_account_by_login(&mut tx, "nobody").await.unwrap(),
        None
    );
    assert_eq!(count_accounts(&mut tx).await.unwrap(), 11);
    let hash = load_password_hash(&mut tx, &id).await.unwrap();
    assert!(
        hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
        "{hash}"
    );
    assert!(load_password_hash(&mut tx, "nobody").await.is_err());
    drop(tx);
    let list = list_accounts(&county.store, &county.administrator, Page::first(2)).await;
    let names: Vec<_> = list.unwrap().into_iter().map(|a| a.login_name).collect();
    assert_eq!(names, ["anquan", "caizheng"]);
    let events = county.record_of(&county.administrator).await;
    assert_eq!(
        events,
        [format!("create-account done role=accountant account={id}")]
    );
}

async fn unfit_accounts_are_refused(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let passwords = Passwords::new(1).unwrap();
    let right = request("xin", Role::Accountant, Some("11"));
    let cases = [
        (
            AccountRequest {
                login_name: "x".to_owned(),
                ..right.clone()
            },
            "unfit-name",
        ),
        (
            AccountRequest {
                login_name: "tianbao".to_owned(),
                ..right.clone()
            },
            "taken",
        ),
        (
            AccountRequest {
                display_name: " ".to_owned(),
                ..right.clone()
            },
            "unfit",
        ),
        (
            AccountRequest {
                password: "short".to_owned(),
                ..right.clone()
            },
            "unfit-password",
        ),
        (
            request("xin", Role::Accountant, Some("99")),
            "unknown-organization",
        ),
        (request("xin", Role::Accountant, Some("01")), "wrong-kind"),
        (request("xin", Role::Accountant, None), "wrong-kind"),
        (request("xin", Role::Publisher, Some("02")), "wrong-kind"),
        (
            request("xin", Role::SystemAdministrator, Some("01")),
            "wrong-kind",
        ),
    ];
    let mut expected = Vec::new();
    for (request, code) in cases {
        let by = &county.administrator;
        let refused = create_account(&county.store, &passwords, by, &request, dawn()).await;
        assert!(refused.is_err(), "{request:?}");
        expected.push(format!("create-account refused {code}"));
    }
    for (found, expected) in county
        .record_of(&county.administrator)
        .await
        .iter()
        .zip(expected)
    {
        assert!(found.starts_with(&expected), "{found} against {expected}");
    }
    let by = &county.finance_reviewer;
    let refused = create_account(&county.store, &passwords, by, &right, dawn()).await;
    assert!(matches!(refused, Err(AccountError::NotAllowed)));
    let refused = list_accounts(&county.store, by, Page::first(9)).await;
    assert!(matches!(refused, Err(AccountError::NotAllowed)));
}

/// Makes an account that can log in, and logs in.
async fn enter(county: &County, passwords: &Passwords) -> session::LoggedIn {
    let asked = request("xin", Role::Accountant, Some("11"));
    let by = &Caller::command_line();
    create_account(&county.store, passwords, by, &asked, dawn())
        .await
        .unwrap();
    log_in(&county.store, passwords, "xin", PASSWORD, &origin(), dawn())
        .await
        .unwrap()
}

async fn a_closed_account_is_out_at_once(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let passwords = Passwords::new(1).unwrap();
    let entered = enter(&county, &passwords).await;
    let by = &county.administrator;
    disable_account(&county.store, by, "Xin", after(1))
        .await
        .unwrap();
    let idle = chrono::TimeDelta::minutes(30);
    let resumed = resume_session(&county.store, &entered.token, idle, after(2)).await;
    assert!(resumed.unwrap().is_none());
    let refused = log_in(
        &county.store,
        &passwords,
        "xin",
        PASSWORD,
        &origin(),
        after(2),
    )
    .await;
    assert!(matches!(refused, Err(LogInError::Disabled)));
    let wrong = log_in(
        &county.store,
        &passwords,
        "xin",
        "wrong",
        &origin(),
        after(2),
    )
    .await;
    assert!(
        matches!(wrong, Err(LogInError::WrongCredentials)),
        "said only to who knows it"
    );
    let unknown = disable_account(&county.store, by, "nobody", after(3)).await;
    assert!(matches!(unknown, Err(AccountError::UnknownAccount(_))));
    let refused = disable_account(&county.store, &county.publisher, "xin", after(3)).await;
    assert!(matches!(refused, Err(AccountError::NotAllowed)));
    let own = " ".to_owned() + &by.login_name.to_uppercase();
    let refused = disable_account(&county.store, by, &own, after(3)).await;
    assert!(matches!(refused, Err(AccountError::OwnAccount)));
}

async fn a_reset_password_ends_sessions_and_must_be_changed(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let (store, passwords) = (&county.store, Passwords::new(1).unwrap());
    let entered = enter(&county, &passwords).await;
    let new = "Zi9-teng-luo";
    let by = &county.administrator;
    reset_password(store, &passwords, by, "xin", new, after(1))
        .await
        .unwrap();
    let idle = chrono::TimeDelta::minutes(30);
    let old = resume_session(store, &entered.token, idle, after(1))
        .await
        .unwrap();
    assert!(old.is_none());
    let refused = log_in(store, &passwords, "xin", PASSWORD, &origin(), after(1)).await;
    assert!(refused.is_err());
    let again = log_in(store, &passwords, "xin", new, &origin(), after(1))
        .await
        .unwrap();
    assert!(again.session.account.must_change_password);
    let by = &county.accountant;
    let refused = reset_password(store, &passwords, by, "xin", new, after(2)).await;
    assert!(matches!(refused, Err(AccountError::NotAllowed)));
}

async fn a_person_changes_his_own_password(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let (store, passwords) = (&county.store, Passwords::new(1).unwrap());
    let entered = enter(&county, &passwords).await;
    let other = log_in(store, &passwords, "xin", PASSWORD, &origin(), dawn())
        .await
        .unwrap();
    let caller = Caller::new(&entered.session, origin());
    let new = "Zi9-teng-luo";
    let change = async |present, new| {
        let change = PasswordChange {
            present,
            new,
            policy: &PasswordPolicy::USUAL,
        };
        change_password(
            store,
            &passwords,
            &entered.session,
            &caller,
            change,
            after(1),
        )
        .await
    };
    let wrong = change("not-it-A1", new).await;
    assert!(matches!(
        wrong,
        Err(ChangePasswordError::Present(LogInError::WrongCredentials))
    ));
    assert!(matches!(
        change(PASSWORD, PASSWORD).await,
        Err(ChangePasswordError::Same)
    ));
    let weak = change(PASSWORD, "short").await;
    assert!(matches!(
        weak,
        Err(ChangePasswordError::New(PasswordProblem::TooShort(8)))
    ));
    change(PASSWORD, new).await.unwrap();
    let idle = chrono::TimeDelta::minutes(30);
    let here = resume_session(store, &entered.token, idle, after(2))
        .await
        .unwrap();
    assert!(!here.unwrap().account.must_change_password);
    let there = resume_session(store, &other.token, idle, after(2))
        .await
        .unwrap();
    assert!(there.is_none(), "sessions elsewhere end");
    let entered = log_in(store, &passwords, "xin", new, &origin(), after(2)).await;
    assert!(entered.is_ok());
}

async fn the_last_passwords_are_not_taken_again(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let (store, passwords) = (&county.store, Passwords::new(1).unwrap());
    let entered = enter(&county, &passwords).await;
    let caller = Caller::new(&entered.session, origin());
    let change = async |present, new, minute| {
        let change = PasswordChange {
            present,
            new,
            policy: &PasswordPolicy::USUAL,
        };
        let session = &entered.session;
        change_password(store, &passwords, session, &caller, change, after(minute)).await
    };
    change(PASSWORD, "Zi9-teng-luo", 1).await.unwrap();
    change("Zi9-teng-luo", "Mu4-jin-hua", 2).await.unwrap();
    for former in [PASSWORD, "Zi9-teng-luo"] {
        let refused = change("Mu4-jin-hua", former, 3).await;
        assert!(
            matches!(refused, Err(ChangePasswordError::Former(3))),
            "{former}"
        );
    }
    change("Mu4-jin-hua", "Han5-xiao-hua", 4).await.unwrap();
    change("Han5-xiao-hua", PASSWORD, 5).await.unwrap();
}

async fn guessing_the_present_password_locks_like_a_log_in(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let (store, passwords) = (&county.store, Passwords::new(1).unwrap());
    let entered = enter(&county, &passwords).await;
    let caller = Caller::new(&entered.session, origin());
    for guess in 0..6 {
        let change = PasswordChange {
            present: "guess-A1",
            new: "Zi9-teng-luo",
            policy: &PasswordPolicy::USUAL,
        };
        let session = &entered.session;
        let refused = change_password(store, &passwords, session, &caller, change, after(1)).await;
        let is_locked = matches!(
            refused,
            Err(ChangePasswordError::Present(LogInError::Locked { .. }))
        );
        assert_eq!(is_locked, guess == 5);
    }
}

on_both_databases!(
    an_account_reads_back_and_its_password_is_hashed,
    unfit_accounts_are_refused,
    a_closed_account_is_out_at_once,
    a_reset_password_ends_sessions_and_must_be_changed,
    a_person_changes_his_own_password,
    the_last_passwords_are_not_taken_again,
    guessing_the_present_password_locks_like_a_log_in,
);
