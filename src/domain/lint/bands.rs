//! L11, L12, L13: bands without gap or overlap, each of which can come to pass.

use super::cuts::{Stretch, take_out};
use super::range::Range;
use super::subject::{Leaf, Subject, error, notice, warning};
use crate::domain::figure::{Exact, fixed, percent};
use crate::domain::scheme::{Band, Fault, Rule, Spot};

pub(super) fn lint(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for leaf in subject.leaves() {
        if let Rule::Bands { value, bands } = leaf.rule {
            let range = Range::judged(subject.scheme, leaf.both.compiled, value).stretch();
            let show = shown(&leaf);
            faults.extend(gaps(&leaf, bands, range.clone(), &show));
            faults.extend(overlaps(&leaf, bands, &show));
            faults.extend(dead(&leaf, bands, &range));
        }
    }
    faults
}

/// Ends of bands as the scheme writes them: percentages where it writes percentages.
fn shown(leaf: &Leaf<'_>) -> impl Fn(&Exact) -> String {
    let in_percent = super::units::writes_percent(leaf.source);
    move |end| {
        let whole = |text: String| text.trim_end_matches(".0000").to_owned();
        if in_percent {
            let text = percent(end, 4);
            format!("{}%", trimmed(text.trim_end_matches('%')))
        } else {
            whole(trimmed(&fixed(end, 4)).to_owned())
        }
    }
}

fn trimmed(text: &str) -> &str {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        text
    }
}

fn spot(leaf: &Leaf<'_>, band: usize) -> Spot {
    leaf.spot(&format!("bands.{band}"))
}

fn gaps(
    leaf: &Leaf<'_>,
    bands: &[Band],
    range: Stretch,
    show: &impl Fn(&Exact) -> String,
) -> Vec<Fault> {
    let mut left = vec![range];
    for stretch in bands.iter().filter_map(Stretch::of_band) {
        left = take_out(&left, &stretch);
    }
    left.iter()
        .map(|gap| {
            let words = gap.words(show);
            warning("L11", leaf.spot("bands"))
                .place(leaf.name())
                .says(format!("值{words}时不属于任何一档，会得 0 分。"))
                .cure("请补上一档写明得几分；纸上写“其他不得分”的，也写成 score = 0 的一档。")
        })
        .collect()
}

fn overlaps(leaf: &Leaf<'_>, bands: &[Band], show: &impl Fn(&Exact) -> String) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (later, band) in bands.iter().enumerate() {
        let Some(stretch) = Stretch::of_band(band) else {
            continue;
        };
        for (earlier, other) in bands.iter().enumerate().take(later) {
            let Some(first) = Stretch::of_band(other) else {
                continue;
            };
            let Some(common) = first.common(&stretch).filter(|_| !first.holds(&stretch)) else {
                continue;
            };
            let says = format!(
                "第{}档和第{}档都含有{}的值，按先写的第{}档计。",
                earlier + 1,
                later + 1,
                common.words(show),
                earlier + 1
            );
            // A band written as the rest behind narrower ones is in order.
            let fault = if stretch.holds(&first) {
                notice("L12", spot(leaf, later))
            } else {
                warning("L12", spot(leaf, later))
            };
            faults.push(
                fault
                    .place(leaf.name())
                    .says(says)
                    .cure("请用 at_least（含）和 below（不含）、above 和 at_most 把两档分开。"),
            );
        }
    }
    faults
}

/// Bands that hold no value, or none that an earlier band leaves.
fn dead(leaf: &Leaf<'_>, bands: &[Band], range: &Stretch) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, band) in bands.iter().enumerate() {
        let place = |fault: Fault| fault.place(leaf.name());
        let Some(stretch) = Stretch::of_band(band) else {
            let fault = error("L13", spot(leaf, index));
            faults.push(
                place(fault)
                    .says(format!(
                        "第{}档（{}）不含任何数。",
                        index + 1,
                        band.ends.words
                    ))
                    .cure("两端写反了，请对照纸质表改正。"),
            );
            continue;
        };
        let mut left: Vec<Stretch> = stretch.common(range).into_iter().collect();
        let is_outside = left.is_empty();
        for earlier in bands.iter().take(index).filter_map(Stretch::of_band) {
            left = take_out(&left, &earlier);
        }
        if left.is_empty() {
            let why = if is_outside {
                "这个数不会落在这里"
            } else {
                "前面各档已经包括了它"
            };
            let fault = warning("L13", spot(leaf, index));
            faults.push(
                place(fault)
                    .says(format!(
                        "第{}档（{}）永远用不上：{why}。",
                        index + 1,
                        band.ends.words
                    ))
                    .cure("请调整各档的顺序或两端，或删去这一档。"),
            );
        }
    }
    faults
}
