//! Sessions: only a digest is kept, they end when idle, the account is read anew each time.

use chrono::TimeDelta;
use ziping::actions::session::{
    end_own_session, end_own_sessions, list_own_sessions, log_out, resume_session,
};
use ziping::actions::token::SessionToken;
use ziping::store::account::{update_disabled, update_password};
use ziping::store::posting::list_postings;
use ziping::store::session::{
    NewSession, delete_session, delete_sessions_before, delete_sessions_of, find_session,
    insert_session, update_last_seen,
};

use super::county::{County, after, dawn};
use crate::support::database::{FreshDatabase, on_both_databases};

const IDLE: TimeDelta = TimeDelta::minutes(30);

/// A session of the accountant, without the hashing of a log-in.
async fn session_of(county: &County) -> SessionToken {
    let token = SessionToken::random().unwrap();
    let mut tx = county.store.write().await.unwrap();
    let id = &county.accountant.actor.account_id;
    let postings = list_postings(&mut tx, id).await.unwrap();
    let new = NewSession {
        token_digest: &token.digest(),
        account_id: id,
        posting_id: &postings[0].id,
        csrf_token: "csrf",
        from_address: "192.0.2.7",
    };
    insert_session(&mut tx, &new, dawn()).await.unwrap();
    tx.commit().await.unwrap();
    token
}

async fn last_seen(county: &County, token: &SessionToken) -> chrono::DateTime<chrono::Utc> {
    let mut tx = county.store.read().await.unwrap();
    let found = find_session(&mut tx, &token.digest()).await.unwrap();
    found.unwrap().last_seen_at
}

async fn a_session_in_use_goes_on_and_is_noted_once_a_minute(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let token = session_of(&county).await;
    for (seconds, noted) in [(0, 0), (59, 0), (60, 60), (100, 60), (130, 130)] {
        let now = dawn() + TimeDelta::seconds(seconds);
        let resumed = resume_session(&county.store, &token, IDLE, now)
            .await
            .unwrap();
        assert_eq!(resumed.unwrap().account.login_name, "tianbao");
        let noted = dawn() + TimeDelta::seconds(noted);
        assert_eq!(last_seen(&county, &token).await, noted);
    }
}

async fn an_idle_session_ends_for_good(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let token = session_of(&county).await;
    let at_the_limit = resume_session(&county.store, &token, IDLE, after(30)).await;
    assert!(at_the_limit.unwrap().is_some());
    let other = session_of(&county).await;
    let late = resume_session(&county.store, &token, IDLE, after(61)).await;
    assert!(late.unwrap().is_none());
    let again = resume_session(&county.store, &token, IDLE, after(31)).await;
    assert!(again.unwrap().is_none(), "gone even if the clock went back");
    let mut tx = county.store.read().await.unwrap();
    assert!(
        find_session(&mut tx, &other.digest())
            .await
            .unwrap()
            .is_none(),
        "swept with it"
    );
}

async fn a_closed_account_has_no_session(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let token = session_of(&county).await;
    let mut tx = county.store.write().await.unwrap();
    let id = &county.accountant.actor.account_id;
    update_disabled(&mut tx, id, true).await.unwrap();
    assert!(update_disabled(&mut tx, "nobody", true).await.is_err());
    assert!(
        update_password(&mut tx, "nobody", "hash", false, dawn())
            .await
            .is_err()
    );
    tx.commit().await.unwrap();
    let resumed = resume_session(&county.store, &token, IDLE, after(1)).await;
    assert!(resumed.unwrap().is_none());
}

async fn logging_out_ends_the_session_and_is_recorded(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let token = session_of(&county).await;
    log_out(&county.store, &token, &county.accountant, after(1))
        .await
        .unwrap();
    let resumed = resume_session(&county.store, &token, IDLE, after(1)).await;
    assert!(resumed.unwrap().is_none());
    assert_eq!(county.record_of(&county.accountant).await, ["log-out done"]);
}

async fn a_person_sees_and_ends_his_sessions_and_nobody_elses(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let store = &county.store;
    let (first, second) = (session_of(&county).await, session_of(&county).await);
    let own = &county.accountant;
    let resume =
        async |token: &SessionToken| resume_session(store, token, IDLE, after(1)).await.unwrap();
    let listed = list_own_sessions(store, own, IDLE, after(1)).await.unwrap();
    assert_eq!(listed.len(), 2);
    assert!(
        listed
            .iter()
            .all(|one| one.from_address == "192.0.2.7" && one.created_at == dawn())
    );
    let id = resume(&first).await.unwrap().id;
    end_own_session(store, &county.publisher, &id, after(1))
        .await
        .unwrap();
    assert!(resume(&first).await.is_some(), "not another's");
    end_own_session(store, own, &id, after(1)).await.unwrap();
    assert!(resume(&first).await.is_none() && resume(&second).await.is_some());
    end_own_sessions(store, own, after(2)).await.unwrap();
    assert!(resume(&second).await.is_none());
    assert!(
        list_own_sessions(store, own, IDLE, after(2))
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        county.record_of(own).await,
        ["end-session done", "end-all-sessions done"]
    );
    session_of(&county).await;
    let late = list_own_sessions(store, own, IDLE, after(31))
        .await
        .unwrap();
    assert!(late.is_empty(), "idle for too long");
}

async fn unknown_tokens_are_nobody(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    session_of(&county).await;
    let unknown = SessionToken::random().unwrap();
    let resumed = resume_session(&county.store, &unknown, IDLE, dawn()).await;
    assert!(resumed.unwrap().is_none());
    assert!(SessionToken::parse("short").is_none());
    assert!(SessionToken::parse(&"g".repeat(64)).is_none());
    let text = unknown.as_str().to_owned();
    assert_eq!(SessionToken::parse(&text), Some(unknown.clone()));
    assert!(!format!("{unknown:?}").contains(&text));
    assert_ne!(unknown.digest(), text);
}

async fn sessions_are_swept_and_ended(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let (first, second) = (session_of(&county).await, session_of(&county).await);
    let mut tx = county.store.write().await.unwrap();
    update_last_seen(&mut tx, &second.digest(), after(5))
        .await
        .unwrap();
    delete_sessions_before(&mut tx, after(5)).await.unwrap();
    assert!(
        find_session(&mut tx, &first.digest())
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        find_session(&mut tx, &second.digest())
            .await
            .unwrap()
            .is_some()
    );
    let id = &county.accountant.actor.account_id;
    delete_sessions_of(&mut tx, id, Some(&second.digest()))
        .await
        .unwrap();
    assert!(
        find_session(&mut tx, &second.digest())
            .await
            .unwrap()
            .is_some()
    );
    delete_sessions_of(&mut tx, id, None).await.unwrap();
    assert!(
        find_session(&mut tx, &second.digest())
            .await
            .unwrap()
            .is_none()
    );
    assert!(!delete_session(&mut tx, &first.digest()).await.unwrap());
}

on_both_databases!(
    a_session_in_use_goes_on_and_is_noted_once_a_minute,
    an_idle_session_ends_for_good,
    a_closed_account_has_no_session,
    logging_out_ends_the_session_and_is_recorded,
    a_person_sees_and_ends_his_sessions_and_nobody_elses,
    unknown_tokens_are_nobody,
    sessions_are_swept_and_ended,
);
