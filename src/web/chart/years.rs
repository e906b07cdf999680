//! A line over the years: a point a year with its figure above and its year below.

use super::{Chart, WIDTH};
use crate::domain::statistics::Series;

const HEIGHT: i64 = 170;

/// The highest point.
const TOP: i64 = 40;

/// The lowest point.
const BOTTOM: i64 = 120;

/// Draws the years from the left.
pub(super) fn draw(chart: &mut Chart, series: &[Series]) {
    let values = || series.iter().filter_map(|one| one.values.first().copied());
    let (least, most) = (values().min().unwrap_or(0), values().max().unwrap_or(0));
    let count = i64::try_from(series.len()).unwrap_or(1).max(1);
    let mut path = Vec::new();
    for (place, one) in (0_i64..).zip(series) {
        let x = WIDTH * (2 * place + 1) / (2 * count);
        let value = one.values.first().copied().unwrap_or(0);
        let y = height(value, least, most);
        path.push(format!("{x},{y}"));
        chart.dots.push((x, y));
        chart.write_centred(x, y - 12, one.shown.clone());
        chart.write_centred(x, HEIGHT - 20, one.label.clone());
    }
    chart.path = path.join(" ");
    chart.height = HEIGHT;
}

/// Where a value stands; in the middle when all are the same.
fn height(value: i64, least: i64, most: i64) -> i64 {
    let room = i128::from(BOTTOM - TOP);
    let (above, span) = (
        i128::from(value) - i128::from(least),
        i128::from(most) - i128::from(least),
    );
    let up = (above * room).checked_div(span).unwrap_or(room / 2);
    BOTTOM - i64::try_from(up).unwrap_or(0)
}
