//! K01: shares of a whole, `其中：基本支出 2336.91 万元，占 79.49%`.

use crate::domain::check::arithmetic::{self, RateJudgement};
use crate::domain::figure::{Exact, fixed};
use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::{Figure, Kind};
use crate::domain::narrative::remark::{Draft, error};

use super::reading::Reading;

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
        .collect()
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
    let (whole_at, whole) = whole(reading, part_at, &noun)?;
    let is_sum = noun.is_empty() || reading.label(whole_at).contains(&noun);
    is_sum.then_some(())?;
    Some(Share {
        part,
        rate,
        whole,
        printed: reading.ratio(rate)?,
    })
}

/// What a share is of: empty for 占86.05%, 入库税收 for 占入库税收的33.49%.
fn noun(gap: &str) -> Option<String> {
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
fn whole<'r>(reading: &'r Reading<'_>, part_at: usize, noun: &str) -> Option<(usize, &'r Figure)> {
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
        let whole = reading.figure(whole_at).filter(|whole| whole.is_sharp())?;
        return Some((whole_at, whole));
    }
    let named: Vec<usize> = (0..part_at)
        .filter(|at| {
            reading
                .figure(*at)
                .is_some_and(|figure| figure.is_like(part) && figure.is_sharp())
                && reading.label(*at).contains(noun)
        })
        .collect();
    let [at] = named.as_slice() else {
        return None;
    };
    Some((*at, reading.figure(*at)?))
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
