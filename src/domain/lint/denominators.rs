//! L16: denominators that can be zero where the scheme does not say what then.

use super::range::Range;
use super::subject::{Both, Subject, error, warning};
use crate::domain::formula::{Expr, Names, Operator, Slot};
use crate::domain::scheme::{Fault, Rule, Scheme, SlotKind, Spot, all_slots};

pub(super) fn lint(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults: Vec<Fault> = subject
        .indicators()
        .filter_map(|both| undecided(subject, &both))
        .collect();
    let typed = subject.source.items.len();
    for (slot, definition) in subject.scheme.slots.iter().enumerate() {
        if let SlotKind::Computed { formula, .. } = &definition.kind {
            let path = format!("computed.{}.formula", slot.saturating_sub(typed));
            let always = divisors(formula).into_iter().find(|divisor| {
                let range = Range::of(subject.scheme, divisor).stretch();
                range == Range::of(subject.scheme, &ZERO).stretch()
            });
            faults.extend(always.map(|_| {
                error("L16", Spot::Path(path))
                    .place(&definition.name)
                    .says("分母总是 0，永远算不出来。")
                    .cure("请改公式。")
            }));
        }
    }
    faults
}

const ZERO: Expr = Expr::Number(rust_decimal::Decimal::ZERO);

fn undecided(subject: &Subject<'_>, both: &Both<'_>) -> Option<Fault> {
    let path = format!("indicator.{}", both.at);
    let is_decided =
        both.source.by_hand || subject.positions.has(&format!("{path}.zero_denominator"));
    if is_decided {
        return None;
    }
    let scheme = subject.scheme;
    let zero = both
        .leaves()
        .iter()
        .flat_map(|leaf| divided(scheme, leaf.rule))
        .find(|divisor| Range::of(scheme, divisor).may_be_zero())?;
    let spot = both.path("rule.value");
    Some(
        warning("L16", spot)
            .place(&both.source.name)
            .says(format!(
                "分母“{}”可能是 0，方案没有说这时怎么计分。",
                zero.in_names(&Called(scheme))
            ))
            .cure(
                "没有这项业务按满分的写 zero_denominator = \"full_marks\"，不得分的写 \"no_points\"，不计入总分的写 \"dropped\"，允许手工打分并说明理由的写 by_hand = true，\
                 不会为 0 的写 zero_denominator = \"unknown\"；拿不准的，问绩效股。",
            ),
    )
}

/// Whether a rule divides by anything.
pub(super) fn divides(scheme: &Scheme, both: &Both<'_>) -> bool {
    let leaves = both.leaves();
    leaves
        .iter()
        .any(|leaf| !divided(scheme, leaf.rule).is_empty())
}

/// What a rule divides by: in its formulas, in those that they use, and by itself.
fn divided<'a>(scheme: &'a Scheme, rule: &'a Rule) -> Vec<&'a Expr> {
    let mut found: Vec<&Expr> = Vec::new();
    for value in rule.values() {
        let others = all_slots(&scheme.slots, value);
        let formulas =
            others
                .iter()
                .filter_map(|slot| match scheme.definition(*slot).map(|d| &d.kind) {
                    Some(SlotKind::Computed { formula, .. }) => Some(formula),
                    _ => None,
                });
        found.extend(formulas.chain([value]).flat_map(divisors));
    }
    match rule {
        Rule::Proportional { target, .. } if target.slots().is_empty() => {}
        Rule::Proportional { target, .. } => found.push(target),
        Rule::Converted { of, .. } => found.push(of),
        _ => {}
    }
    found
}

/// What a formula divides by.
fn divisors(formula: &Expr) -> Vec<&Expr> {
    match formula {
        Expr::Number(_) | Expr::Percent(_) | Expr::Name(_) => Vec::new(),
        Expr::Negative(inner) => divisors(inner),
        Expr::Binary(operator, left, right) => {
            let mut found = divisors(left);
            if *operator == Operator::Over {
                found.push(right);
            }
            found.extend(divisors(right));
            found
        }
        Expr::Call(_, arguments) => arguments.iter().flat_map(divisors).collect(),
    }
}

/// The names of a scheme, without values.
struct Called<'a>(&'a Scheme);

impl Names for Called<'_> {
    fn name(&self, slot: Slot) -> &str {
        self.0.definition(slot).map_or("", |d| d.name.as_str())
    }

    fn shown(&self, slot: Slot) -> String {
        self.name(slot).to_owned()
    }
}
