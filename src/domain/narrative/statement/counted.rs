//! K01 and K08: rates of two counts that stand directly before them: 检测…，合格…，合格率….

use crate::domain::check::arithmetic::{self, RateJudgement};
use crate::domain::figure::{Exact, fixed};
use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::{Figure, Kind};
use crate::domain::narrative::remark::{Draft, error};

use super::ratio::fits_any_pair;
use super::reading::Reading;

/// A rate by the end of its name, the words of its upper figure and those of its lower one.
struct Named {
    rate: &'static str,
    upper: &'static [&'static str],
    /// Empty: any name will do.
    lower: &'static [&'static str],
    /// Whether the upper figure is a part of the lower one.
    is_part: bool,
}

const NAMED: [Named; 8] = [
    part("合格率", &["合格"]),
    part("成功率", &["成功"]),
    part("化解率", &["化解"]),
    part("满意率", &["满意"]),
    part("满意度", &["满意"]),
    part("回收率", &["回收", "收回"]),
    Named {
        rate: "控制率",
        upper: &["在职", "在编", "实有"],
        lower: &["编制"],
        is_part: false,
    },
    Named {
        rate: "调整率",
        upper: &["追加"],
        lower: &["年初预算"],
        is_part: false,
    },
];

const fn part(rate: &'static str, upper: &'static [&'static str]) -> Named {
    Named {
        rate,
        upper,
        lower: &[],
        is_part: true,
    }
}

/// Rates of a paragraph that their two figures do not make.
pub(super) fn check(reading: &Reading<'_>) -> Vec<Remark> {
    (2..reading.figures.len())
        .filter_map(|index| rate_at(reading, index))
        .collect()
}

fn rate_at(reading: &Reading<'_>, index: usize) -> Option<Remark> {
    let rate = reading
        .figure(index)
        .filter(|figure| figure.kind == Kind::Percent && figure.is_sharp())?;
    let gap = reading.gap(index);
    if gap.contains(['。', ';', '比', '较']) {
        return None;
    }
    let before = (reading.figure(index - 2)?, reading.figure(index - 1)?);
    let (lower, upper) = before;
    let comes_out = matches!(upper.kind, Kind::Money | Kind::Count(_))
        && upper.is_like(lower)
        && upper.is_sharp()
        && lower.is_sharp();
    if !comes_out {
        return None;
    }
    let (lower_gap, upper_gap) = (reading.gap(index - 2), reading.gap(index - 1));
    // 完成24.15万头，完成年度目标任务24万头的100.63%: the target stands behind what was done.
    if gap == "的" {
        let is_target = upper_gap.contains("完成")
            && ["目标", "任务"].iter().any(|word| upper_gap.contains(word))
            && !upper_gap.contains(['。', ';']);
        return is_target
            .then(|| judge(reading, rate, upper, lower, true))
            .flatten();
    }
    let words = gap.trim_end_matches(['为', '达', '到', '是', ':']);
    let named = NAMED.iter().find(|named| words.ends_with(named.rate))?;
    let has = |gap: &str, words: &[&str]| {
        let piece = last_piece(gap);
        words.iter().any(|word| piece.contains(word))
            && !["不", "未", "上年", "去年", "比", "较"]
                .iter()
                .any(|word| piece.contains(word))
    };
    let lower_piece = last_piece(lower_gap);
    let is_whole = (named.lower.is_empty() || has(lower_gap, named.lower))
        && (!named.is_part || !named.upper.iter().any(|word| lower_piece.contains(word)))
        && !lower_piece.contains("其中");
    if !has(upper_gap, named.upper) || upper_gap.contains('。') || !is_whole {
        return None;
    }
    if named.is_part && upper.value() > lower.value() {
        return above_whole(reading, rate, lower, upper);
    }
    judge(reading, rate, lower, upper, false)
}

fn last_piece(gap: &str) -> &str {
    gap.rsplit(['，', '。', ';', ':']).next().unwrap_or(gap)
}

/// Judges a rate; a target is exact, however few digits it is printed with.
fn judge(
    reading: &Reading<'_>,
    rate: &Figure,
    lower: &Figure,
    upper: &Figure,
    is_target: bool,
) -> Option<Remark> {
    if !is_target && fits_any_pair(reading, rate) {
        return None;
    }
    let exact = upper.value().divided_by(&lower.value())?;
    let mut base = reading.printed(lower);
    if is_target {
        base.step = Exact::zero();
    }
    let judged = arithmetic::ratio(&reading.ratio(rate)?, &reading.printed(upper), &base)?;
    let right = format!(
        "{}%",
        fixed(&(&exact * &Exact::whole(100)), rate.decimals())
    );
    let shown = reading.shown(rate);
    if judged == RateJudgement::Right || right == shown {
        return None;
    }
    let message = format!(
        "{}÷{}应为{right}，文中是{shown}{}。",
        reading.shown(upper),
        reading.shown(lower),
        judged.words()
    );
    let draft = Draft::new("K01", message, "请核对两个数和比率。").expecting(right);
    Some(error(reading.passage, rate.at.clone(), draft))
}

/// A part above its whole, which the rate above 100% confirms.
fn above_whole(
    reading: &Reading<'_>,
    rate: &Figure,
    lower: &Figure,
    upper: &Figure,
) -> Option<Remark> {
    let is_confirmed = rate.value() > Exact::whole(100)
        && arithmetic::ratio(
            &reading.ratio(rate)?,
            &reading.printed(upper),
            &reading.printed(lower),
        ) == Some(RateJudgement::Right);
    is_confirmed.then(|| {
        let message = format!(
            "“{}”大于“{}”，比率{}超过100%，部分不能大于整体。",
            reading.shown(upper),
            reading.shown(lower),
            reading.shown(rate)
        );
        let draft = Draft::new("K08", message, "请核对两个数和比率。");
        error(reading.passage, rate.at.clone(), draft)
    })
}
