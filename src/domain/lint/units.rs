//! L18, L19: units that do not go together, and percentages written as numbers.

use std::collections::BTreeMap;

use super::subject::{Leaf, Subject, error, warning};
use crate::domain::formula::{Expr, Operator};
use crate::domain::scheme::source::{BandSource, ItemKind, RuleSource};
use crate::domain::scheme::{Fault, Scheme, SlotKind, Spot};
use rust_decimal::Decimal;

pub(super) fn lint(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = computed(subject);
    faults.extend(last_year(subject));
    faults.extend(indicators(subject));
    faults.extend(checks(subject));
    faults
}

/// What a value is measured in.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Measure {
    /// A number written in a formula: goes with everything.
    Free,
    /// Units with their powers; none for a ratio.
    Units(BTreeMap<String, i32>),
    /// Not told by the scheme.
    Untold,
}

/// Units that differ and are added, subtracted or compared.
struct Clash(String, String);

impl Measure {
    fn ratio() -> Self {
        Self::Units(BTreeMap::new())
    }

    /// The measure that a unit as printed stands for.
    fn of_unit(unit: &str) -> Self {
        match unit {
            "" => Self::Untold,
            "%" | "％" | "倍" | "‰" => Self::ratio(),
            _ => {
                let (above, below) = unit.split_once('/').unwrap_or((unit, ""));
                let mut units = BTreeMap::from([(above.to_owned(), 1)]);
                if !below.is_empty() {
                    units.insert(below.to_owned(), -1);
                }
                Self::Units(units)
            }
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Free | Self::Untold => "数字".to_owned(),
            Self::Units(units) if units.is_empty() => "比率（%）".to_owned(),
            Self::Units(units) => {
                let with = |sign: i32| -> Vec<String> {
                    let these = units.iter().filter(|(_, power)| **power * sign > 0);
                    these
                        .map(|(unit, power)| match power.abs() {
                            1 => unit.clone(),
                            power => format!("{unit}的{power}次方"),
                        })
                        .collect()
                };
                let (above, below) = (with(1).join("·"), with(-1).join("·"));
                match (above.is_empty(), below.is_empty()) {
                    (_, true) => above,
                    (true, false) => format!("每{below}"),
                    (false, false) => format!("{above}/{below}"),
                }
            }
        }
    }

    /// The measure of both, when they may be added or compared.
    fn with(self, other: Self) -> Result<Self, Clash> {
        match (self, other) {
            (Self::Free, known) | (known, Self::Free) => Ok(known),
            (Self::Untold, _) | (_, Self::Untold) => Ok(Self::Untold),
            (a, b) if a == b => Ok(a),
            (a, b) => Err(Clash(a.words(), b.words())),
        }
    }

    fn times(self, other: Self, sign: i32) -> Self {
        let units = |measure: Self| match measure {
            Self::Free => Some(BTreeMap::new()),
            Self::Units(units) => Some(units),
            Self::Untold => None,
        };
        if self == Self::Free && other == Self::Free {
            return Self::Free;
        }
        let (Some(mut product), Some(other)) = (units(self), units(other)) else {
            return Self::Untold;
        };
        for (unit, power) in other {
            *product.entry(unit).or_insert(0) += power * sign;
        }
        product.retain(|_, power| *power != 0);
        Self::Units(product)
    }

    fn of(scheme: &Scheme, formula: &Expr) -> Result<Self, Clash> {
        Ok(match formula {
            Expr::Number(_) => Self::Free,
            Expr::Percent(_) => Self::ratio(),
            Expr::Name(slot) => match scheme.definition(*slot) {
                Some(definition) => match &definition.kind {
                    SlotKind::Input(item) if item.kind == ItemKind::Percent => Self::ratio(),
                    _ => Self::of_unit(&definition.unit),
                },
                None => Self::Untold,
            },
            Expr::Negative(inner) => Self::of(scheme, inner)?,
            Expr::Binary(operator, left, right) => {
                let (left, right) = (Self::of(scheme, left)?, Self::of(scheme, right)?);
                match operator {
                    Operator::Plus | Operator::Minus => left.with(right)?,
                    Operator::Times => left.times(right, 1),
                    Operator::Over => left.times(right, -1),
                }
            }
            Expr::Call(_, arguments) => {
                let mut measure = Self::Free;
                for argument in arguments {
                    measure = measure.with(Self::of(scheme, argument)?)?;
                }
                measure
            }
        })
    }
}

fn clash(spot: Spot, place: &str, Clash(a, b): &Clash) -> Fault {
    error("L18", spot)
        .place(place)
        .says(format!("公式把{a}和{b}相加减或相比。"))
        .cure("请核对公式用的数据项；单位写错的，改数据项的单位。")
}

fn computed(subject: &Subject<'_>) -> Vec<Fault> {
    let typed = subject.source.items.len();
    let mut faults = Vec::new();
    for (slot, definition) in subject.scheme.slots.iter().enumerate().skip(typed) {
        let SlotKind::Computed { formula, .. } = &definition.kind else {
            continue;
        };
        let at = slot.saturating_sub(typed);
        let spot = Spot::Path(format!("computed.{at}.formula"));
        match Measure::of(subject.scheme, formula) {
            Err(why) => faults.push(clash(spot, &definition.name, &why)),
            Ok(measure) => {
                let shown = Measure::of_unit(&definition.unit);
                if let Err(Clash(found, said)) = measure.with(shown) {
                    let fault = error("L18", Spot::Path(format!("computed.{at}.unit")));
                    faults.push(
                        fault
                            .place(&definition.name)
                            .says(format!("公式算出来的是{found}，单位写的是{said}。"))
                            .cure("比率写 unit = \"%\"，金额写方案的金额单位，人数写“人”。"),
                    );
                }
            }
        }
    }
    faults
}

/// 上年数 that come from a figure in another unit.
fn last_year(subject: &Subject<'_>) -> Vec<Fault> {
    let sources = subject.scheme.carry_over.sources.iter();
    sources
        .filter_map(|(slot, formula)| {
            let definition = subject.scheme.definition(*slot)?;
            let own = Measure::of(subject.scheme, &Expr::Name(*slot));
            let pair = own.and_then(|own| own.with(Measure::of(subject.scheme, formula)?));
            let spot = Spot::Path(format!("item.{slot}.from_last_year"));
            Some(clash(spot, &definition.name, &pair.err()?))
        })
        .collect()
}

fn checks(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    // A check that does not compile leaves the numbers out of step.
    if !subject.is_whole {
        return faults;
    }
    for (at, check) in subject.scheme.checks.iter().enumerate() {
        for (left, right) in check.compared() {
            let pair = Measure::of(subject.scheme, &left)
                .and_then(|left| left.with(Measure::of(subject.scheme, &right)?));
            if let Err(why) = pair {
                faults.push(clash(Spot::Path(format!("check.{at}")), "勾稽", &why));
                break;
            }
        }
    }
    faults
}

fn indicators(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for leaf in subject.leaves() {
        // A target written as a number is looked at below.
        let values = leaf.rule.values().into_iter();
        let mut formulas =
            values.filter(|value| !matches!(value, Expr::Number(_) | Expr::Percent(_)));
        let measure = formulas.try_fold(Measure::Free, |known, value| {
            known.with(Measure::of(subject.scheme, value)?)
        });
        match measure {
            Err(why) => faults.push(clash(leaf.spot("value"), leaf.name(), &why)),
            Ok(Measure::Units(units)) => faults.extend(percentages(&leaf, &units)),
            Ok(_) => {}
        }
    }
    faults
}

/// Numbers written for percentages and the other way round.
fn percentages(leaf: &Leaf<'_>, units: &BTreeMap<String, i32>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for constant in constants(leaf.source) {
        let written = constant.text.replace('％', "%");
        let rule = leaf.path("");
        let spot = Spot::Text(
            rule.trim_end_matches('.').to_owned(),
            constant.text.clone(),
            0,
        );
        if units.is_empty() {
            faults.extend(number_for_percent(spot, leaf.name(), &written, &constant));
        } else if is_percentage(&written) {
            let words = Measure::Units(units.clone()).words();
            faults.push(
                error("L19", spot)
                    .place(leaf.name())
                    .says(format!("计分的数是{words}，却与百分数 {written} 相比。"))
                    .cure("请改写成数字，或者把计分的数改成比率。"),
            );
        }
    }
    faults
}

/// A percentage alone, and no formula with one in it.
fn is_percentage(written: &str) -> bool {
    let number = written.trim().strip_suffix('%');
    number.is_some_and(|number| Decimal::from_str_exact(number.trim()).is_ok())
}

/// `90` where `90%` is meant.
fn number_for_percent(
    spot: Spot,
    place: &str,
    written: &str,
    constant: &Constant,
) -> Option<Fault> {
    let number = Decimal::from_str_exact(written.trim()).ok()?;
    if number.is_zero() {
        return None;
    }
    let percent = (number * Decimal::ONE_HUNDRED).normalize();
    // From here on nobody means a ratio: 2 would be 200 %.
    let is_slip = number >= constant.slip_from;
    let fault = if is_slip {
        error("L19", spot)
    } else {
        warning("L19", spot)
    };
    let cure = if is_slip {
        format!("请写 {written}%。")
    } else {
        format!("就是这个意思的，请写 {percent}%，免得看错；否则写 {written}%。")
    };
    Some(
        fault
            .place(place)
            .says(format!("计分的数是比率，{written} 就是 {percent}%。"))
            .cure(cure),
    )
}

/// A number that a rule compares its value to.
struct Constant {
    text: String,
    slip_from: Decimal,
}

/// Whether the rule writes percentages.
pub(super) fn writes_percent(rule: &RuleSource) -> bool {
    constants(rule)
        .iter()
        .any(|constant| constant.text.contains(['%', '％']))
}

fn constants(rule: &RuleSource) -> Vec<Constant> {
    let end = |text: &String| Constant {
        text: text.clone(),
        slip_from: Decimal::TWO,
    };
    match rule {
        RuleSource::PerUnit { base, step, .. } => vec![
            end(base),
            Constant {
                text: step.clone(),
                slip_from: Decimal::ONE,
            },
        ],
        RuleSource::Bands { bands, .. } => bands.iter().flat_map(ends).map(end).collect(),
        RuleSource::Proportional {
            target, at_least, ..
        } => [target].into_iter().chain(at_least).map(end).collect(),
        RuleSource::Inverse { target, .. } => vec![end(target)],
        RuleSource::Linear {
            target, zero_at, ..
        } => [target].into_iter().chain(zero_at).map(end).collect(),
        _ => Vec::new(),
    }
}

fn ends(band: &BandSource) -> impl Iterator<Item = &String> {
    let ends = [
        &band.above,
        &band.at_least,
        &band.below,
        &band.at_most,
        &band.exactly,
    ];
    ends.into_iter().flatten()
}
