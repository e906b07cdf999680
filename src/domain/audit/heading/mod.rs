//! The words that stand above and beside the figures of the field's table shapes.

mod money;
mod run;

pub(super) use money::{Column, column};
pub(super) use run::{Heading, Wanted, joined, words};

use super::printed::Printed;

/// `全年预算数(A)` as `全年预算数`.
pub(in crate::domain) fn without_brackets(label: &str) -> &str {
    match label.find('(') {
        Some(at) if at > 0 => label.get(..at).unwrap_or(label),
        _ => label,
    }
}

/// A heading as it is compared: marks in brackets and letters of formulas left out
/// (`预算数(A)`, `执行率B/A`).
pub(super) fn bare(label: &str) -> &str {
    without_brackets(label)
        .trim_end_matches(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '%' | '*' | '='))
}

/// The points that a heading promises in brackets: `得分(20分×执行率)`, `预算执行情况(万元)(20分)`.
pub(super) fn points(label: &str, line: usize) -> Option<Printed> {
    label.split('(').skip(1).find_map(|group| {
        let (digits, _) = group.split_once('分')?;
        let is_number = !digits.is_empty()
            && digits.len() <= 4
            && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
        is_number.then(|| Printed::of(digits, line))?
    })
}
