//! 转办: a leave until a day, a change of staff for good, and taking it back.

use chrono::TimeDelta;
use ziping::actions::Caller;
use ziping::actions::account::AccountError;
use ziping::actions::filing::list_todo;
use ziping::actions::hand_over::{HandOverError, HandOverRequest, hand_over, undo_hand_over};
use ziping::domain::account::{DutyConflict, Standing};
use ziping::store::Page;
use ziping::store::account::update_disabled;
use ziping::store::posting::{Posting, find_posting, list_postings};

use super::county::{County, after};
use crate::support::database::{FreshDatabase, on_both_databases};

async fn postings(county: &County, person: &Caller) -> Vec<Posting> {
    let mut tx = county.store.read().await.unwrap();
    list_postings(&mut tx, &person.actor.account_id)
        .await
        .unwrap()
}

async fn standing(county: &County, posting: &Posting, minutes: i64) -> Standing {
    let mut tx = county.store.read().await.unwrap();
    let found = find_posting(&mut tx, &posting.id).await.unwrap().unwrap();
    found.term.at(after(minutes))
}

/// Hands a posting over at minute 10, until a minute or for good.
async fn hand(
    county: &County,
    by: &Caller,
    posting: &Posting,
    to: &str,
    until: Option<i64>,
) -> Result<(), HandOverError> {
    let request = HandOverRequest {
        posting_id: posting.id.clone(),
        to_login_name: to.to_owned(),
        until: until.map(after),
    };
    hand_over(&county.store, by, &request, after(10)).await
}

async fn a_change_of_staff_leaves_one_outside_and_the_other_with_everything(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let filing = county.filing_of(&county.direct_accountant).await;
    let old = postings(&county, &county.direct_accountant).await.remove(0);
    // Somebody of another agency of the same bureau, who keeps what he has.
    hand(&county, &county.finance_reviewer, &old, "tongshi", None)
        .await
        .unwrap();
    assert_eq!(standing(&county, &old, 10).await, Standing::Ended);
    let new = postings(&county, &county.colleague).await;
    assert_eq!(new.len(), 2);
    let mut caller = county.colleague.clone();
    caller.actor = new[1].actor();
    assert_eq!(county.filing_of(&caller).await, filing);
    let own = Caller {
        actor: new[0].actor(),
        ..caller.clone()
    };
    assert_ne!(
        county.filing_of(&own).await,
        filing,
        "and his own as before"
    );
    assert_eq!(
        county.record_of(&county.finance_reviewer).await,
        [format!(
            "hand-over done role=accountant posting={} to={}",
            old.id, caller.actor.account_id
        )]
    );

    undo_hand_over(&county.store, &county.security, &old.id, after(20))
        .await
        .unwrap();
    assert_eq!(standing(&county, &old, 20).await, Standing::InForce);
    assert_eq!(standing(&county, &new[1], 20).await, Standing::Ended);
    let again = undo_hand_over(&county.store, &county.security, &old.id, after(21)).await;
    assert!(matches!(again, Err(HandOverError::NothingToUndo)));
    let todo = list_todo(&county.store, &county.direct_accountant, Page::first(9)).await;
    assert_eq!(todo.unwrap().items.len(), 1);
}

async fn a_leave_ends_by_itself(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let own = postings(&county, &county.publisher).await.remove(0);
    let refused = hand(&county, &county.publisher, &own, "waixian", Some(10)).await;
    assert!(matches!(refused, Err(HandOverError::DayPassed)));
    hand(&county, &county.publisher, &own, "waixian", Some(60))
        .await
        .unwrap();
    let substitute = postings(&county, &county.stranger).await.remove(1);
    for (minute, his, others) in [
        (10, Standing::Away, Standing::InForce),
        (59, Standing::Away, Standing::InForce),
        (60, Standing::InForce, Standing::Ended),
    ] {
        assert_eq!(standing(&county, &own, minute).await, his, "{minute}");
        assert_eq!(
            standing(&county, &substitute, minute).await,
            others,
            "{minute}"
        );
    }
    let late = undo_hand_over(&county.store, &county.publisher, &own.id, after(61)).await;
    assert!(matches!(
        late,
        Err(HandOverError::NothingToUndo | HandOverError::NotAllowed)
    ));
    // The substitute gives it back himself.
    let early = undo_hand_over(&county.store, &county.stranger, &substitute.id, after(30)).await;
    early.unwrap();
    assert_eq!(standing(&county, &own, 30).await, Standing::InForce);
    assert_eq!(standing(&county, &substitute, 30).await, Standing::Ended);
}

async fn what_cannot_be_handed_over_is_refused_and_changes_nothing(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let own = postings(&county, &county.accountant).await.remove(0);
    for (by, to, code) in [
        (&county.publisher, "waixian", "not-allowed"),
        (&county.auditor, "waixian", "not-allowed"),
        (&county.department_reviewer, "waixian", "not-allowed"),
        (&county.accountant, "tianbao", "to-himself"),
        (&county.accountant, "tongshi", "held-already"),
        (&county.accountant, "fabu", "one-chain"),
        (&county.accountant, "guanli", "house-roles-apart"),
        (&county.accountant, "nobody", "unknown-account"),
    ] {
        assert!(hand(&county, by, &own, to, None).await.is_err(), "{to}");
        let record = county.record_of(by).await;
        assert_eq!(record.last().unwrap(), &format!("hand-over refused {code}"));
        assert_eq!(standing(&county, &own, 10).await, Standing::InForce);
    }
    let mut tx = county.store.write().await.unwrap();
    let closed = &county.stranger.actor.account_id;
    update_disabled(&mut tx, closed, true).await.unwrap();
    tx.commit().await.unwrap();
    let refused = hand(&county, &county.accountant, &own, "waixian", None).await;
    assert!(matches!(refused, Err(HandOverError::ToClosed)));
    let house = postings(&county, &county.auditor).await.remove(0);
    let refused = hand(&county, &county.security, &house, "zhishu", None).await;
    assert!(
        matches!(refused, Err(HandOverError::NotAllowed)),
        "granted only"
    );
    hand(&county, &county.accountant, &own, "zhishu", Some(60))
        .await
        .unwrap();
    let twice = hand(&county, &county.security, &own, "zhishu", None).await;
    assert!(matches!(twice, Err(HandOverError::NotInForce)));
    let substitute = postings(&county, &county.direct_accountant).await.remove(1);
    let on = hand(
        &county,
        &county.direct_accountant,
        &substitute,
        "tongshi",
        None,
    )
    .await;
    assert!(matches!(on, Err(HandOverError::OnlyForATime)));
}

async fn nobody_comes_back_into_a_conflict(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let old = postings(&county, &county.accountant).await.remove(0);
    hand(&county, &county.security, &old, "zhishu", None)
        .await
        .unwrap();
    let request = ziping::actions::posting::PostingRequest {
        login_name: "tianbao".to_owned(),
        role: ziping::domain::workflow::Role::Publisher,
        organization_code: Some("01".to_owned()),
    };
    let now = after(10) + TimeDelta::seconds(1);
    ziping::actions::posting::give_posting(&county.store, &county.security, &request, now)
        .await
        .unwrap();
    let refused = undo_hand_over(&county.store, &county.security, &old.id, after(20)).await;
    assert!(matches!(
        refused,
        Err(HandOverError::Person(AccountError::Conflict(
            DutyConflict::OneChain { .. }
        )))
    ));
}

on_both_databases!(
    a_change_of_staff_leaves_one_outside_and_the_other_with_everything,
    a_leave_ends_by_itself,
    what_cannot_be_handed_over_is_refused_and_changes_nothing,
    nobody_comes_back_into_a_conflict,
);
