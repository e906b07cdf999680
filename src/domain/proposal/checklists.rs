//! Answers that stand in the cells of a score sheet: requirements met or not, grades picked.

use crate::domain::audit::label;
use crate::domain::filing::points;
use crate::domain::scheme::{Grade, Indicator, Rule, checklist_cell, grade_cell};
use crate::domain::scoring::{FULFILLED, NOT_APPLICABLE, UNFULFILLED};

use super::cells::Reader;
use super::found::{Findings, Found, text_of};

impl Reader<'_> {
    /// Reads the answers of every indicator that asks for them.
    pub fn answers(&self, findings: &mut Findings) {
        for indicator in &self.scheme.indicators {
            let requirements = indicator.rule.requirements();
            for (item, requirement) in requirements.into_iter().enumerate() {
                let answers = [FULFILLED, UNFULFILLED, NOT_APPLICABLE];
                let code = checklist_cell(&indicator.code, item);
                self.answer(&code, requirement, &answers, self.cells_in_rows(), findings);
            }
            match &indicator.rule {
                Rule::Judged { grades } => {
                    let names: Vec<&str> = grades.iter().map(|it| it.name.as_str()).collect();
                    let code = grade_cell(&indicator.code);
                    self.grade(indicator, &code, &names, findings);
                }
                Rule::Graded { grades } => {
                    let names: Vec<&str> = grades.iter().map(|it| it.name.as_str()).collect();
                    self.grade(indicator, &indicator.code, &names, findings);
                    by_points(&indicator.code, grades, findings);
                }
                _ => {}
            }
        }
    }

    /// The grade picked for an indicator, in the cells of its row.
    fn grade(&self, indicator: &Indicator, code: &str, names: &[&str], findings: &mut Findings) {
        let tokens = &self.recognised.tokens;
        let named = self
            .cells_in_rows()
            .filter_map(|index| tokens.get(index))
            .find(|token| token.label == label(&indicator.name));
        let Some((block, (row, _))) = named.and_then(|token| Some((token.block, token.at?))) else {
            return;
        };
        let is_of_row = |index: &usize| {
            tokens.get(*index).is_some_and(|token| {
                token.block == block && token.at.is_some_and(|(own, _)| own == row)
            })
        };
        let alone = self.cells_in_rows().filter(is_of_row).find_map(|index| {
            let text = tokens.get(index)?.text.as_str();
            names.contains(&text).then(|| Found {
                text: text.to_owned(),
                index,
                doubts: Vec::new(),
            })
        });
        if let Some(found) = alone {
            return findings.add(code, found);
        }
        let cells = self.cells_in_rows().filter(is_of_row);
        self.answer(code, "等次", names, cells, findings);
    }

    fn cells_in_rows(&self) -> impl Iterator<Item = usize> {
        self.recognised.rows.iter().flat_map(Clone::clone)
    }

    /// One of a few words behind a line of a cell.
    fn answer(
        &self,
        code: &str,
        line: &str,
        answers: &[&str],
        cells: impl Iterator<Item = usize>,
        findings: &mut Findings,
    ) {
        let wanted = label(line);
        for index in cells {
            let Some(token) = self.recognised.tokens.get(index) else {
                return;
            };
            let text = text_of(self.document, token);
            let Some(answer) = after(&text, &wanted, answers) else {
                continue;
            };
            let found = Found {
                text: answer.to_owned(),
                index,
                doubts: Vec::new(),
            };
            return findings.add(code, found);
        }
    }
}

/// The grade whose points a document prints in place of its name.
fn by_points(code: &str, grades: &[Grade], findings: &mut Findings) {
    for found in findings.cells.get_mut(code).into_iter().flatten() {
        let Ok(printed) = points(&found.text) else {
            continue;
        };
        if let Some(grade) = grades.iter().find(|grade| grade.score == printed) {
            found.doubts.push(format!(
                "文档只印了得分 {}，对应的等次是“{}”，请核对。",
                found.text, grade.name
            ));
            found.text.clone_from(&grade.name);
        }
    }
}

/// The answer at the end of a line, or in the next one.
fn after<'a>(text: &str, wanted: &str, answers: &[&'a str]) -> Option<&'a str> {
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let own = label(line);
        let Some(rest) = own.strip_prefix(wanted) else {
            continue;
        };
        let rest = rest.trim_start_matches([':', ';', '。', ',']);
        let next = lines.peek().map(|next| label(next)).unwrap_or_default();
        let said = if rest.is_empty() { next.as_str() } else { rest };
        return answers.iter().copied().find(|answer| *answer == said);
    }
    None
}
