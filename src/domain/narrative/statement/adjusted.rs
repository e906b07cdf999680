//! K05: a change whose two amounts are a budget and what became of it: 年初预算…，全年预算…，增加…;
//! and last year's amount in brackets: 总收入…（上年为…），同比减少….

use crate::domain::check::arithmetic::{self, RateJudgement};
use crate::domain::figure::{Exact, fixed};
use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::{Figure, Kind};
use crate::domain::narrative::remark::{Draft, error};

use super::reading::{Reading, in_unit_of};

const UP: [&str; 3] = ["增加", "调增", "超支"];
const DOWN: [&str; 3] = ["减少", "调减", "节约"];

/// Two amounts and the change between them.
struct Adjusted<'r> {
    base: &'r Figure,
    this: &'r Figure,
    by: &'r Figure,
    is_up: bool,
}

/// Adjustments of a paragraph that do not come out.
pub(super) fn check(reading: &Reading<'_>) -> Vec<Remark> {
    (2..reading.figures.len())
        .filter_map(|index| {
            let found = adjusted_at(reading, index)?;
            judge_amount(reading, &found).or_else(|| judge_rate(reading, &found, index + 1))
        })
        .collect()
}

fn adjusted_at<'r>(reading: &'r Reading<'_>, index: usize) -> Option<Adjusted<'r>> {
    let (first, second, by) = (
        reading.figure(index - 2)?,
        reading.figure(index - 1)?,
        reading.figure(index)?,
    );
    let are_sharp = [first, second, by]
        .iter()
        .all(|figure| figure.is_money() && figure.is_sharp());
    let gap = reading.gap(index);
    let (is_up, head) = UP
        .iter()
        .find_map(|word| Some((true, gap.strip_suffix(word)?)))
        .or_else(|| {
            DOWN.iter()
                .find_map(|word| Some((false, gap.strip_suffix(word)?)))
        })?;
    if !are_sharp {
        return None;
    }
    let middle = reading.gap(index - 1);
    if matches!(middle, "(上年为" | "(上年" | "(去年为" | "(去年")
        && matches!(head, ")，同比" | ")，")
    {
        return Some(Adjusted {
            base: second,
            this: first,
            by,
            is_up,
        });
    }
    let planned = reading.label(index - 2);
    // Only names of nothing but budget and final: 年初预算 and 项目支出 are two items.
    let done = middle
        .strip_prefix('，')?
        .trim_end_matches(['数', '为', '是']);
    let is_final = matches!(done, "决算" | "实际支出" | "实际" | "支出决算");
    let is_raised = matches!(
        done,
        "全年预算" | "调整预算" | "调整后预算" | "年末支出预算调整" | "调整" | "预算调整"
    );
    let fits =
        (is_final && planned.ends_with("预算") && matches!(head, "，" | "，比预算" | "，较预算"))
            || (is_raised
                && planned.ends_with("年初预算")
                && matches!(head, "，" | "，比年初预算" | "，较年初预算"));
    fits.then_some(Adjusted {
        base: first,
        this: second,
        by,
        is_up,
    })
}

fn judge_amount(reading: &Reading<'_>, found: &Adjusted<'_>) -> Option<Remark> {
    let change = &found.this.value() - &found.base.value();
    let said = if found.is_up {
        found.by.value()
    } else {
        -&found.by.value()
    };
    let slack = &(&found.this.half_step() + &found.base.half_step()) + &found.by.half_step();
    if (&change - &said).abs() <= slack {
        return None;
    }
    let word = if change.is_negative() {
        "减少"
    } else {
        "增加"
    };
    let right = in_unit_of(&change.abs(), found.by);
    let message = format!(
        "由{}到{}是{word}{right}，文中是{}{}。",
        reading.shown(found.base),
        reading.shown(found.this),
        if found.is_up { "增加" } else { "减少" },
        reading.shown(found.by)
    );
    let draft = Draft::new("K05", message, "请核对两个数和增减额。").expecting(right);
    Some(error(reading.passage, found.by.at.clone(), draft))
}

/// The rate directly behind the amount: `，增长15.13%`, `(-15%)`.
fn judge_rate(reading: &Reading<'_>, found: &Adjusted<'_>, index: usize) -> Option<Remark> {
    let rate = reading
        .figure(index)
        .filter(|figure| figure.kind == Kind::Percent && figure.is_sharp())?;
    let gap = reading.gap(index);
    let is_down = match gap {
        "，增长" | "，增幅" | "，增幅为" | "(" => false,
        "，下降" | "，减少" | "，降低" | "，节约" | "(-" => true,
        _ => return None,
    };
    let mut printed = reading.ratio(rate)?;
    let mut size = printed.value.clone();
    if size.is_negative() {
        size = size.abs();
    }
    let change = &found.this.value() - &found.base.value();
    // A rate in brackets may go without its sign.
    let negative = change.is_negative();
    if gap.starts_with('，') && is_down != negative {
        return None;
    }
    printed.value = if negative { -&size } else { size };
    let judged = arithmetic::growth(
        &printed,
        &reading.printed(found.this),
        &reading.printed(found.base),
    )?;
    let exact = change.divided_by(&found.base.value())?.abs();
    let digits = fixed(&(&exact * &Exact::whole(100)), rate.decimals());
    let right = format!(
        "{}{digits}%",
        if gap.starts_with('(') && negative {
            "-"
        } else {
            ""
        }
    );
    if judged == RateJudgement::Right
        || reading.shown(rate).trim_start_matches('-') == format!("{digits}%")
    {
        return None;
    }
    let message = format!(
        "{}÷{}应为{right}，文中是{}{}。",
        reading.shown(found.by),
        reading.shown(found.base),
        reading.shown(rate),
        judged.words()
    );
    let draft = Draft::new("K05", message, "请核对增减额、基数和增减幅度。").expecting(right);
    Some(error(reading.passage, rate.at.clone(), draft))
}
