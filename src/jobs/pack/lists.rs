//! The lists of a closing pack.

use crate::actions::closing::ClosingLine;
use crate::domain::figure::{Exact, fixed, signed_points};
use crate::domain::rescore::Rescored;
use crate::domain::statistics::{POINT_DECIMALS, Table, unscaled};
use crate::domain::workflow::State;

/// The lists, growing filing by filing.
#[derive(Debug)]
pub(super) struct Lists {
    summary: Table,
    owed: Table,
    differences: Table,
}

impl Lists {
    pub fn new() -> Self {
        Self {
            summary: Table::new(
                4,
                &[
                    "单位代码",
                    "单位",
                    "主管部门",
                    "进度",
                    "自评得分",
                    "自评等级",
                    "财政复核得分",
                    "复核等级",
                    "执行率",
                    "退回次数",
                ],
            ),
            owed: Table::new(
                6,
                &[
                    "单位代码",
                    "单位",
                    "主管部门",
                    "进度",
                    "截止日期",
                    "最近一次退回的原因",
                ],
            ),
            differences: Table::new(
                5,
                &[
                    "单位代码",
                    "单位",
                    "更正位置",
                    "更正为",
                    "更正原因",
                    "引起的得分变化",
                ],
            ),
        }
    }

    /// Adds a filing.
    pub fn add(&mut self, line: &ClosingLine, rescored: Option<&Rescored>) {
        let (listed, facts) = (&line.listed, &line.facts);
        let progress = listed.filing.progress();
        let who = || [listed.agency_code.clone(), listed.agency_name.clone()];
        let department = || line.department.clone();
        let is_known = !progress.is_owed() && listed.filing.facts.state != State::Cancelled;
        let mut cells = who().to_vec();
        cells.extend([department(), progress.label().to_owned()]);
        let score = |units: Option<i64>| points(units.filter(|_| is_known));
        let rate = facts.execution.map(|it| it.rate).filter(|_| is_known);
        let rate = rate.map_or_else(String::new, |rate| {
            format!("{}%", fixed(&unscaled(rate, POINT_DECIMALS), 2))
        });
        let grade = |grade: &str| {
            if is_known {
                grade.to_owned()
            } else {
                String::new()
            }
        };
        cells.extend([
            score(facts.total),
            grade(&facts.grade),
            score(facts.reviewed),
            grade(&facts.reviewed_grade),
            rate,
            facts.returns.to_string(),
        ]);
        self.summary.push(cells);
        if progress.is_owed() {
            let mut cells = who().to_vec();
            let reason = listed.return_reason.clone().unwrap_or_default();
            let state = progress.label().to_owned();
            cells.extend([department(), state, listed.due_on.to_string(), reason]);
            self.owed.push(cells);
        }
        if let Some(rescored) = rescored.filter(|_| is_known) {
            self.differences_of(&who(), rescored);
        }
    }

    fn differences_of(&mut self, who: &[String], rescored: &Rescored) {
        let line = |words: [String; 3], points: String| {
            let mut cells = who.to_vec();
            cells.extend(words);
            cells.push(points);
            cells
        };
        let causes = rescored.split.iter().flat_map(|split| &split.causes);
        for cause in causes {
            let corrections = cause.corrections.iter();
            let together = corrections.filter_map(|at| rescored.corrections.get(*at));
            let together: Vec<_> = together.map(|(correction, _)| correction).collect();
            let joined = |words: &dyn Fn(usize) -> Option<String>| {
                let all: Vec<String> = (0..together.len()).filter_map(words).collect();
                all.join("；")
            };
            let cells = joined(&|at| together.get(at).map(|it| it.cell.clone()));
            let texts = joined(&|at| together.get(at).map(|it| it.text.clone()));
            let reasons = joined(&|at| together.get(at).map(|it| it.reason.clone()));
            let moved = signed_points(&cause.points, 2);
            self.differences.push(line([cells, texts, reasons], moved));
        }
        let difference = rescored.split.as_ref().map(|split| &split.difference);
        let sum = difference.map_or_else(String::new, |it: &Exact| signed_points(it, 2));
        let words = ["合计".to_owned(), String::new(), String::new()];
        self.differences.push(line(words, sum));
    }

    /// The lists under their names.
    pub fn tables(&self) -> [(&'static str, &Table); 3] {
        [
            ("汇总表", &self.summary),
            ("未报和退回名单", &self.owed),
            ("复核差异表", &self.differences),
        ]
    }
}

fn points(units: Option<i64>) -> String {
    units.map_or_else(String::new, |units| {
        fixed(&unscaled(units, POINT_DECIMALS), 2)
    })
}
