//! 登录: right, wrong, locked; nothing tells whether a name exists.

use chrono::TimeDelta;
use ziping::actions::account::{AccountRequest, create_account};
use ziping::actions::password::Passwords;
use ziping::actions::session::{LogInError, log_in};
use ziping::domain::account::Attempts;
use ziping::domain::workflow::Role;
use ziping::store::event::EventResult;
use ziping::store::log_in_failure::{
    delete_log_in_failures_before, find_log_in_failure, put_log_in_failure,
};

use super::county::{County, after, dawn, origin};
use crate::support::database::{FreshDatabase, on_both_databases};

const PASSWORD: &str = "Yu7-lan-hua";

async fn county(fresh: FreshDatabase) -> (County, Passwords) {
    let county = County::new(fresh).await;
    let passwords = Passwords::new(2).unwrap();
    let request = AccountRequest {
        login_name: "xin".to_owned(),
        display_name: "新填报人".to_owned(),
        role: Role::Accountant,
        organization_code: Some("11".to_owned()),
        password: PASSWORD.to_owned(),
        must_change_password: false,
    };
    let by = &ziping::actions::Caller::command_line();
    create_account(&county.store, &passwords, by, &request, dawn())
        .await
        .unwrap();
    (county, passwords)
}

async fn the_right_password_opens_a_session(fresh: FreshDatabase) {
    let (county, passwords) = county(fresh).await;
    let typed = " ＸＩＮ";
    let entered = log_in(
        &county.store,
        &passwords,
        typed,
        PASSWORD,
        &origin(),
        dawn(),
    )
    .await;
    let entered = entered.unwrap();
    assert_eq!(entered.session.account.login_name, "xin");
    let organization = entered.session.posting.organization_name.clone();
    assert_eq!(organization, "甲县预算单位11");
    assert_eq!(entered.token.as_str().len(), 64);
    assert!(entered.session.accepts(&entered.session.csrf_token));
    assert!(!entered.session.accepts(""));
    assert!(!entered.session.accepts(&"0".repeat(64)));
    let event = county.events().await.pop().unwrap();
    assert_eq!(
        (event.action.as_str(), event.result),
        ("log-in", EventResult::Done)
    );
    assert_eq!(
        (event.login_name.as_str(), event.from_address.as_str()),
        ("xin", "192.0.2.7")
    );
    assert_eq!((event.request_id.as_str(), event.at), ("r-1", dawn()));
}

async fn known_and_unknown_names_are_refused_and_locked_alike(fresh: FreshDatabase) {
    let (county, passwords) = county(fresh).await;
    for name in ["xin", "nobody-of-this-name"] {
        for attempt in 1..=5 {
            let at = after(attempt);
            let refused = log_in(&county.store, &passwords, name, "wrong", &origin(), at).await;
            assert!(
                matches!(refused, Err(LogInError::WrongCredentials)),
                "{name} {attempt}"
            );
        }
        let locked = log_in(
            &county.store,
            &passwords,
            name,
            PASSWORD,
            &origin(),
            after(6),
        )
        .await;
        let Err(LogInError::Locked { until }) = locked else {
            panic!("{name} is locked even for the right password");
        };
        assert_eq!(until, after(10));
    }
    let entered = log_in(
        &county.store,
        &passwords,
        "xin",
        PASSWORD,
        &origin(),
        after(10),
    )
    .await;
    assert!(entered.is_ok(), "the lock ends");
    let events = county.events().await;
    let of_nobody = events
        .iter()
        .filter(|e| e.action == "log-in" && e.account_id.is_none());
    let details: Vec<_> = of_nobody.map(|event| event.detail.as_str()).collect();
    assert_eq!(details[..5], ["wrong-credentials"; 5]);
    assert_eq!(details[5], "locked");
    for event in events {
        let line = format!("{event:?}");
        assert!(
            !line.contains("nobody-of-this-name") && !line.contains("wrong\""),
            "{line}"
        );
    }
}

async fn success_forgets_earlier_failures(fresh: FreshDatabase) {
    let (county, passwords) = county(fresh).await;
    let from = origin();
    for round in 0..3 {
        for _ in 0..4 {
            let at = after(round);
            let refused = log_in(&county.store, &passwords, "xin", "no", &from, at).await;
            assert!(refused.is_err());
        }
        let right = log_in(
            &county.store,
            &passwords,
            "xin",
            PASSWORD,
            &from,
            after(round),
        )
        .await;
        assert!(right.is_ok());
    }
}

async fn guesses_at_the_same_moment_do_not_outrun_the_lock(fresh: FreshDatabase) {
    let (county, passwords) = county(fresh).await;
    let from = origin();
    let guesses = (0..12).map(|_| log_in(&county.store, &passwords, "xin", "no", &from, dawn()));
    let refused = futures_util::future::join_all(guesses).await;
    assert!(refused.iter().all(Result::is_err));
    let right = log_in(
        &county.store,
        &passwords,
        "xin",
        PASSWORD,
        &origin(),
        after(1),
    )
    .await;
    assert!(matches!(right, Err(LogInError::Locked { .. })));
}

async fn old_failures_are_forgotten(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let mut tx = county.store.write().await.unwrap();
    let attempts = Attempts {
        failed: 3,
        locked_until: Some(after(9)),
    };
    put_log_in_failure(&mut tx, "digest", attempts, dawn())
        .await
        .unwrap();
    let found = find_log_in_failure(&mut tx, "digest").await.unwrap();
    assert_eq!(found, Some(attempts));
    delete_log_in_failures_before(&mut tx, dawn())
        .await
        .unwrap();
    assert!(
        find_log_in_failure(&mut tx, "digest")
            .await
            .unwrap()
            .is_some()
    );
    let later = dawn() + TimeDelta::milliseconds(1);
    delete_log_in_failures_before(&mut tx, later).await.unwrap();
    assert!(
        find_log_in_failure(&mut tx, "digest")
            .await
            .unwrap()
            .is_none()
    );
}

on_both_databases!(
    the_right_password_opens_a_session,
    known_and_unknown_names_are_refused_and_locked_alike,
    success_forgets_earlier_failures,
    guesses_at_the_same_moment_do_not_outrun_the_lock,
    old_failures_are_forgotten,
);
