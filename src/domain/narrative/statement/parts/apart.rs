//! Parts that stand a sentence behind their total, or without a word that opens their list:
//! “三公”经费12.50万元，比上年减少1.00万元。其中公务接待费…; 基本支出…，人员经费…，公用经费….

use super::find::{is_aside, last_piece, name_of};
use super::opening::opening;
use super::{Part, Sum};
use crate::domain::narrative::statement::classes::{Listing, listing};
use crate::domain::narrative::statement::reading::Reading;

/// Ends of the names of totals whose parts the trade knows by name, and words that tell a stage.
const TOPICS: [&str; 6] = [
    "“三公”经费",
    "三公经费",
    "“三公”经费支出",
    "三公经费支出",
    "“三公”经费支出决算",
    "基本支出",
];

/// The sum of a total whose classes are named somewhere behind it, in its sentence or the next.
pub(super) fn sum_apart<'r>(reading: &'r Reading<'r>, index: usize) -> Option<Sum<'r>> {
    let total = reading
        .figure(index)
        .filter(|total| total.is_money() && total.is_sharp())?;
    let name = reading.label(index);
    // A list that opens right behind it is read there.
    let is_topic = TOPICS.iter().any(|topic| name.ends_with(topic));
    if !is_topic || opening(reading.gap(index + 1)).is_some() {
        return None;
    }
    let mut sum = Sum::new(reading, total, name.to_owned());
    let mut sentences = 0;
    for at in index + 1..reading.figures.len() {
        let gap = reading.gap(at);
        sentences += gap.matches('。').count();
        let figure = reading.figure(at)?;
        let words = gap.rsplit('。').next().unwrap_or(gap);
        let piece = last_piece(words);
        if sentences > 1 || gap.replace("(境)", "").contains(['(', ')']) {
            break;
        }
        if is_aside(figure, piece) {
            continue;
        }
        let words = words.split_once("其中").map_or(words, |(_, rest)| rest);
        let part = Part {
            reading,
            figure: figure.clone(),
            name: name_of(reading, at, words),
        };
        if !figure.is_like(total) || !figure.is_sharp() {
            break;
        }
        sum.parts.push(part);
        let names: Vec<String> = sum.parts.iter().map(|part| part.name.clone()).collect();
        if names.len() > 1 && listing(&names) == Listing::Unknown {
            sum.parts.pop();
            break;
        }
    }
    let names: Vec<String> = sum.parts.iter().map(|part| part.name.clone()).collect();
    (names.len() > 1 && listing(&names) == Listing::Complete).then_some(sum)
}
