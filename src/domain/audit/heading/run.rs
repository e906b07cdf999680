//! Where a table's headings stand: one after the other, or in the rows at the top of a real table.

use super::super::printed::Printed;
use super::super::stream::Token;

/// A heading that was recognised.
#[derive(Debug, Clone)]
pub(in crate::domain::audit) struct Heading<C> {
    pub column: C,
    /// The grid column at which it stands in a real table.
    pub at: Option<usize>,
    /// Its words as labels are compared.
    pub label: String,
}

/// The headings of one kind of table.
pub(in crate::domain::audit) struct Wanted<'a, C> {
    /// The column that a heading names.
    pub column: &'a dyn Fn(&str) -> Option<C>,
    /// Whether a column may stand twice: 自评得分, 财政审核得分.
    pub repeats: &'a dyn Fn(C) -> bool,
    /// Whether these headings stand above such a table.
    pub is_table: &'a dyn Fn(&[Heading<C>]) -> bool,
}

/// Rows over which the headings of a real table may be spread.
const MOST_ROWS: usize = 3;

/// The longest heading, characters.
const LONGEST: usize = 40;

/// The most headings of a table.
const MOST_COLUMNS: usize = 50;

/// The most cells of such rows: no table of the field has more, and the search stays quick.
const MOST_CELLS: usize = 150;

/// Words with which a heading over two lines begins, though its second line is one alone.
const HALVES: [&str; 9] = [
    "实际",
    "年度",
    "全年",
    "年初",
    "自评",
    "预算",
    "绩效",
    "指标",
    "调整后",
];

impl<C: Copy + PartialEq> Wanted<'_, C> {
    /// The headings that begin at a token and the index after them.
    pub fn find(&self, tokens: &[Token], from: usize) -> Option<(Vec<Heading<C>>, usize)> {
        let line = Some(self.in_line(tokens, from));
        let line = line.filter(|(found, _)| (self.is_table)(found));
        // Of a heading that is spread over rows the first row may look whole.
        let rows = (1..=MOST_ROWS).filter_map(|rows| self.in_rows(tokens, from, rows));
        let rows = rows.filter(|(found, _)| (self.is_table)(found));
        line.into_iter().chain(rows).reduce(|best, next| {
            if next.0.len() > best.0.len() {
                next
            } else {
                best
            }
        })
    }

    fn in_line(&self, tokens: &[Token], from: usize) -> (Vec<Heading<C>>, usize) {
        let mut found: Vec<Heading<C>> = Vec::new();
        let mut index = from;
        let mut lines = 0;
        while let Some((column, used)) = self.at(tokens, index) {
            let is_known = |heading: &Heading<C>| heading.column == column;
            // 偏差原因分析 and 改进措施 are two lines of one heading.
            let is_second = lines == 1 && found.last().is_some_and(is_known);
            let goes_on = is_second && !(self.repeats)(column);
            let is_twice = !(self.repeats)(column) && found.iter().any(is_known);
            if !goes_on && (is_twice || found.len() == MOST_COLUMNS) {
                break;
            }
            if !goes_on {
                let words = tokens.get(index..index + used).unwrap_or(&[]);
                found.push(Heading {
                    column,
                    at: words.first().and_then(|token| token.at).map(|at| at.1),
                    label: words.iter().map(|token| token.label.as_str()).collect(),
                });
            }
            lines = if goes_on { 2 } else { 1 };
            index += used;
        }
        (found, index)
    }

    /// The heading that begins at a token, over up to three of them.
    fn at(&self, tokens: &[Token], index: usize) -> Option<(C, usize)> {
        let (column, used) = joined(tokens, index, self.column)?;
        // A second token that is a heading alone is no end of the first: 项目 / 年初预算数.
        let first = tokens.get(index)?;
        let is_half = used == 1 || HALVES.contains(&first.label.as_str());
        let is_split = (index + 1..index + used).all(|later| {
            tokens
                .get(later)
                .is_some_and(|token| (self.column)(&token.label).is_none())
        });
        (is_half || is_split).then_some((column, used))
    }

    /// Headings in the first rows of a real table: each column's words from the lowest row up.
    fn in_rows(
        &self,
        tokens: &[Token],
        from: usize,
        rows: usize,
    ) -> Option<(Vec<Heading<C>>, usize)> {
        let first = tokens.get(from)?;
        let (top, _) = first.at?;
        let is_row_start = from == 0
            || tokens.get(from - 1).is_some_and(|before| {
                before.block != first.block || before.at.map(|at| at.0) != Some(top)
            });
        if !is_row_start {
            return None;
        }
        let band: Vec<&Token> = tokens
            .iter()
            .skip(from)
            .take_while(|token| {
                token.block == first.block && token.at.is_some_and(|at| at.0 < top + rows)
            })
            .take(MOST_CELLS + 1)
            .collect();
        if band.len() > MOST_CELLS {
            return None;
        }
        let is_heading = |token: &&&Token| {
            Printed::read(token).is_some() || token.text.chars().count() > LONGEST
        };
        let last = band.last()?.at?.0;
        if last + 1 != top + rows || band.iter().find(is_heading).is_some() {
            return None;
        }
        let mut columns: Vec<usize> = band.iter().filter_map(|token| Some(token.at?.1)).collect();
        columns.sort_unstable();
        columns.dedup();
        let below = tokens.get(from + band.len()..).unwrap_or(&[]);
        let mut found: Vec<Heading<C>> = Vec::new();
        for at in columns {
            let words = words(&band, top, rows, at);
            let Some(column) = self.named(&words) else {
                continue;
            };
            let heading = Heading {
                column,
                at: Some(at),
                label: words.concat(),
            };
            let known = found.iter_mut().find(|known| known.column == column);
            match known.filter(|_| !(self.repeats)(column)) {
                None => found.push(heading),
                // A title of the block at the left may sound like one of its columns.
                Some(known)
                    if !holds_figures(below, known.at) && holds_figures(below, Some(at)) =>
                {
                    *known = heading;
                }
                Some(_) => {}
            }
        }
        Some((found, from + band.len()))
    }

    /// What the words of a column name: the lowest alone, else all, else those above.
    fn named(&self, words: &[&str]) -> Option<C> {
        let (lowest, above) = words.split_last()?;
        (self.column)(lowest)
            .or_else(|| (self.column)(&words.concat()))
            .or_else(|| self.named(above))
    }
}

/// Rows below the headings in which a column of figures shows itself.
const FIRST_ROWS: usize = 3;

/// Whether a figure stands in a grid column right below the headings.
fn holds_figures(below: &[Token], column: Option<usize>) -> bool {
    let Some((first, (row, _))) = below.first().and_then(|token| Some((token, token.at?))) else {
        return false;
    };
    below
        .iter()
        .take_while(|token| {
            token.block == first.block && token.at.is_some_and(|at| at.0 < row + FIRST_ROWS)
        })
        .any(|token| token.at.map(|at| at.1) == column && Printed::read(token).is_some())
}

/// The words above a grid column from the top; a heading over several columns is said of each.
pub(in crate::domain::audit) fn words<'a>(
    band: &[&'a Token],
    top: usize,
    rows: usize,
    column: usize,
) -> Vec<&'a str> {
    let at = |row: usize, fits: &dyn Fn(usize) -> bool| {
        band.iter().rfind(|token| {
            !token.is_empty()
                && token
                    .at
                    .is_some_and(|(its_row, begins)| its_row == row && fits(begins))
        })
    };
    let own = |row: usize| at(row, &|begins| begins == column);
    let end = top + rows;
    (top..end)
        .filter_map(|row| {
            let has_below = (row + 1..end).any(|below| own(below).is_some());
            own(row).or_else(|| at(row, &|begins| has_below && begins < column))
        })
        .map(|token| token.label.as_str())
        .collect()
}

/// What up to three tokens name together, the shortest run first.
pub(in crate::domain::audit) fn joined<T>(
    tokens: &[Token],
    index: usize,
    matches: impl Fn(&str) -> Option<T>,
) -> Option<(T, usize)> {
    let mut joined = String::new();
    for used in 1..=3 {
        let token = tokens.get(index + used - 1)?;
        if token.is_empty() {
            return None;
        }
        joined.push_str(&token.label);
        if let Some(found) = matches(&joined) {
            return Some((found, used));
        }
    }
    None
}
