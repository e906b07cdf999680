//! What a filing comes to, kept in the transaction that moves it.

use rust_decimal::Decimal;

use crate::domain::comment::Thread;
use crate::domain::evaluate::Evaluation;
use crate::domain::figure::Exact;
use crate::domain::filing::Digest;
use crate::domain::rescore::Rescored;
use crate::domain::scheme::Scheme;
use crate::domain::statistics::Facts;
use crate::domain::workflow::Verb;
use crate::store::correction::{Rescoring, find_rescoring};
use crate::store::decision::list_decisions;
use crate::store::digest::put_digest;
use crate::store::filing::Filing;
use crate::store::statistics::{KeptFacts, find_facts, move_facts};
use crate::store::{StoreError, Tx};

/// Keeps what a filing was judged to when it was handed in, for lists and for the statistics.
pub(in crate::actions) async fn keep_judgement(
    tx: &mut Tx,
    filing: &Filing,
    (digest, facts): (Digest, Facts),
) -> Result<(), StoreError> {
    put_digest(tx, filing, &digest).await?;
    let before = find_facts(tx, &filing.id).await?.unwrap_or_default();
    let facts = before.facts.judged_again(facts);
    move_facts(tx, filing, &kept(filing, facts)).await
}

/// What a filing was judged to, for both.
pub(in crate::actions) fn judgement_of(
    scheme: &Scheme,
    evaluation: &Evaluation,
) -> (Digest, Facts) {
    (Digest::of(evaluation), Facts::of(scheme, evaluation))
}

/// Counts a filing where its new state puts it. 提交 is counted with its judgement.
pub(in crate::actions) async fn keep_move(
    tx: &mut Tx,
    filing: &Filing,
    verb: Verb,
) -> Result<(), StoreError> {
    if matches!(verb, Verb::Submit | Verb::Return) {
        return Ok(());
    }
    change(tx, filing, |facts| facts).await
}

/// Counts a 退回修改 with the comments that go along.
pub(in crate::actions) async fn keep_return(
    tx: &mut Tx,
    filing: &Filing,
    comments: &[&Thread],
) -> Result<(), StoreError> {
    let places = comments.iter().map(|thread| place(thread));
    let places: Vec<String> = places.collect();
    change(tx, filing, |facts| facts.returned(&places)).await
}

/// Counts the reviewers' score; none when no correction stands any more.
pub(in crate::actions) async fn keep_rescoring(
    tx: &mut Tx,
    filing: &Filing,
    rescored: &Rescored,
) -> Result<(), StoreError> {
    let stands = !rescored.corrections.is_empty();
    let score = rescored.reviewed_total.as_ref().ok().filter(|_| stands);
    let grade = rescored.reviewed_grade.as_deref().unwrap_or_default();
    change(tx, filing, |facts| facts.reviewed(score, grade)).await
}

async fn change(
    tx: &mut Tx,
    filing: &Filing,
    change: impl FnOnce(Facts) -> Facts,
) -> Result<(), StoreError> {
    let Some(before) = find_facts(tx, &filing.id).await? else {
        return Ok(());
    };
    let after = kept(filing, change(before.facts.clone()));
    if after == before {
        return Ok(());
    }
    move_facts(tx, filing, &after).await
}

pub(super) fn kept(filing: &Filing, facts: Facts) -> KeptFacts {
    KeptFacts {
        is_counted: Facts::count_at(filing.progress()),
        facts,
    }
}

/// Where a comment stands, the same for all agencies.
fn place(thread: &Thread) -> String {
    Facts::place(&thread.comment.place)
}

/// What the record says of a filing beside its figures: how often it was returned, and the reviewers'
/// score, where it was made of what lies there now.
pub(in crate::actions) async fn with_history(
    tx: &mut Tx,
    filing: &Filing,
    facts: Facts,
) -> Result<Facts, StoreError> {
    let decisions = list_decisions(tx, &filing.id).await?;
    let returns = decisions.iter().filter(|it| it.verb == Verb::Return);
    let facts = Facts {
        returns: i64::try_from(returns.count()).unwrap_or(i64::MAX),
        ..facts
    };
    let submissions = decisions.iter().filter(|it| it.verb == Verb::Submit);
    let submitted = submissions.map(|it| it.filing_version).max().unwrap_or(0);
    let last = find_rescoring(tx, &filing.id).await?;
    let stands = |it: &Rescoring| it.filing_version > submitted && it.corrections > 0;
    Ok(match last.filter(stands) {
        Some(last) => {
            let score: Option<Decimal> = last.reviewed_total.parse().ok();
            facts.reviewed(score.map(Exact::from).as_ref(), &last.reviewed_grade)
        }
        None => facts,
    })
}
