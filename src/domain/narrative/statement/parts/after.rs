//! A total that stands behind its parts: 工资福利支出…，商品和服务支出…，合计…; and a sum that the
//! text itself declares: （各项之和679.37万元与合计相差0.03万元）.

use super::disjoint::have_plain_names;
use super::find::{is_aside, last_piece, name_of};
use super::{Part, Sum};
use crate::domain::narrative::figures::{Figure, Kind};
use crate::domain::narrative::statement::classes::{Listing, listing};
use crate::domain::narrative::statement::reading::Reading;

/// Words that say that a figure is the sum of those before it.
const TOTALS: [&str; 18] = [
    "收入总计",
    "支出总计",
    "全年收入总计",
    "收支总计",
    "合计总数",
    "总计为",
    "合计支出",
    "合计收入",
    "支出合计",
    "收入合计",
    "合计为",
    "共计为",
    "合计",
    "共计",
    "总计",
    "总共",
    "全年共",
    "共",
];

/// Words that call a sum of parts by what it is.
const SUMS: [&str; 6] = [
    "各项之和",
    "分项之和",
    "各分项之和",
    "各项合计",
    "分项合计",
    "明细合计",
];

/// The most parts that are looked for before a total.
const LONGEST_LIST: usize = 30;

/// The sum whose total stands at `index`, behind its parts.
pub(super) fn sum_before<'r>(reading: &'r Reading<'r>, index: usize) -> Option<Sum<'r>> {
    let total = countable(reading, index)?;
    let gap = reading.gap(index);
    let piece = last_piece(gap);
    if gap.contains(['。', ':', '(', ')']) || !TOTALS.contains(&piece.trim_end_matches(':')) {
        return None;
    }
    let name = if piece.contains("支出") || piece.contains("收入") {
        piece
    } else {
        "合计"
    };
    let mut sum = Sum::new(reading, total, name.to_owned());
    gather(&mut sum, index)?;
    let names: Vec<String> = sum.parts.iter().map(|part| part.name.clone()).collect();
    // Only names that the trade or their own words keep apart are surely all parts of it.
    sum.is_exhaustive = listing(&names) != Listing::Unknown || have_plain_names(&sum);
    (sum.parts.len() > 1 && sum.is_exhaustive).then_some(sum)
}

/// The sum that a bracket declares for the list before it.
pub(super) fn sum_declared<'r>(reading: &'r Reading<'r>, index: usize) -> Option<Sum<'r>> {
    let total = countable(reading, index)?;
    let gap = reading.gap(index);
    let piece = last_piece(gap).trim_end_matches(['为', '是']);
    let is_declared = SUMS.iter().any(|word| piece.ends_with(word));
    if !is_declared || gap.contains('。') {
        return None;
    }
    let mut sum = Sum::new(reading, total, "各项之和".to_owned());
    gather(&mut sum, index)?;
    sum.is_exhaustive = true;
    (sum.parts.len() > 1).then_some(sum)
}

fn countable<'r>(reading: &'r Reading<'_>, index: usize) -> Option<&'r Figure> {
    reading
        .figure(index)
        .filter(|figure| figure.is_sharp() && matches!(figure.kind, Kind::Money | Kind::Count(_)))
}

/// Goes back from a total through the list before it; `None` where something in it is no part.
fn gather(sum: &mut Sum<'_>, index: usize) -> Option<()> {
    let reading = sum.reading;
    for at in (0..index).rev().take(LONGEST_LIST) {
        let figure = reading.figure(at)?;
        let gap = reading.gap(at);
        let words = gap.rsplit(['。', ';', ':']).next().unwrap_or(gap);
        let opens = words.len() < gap.len() || at == 0;
        let piece = last_piece(words);
        let is_share = figure.kind == Kind::Percent && piece.starts_with('占');
        if is_share && !opens {
            continue;
        }
        if !figure.is_like(&sum.total) {
            break;
        }
        let name = name_of(reading, at, words);
        if !figure.is_sharp() || name.is_empty() || is_aside(figure, piece) || leads_away(words) {
            return None;
        }
        sum.parts.insert(
            0,
            Part {
                reading,
                figure: figure.clone(),
                name,
            },
        );
        if opens {
            break;
        }
    }
    Some(())
}

/// Words that tie a figure to something else than the total: details, brackets, other years.
fn leads_away(words: &str) -> bool {
    ["其中", "包括", "含", "(", ")", "比", "较", "上年", "每"]
        .iter()
        .any(|word| words.contains(word))
}
