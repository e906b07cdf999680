//! R14: one of several rules counts.

use super::by_value;
use super::score::{Basis, Judged};
use crate::domain::formula::{Lookup, Slot, Unknown};
use crate::domain::scheme::source::Choose;
use crate::domain::scheme::{Alternative, Indicator};

pub(super) fn judge(
    indicator: &Indicator,
    choose: Choose,
    options: &[Alternative],
    lookup: &impl Lookup,
    is_answered: impl Fn(Slot, &str) -> bool,
) -> Result<Judged, Unknown> {
    if choose == Choose::Answer {
        return answered(indicator, options, lookup, is_answered);
    }
    let mut best: Option<Judged> = None;
    let mut unknown = None;
    for (index, option) in options.iter().enumerate() {
        match by_value::judge(indicator, &option.rule, lookup) {
            Ok(judged) => {
                if best.as_ref().is_none_or(|best| judged.points > best.points) {
                    best = Some(chosen(index, judged));
                }
            }
            Err(why) => unknown = unknown.or(Some(why)),
        }
    }
    match (choose, unknown, best) {
        (Choose::Better, Some(why), _) | (_, Some(why), None) => Err(why),
        (_, _, Some(best)) => Ok(best),
        (_, None, None) => Err(Unknown::NotGiven),
    }
}

/// The first alternative whose answer was given.
fn answered(
    indicator: &Indicator,
    options: &[Alternative],
    lookup: &impl Lookup,
    is_answered: impl Fn(Slot, &str) -> bool,
) -> Result<Judged, Unknown> {
    for (index, option) in options.iter().enumerate() {
        if let Some((slot, answer)) = &option.when
            && is_answered(*slot, answer)
        {
            let judged = by_value::judge(indicator, &option.rule, lookup)?;
            return Ok(chosen(index, judged));
        }
    }
    let mut asked: Vec<Slot> = Vec::new();
    for (slot, _) in options.iter().filter_map(|option| option.when.as_ref()) {
        if !asked.contains(slot) {
            asked.push(*slot);
        }
    }
    Err(Unknown::Missing(asked))
}

fn chosen(index: usize, judged: Judged) -> Judged {
    Judged {
        basis: Basis::Chosen(index, Box::new(judged.basis)),
        ..judged
    }
}
