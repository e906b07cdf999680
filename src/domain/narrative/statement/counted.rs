//! K01 and K08: rates of two figures that stand beside them: 检测…，合格…，合格率…; a part of a
//! count above the whole; rates that cannot be above 100%.

use crate::domain::figure::Exact;
use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::{Figure, Kind};
use crate::domain::narrative::remark::{Draft, error};

use super::quotient::Quotient;
use super::ratio::fits_any_pair;
use super::reading::{Reading, last_piece};

/// A rate by the end of its name, the words of its upper figure and those of its lower one.
struct Named {
    rate: &'static str,
    upper: &'static [&'static str],
    /// Empty: any name will do.
    lower: &'static [&'static str],
    /// Whether the upper figure is a part of the lower one.
    is_part: bool,
}

const NAMED: [Named; 24] = [
    part("合格率", &["合格"]),
    part("成功率", &["成功"]),
    part("化解率", &["化解"]),
    part("满意率", &["满意"]),
    part("满意度", &["满意"]),
    part("好评率", &["好评"]),
    part("回收率", &["回收", "收回"]),
    part("收回率", &["回收", "收回"]),
    part("及时率", &["及时", "按时", "按期"]),
    part("达标率", &["达标"]),
    part("优良率", &["优良"]),
    part("准确率", &["准确"]),
    part("知晓率", &["知晓"]),
    part("按期办结率", &["按期办结"]),
    part("验收率", &["验收"]),
    part("通过率", &["通过"]),
    part("覆盖率", &["覆盖"]),
    part("整改率", &["整改"]),
    part("结案率", &["结案"]),
    part("利用率", &["利用", "在用"]),
    part("入学率", &["入学"]),
    part("签约率", &["签约"]),
    Named {
        rate: "控制率",
        upper: &["在职", "在编", "实有"],
        lower: &["编制"],
        is_part: false,
    },
    Named {
        rate: "调整率",
        upper: &["追加", "调增", "调整"],
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

impl Named {
    fn fits(&self, lower_gap: &str, upper_gap: &str) -> bool {
        let is_whole = self.lower.is_empty() || has(lower_gap, self.lower);
        let is_apart = !self.is_part || !repeats(lower_gap, self.upper);
        is_whole && is_apart && has(upper_gap, self.upper)
    }
}

/// 开工15个，开工率83.33%: the rate is called by the words of its upper figure.
fn is_of_its_own_words(words: &str, lower_gap: &str, upper_gap: &str) -> bool {
    const CHANGES: [&str; 12] = [
        "增长", "下降", "变动", "压缩", "提速", "节约", "减少", "提升", "提高", "贡献", "降低",
        "增幅",
    ];
    let Some(name) = words.strip_suffix('率') else {
        return false;
    };
    let letters: Vec<char> = name.chars().collect();
    let stem: String = letters.iter().rev().take(2).rev().collect();
    letters.len() >= 2
        && !CHANGES.contains(&stem.as_str())
        && has(upper_gap, &[&stem])
        && !repeats(lower_gap, &[&stem])
}

/// Whether the lower figure goes by the words of the upper one; 应入学 and 计划完成 do not.
fn repeats(lower_gap: &str, words: &[&str]) -> bool {
    let piece = last_piece(lower_gap);
    words.iter().any(|word| piece.contains(word))
        && !["应", "计划", "目标", "预计"]
            .iter()
            .any(|word| piece.contains(word))
}

/// Ends of the names of rates that no counting brings above 100%.
const BOUNDED: [&str; 13] = [
    "合格率",
    "成功率",
    "化解率",
    "满意率",
    "满意度",
    "好评率",
    "回收率",
    "收回率",
    "知晓率",
    "准确率",
    "及时率",
    "优良率",
    "达标率",
];

/// What is handed out or looked at, and the part of it that comes back or passes.
const HANDED: [(&[&str], &[&str]); 2] = [
    (&["发放", "发出"], &["收回", "回收", "有效"]),
    (&["检测", "抽检", "检验"], &["合格", "不合格"]),
];

/// Rates of a paragraph that their two figures do not make.
pub(super) fn check(reading: &Reading<'_>) -> Vec<Remark> {
    (0..reading.figures.len())
        .filter_map(|index| {
            rate_at(reading, index)
                .or_else(|| bracketed_at(reading, index))
                .or_else(|| bounded_at(reading, index))
                .or_else(|| handed_at(reading, index))
        })
        .collect()
}

fn rate_at(reading: &Reading<'_>, index: usize) -> Option<Remark> {
    let rate = percent(reading, index)?;
    let gap = reading.gap(index);
    if gap.contains(['。', ';', '比', '较']) {
        return None;
    }
    let lower_at = index.checked_sub(2)?;
    let (lower, upper) = (reading.figure(lower_at)?, reading.figure(index - 1)?);
    if !are_like(upper, lower) {
        return None;
    }
    let (lower_gap, upper_gap) = (reading.gap(lower_at), reading.gap(index - 1));
    if gap == "的" {
        return behind(reading, rate, lower_at);
    }
    let words = gap.trim_end_matches(['为', '达', '到', '是', ':', '(']);
    let named = NAMED
        .iter()
        .filter(|named| words.ends_with(named.rate))
        .max_by_key(|named| named.rate.len());
    // 19个项目中17个已完工，完工率89.47%
    let is_among = ["中", "中有", "中的"]
        .iter()
        .any(|word| upper_gap.ends_with(word))
        && !upper_gap.contains(['，', '。', ';', '其'])
        && (words.ends_with('率') || last_piece(gap).starts_with('占'));
    // 在职43人，编制45人，控制率95.56%
    if named.is_some_and(|named| !named.is_part && named.fits(upper_gap, lower_gap)) {
        let quotient = Quotient {
            rate,
            upper: lower,
            lower: upper,
            is_target: false,
        };
        return (!fits_any_pair(reading, rate))
            .then(|| quotient.told(reading))
            .flatten();
    }
    let fits_words = is_among
        || named.map_or_else(
            || is_of_its_own_words(words, lower_gap, upper_gap),
            |named| named.fits(lower_gap, upper_gap),
        );
    if !fits_words || upper_gap.contains('。') || last_piece(lower_gap).contains("其中") {
        return None;
    }
    if named.is_some_and(|named| named.is_part) && upper.value() > lower.value() {
        return above_whole(reading, lower, upper);
    }
    let quotient = Quotient {
        rate,
        upper,
        lower,
        is_target: false,
    };
    let is_plain = named.is_some() || upper.value() <= lower.value();
    (is_plain && !fits_any_pair(reading, rate) && !fits_both(reading, &quotient, lower_at))
        .then(|| quotient.told(reading))
        .flatten()
}

/// 新受理100件、上年结转20件，办结114件，办结率95%: both together are the base.
fn fits_both(reading: &Reading<'_>, quotient: &Quotient<'_>, lower_at: usize) -> bool {
    let before = lower_at.checked_sub(1).and_then(|at| reading.figure(at));
    before
        .filter(|before| are_like(before, quotient.lower) && before.factor == quotient.lower.factor)
        .is_some_and(|before| {
            let both = Figure {
                number: before.number.saturating_add(quotient.lower.number),
                ..quotient.lower.clone()
            };
            Quotient {
                lower: &both,
                ..*quotient
            }
            .is_right(reading)
        })
}

fn percent<'r>(reading: &'r Reading<'_>, index: usize) -> Option<&'r Figure> {
    reading
        .figure(index)
        .filter(|figure| figure.kind == Kind::Percent && figure.is_sharp())
}

fn are_like(upper: &Figure, lower: &Figure) -> bool {
    matches!(upper.kind, Kind::Money | Kind::Count(_))
        && upper.is_like(lower)
        && upper.is_sharp()
        && lower.is_sharp()
}

/// Whether a figure's own words hold one of `words` and tell nothing of the contrary.
fn has(gap: &str, words: &[&str]) -> bool {
    let piece = last_piece(gap);
    words.iter().any(|word| piece.contains(word))
        && !["不", "未", "上年", "去年", "比", "较"]
            .iter()
            .any(|word| piece.contains(word))
}

/// 完成24.15万头，完成年度目标任务24万头的100.63%: the base stands behind what it is the base of.
fn behind(reading: &Reading<'_>, rate: &Figure, upper_at: usize) -> Option<Remark> {
    const OTHERS: [&str; 7] = ["上年", "去年", "同期", "比", "较", "增加", "减少"];
    let (upper, lower) = (reading.figure(upper_at)?, reading.figure(upper_at + 1)?);
    let piece = last_piece(reading.gap(upper_at));
    let between = reading.gap(upper_at + 1);
    let base = last_piece(between);
    let is_base = ["占", "完成", "达到", "达", "为", "是"]
        .iter()
        .any(|word| base.starts_with(word) && base.len() > word.len());
    let is_other = OTHERS
        .iter()
        .any(|word| base.contains(word) || piece.contains(word));
    let quotient = Quotient {
        rate,
        upper,
        lower,
        is_target: ["目标", "任务", "计划"]
            .iter()
            .any(|word| base.contains(word)),
    };
    let is_plain = is_base && !is_other && !between.contains(['。', ';']);
    (is_plain && (quotient.is_target || !fits_any_pair(reading, rate)))
        .then(|| quotient.told(reading))
        .flatten()
}

/// 有效问卷288份，满意度为91.67%（264份表示满意）: the upper figure stands behind the rate.
fn bracketed_at(reading: &Reading<'_>, index: usize) -> Option<Remark> {
    let rate = percent(reading, index)?;
    let words = reading
        .gap(index)
        .trim_end_matches(['为', '达', '到', '是', ':']);
    let named = NAMED
        .iter()
        .find(|named| named.is_part && words.ends_with(named.rate))?;
    let lower = reading.figure(index.checked_sub(1)?)?;
    let upper = reading.figure(index + 1)?;
    let tail = reading.gap(index + 2);
    let tail = tail.split(')').next().unwrap_or(tail);
    let is_named = named.upper.iter().any(|word| tail.contains(word)) && !tail.contains('不');
    let is_pair = are_like(upper, lower) && reading.gap(index + 1) == "(" && is_named;
    if !is_pair || words.contains(['。', ';', '比', '较']) {
        return None;
    }
    let quotient = |lower| Quotient {
        rate,
        upper,
        lower,
        is_target: false,
    };
    let fits_another = reading
        .figures
        .iter()
        .any(|other| are_like(upper, other) && quotient(other).is_right(reading));
    (!fits_another)
        .then(|| quotient(lower).told(reading))
        .flatten()
}

/// 合格率105%: no counting leads there.
fn bounded_at(reading: &Reading<'_>, index: usize) -> Option<Remark> {
    let rate = percent(reading, index)?;
    let words = reading
        .gap(index)
        .trim_end_matches(['为', '达', '到', '是', ':', '(']);
    let name = BOUNDED.iter().find(|name| words.ends_with(*name))?;
    if rate.value() <= Exact::whole(100) {
        return None;
    }
    let message = format!("{name}是{}，不会超过100%。", reading.shown(rate));
    let draft = Draft::new("K08", message, "请核对比率和它的两个数。");
    Some(error(reading.passage, rate.at.clone(), draft))
}

/// 发放问卷300份，收回有效问卷328份.
fn handed_at(reading: &Reading<'_>, index: usize) -> Option<Remark> {
    let lower_at = index.checked_sub(1)?;
    let (lower, upper) = (reading.figure(lower_at)?, reading.figure(index)?);
    let (lower_gap, upper_gap) = (reading.gap(lower_at), reading.gap(index));
    let is_part = HANDED.iter().any(|(whole, part)| {
        has(lower_gap, whole)
            && part.iter().any(|word| last_piece(upper_gap).contains(word))
            && !last_piece(lower_gap).contains("其中")
    });
    let are_counts = are_like(upper, lower) && matches!(upper.kind, Kind::Count(_));
    let is_one_sentence = !upper_gap.contains(['。', ';']) && !upper_gap.contains("上年");
    // The rate that follows tells the same.
    let has_rate = percent(reading, index + 1).is_some_and(|_| {
        let words = reading.gap(index + 1);
        NAMED
            .iter()
            .any(|named| words.contains(named.rate) && has(upper_gap, named.upper))
    });
    (are_counts && is_part && is_one_sentence && !has_rate)
        .then(|| above_whole(reading, lower, upper))
        .flatten()
}

/// A part above its whole; `None` where a larger figure before them may be the whole.
fn above_whole(reading: &Reading<'_>, lower: &Figure, upper: &Figure) -> Option<Remark> {
    let has_larger = reading.figures.iter().any(|other| {
        other.at.start < upper.at.start && other.is_like(upper) && other.value() >= upper.value()
    });
    if has_larger || upper.value() <= lower.value() {
        return None;
    }
    let message = format!(
        "“{}”是“{}”的一部分，却比它大。",
        reading.shown(upper),
        reading.shown(lower)
    );
    let draft = Draft::new("K08", message, "请核对两个数和比率。");
    Some(error(reading.passage, upper.at.clone(), draft))
}
