//! A total whose parts are the numbered paragraphs that follow.

use super::{Part, Sum};
use crate::domain::narrative::statement::reading::Reading;

/// The numbered paragraphs after one that ends with its total and 其中：.
pub(super) fn sum_of_items<'r>(
    reading: &'r Reading<'r>,
    following: &'r [Reading<'r>],
) -> Option<Sum<'r>> {
    let last = reading.figures.len().checked_sub(1)?;
    let total = reading
        .figure(last)
        .filter(|f| f.is_sharp() && f.is_money())?;
    let tail = reading.passage.string(total.at.end..reading.passage.len());
    let words = tail.trim_matches(['，', ':', '。', ';', ',']);
    let is_opening = [
        "其中",
        "包括",
        "主要包括",
        "具体为",
        "分别为",
        "具体如下",
        "具体包括",
    ]
    .contains(&words)
        || (words.ends_with("主要包括") && words.starts_with('('));
    if !is_opening {
        return None;
    }
    let mut sum = Sum::new(reading, total, reading.label(last).to_owned());
    for (number, item) in (1..).zip(following) {
        if item_number(item) != Some(number) {
            break;
        }
        let Some(figure) = item.figure(0).filter(|f| f.is_sharp() && f.is_money()) else {
            sum.is_unclear = true;
            continue;
        };
        let name = item.label(0);
        let name = name.trim_start_matches(|c: char| c.is_ascii_digit() || "().、".contains(c));
        sum.parts.push(Part {
            reading: item,
            figure: figure.clone(),
            name: name.to_owned(),
        });
    }
    (sum.parts.len() > 1).then_some(sum)
}

/// The number of a paragraph `1．`, `(2)`, `3、`.
fn item_number(item: &Reading<'_>) -> Option<u32> {
    let passage = item.passage;
    let start = usize::from(passage.get(0) == Some('('));
    let digits = (0..3)
        .take_while(|step| {
            passage
                .get(start + step)
                .is_some_and(|c| c.is_ascii_digit())
        })
        .count();
    let follows = passage.get(start + digits)?;
    let is_number = matches!((start, follows), (1, ')') | (0, '.' | '、'));
    is_number.then(|| passage.string(start..start + digits).parse().ok())?
}
