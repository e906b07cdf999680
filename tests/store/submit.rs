//! 提交 and 撤回.

use ziping::actions::filing::{FilingError, list_others, list_todo, load_filing};
use ziping::actions::step::{SubmitError, approve_filing, submit_filing, withdraw_filing};
use ziping::domain::workflow::{Refusal, State, Verb};
use ziping::store::Page;

use super::county::{County, after};
use crate::support::database::{FreshDatabase, on_both_databases};

async fn a_filing_with_errors_is_not_submitted(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let me = &county.accountant;
    let id = county.filing_of(me).await;
    county.type_in(me, &id, &[("budget", "一百")]).await;
    let refused = submit_filing(&county.store, &county.schemes, me, &id, after(2)).await;
    let Err(SubmitError::Blocked(findings)) = refused else {
        panic!("must be blocked")
    };
    assert!(
        findings
            .iter()
            .any(|finding| finding.cell == "spent" && finding.blocks())
    );
    assert_eq!(
        county.record_of(me).await.last().unwrap(),
        "submit refused blocked"
    );
    assert_eq!(county.filing_of(me).await, id, "still with the accountant");
}

async fn a_submitted_filing_waits_for_its_first_reviewer(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let expected = [
        (
            &county.accountant,
            State::AwaitingDepartment,
            &county.department_reviewer,
        ),
        (
            &county.direct_accountant,
            State::AwaitingFinance,
            &county.finance_reviewer,
        ),
    ];
    for (accountant, state, reviewer) in expected {
        let id = county.filing_of(accountant).await;
        county.fill(accountant, &id).await;
        let by = accountant;
        let submitted = submit_filing(&county.store, &county.schemes, by, &id, after(2)).await;
        let submitted = submitted.unwrap();
        assert_eq!(submitted.facts.state, state);
        assert_eq!(
            submitted.facts.submitted_by.as_ref(),
            Some(&by.actor.account_id)
        );
        assert_eq!(submitted.submitted_at, Some(after(2)));
        let todo = list_todo(&county.store, reviewer, Page::first(9))
            .await
            .unwrap();
        assert_eq!((todo.total, &todo.items[0].listed.filing.id), (1, &id));
        let verbs = &todo.items[0].verbs;
        assert!(verbs.starts_with(&[Verb::View, Verb::Approve, Verb::Return]));
        let mine = list_todo(&county.store, accountant, Page::first(9))
            .await
            .unwrap();
        assert_eq!(mine.total, 0);
        let others = list_others(&county.store, accountant, Page::first(9))
            .await
            .unwrap();
        assert_eq!(others.items[0].verbs, [Verb::View, Verb::Withdraw]);
    }
}

async fn submitting_again_is_answered_calmly(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let me = &county.accountant;
    let id = county.filing_of(me).await;
    county.fill(me, &id).await;
    let first = submit_filing(&county.store, &county.schemes, me, &id, after(2))
        .await
        .unwrap();
    let again = submit_filing(&county.store, &county.schemes, me, &id, after(3)).await;
    let Err(SubmitError::Refused(refusal)) = again else {
        panic!("already submitted")
    };
    assert_eq!(
        refusal,
        Refusal::AlreadySubmitted {
            state: State::AwaitingDepartment
        }
    );
    let record = load_filing(&county.store, &county.schemes, me, &id, after(4))
        .await
        .unwrap();
    assert_eq!(record.filing, first, "nothing moved");
    assert_eq!(record.decisions.len(), 1);
    let missing = submit_filing(&county.store, &county.schemes, me, "none", after(2)).await;
    assert!(matches!(missing, Err(SubmitError::NotFound)));
    let by = &county.stranger;
    let foreign = submit_filing(&county.store, &county.schemes, by, &id, after(2)).await;
    assert!(matches!(
        foreign,
        Err(SubmitError::Refused(Refusal::ForeignAgency))
    ));
}

async fn a_filing_is_withdrawn_until_somebody_reviewed_it(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let (store, schemes) = (&county.store, &county.schemes);
    let me = &county.accountant;
    let id = county.filing_of(me).await;
    county.fill(me, &id).await;
    let early = withdraw_filing(store, me, &id, after(2)).await;
    assert!(matches!(
        early,
        Err(FilingError::Refused(Refusal::NotNow { .. }))
    ));
    submit_filing(store, schemes, me, &id, after(2))
        .await
        .unwrap();
    let back = withdraw_filing(store, &county.colleague, &id, after(3))
        .await
        .unwrap();
    assert_eq!((back.facts.state, back.submitted_at), (State::Draft, None));
    assert_eq!(back.facts.submitted_by, None);
    county.type_in(me, &id, &[("note", "又改")]).await;
    submit_filing(store, schemes, me, &id, after(4))
        .await
        .unwrap();
    approve_filing(
        store,
        &county.department_reviewer,
        &id,
        county.seen(&id).await,
        after(5),
    )
    .await
    .unwrap();
    let late = withdraw_filing(store, me, &id, after(6)).await;
    assert!(matches!(
        late,
        Err(FilingError::Refused(Refusal::ReviewStarted))
    ));
    let record = load_filing(store, schemes, me, &id, after(7))
        .await
        .unwrap();
    let verbs: Vec<Verb> = record
        .decisions
        .iter()
        .map(|decision| decision.verb)
        .collect();
    assert_eq!(
        verbs,
        [Verb::Submit, Verb::Withdraw, Verb::Submit, Verb::Approve]
    );
}

on_both_databases!(
    a_filing_with_errors_is_not_submitted,
    a_submitted_filing_waits_for_its_first_reviewer,
    submitting_again_is_answered_calmly,
    a_filing_is_withdrawn_until_somebody_reviewed_it,
);
