//! K03 on tables that no form prescribes: total lines and total columns.
//!
//! How a table is added up is learnt from the table itself: a sum that comes out in one column is
//! meant in the others too. Where nothing comes out and several ways are possible, nothing is said.

use crate::domain::figure::Exact;

use super::finding::AuditFinding;
use super::ledger::{Ledger, is_total};
use super::place::Forms;
use super::printed::Printed;
use super::sum::{Part, Sum};

/// Row and column.
pub(super) type Spot = (usize, usize);

/// A sum that does not come out.
pub(super) struct Gap {
    parts: Vec<Spot>,
    total: Spot,
    printed: Exact,
    /// What the parts come to, less what is printed.
    size: Exact,
    pub finding: AuditFinding,
}

impl Gap {
    fn cells(&self) -> impl Iterator<Item = &Spot> {
        self.parts.iter().chain(std::iter::once(&self.total))
    }

    /// What a cell would be if it alone were wrong.
    pub fn mended(&self, spot: Spot, printed: &Exact) -> Option<Exact> {
        if spot == self.total {
            return Some(printed + &self.size);
        }
        self.parts.contains(&spot).then(|| printed - &self.size)
    }

    /// Whether the parts are less than half of the total away from it: farther off they are
    /// parts of something else.
    fn is_small(&self) -> bool {
        &self.size.abs() + &self.size.abs() < self.printed.abs()
    }

    /// Whether one wrong cell explains both.
    fn is_same(&self, other: &Self) -> bool {
        self.size.abs() == other.size.abs()
            && self
                .cells()
                .any(|cell| other.cells().any(|own| own == cell))
    }
}

/// Every sum that does not come out, each wrong cell once.
pub(super) fn check(ledger: &Ledger, forms: &Forms) -> Vec<Gap> {
    let mut gaps = across(ledger, forms);
    for gap in down(ledger, forms) {
        if !gaps.iter().any(|known| known.is_same(&gap)) {
            gaps.push(gap);
        }
    }
    gaps
}

/// How a way of adding up turned out.
#[derive(Default)]
struct Tried {
    /// Sums that come out and are not nothing.
    right: usize,
    gaps: Vec<Gap>,
}

impl Tried {
    fn add(&mut self, ledger: &Ledger, total: Spot, parts: &[Spot], forms: &Forms) {
        let figure = |spot: &Spot| ledger.rows.get(spot.0)?.cell(spot.1);
        let name = |spot: &Spot| ledger.columns.get(spot.1).map_or("", |head| &head.label);
        let (Some(printed), Some(row)) = (figure(&total), ledger.rows.get(total.0)) else {
            return;
        };
        let addends: Vec<Part<'_>> = parts
            .iter()
            .filter_map(|spot| {
                Some(Part {
                    name: name(spot),
                    figure: figure(spot)?,
                })
            })
            .collect();
        if addends.len() < 2 {
            return;
        }
        let label = row.label.trim_end_matches([':', '：']);
        let place = forms.place(row.index, &[label, name(&total)], printed.line);
        let sum = Sum {
            total: printed,
            name: if name(&total).is_empty() {
                label
            } else {
                name(&total)
            },
            parts: &addends,
        };
        match sum.check(place) {
            None => self.right += usize::from(!printed.number.is_zero()),
            Some(finding) => self.gaps.push(Gap {
                parts: parts.to_vec(),
                total,
                printed: printed.number.clone(),
                size: &sum.added() - &printed.number,
                finding,
            }),
        }
    }
}

/// The gaps of the way that comes out most often; `is_only` says that no other way is possible.
fn best(tried: Vec<Tried>, is_only: bool) -> Vec<Gap> {
    let best = tried
        .into_iter()
        .min_by_key(|way| (std::cmp::Reverse(way.right), way.gaps.len()));
    match best {
        Some(way) if way.right > 0 && way.right >= way.gaps.len() => way.gaps,
        Some(way) if is_only && way.gaps.iter().all(Gap::is_small) => way.gaps,
        _ => Vec::new(),
    }
}

/// Each total line against the rows above it, or below it where it stands first.
fn down(ledger: &Ledger, forms: &Forms) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let columns = ledger.addends();
    for (total, row) in ledger.rows.iter().enumerate() {
        if !row.is_total && !row.is_subtotal {
            continue;
        }
        let ways = ways(ledger, total);
        let is_only = ways.len() == 1 && columns.len() == 1;
        let tried = ways.iter().map(|rows| {
            let mut tried = Tried::default();
            for column in &columns {
                let parts: Vec<Spot> = rows.iter().map(|row| (*row, *column)).collect();
                tried.add(ledger, (total, *column), &parts, forms);
            }
            tried
        });
        gaps.extend(best(tried.collect(), is_only));
    }
    gaps
}

/// The sets of rows that a total line may add up.
fn ways(ledger: &Ledger, total: usize) -> Vec<Vec<usize>> {
    let row = |index: &usize| ledger.rows.get(*index);
    let is_sum = |index: &usize| row(index).is_some_and(|row| row.is_total || row.is_subtotal);
    let is_plain = |index: &usize| row(index).is_some_and(|row| !row.is_nested) && !is_sum(index);
    let is_high = |index: &usize| row(index).is_some_and(|row| !is_deep(&row.label));
    let before = (0..total).rfind(is_sum);
    let since = before.map_or(0, |at| at + 1)..total;
    let next = (total + 1..ledger.rows.len()).find(is_sum);
    let until = total + 1..next.unwrap_or(ledger.rows.len());
    let above: Vec<usize> = since.clone().filter(is_plain).collect();
    let below: Vec<usize> = until.filter(is_plain).collect();
    let rest = total + 1..ledger.rows.len();
    let is_small = |index: &usize| row(index).is_some_and(|row| row.is_subtotal);
    let mut ways = if above.is_empty() && before.is_none() {
        vec![
            below.clone(),
            below.iter().copied().filter(|at| is_high(at)).collect(),
            rest.clone().filter(is_plain).collect(),
            rest.clone().filter(is_small).collect(),
            folded(ledger, &below),
            highest(ledger, &rest.collect::<Vec<usize>>()),
        ]
    } else {
        vec![
            above.clone(),
            above.iter().copied().filter(|at| is_high(at)).collect(),
            (0..total).filter(is_plain).collect(),
            (0..total).filter(is_small).collect(),
            before.into_iter().chain(above.iter().copied()).collect(),
            folded(ledger, &above),
            highest(ledger, &(0..total).collect::<Vec<usize>>()),
        ]
    };
    ways.retain(|rows| rows.len() >= 2);
    let mut unique: Vec<Vec<usize>> = Vec::new();
    for way in ways {
        if !unique.contains(&way) {
            unique.push(way);
        }
    }
    unique
}

/// `1.` and `(1)` stand under 一、 or under a name without a number.
fn is_deep(label: &str) -> bool {
    let text = label.trim_start().trim_start_matches(['（', '(']);
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// The rows without those that only part the one above them: it holds their sum.
fn folded(ledger: &Ledger, rows: &[usize]) -> Vec<usize> {
    let columns = ledger.addends();
    let figure = |column: usize, row: usize| ledger.rows.get(row)?.cell(column);
    let holds = |whole: usize, parts: &[usize]| {
        come_to(&columns, whole, parts, &|column, row| figure(column, row))
    };
    without_parts(rows, &holds)
}

/// The rows with the shortest 科目编码: those below are parts of them.
fn highest(ledger: &Ledger, rows: &[usize]) -> Vec<usize> {
    let length = |index: &usize| ledger.rows.get(*index).map_or(0, |row| row.code.len());
    let coded = rows.iter().filter(|index| length(index) > 0);
    let shortest = coded.clone().map(length).min();
    coded
        .filter(|index| Some(length(index)) == shortest)
        .copied()
        .collect()
}

/// The total columns against the columns beside them, then the 小计 columns: what is shown for one
/// of them is meant for the others.
fn across(ledger: &Ledger, forms: &Forms) -> Vec<Gap> {
    let amounts = ledger.addends();
    let label = |column: &usize| ledger.columns.get(*column).map_or("", |head| &head.label);
    let totals: Vec<usize> = amounts
        .iter()
        .copied()
        .filter(|c| is_total(label(c)))
        .collect();
    let subtotals: Vec<usize> = amounts
        .iter()
        .copied()
        .filter(|column| label(column).ends_with("小计"))
        .collect();
    let mut gaps = Vec::new();
    for group in [&totals, &subtotals] {
        let mut tried: [Tried; WAYS] = std::array::from_fn(|_| Tried::default());
        for total in group {
            let ways = columns_of(ledger, &amounts, *total, (&totals, &subtotals));
            for (tried, way) in tried.iter_mut().zip(ways) {
                for row in 0..ledger.rows.len() {
                    let parts: Vec<Spot> = way.iter().map(|column| (row, *column)).collect();
                    tried.add(ledger, (row, *total), &parts, forms);
                }
            }
        }
        gaps.extend(best(tried.into(), false));
    }
    gaps
}

/// Ways in which a total column may hold others.
const WAYS: usize = 6;

/// The sets of columns that a total column may add up, in the order of [`WAYS`].
fn columns_of(
    ledger: &Ledger,
    amounts: &[usize],
    total: usize,
    (totals, subtotals): (&[usize], &[usize]),
) -> [Vec<usize>; WAYS] {
    let right: Vec<usize> = amounts.iter().copied().filter(|c| *c > total).collect();
    let is_sum = |column: &usize| totals.contains(column) || subtotals.contains(column);
    let near: Vec<usize> = right.iter().copied().take_while(|c| !is_sum(c)).collect();
    let own: Vec<usize> = right
        .iter()
        .copied()
        .take_while(|column| !totals.contains(column))
        .collect();
    let rows: Vec<usize> = (0..ledger.rows.len()).collect();
    let figure = |row: usize, column: usize| ledger.rows.get(row)?.cell(column);
    let holds = |whole: usize, parts: &[usize]| {
        is_own(ledger, total, whole, parts)
            || is_sum(&whole) && come_to(&rows, whole, parts, &|row, column| figure(row, column))
    };
    [
        near.clone(),
        without_parts(&own, &holds),
        near.into_iter().take(2).collect(),
        right.iter().copied().filter(is_sum).collect(),
        amounts.iter().copied().filter(|c| *c < total).collect(),
        right,
    ]
}

/// Whether a 小计 stands with its parts under a heading of its own, other than that of the total.
fn is_own(ledger: &Ledger, total: usize, whole: usize, parts: &[usize]) -> bool {
    let label = |column: usize| ledger.columns.get(column).map_or("", |head| &head.label);
    let group = label(whole).strip_suffix("小计").unwrap_or("");
    !group.is_empty()
        && !label(total).starts_with(group)
        && parts.iter().all(|part| label(*part).starts_with(group))
}

/// Whether on every line the parts come to the whole, and not all to nothing.
fn come_to<'a>(
    lines: &[usize],
    whole: usize,
    parts: &[usize],
    figure: &dyn Fn(usize, usize) -> Option<&'a Printed>,
) -> bool {
    let sums = lines.iter().filter_map(|line| {
        let whole = figure(*line, whole)?;
        let parts = parts.iter().filter_map(|part| figure(*line, *part));
        let sum = parts.fold(Exact::zero(), |sum, part| &sum + &part.number);
        Some((&whole.number, sum))
    });
    let mut is_any = false;
    let is_every = sums.into_iter().all(|(whole, sum)| {
        is_any |= !whole.is_zero();
        *whole == sum
    });
    is_any && is_every
}

/// The members of a list without those that only part the one before them.
fn without_parts(list: &[usize], holds: &dyn Fn(usize, &[usize]) -> bool) -> Vec<usize> {
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(one) = list.get(at) {
        kept.push(*one);
        let later = list.get(at + 1..).unwrap_or(&[]);
        let parts = (2..=later.len())
            .rev()
            .find(|length| later.get(..*length).is_some_and(|parts| holds(*one, parts)));
        at += 1 + parts.unwrap_or(0);
    }
    kept
}
