//! Bars that lie one below another, each under its label and before its figure.

use super::{Bar, Chart, WIDTH, shortened};
use crate::domain::statistics::Series;

/// A label, its bar and a gap.
const ROW: i64 = 44;

/// The foot of the label within its row.
const LABEL: i64 = 16;

/// The upper edge of the bar within its row.
const TOP: i64 = 22;

const THICK: i64 = 14;

/// Room for the figure behind the longest bar.
const FIGURE: i64 = 110;

/// What explains the patterns, above the bars.
const LEGEND: i64 = 28;

/// Draws bars; with names their parts are told apart by pattern.
pub(super) fn draw(chart: &mut Chart, names: &[&'static str], series: &[Series]) {
    let top = if names.is_empty() { 0 } else { LEGEND };
    for (place, name) in (0_i64..).zip(names) {
        let x = place * WIDTH / 4;
        chart.bars.push(bar(x, 6, THICK, place > 0));
        chart.write(x + THICK + 6, 6 + THICK - 2, *name);
    }
    let longest = series.iter().map(|one| one.values.iter().sum::<i64>());
    let longest = longest.max().unwrap_or(0);
    for (row, one) in (0_i64..).zip(series) {
        let y = top + row * ROW;
        chart.write(0, y + LABEL, shortened(&one.label));
        let mut x = 0;
        for (place, value) in one.values.iter().enumerate() {
            let width = length(*value, longest);
            if width > 0 {
                chart.bars.push(bar(x, y + TOP, width, place > 0));
            }
            x += width;
        }
        chart.write(x + 6, y + TOP + THICK - 2, one.shown.clone());
    }
    let rows = i64::try_from(series.len()).unwrap_or(0);
    chart.height = top + rows * ROW;
}

fn bar(x: i64, y: i64, width: i64, is_striped: bool) -> Bar {
    Bar {
        x,
        y,
        width,
        height: THICK,
        is_striped,
    }
}

/// How long a bar is beside the longest; what is above nothing is seen.
fn length(value: i64, longest: i64) -> i64 {
    let room = i128::from(WIDTH - FIGURE);
    let share = (i128::from(value.max(0)) * room).checked_div(i128::from(longest));
    let length = share.and_then(|length| i64::try_from(length).ok());
    length.unwrap_or(0).max(i64::from(value > 0))
}
