//! K07 in one paragraph: 全年预算 less 全年支出 is 年末结转.

use super::reading::{Reading, in_unit_of};
use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::Figure;
use crate::domain::narrative::remark::{Draft, warning};

/// Names of what there was to spend in a year.
const AVAILABLE: [&str; 6] = [
    "全年预算",
    "全年可用资金",
    "可用资金",
    "调整后预算",
    "全年预算收入",
    "全年资金总额",
];
const SPENT: [&str; 4] = ["全年支出", "实际支出", "全年实际支出", "本年支出"];
const LEFT: [&str; 4] = ["年末结转", "年末结余", "年末结转结余", "年末结转和结余"];

/// What is left at the end of the year that is not what there was less what was spent.
pub(super) fn check(reading: &Reading<'_>) -> Option<Remark> {
    let only = |names: &[&str]| {
        let mut fitting = (0..reading.figures.len()).filter(|index| {
            let label = reading.label(*index);
            let name = label.rsplit('年').next().map_or(label, |rest| {
                if names.contains(&label) { label } else { rest }
            });
            names.contains(&name)
        });
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    };
    let figure = |index: usize| {
        reading
            .figure(index)
            .filter(|f| f.is_money() && f.is_sharp())
    };
    let (available_at, spent_at, left_at) = (only(&AVAILABLE)?, only(&SPENT)?, only(&LEFT)?);
    if !(available_at < spent_at && spent_at < left_at) {
        return None;
    }
    let (available, spent, left) = (figure(available_at)?, figure(spent_at)?, figure(left_at)?);
    let comes_out = |base: &Figure| {
        let gap = &(&base.value() - &spent.value()) - &left.value();
        let slack = &(&base.half_step() + &spent.half_step()) + &left.half_step();
        gap.abs() <= slack
    };
    // Any amount before may be what there was to spend.
    let fits = reading
        .figures
        .iter()
        .take(spent_at)
        .any(|base| base.is_money() && comes_out(base));
    if fits {
        return None;
    }
    let right = in_unit_of(&(&available.value() - &spent.value()), left);
    let message = format!(
        "{}－{}＝{right}，文中年末结转是{}。",
        reading.shown(available),
        reading.shown(spent),
        reading.shown(left)
    );
    let draft = Draft::new("K07", message, "请核对三个数。").expecting(right);
    Some(warning(reading.passage, left.at.clone(), draft))
}
