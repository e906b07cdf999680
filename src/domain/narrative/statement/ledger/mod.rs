//! K04, K07, K08 and K21: the main figures of a text held against each other.

mod remainder;
mod repeated;

use super::balance::TAKEN;
use super::facts::{Concept, Fact, Stage, facts};
use super::reading::{Reading, in_unit_of};
use crate::domain::check::arithmetic::{self, SumJudgement};
use crate::domain::figure::Exact;
use crate::domain::narrative::Remark;
use crate::domain::narrative::remark::{Draft, error, warning};

/// The accounts of a text.
struct Ledger<'r> {
    facts: Vec<Fact<'r>>,
    year: Option<u32>,
}

/// What in the accounts of a text cannot be.
pub(super) fn check(readings: &[Reading<'_>], year: Option<u32>) -> Vec<(usize, Remark)> {
    let mut found = repeated::items(readings, year);
    let facts = facts(readings);
    if facts.is_empty() {
        return found;
    }
    let year = year.or_else(|| commonest_year(&facts));
    let ledger = Ledger { facts, year };
    found.extend(balance(&ledger, readings));
    found.extend(above_whole(&ledger));
    found.extend(overspent(&ledger));
    found.extend(too_even(&ledger, readings));
    found.extend(repeated::totals(&ledger));
    found.extend(remainder::denied(&ledger, readings));
    found.extend(remainder::unstated(&ledger, readings));
    found
}

fn commonest_year(facts: &[Fact<'_>]) -> Option<u32> {
    let years: Vec<u32> = facts
        .iter()
        .filter(|fact| !fact.is_compared)
        .filter_map(|fact| fact.year)
        .collect();
    years
        .iter()
        .copied()
        .max_by_key(|year| (years.iter().filter(|other| *other == year).count(), *year))
}

impl<'r> Ledger<'r> {
    /// The only value of a concept in the year of the text; `None` when there are two.
    fn only(
        &self,
        concept: Concept,
        is_appropriation: bool,
        fits: impl Fn(Stage) -> bool,
    ) -> Option<&Fact<'r>> {
        let mut fitting = self.facts.iter().filter(|fact| {
            fact.concept == concept
                && fact.is_appropriation == is_appropriation
                && fits(fact.stage)
                && self.is_of_year(fact)
        });
        let first = fitting.next()?;
        fitting
            .all(|other| other.figure.value() == first.figure.value())
            .then_some(first)
    }

    fn is_of_year(&self, fact: &Fact<'_>) -> bool {
        !fact.is_compared && (fact.year.is_none() || fact.year == self.year)
    }
}

fn is_done(stage: Stage) -> bool {
    stage != Stage::Planned
}

/// 年初结转＋本年收入－本年支出＝年末结转.
fn balance(ledger: &Ledger<'_>, readings: &[Reading<'_>]) -> Option<(usize, Remark)> {
    let opening = ledger.only(Concept::Opening, false, is_done)?;
    let income = ledger.only(Concept::Income, false, is_done)?;
    let spending = ledger.only(Concept::Spending, false, is_done)?;
    let closing = ledger.only(Concept::Closing, false, is_done)?;
    if readings.iter().any(names_other_flow) {
        return None;
    }
    let factor = closing.figure.factor;
    let judged = arithmetic::balance(
        &opening.reading.known("年初结转", opening.figure, factor),
        &income.reading.known("本年收入", income.figure, factor),
        &spending.reading.known("本年支出", spending.figure, factor),
        &closing.reading.known("年末结转", closing.figure, factor),
    );
    let SumJudgement::Wrong { added, gap, cause } = judged else {
        return None;
    };
    let unit = Exact::whole(factor);
    let shown = |number: &Exact| in_unit_of(&(number * &unit), closing.figure);
    let equation = format!(
        "年初结转{}＋收入{}－支出{}＝{}，文中年末结转是{}",
        opening.reading.shown(opening.figure),
        income.reading.shown(income.figure),
        spending.reading.shown(spending.figure),
        shown(&added),
        closing.reading.shown(closing.figure)
    );
    let left = &income.figure.value() - &spending.figure.value();
    let slack =
        &(&income.figure.half_step() + &spending.figure.half_step()) + &closing.figure.half_step();
    let holds_without = (&left - &closing.figure.value()).abs() <= slack;
    if holds_without && income.is_grand {
        return None;
    }
    let (message, cure) = if holds_without {
        (
            format!("{equation}；只有收入中已含年初结转时才平。"),
            "请写明收入是否包含年初结转。".to_owned(),
        )
    } else {
        let hint = cause.map_or_else(|| "请核对四个数。".to_owned(), |cause| cause.words);
        (format!("{equation}，相差{}。", shown(&gap.abs())), hint)
    };
    let draft = Draft::new("K07", message, &cure).expecting(shown(&added));
    Some((
        closing.paragraph,
        warning(closing.reading.passage, closing.figure.at.clone(), draft),
    ))
}

/// Whether a sentence tells of money that leaves the balance without being spent, and not of none.
fn names_other_flow(reading: &Reading<'_>) -> bool {
    let names = |text: &str| TAKEN.iter().any(|word| text.contains(word));
    if !names(reading.passage.text) && !reading.passage.text.contains("使用非财政拨款") {
        return false;
    }
    reading.passage.sentences().into_iter().any(|sentence| {
        let text = reading.passage.string(sentence.clone());
        let is_money = ["结转", "结余", "资金", "财政"]
            .iter()
            .any(|word| text.contains(word));
        let is_none = reading.figures.iter().enumerate().any(|(index, figure)| {
            sentence.contains(&figure.at.start)
                && names(reading.label(index))
                && figure.value().is_zero()
        });
        is_money && !is_none && (names(&text) || text.contains("使用非财政拨款"))
    })
}

/// 财政拨款支出 or 项目支出 above 支出合计.
fn above_whole(ledger: &Ledger<'_>) -> Vec<(usize, Remark)> {
    let mut found = Vec::new();
    let Some(whole) = ledger
        .only(Concept::Spending, false, |stage| stage == Stage::Done)
        .or_else(|| ledger.only(Concept::Spending, false, is_done))
    else {
        return found;
    };
    let most = &whole.figure.value() + &whole.figure.half_step();
    let parts = [
        ledger.only(Concept::Spending, true, is_done),
        ledger.only(Concept::Basic, false, is_done),
        ledger.only(Concept::Basic, true, is_done),
        ledger.only(Concept::Project, false, is_done),
        ledger.only(Concept::Project, true, is_done),
    ];
    for part in parts.into_iter().flatten() {
        if &part.figure.value() - &part.figure.half_step() <= most || whole.figure.value().is_zero()
        {
            continue;
        }
        let message = format!(
            "“{}”{}大于“{}”{}，部分不能大于整体。",
            part.name,
            part.reading.shown(part.figure),
            whole.name,
            whole.reading.shown(whole.figure)
        );
        let draft = Draft::new("K08", message, "请核对两个数和口径。");
        found.push((
            part.paragraph,
            error(part.reading.passage, part.figure.at.clone(), draft),
        ));
    }
    found
}

/// 基本支出＋项目支出 of an earlier year above its income, with nothing carried over.
fn overspent(ledger: &Ledger<'_>) -> Option<(usize, Remark)> {
    let of = |concept, year| {
        ledger.facts.iter().find(move |fact| {
            fact.concept == concept
                && fact.year == Some(year)
                && fact.stage != Stage::Planned
                && !fact.is_appropriation
        })
    };
    let income = ledger.facts.iter().find(|fact| {
        fact.concept == Concept::Income
            && fact.year.is_some()
            && fact.year != ledger.year
            && fact.stage != Stage::Planned
    })?;
    let year = income.year?;
    let (basic, project) = (of(Concept::Basic, year)?, of(Concept::Project, year)?);
    let carried = ledger
        .facts
        .iter()
        .any(|fact| matches!(fact.concept, Concept::Opening | Concept::Closing));
    if carried {
        return None;
    }
    let spent = &basic.figure.value() + &project.figure.value();
    let slack =
        &(&basic.figure.half_step() + &project.figure.half_step()) + &income.figure.half_step();
    (&spent - &income.figure.value() > slack).then(|| {
        let message = format!(
            "{year}年支出{}＋{}＝{}，大于当年收入{}，文中没有说明结转。",
            basic.reading.shown(basic.figure),
            project.reading.shown(project.figure),
            in_unit_of(&spent, basic.figure),
            income.reading.shown(income.figure)
        );
        let draft = Draft::new("K08", message, "请说明动用的结转结余，或核对收入、支出。");
        (
            income.paragraph,
            warning(income.reading.passage, income.figure.at.clone(), draft),
        )
    })
}

/// Budget and final equal to the cent although something is left, or although the text says that
/// the budget was exceeded.
fn too_even(ledger: &Ledger<'_>, readings: &[Reading<'_>]) -> Option<(usize, Remark)> {
    let planned = ledger.only(Concept::Spending, false, |stage| stage == Stage::Planned)?;
    let spent = ledger
        .only(Concept::Spending, false, |stage| stage == Stage::Done)
        .or_else(|| ledger.only(Concept::Spending, false, |stage| stage == Stage::Unsaid))?;
    let is_even = planned.figure.value() == spent.figure.value() && spent.figure.decimals() > 0;
    if !is_even {
        return None;
    }
    let shown = spent.reading.shown(spent.figure);
    let closing = ledger
        .only(Concept::Closing, false, is_done)
        .filter(|closing| !closing.figure.value().is_zero());
    let message = if let Some(closing) = closing {
        format!(
            "支出预算与支出决算都是{shown}，一分不差，而年末还有结转{}。",
            closing.reading.shown(closing.figure)
        )
    } else if says_overspent(readings) {
        format!("预算与支出都是{shown}，而文中说支出超过了预算。")
    } else {
        return None;
    };
    let draft = Draft::new("K21", message, "请核对预算数是否误填成决算数。");
    Some((
        planned.paragraph,
        warning(planned.reading.passage, planned.figure.at.clone(), draft),
    ))
}

fn says_overspent(readings: &[Reading<'_>]) -> bool {
    readings.iter().any(|reading| {
        let text = reading.passage.string(0..reading.passage.len());
        let denied = ["未超", "没有超", "无超", "不超", "严禁超", "杜绝超"]
            .iter()
            .any(|word| text.contains(word));
        let said = [
            "有超支情况",
            "支出高于预算",
            "支出超预算",
            "超出预算",
            "支出的超支",
        ]
        .iter()
        .any(|word| text.contains(word));
        said && !denied
    })
}
