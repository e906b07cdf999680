//! K04: the figures of a text against those of the forms it belongs to.

use super::facts::{Concept, Fact, Stage, concept, facts};
use super::ratio::fits_any_pair;
use super::reading::{Reading, in_unit_of, last_piece};
use crate::domain::check::arithmetic;
use crate::domain::figure::{Exact, fixed};
use crate::domain::narrative::figures::{Figure, Kind};
use crate::domain::narrative::remark::{Draft, warning};
use crate::domain::narrative::{Context, Known, Remark};

/// What in a text the forms say differently.
pub(super) fn check(readings: &[Reading<'_>], context: &Context) -> Vec<(usize, Remark)> {
    if context.known.is_empty() {
        return Vec::new();
    }
    let mut found = amounts(readings, context);
    found.extend(rates(readings, context));
    found.extend(counts(readings, context));
    found
}

/// A figure of a form by what it is; the names that forms use for the figures of the accounts.
fn concept_of(known: &Known) -> Option<(Concept, Stage)> {
    const NAMES: [(&[&str], Concept, Stage); 5] = [
        (
            &[
                "全年执行数",
                "全年执行总额",
                "决算总额",
                "支出决算",
                "本年支出合计",
            ],
            Concept::Spending,
            Stage::Done,
        ),
        (
            &["实际项目支出总额", "项目支出", "实际项目支出"],
            Concept::Project,
            Stage::Done,
        ),
        (&["基本支出", "全年基本支出"], Concept::Basic, Stage::Done),
        (
            &[
                "上年结转结余总额",
                "上年结转资金",
                "年初结转和结余",
                "上年结转",
            ],
            Concept::Opening,
            Stage::Unsaid,
        ),
        (
            &["本年结转结余总额", "年末结转和结余", "年末结转", "年末结余"],
            Concept::Closing,
            Stage::Unsaid,
        ),
    ];
    NAMES
        .iter()
        .find(|(names, ..)| names.contains(&known.name.as_str()))
        .map(|(_, concept, stage)| (*concept, *stage))
        .or_else(|| {
            concept(&known.name)
                .filter(|(.., is_appropriation)| !is_appropriation)
                .map(|(concept, stage, _)| (concept, stage))
        })
}

fn amounts(readings: &[Reading<'_>], context: &Context) -> Vec<(usize, Remark)> {
    let year = context.year.and_then(|year| u32::try_from(year).ok());
    let known: Vec<(Concept, Stage, Exact, &Known)> = context
        .known
        .iter()
        .filter_map(|known| {
            let (concept, stage) = concept_of(known)?;
            Some((concept, stage, in_yuan(known)?, known))
        })
        .collect();
    facts(readings)
        .iter()
        .filter(|fact| !fact.is_compared && !fact.is_appropriation)
        .filter(|fact| fact.year.is_none() || year.is_none() || fact.year == year)
        .filter_map(|fact| Some((fact.paragraph, differs(fact, &known)?)))
        .collect()
}

fn in_yuan(known: &Known) -> Option<Exact> {
    let factor = match known.unit.as_str() {
        "元" => 1,
        "万元" => 10_000,
        "亿元" => 100_000_000,
        _ => return None,
    };
    Some(&known.value * &Exact::whole(factor))
}

/// A fact that no form of the same kind agrees with.
fn differs(fact: &Fact<'_>, known: &[(Concept, Stage, Exact, &Known)]) -> Option<Remark> {
    let planned = |stage| stage == Stage::Planned;
    let same: Vec<&(Concept, Stage, Exact, &Known)> = known
        .iter()
        .filter(|(concept, stage, ..)| {
            *concept == fact.concept && planned(*stage) == planned(fact.stage)
        })
        .collect();
    let slack = fact.figure.half_step();
    let agrees = |value: &Exact| (value - &fact.figure.value()).abs() <= slack;
    // A text that agrees with one form and not with another is the forms' matter.
    if same.is_empty() || same.iter().any(|(_, _, value, _)| agrees(value)) {
        return None;
    }
    let shown: Vec<String> = same
        .iter()
        .map(|(_, _, value, known)| format!("{}是{}", known.place, in_unit_of(value, fact.figure)))
        .collect();
    let (_, _, value, _) = same.first()?;
    let message = format!(
        "文中“{}”是{}，{}，两处不一致。",
        fact.name,
        fact.reading.shown(fact.figure),
        shown.join("，")
    );
    let draft = Draft::new("K04", message, "请核对；口径不同的请写明。")
        .expecting(in_unit_of(value, fact.figure));
    Some(warning(fact.reading.passage, fact.figure.at.clone(), draft))
}

/// Rates that the text and a form call by the same name.
fn rates(readings: &[Reading<'_>], context: &Context) -> Vec<(usize, Remark)> {
    let known: Vec<&Known> = context
        .known
        .iter()
        .filter(|known| known.unit == "%")
        .collect();
    let mut found = Vec::new();
    for (paragraph, reading) in readings.iter().enumerate() {
        for (index, figure) in reading.figures.iter().enumerate() {
            if figure.kind != Kind::Percent || !figure.is_sharp() {
                continue;
            }
            let name: String = reading
                .label(index)
                .chars()
                .filter(|c| !"“”\"".contains(*c))
                .collect();
            let same: Vec<&&Known> = known
                .iter()
                .filter(|known| is_same(&name, &known.name))
                .collect();
            found.extend(rate(reading, figure, &name, &same).map(|remark| (paragraph, remark)));
        }
    }
    found
}

fn is_same(name: &str, known: &str) -> bool {
    const SHORTEST: usize = 4;
    let known: String = known.chars().filter(|c| !"“”\"".contains(*c)).collect();
    name.chars().count() >= SHORTEST
        && known.chars().count() >= SHORTEST
        && (name.ends_with(&known) || known.ends_with(name))
}

fn rate(reading: &Reading<'_>, figure: &Figure, name: &str, same: &[&&Known]) -> Option<Remark> {
    let printed = reading.printed(figure);
    if same
        .iter()
        .any(|known| printed.is_rounded_from(&known.value))
    {
        return None;
    }
    let plain = same.iter().find(|known| !known.is_loose);
    let known = plain.or_else(|| {
        let is_own = fits_any_pair(reading, figure);
        same.iter()
            .find(|known| !is_own && is_slip_of(reading, figure, known))
    })?;
    let right = if known.is_loose {
        format!("{}%", fixed(&known.value, figure.decimals()))
    } else {
        in_unit_of(&known.value, figure)
    };
    Some(told(reading, figure, name, known, right))
}

fn told(
    reading: &Reading<'_>,
    figure: &Figure,
    name: &str,
    known: &Known,
    right: String,
) -> Remark {
    let message = format!(
        "文中“{name}”是{}，{}是{right}，两处不一致。",
        reading.shown(figure),
        known.place
    );
    let draft = Draft::new("K04", message, "请核对；口径不同的请写明。").expecting(right);
    warning(reading.passage, figure.at.clone(), draft)
}

/// Whether a figure is the known one but for a digit.
fn is_slip_of(reading: &Reading<'_>, figure: &Figure, known: &Known) -> bool {
    let scaled = known.value.divided_by(&Exact::whole(figure.factor));
    scaled.is_some_and(|value| {
        arithmetic::is_slip(&fixed(&value, figure.decimals()), &digits(reading, figure))
    })
}

fn digits(reading: &Reading<'_>, figure: &Figure) -> String {
    let shown = reading.passage.string(figure.at.clone());
    shown
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '，'))
        .collect()
}

/// Counts that the text and an indicator call by the same name: 受理信访事项1286件.
fn counts(readings: &[Reading<'_>], context: &Context) -> Vec<(usize, Remark)> {
    let mut found = Vec::new();
    for (paragraph, reading) in readings.iter().enumerate() {
        for (index, figure) in reading.figures.iter().enumerate() {
            let Kind::Count(unit) = figure.kind else {
                continue;
            };
            let name = reading.label(index);
            let is_plain = figure.is_sharp()
                && !["上年", "去年", "目标", "计划", "比", "较", "其中"]
                    .iter()
                    .any(|word| last_piece(reading.gap(index)).contains(word));
            let same: Vec<&Known> = context
                .known
                .iter()
                .filter(|known| is_plain && known.is_loose && known.unit == unit)
                .filter(|known| is_same(name, &known.name))
                .collect();
            let agrees = same.iter().any(|known| known.value == figure.value());
            if let Some(known) = same.iter().find(|known| is_slip_of(reading, figure, known))
                && !agrees
            {
                let right = in_unit_of(&known.value, figure);
                found.push((paragraph, told(reading, figure, name, known, right)));
            }
        }
    }
    found
}
