//! K01: shares of a whole, `其中：基本支出 2336.91 万元，占 79.49%`.

use crate::domain::check::arithmetic::{self, RateJudgement};
use crate::domain::figure::{Exact, fixed};
use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::{Figure, Kind};
use crate::domain::narrative::remark::{Draft, error};

use super::facts::{Concept, concept};
use super::quotient::unit_slip;
use super::reading::{Reading, in_unit_of};

/// A share in its place.
struct Share<'r> {
    part: &'r Figure,
    rate: &'r Figure,
    whole: &'r Figure,
    printed: arithmetic::Printed,
}

/// Shares of a paragraph that do not come out.
pub(super) fn check(reading: &Reading<'_>) -> Vec<Remark> {
    let shares: Vec<Share<'_>> = (1..reading.figures.len())
        .filter_map(|index| share_at(reading, index))
        .collect();
    let hundred = shares
        .iter()
        .fold(Exact::zero(), |sum, share| &sum + &share.rate.value())
        == Exact::whole(100);
    shares
        .iter()
        .filter_map(|share| judge(reading, share, hundred))
        .chain(closed(reading))
        .collect()
}

/// Shares of a total that is not printed: 公务接待费6.45万元，占32.49%，公务用车13.40万元，占67.51%。
/// One share that does not fit among others that do is wrong.
fn closed(reading: &Reading<'_>) -> Vec<Remark> {
    let pairs: Vec<(usize, &Figure, &Figure)> = (1..reading.figures.len())
        .filter_map(|index| {
            let rate = reading
                .figure(index)
                .filter(|figure| figure.kind == Kind::Percent && figure.is_sharp())?;
            let part = reading.figure(index - 1)?;
            let is_plain = noun(reading.gap(index)).is_some_and(|noun| noun.is_empty());
            let is_part = is_plain && part.is_money() && part.is_sharp();
            is_part.then_some((index, part, rate))
        })
        .collect();
    pairs
        .chunk_by(|(first, ..), (second, ..)| {
            second - first == 2 && !reading.gap(second - 1).contains('。')
        })
        .filter_map(|run| one_wrong(reading, run))
        .collect()
}

fn one_wrong(reading: &Reading<'_>, run: &[(usize, &Figure, &Figure)]) -> Option<Remark> {
    let (first, ..) = run.first()?;
    let has_whole = (1..*first).any(|at| {
        let gap = reading.gap(at);
        !gap.contains('。') && (gap.contains("其中") || gap.contains("用于"))
    });
    let added = run
        .iter()
        .fold(Exact::zero(), |sum, (_, part, _)| &sum + &part.value());
    let whole = arithmetic::Printed::exact(added.clone());
    let fits = |part: &Figure, rate: &Figure| {
        let judged = arithmetic::ratio(&reading.ratio(rate)?, &reading.printed(part), &whole);
        Some(judged? == RateJudgement::Right)
    };
    let (right, wrong): (Vec<_>, Vec<_>) = run
        .iter()
        .filter(|(_, part, _)| !part.value().is_zero())
        .partition(|(_, part, rate)| fits(part, rate) == Some(true));
    let ([(_, part, rate)], false, false) = (wrong.as_slice(), right.is_empty(), has_whole) else {
        return None;
    };
    let exact = part.value().divided_by(&added)?;
    let percent = &exact * &Exact::whole(100);
    let right = format!("{}%", fixed(&percent, rate.decimals()));
    let shown = reading.shown(rate);
    // The last share is often bent so that all make 100%.
    let near = &rate.half_step() * &Exact::whole(4);
    if (&percent - &rate.value()).abs() <= near {
        return None;
    }
    let message = format!(
        "{}占各项合计{}的比例应为{right}，文中是{shown}。",
        reading.shown(part),
        in_unit_of(&added, part)
    );
    let draft = Draft::new("K01", message, "请核对两个数和比例。").expecting(right);
    Some(error(reading.passage, rate.at.clone(), draft))
}

fn share_at<'r>(reading: &'r Reading<'_>, index: usize) -> Option<Share<'r>> {
    let rate = reading
        .figure(index)
        .filter(|f| f.kind == Kind::Percent && f.is_sharp())?;
    let part_at = index - 1;
    let part = reading.figure(part_at)?;
    if !matches!(part.kind, Kind::Money | Kind::Count(_)) || !part.is_sharp() {
        return None;
    }
    let gap = reading.gap(index);
    let noun = noun(gap)?;
    let whole = whole(reading, part_at, &noun)?;
    Some(Share {
        part,
        rate,
        whole,
        printed: reading.ratio(rate)?,
    })
}

/// What a share is of: empty for 占86.05%, 入库税收 for 占入库税收的33.49%.
pub(super) fn noun(gap: &str) -> Option<String> {
    let words = gap.trim_start_matches(['，', ',', '、', '(']);
    let words = words.strip_prefix('占')?;
    let words = words
        .trim_end_matches(['为', '达', ':', '约'])
        .trim_end_matches("比重")
        .trim_end_matches("比例")
        .trim_end_matches('比')
        .trim_end_matches('的');
    let plain = ["总", "总额", "总数", "合计"];
    Some(if plain.contains(&words) {
        String::new()
    } else {
        // The names of amounts are read without it.
        words.trim_end_matches("金额").to_owned()
    })
}

/// The whole of a part: the amount before the words that open the list, or the one that is named.
fn whole<'r>(reading: &'r Reading<'_>, part_at: usize, noun: &str) -> Option<&'r Figure> {
    let part = reading.figure(part_at)?;
    let opened = (1..=part_at).rev().find(|at| {
        let gap = reading.gap(*at);
        gap.contains("其中") || gap.contains("主要用于以下方面")
    });
    if noun.is_empty() {
        let whole_at = opened?.checked_sub(1)?;
        // Between the whole and the list there may be a share of the whole itself.
        let whole_at = (0..=whole_at).rev().find(|at| {
            reading
                .figure(*at)
                .is_some_and(|figure| figure.is_like(part))
        })?;
        return reading.figure(whole_at).filter(|whole| whole.is_sharp());
    }
    let named: Vec<&Figure> = (0..part_at)
        .filter(|at| is_called(reading.label(*at), noun))
        .filter_map(|at| reading.figure(at))
        .filter(|figure| figure.is_like(part) && figure.is_sharp())
        .collect();
    let [whole] = named.as_slice() else {
        return None;
    };
    Some(whole)
}

/// Whether a figure's name is what a share is of: 全年支出 and 总支出 are one thing.
pub(super) fn is_called(label: &str, noun: &str) -> bool {
    let is_spending = |name: &str| {
        concept(name).is_some_and(|(concept, _, is_appropriation)| {
            concept == Concept::Spending && !is_appropriation
        })
    };
    label.contains(noun) || (is_spending(noun) && is_spending(label))
}

fn judge(reading: &Reading<'_>, share: &Share<'_>, makes_hundred: bool) -> Option<Remark> {
    let part = reading.printed(share.part);
    let whole = reading.printed(share.whole);
    let judged = arithmetic::ratio(&share.printed, &part, &whole)?;
    if judged == RateJudgement::Right || fits_another(reading, share, &part) {
        return None;
    }
    let exact = part.value.divided_by(&whole.value)?;
    let gap = (&exact - &share.printed.value).abs();
    // The last share is often bent so that all make 100%.
    let twice = &share.printed.step * &Exact::whole(2);
    if (makes_hundred && gap < twice) || exact > Exact::whole(1) && share.part.at == share.whole.at
    {
        return None;
    }
    let right = format!(
        "{}%",
        fixed(&(&exact * &Exact::whole(100)), share.rate.decimals())
    );
    let shown = reading.shown(share.rate);
    if right == shown {
        return None;
    }
    if let Some(remark) = unit_slip(reading, share.rate, share.part, share.whole) {
        return Some(remark);
    }
    let message = format!(
        "{}占{}的比例应为{right}，文中是{shown}{}。",
        reading.shown(share.part),
        reading.shown(share.whole),
        judged.words()
    );
    let draft = Draft::new("K01", message, "请核对两个数和比例。").expecting(right);
    Some(error(reading.passage, share.rate.at.clone(), draft))
}

/// Whether the share comes out of another amount of the paragraph, or of the amounts of the list.
fn fits_another(reading: &Reading<'_>, share: &Share<'_>, part: &arithmetic::Printed) -> bool {
    reading
        .figures
        .iter()
        .filter(|other| other.is_like(share.part) && other.at != share.part.at)
        .any(|other| {
            arithmetic::ratio(&share.printed, part, &reading.printed(other))
                == Some(RateJudgement::Right)
        })
}
