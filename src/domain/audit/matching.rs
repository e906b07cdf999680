//! A document on the forms of a scheme: labels to cell codes, cells to entries, and the findings of
//! the evaluation back to places.

use std::collections::BTreeMap;

use crate::domain::check::Finding;
use crate::domain::evaluate::evaluate;
use crate::domain::filing::{Entries, RowColumn, row_cell, row_list};
use crate::domain::scheme::Scheme;
use crate::domain::scheme::TOTAL_CELL;
use crate::domain::scheme::source::{BlockSource, GridRowSource};

use super::facts::Facts;
use super::finding::AuditFinding;
use super::funding::{Source, source};
use super::heading::column;
use super::metric::Metric;
use super::place::Forms;
use super::sheet::Sheet;
use super::stream::{Token, label};
use super::tree::{Cell, Row as TreeRow, Tree};

/// The tables of a document, to be put on the forms of a scheme.
pub(super) struct Paper<'a> {
    pub tokens: &'a [Token],
    pub facts: &'a Facts<'a>,
    pub sheets: &'a [Sheet],
    pub forms: &'a Forms,
    pub year: Option<i32>,
}

/// A matched cell: where its text stands.
pub(in crate::domain) struct Spot {
    /// The token.
    pub index: usize,
    line: usize,
}

/// Entries with the places they were read from.
pub(in crate::domain) struct Matched {
    /// The texts by cell; rows are numbered in the order of the document.
    pub entries: Entries,
    /// Where each text stands.
    pub spots: BTreeMap<String, Spot>,
}

/// What the scheme's own checks find on the cells that could be matched.
pub(super) fn check(paper: &Paper<'_>, scheme: &Scheme) -> Vec<AuditFinding> {
    let matched = paper.entries(scheme);
    if matched.spots.is_empty() {
        return Vec::new();
    }
    evaluate(scheme, &matched.entries)
        .findings
        .into_iter()
        .filter_map(|finding| matched.place(finding, paper.forms))
        .collect()
}

impl Matched {
    fn put(&mut self, code: &str, text: &str, index: usize, line: usize) {
        let is_free = !self.spots.contains_key(code);
        // `=10分` is printed by the form; nobody typed it.
        let is_cell = !code.is_empty() && !code.starts_with('=');
        if is_free && is_cell && !text.is_empty() {
            self.entries.cells.insert(code.to_owned(), text.to_owned());
            self.spots.insert(code.to_owned(), Spot { index, line });
        }
    }

    /// A finding at a cell that was read; one at a cell that was not may only mean that it was
    /// not recognised.
    fn place(&self, finding: Finding, forms: &Forms) -> Option<AuditFinding> {
        let spot = self.spots.get(&finding.cell)?;
        // Without a year of its own the document cannot be in the wrong one.
        if finding.check == "K16" && self.entries.year == 0 {
            return None;
        }
        let all_read = finding
            .related
            .iter()
            .all(|cell| self.spots.contains_key(cell) || cell.ends_with(".reason"));
        if !all_read {
            return None;
        }
        Some(AuditFinding {
            check: finding.check,
            severity: finding.severity,
            place: forms.place(spot.index, &[&finding.place], spot.line),
            published: self.entries.typed(&finding.cell).to_owned(),
            expected: String::new(),
            message: finding.message,
            cure: finding.cure,
        })
    }
}

impl Paper<'_> {
    /// What the document's known tables say in the cells of the scheme.
    pub fn entries(&self, scheme: &Scheme) -> Matched {
        let year = self.year.unwrap_or_default();
        let mut matched = Matched {
            entries: Entries::new(year, String::new()),
            spots: BTreeMap::new(),
        };
        for block in scheme.forms.iter().flat_map(|form| &form.blocks) {
            match block {
                BlockSource::Grid {
                    label,
                    columns,
                    rows,
                } => {
                    self.funding(columns, rows, &mut matched);
                    self.groups(label, columns, rows, &mut matched);
                }
                BlockSource::SideBySide { lists, .. } => {
                    for (name, code) in lists.iter().flat_map(|list| &list.rows) {
                        self.labelled(name, code, &mut matched);
                    }
                }
                BlockSource::Indicators { id, .. } => self.tree(scheme, id, &mut matched),
                BlockSource::ScoreSheet { .. } => self.scores(scheme, &mut matched),
                _ => {}
            }
        }
        self.total(&mut matched);
        matched
    }

    /// Rows by source of money, columns by heading.
    fn funding(&self, columns: &[String], rows: &[GridRowSource], matched: &mut Matched) {
        let Some((grid, reading)) = self.facts.grids.first() else {
            return;
        };
        let columns: Vec<_> = columns
            .iter()
            .map(|heading| column(&label(heading)))
            .collect();
        for row in rows {
            let wanted = row.label.as_deref().and_then(|name| source(&label(name)));
            let found = grid.rows.iter().zip(reading).find(|(known, _)| {
                Some(known.source) == wanted
                    && (known.source != Source::Other
                        || row
                            .label
                            .as_deref()
                            .is_some_and(|name| label(name) == label(&known.label)))
            });
            let Some((known, cells)) = found else {
                continue;
            };
            for (column, code) in columns.iter().zip(&row.cells) {
                let figure = column.and_then(|column| super::funding::cell(cells, column));
                if let Some(figure) = figure {
                    matched.put(code, &figure.text, known.index, figure.line);
                }
            }
        }
    }

    /// Groups of two figures and a result, by their three headings.
    fn groups(
        &self,
        title: &str,
        columns: &[String],
        rows: &[GridRowSource],
        matched: &mut Matched,
    ) {
        let mut headings: Vec<String> = columns.to_vec();
        for row in rows {
            let printed: Option<Vec<String>> = row
                .cells
                .iter()
                .map(|cell| cell.strip_prefix('=').map(str::to_owned))
                .collect();
            if let Some(printed) = printed {
                headings = printed;
                continue;
            }
            for (names, codes) in headings.windows(3).zip(row.cells.windows(3)) {
                if let ([a, b, result], [first, second, third]) = (names, codes) {
                    self.group(title, [a, b, result], [first, second, third], matched);
                }
            }
        }
    }

    fn group(&self, title: &str, names: [&String; 3], codes: [&String; 3], matched: &mut Matched) {
        let names = names.map(|name| self.dated(name));
        let title = label(title);
        let found = self.facts.metrics.iter().find(|metric| {
            let is_same_group =
                metric.group.is_empty() || title.is_empty() || same(&label(&metric.group), &title);
            is_same_group
                && [
                    &metric.basis_label,
                    &metric.actual_label,
                    &metric.result_label,
                ]
                .iter()
                .all(|known| names.iter().any(|name| same(name, known)))
        });
        let Some(metric) = found else { return };
        for (name, code) in names.iter().zip(codes) {
            if let Some(figure) = figure_of(metric, name) {
                matched.put(code, &figure.text, metric.index, figure.line);
            }
        }
    }

    /// A heading as the document prints it: with its year, folded.
    fn dated(&self, heading: &str) -> String {
        let year = self.year.map(|year| year.to_string()).unwrap_or_default();
        label(&heading.replace("{year}", &year))
    }

    /// `一般公共预算：817.29`, or the figure in the cell after the label.
    fn labelled(&self, name: &str, code: &str, matched: &mut Matched) {
        let name = label(name);
        for (index, token) in self.tokens.iter().enumerate() {
            let rest = token
                .label
                .strip_prefix(name.as_str())
                .and_then(|rest| rest.strip_prefix(':'));
            let behind = rest.and_then(|rest| super::printed::Printed::of(rest, token.line));
            let is_it = token.label == name;
            let found = match self.next_cell(index).filter(|_| is_it) {
                Some(next) => super::printed::Printed::read(next).map(|figure| (index + 1, figure)),
                None => behind.map(|figure| (index, figure)),
            };
            if let Some((at, figure)) = found {
                matched.put(code, &figure.text, at, figure.line);
                return;
            }
        }
    }

    /// The next cell of the same row of a table.
    fn next_cell(&self, index: usize) -> Option<&Token> {
        let (token, next) = (self.tokens.get(index)?, self.tokens.get(index + 1)?);
        let (row, next_row) = (token.at?.0, next.at?.0);
        (token.block == next.block && row == next_row).then_some(next)
    }

    fn tree(&self, scheme: &Scheme, id: &str, matched: &mut Matched) {
        let (Some(block), Some(tree)) = (
            scheme.trees.iter().find(|tree| tree.id == id),
            self.facts.trees.first(),
        ) else {
            return;
        };
        for heading in &block.level2 {
            let mut ids = Vec::new();
            for (number, row) in tree.rows.iter().enumerate() {
                if !is_heading(&row.level2, &heading.name) {
                    continue;
                }
                let row_id = format!("r{number}");
                for (column, cell) in [
                    (RowColumn::Name, &row.name),
                    (RowColumn::Target, &row.target),
                    (RowColumn::Actual, &row.actual),
                    (RowColumn::Weight, &row.weight),
                    (RowColumn::Score, &row.score),
                ] {
                    let Cell { text, index, line } = cell;
                    matched.put(&row_cell(id, &row_id, column), text, *index, *line);
                }
                self.beside(tree, row, |column, token, index| {
                    let code = row_cell(id, &row_id, column);
                    matched.put(&code, &token.text, index, token.line);
                });
                let reason = row_cell(id, &row_id, RowColumn::Reason);
                let is_read = matched.spots.contains_key(&reason);
                if row.has_reason != Some(false) && !is_read {
                    matched
                        .entries
                        .cells
                        .insert(reason, "（见原文）".to_owned());
                }
                ids.push(row_id);
            }
            matched
                .entries
                .cells
                .insert(row_list(id, &heading.code), ids.join(" "));
        }
    }

    /// The cells of a row in a real table under 指标性质, 度量单位 and 偏差原因.
    fn beside(&self, tree: &Tree, row: &TreeRow, mut put: impl FnMut(RowColumn, &Token, usize)) {
        let Some((line, block)) = self
            .tokens
            .get(row.name.index)
            .and_then(|name| Some((name.at?.0, name.block)))
        else {
            return;
        };
        let is_of = |token: &Token, at| {
            token.block == block && token.at.is_some_and(|(_, column)| column == at)
        };
        let headings = tree.from..tree.to.min(tree.from + tree.columns.len() + MOST_LEAD_IN);
        for index in headings {
            let Some(heading) = self.tokens.get(index) else {
                return;
            };
            let (Some(column), Some((_, at))) = (side_column(&heading.label), heading.at) else {
                continue;
            };
            let found = (row.name.index..tree.to).find(|index| {
                self.tokens.get(*index).is_some_and(|token| {
                    is_of(token, at) && token.at.is_some_and(|(own, _)| own == line)
                })
            });
            if let Some((index, token)) =
                found.and_then(|index| Some((index, self.tokens.get(index)?)))
            {
                put(column, token, index);
            }
        }
    }

    /// The printed scores of a score sheet, by the indicators' names.
    fn scores(&self, scheme: &Scheme, matched: &mut Matched) {
        let Some(sheet) = self.sheets.first() else {
            return;
        };
        for indicator in &scheme.indicators {
            let item = sheet
                .items
                .iter()
                .find(|item| same(&label(&item.name.text), &label(&indicator.name)));
            if let Some(item) = item
                && let Some(score) = &item.score
                && item
                    .weight
                    .as_ref()
                    .is_none_or(|weight| score.number <= weight.number)
            {
                // A score above its weight stands for several rows, or is a finding already.
                matched.put(&indicator.code, &score.text, item.score_index, score.line);
            }
        }
    }

    /// A total with its grade behind a label: 96（优）.
    fn graded(&self, label: usize) -> Option<super::printed::Printed> {
        let cells = self.tokens.iter().skip(label + 1).take(TOTAL_CELLS);
        cells.into_iter().find_map(|token| {
            let (total, grade) = token.label.strip_suffix(')')?.split_once('(')?;
            let is_grade = matches!(grade, "优" | "良" | "中" | "差");
            super::printed::Printed::of(total, token.line).filter(|_| is_grade)
        })
    }

    fn total(&self, matched: &mut Matched) {
        let of_tree = |tree: &Tree| tree.total.clone();
        let totals = self
            .sheets
            .iter()
            .map(|sheet| sheet.total.clone())
            .chain(self.facts.trees.iter().map(of_tree));
        for (index, figures) in totals.flatten() {
            let score = self.graded(index).or_else(|| figures.last().cloned());
            if let Some(score) = score {
                matched.put(TOTAL_CELL, &score.text, index, score.line);
            }
        }
    }
}

/// Cells between the label of a total and the total itself.
const TOTAL_CELLS: usize = 3;

/// Cells that may stand among a tree's headings besides them: a merged label at the left.
const MOST_LEAD_IN: usize = 4;

/// The column of a tree that a heading names beside those that every tree has.
fn side_column(label: &str) -> Option<RowColumn> {
    let bare = super::heading::without_brackets(label);
    match bare {
        "指标性质" => Some(RowColumn::Nature),
        "度量单位" | "计量单位" => Some(RowColumn::Unit),
        _ if bare.contains("原因") => Some(RowColumn::Reason),
        _ => None,
    }
}

/// 经济效益 for 经济效益指标.
fn is_heading(printed: &str, name: &str) -> bool {
    let (printed, name) = (label(printed), label(name));
    printed == name || printed == name.trim_end_matches("指标")
}

fn figure_of<'a>(metric: &'a Metric, name: &str) -> Option<&'a super::printed::Printed> {
    [
        (&metric.basis_label, &metric.basis),
        (&metric.actual_label, &metric.actual),
        (&metric.result_label, &metric.result),
    ]
    .into_iter()
    .find(|(known, _)| same(name, known))
    .map(|(_, figure)| figure)
}

/// Labels that differ in brackets only: 财政供养人员情况（人）.
fn same(a: &str, b: &str) -> bool {
    super::heading::without_brackets(a) == super::heading::without_brackets(b)
}
