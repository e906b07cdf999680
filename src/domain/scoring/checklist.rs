//! Printed requirements, each met or not: R8 takes points off, R9 gives them.

use super::score::{Basis, Judged};
use crate::domain::figure::Exact;
use crate::domain::filing::Entries;
use crate::domain::formula::Unknown;
use crate::domain::scheme::source::NotApplicable;
use crate::domain::scheme::{AwardItem, Indicator, Rule, checklist_cell};

/// A requirement that is met.
pub const FULFILLED: &str = "符合";
/// A requirement that is not met.
pub const UNFULFILLED: &str = "不符合";
/// A requirement that does not apply.
pub const NOT_APPLICABLE: &str = "不涉及";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Met,
    Unmet,
    NotApplicable,
}

pub(super) fn judge(indicator: &Indicator, entries: &Entries) -> Result<Judged, Unknown> {
    let answers = answers(indicator, entries)?;
    let count = |wanted| answers.iter().filter(|answer| **answer == wanted).count();
    // Where nothing applies there is nothing to lose.
    if count(Answer::NotApplicable) == answers.len() {
        return Ok(Judged::new(indicator.weight.clone(), Basis::Checklist(0)));
    }
    let unmet = count(Answer::Unmet);
    match &indicator.rule {
        Rule::Checklist {
            minus,
            not_applicable,
            ..
        } => {
            let mut lost = minus * &whole(unmet);
            if *not_applicable == NotApplicable::Rescaled {
                let applying = whole(answers.len() - count(Answer::NotApplicable));
                lost = (&lost * &whole(answers.len()))
                    .divided_by(&applying)
                    .unwrap_or(lost);
            }
            let points = &indicator.weight - &lost;
            Ok(Judged::new(
                points.clamped(&Exact::zero(), &indicator.weight),
                Basis::Checklist(unmet),
            ))
        }
        Rule::Award {
            items,
            not_applicable,
        } => Ok(award(indicator, items, *not_applicable, &answers)),
        _ => Err(Unknown::NotGiven),
    }
}

fn award(
    indicator: &Indicator,
    items: &[AwardItem],
    not_applicable: NotApplicable,
    answers: &[Answer],
) -> Judged {
    let mut pairs = items.iter().zip(answers).enumerate();
    let veto = pairs.find(|(_, (item, answer))| item.is_veto && **answer == Answer::Unmet);
    if let Some((index, _)) = veto {
        return Judged::new(Exact::zero(), Basis::Veto(index));
    }
    let sum = |counts: &dyn Fn(Answer) -> bool| {
        let counted = items
            .iter()
            .zip(answers)
            .filter(|(_, answer)| counts(**answer));
        counted.fold(Exact::zero(), |sum, (item, _)| &sum + &item.points)
    };
    let points = match not_applicable {
        NotApplicable::NotOffered | NotApplicable::Met => sum(&|answer| answer != Answer::Unmet),
        NotApplicable::Rescaled => {
            let applying = sum(&|answer| answer != Answer::NotApplicable);
            let met = &indicator.weight * &sum(&|answer| answer == Answer::Met);
            // Only requirements without points apply, and none of them is a veto.
            met.divided_by(&applying)
                .unwrap_or_else(|| indicator.weight.clone())
        }
    };
    let met = answers
        .iter()
        .filter(|answer| **answer == Answer::Met)
        .count();
    Judged::new(points, Basis::Award(met))
}

/// Every answer, or that some are still to be given.
fn answers(indicator: &Indicator, entries: &Entries) -> Result<Vec<Answer>, Unknown> {
    let is_offered = indicator.rule.not_applicable() != NotApplicable::NotOffered;
    (0..indicator.rule.requirements().len())
        .map(
            |item| match entries.filled(&checklist_cell(&indicator.code, item)) {
                Some(FULFILLED) => Ok(Answer::Met),
                Some(UNFULFILLED) => Ok(Answer::Unmet),
                Some(NOT_APPLICABLE) if is_offered => Ok(Answer::NotApplicable),
                _ => Err(Unknown::NotGiven),
            },
        )
        .collect()
}

fn whole(number: usize) -> Exact {
    Exact::whole(i64::try_from(number).unwrap_or(i64::MAX))
}
