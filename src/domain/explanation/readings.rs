//! What an ambiguous rule would give if it were read another way.
//!
//! 每低于5%扣2分 does not say whether a step begun counts; a rate shown as 100% may lie a little above it.
//! The scheme decides; where another reading would give other points, all of them are shown.

use super::RuleReading;
use crate::domain::figure::{Exact, points};
use crate::domain::scheme::source::Counting;
use crate::domain::scheme::{Indicator, Rule, Scheme};
use crate::domain::scoring::{Basis, Score, count_steps};

const COUNTINGS: [Counting; 3] = [Counting::Whole, Counting::Started, Counting::ProRata];

/// How steps are counted, in words.
pub(super) fn counting_words(counting: Counting) -> &'static str {
    match counting {
        Counting::Whole => "不足一档的不计",
        Counting::Started => "不足一档的按一档计",
        Counting::ProRata => "按比例计",
    }
}

/// Every reading with its points; empty where all give the same.
pub(super) fn readings(scheme: &Scheme, indicator: &Indicator, score: &Score) -> Vec<RuleReading> {
    let rule = match (&score.basis, &indicator.rule) {
        (Basis::Chosen(index, _), Rule::OneOf { options, .. }) => {
            options.get(*index).map(|option| &option.rule)
        }
        (Basis::Steps(_), rule) => Some(rule),
        _ => None,
    };
    let (
        Some(rate),
        Some(Rule::PerUnit {
            base,
            direction,
            step,
            minus,
            counting,
            ..
        }),
    ) = (&score.rate, rule)
    else {
        return Vec::new();
    };
    let distance = direction.distance(rate, base);
    let given = |counting| {
        let lost = &count_steps(&distance, step, counting) * minus;
        let left = (&indicator.weight - &lost).clamped(&Exact::zero(), &indicator.weight);
        points(&scheme.rounded_score(&left), scheme.head.score_decimals)
    };
    let all: Vec<RuleReading> = COUNTINGS
        .into_iter()
        .map(|reading| RuleReading {
            words: counting_words(reading).to_owned(),
            points: given(reading),
            is_chosen: reading == *counting,
        })
        .collect();
    let is_disputed = all.windows(2).any(|pair| match pair {
        [a, b] => a.points != b.points,
        _ => false,
    });
    if is_disputed { all } else { Vec::new() }
}
