//! K12, K13, K14, K15, K16 and K23 on the rows of an indicator tree.

use crate::domain::check::Severity;
use crate::domain::figure::{
    Comparator, Exact, Reading, fold, malformed_numbers, percent, points, read,
};
use crate::domain::filing::{Attainment, attainment, comparable};
use crate::domain::scheme::RowRule;

use super::finding::AuditFinding;
use super::place::Forms;
use super::printed::Printed;
use super::rate::Quotient;
use super::stream::Token;
use super::tree::{Cell, Column, Row, Tree};
use super::tree_marks::{self, Missed};

/// Numbers written as characters.
const NUMERALS: &str = "一二三四五六七八九十百千万亿零两半〇";

/// From here on a target was far exceeded and somebody should say why.
const FAR_ABOVE_PERCENT: i64 = 130;

/// The rows of a tree, each looked at by itself.
pub(super) fn check(tree: &Tree, context: &Context<'_>) -> Vec<AuditFinding> {
    tree.rows
        .iter()
        .flat_map(|row| {
            let reason = match (tree.has(Column::Reason), &tree.reasons) {
                (true, _) => row.has_reason,
                (false, Some(text)) => Some(mentions(text, &row.name.text)),
                (false, None) => None,
            };
            let is_large = tree.rows.len() > MOST_ROWS;
            let is_explained = || is_large || mentions(context.explanations, &row.name.text);
            let subject = Subject {
                row,
                year: context.year,
                forms: context.forms,
                lacks_reason: reason == Some(false),
                has_column: tree.has(Column::Reason),
                lacks_any: reason == Some(false)
                    || (reason.is_none() && !tree.has(Column::Reason) && !is_explained()),
                may_explain: tree.has(Column::Reason) || tree.reasons.is_some(),
                is_proportional: context.is_proportional,
            };
            subject.findings()
        })
        .collect()
}

/// What the rest of the document says of its rows.
pub(super) struct Context<'a> {
    pub year: Option<i32>,
    pub forms: &'a Forms,
    /// What the text says of causes.
    pub explanations: &'a str,
    /// Whether missed targets earn their share by the document's own words.
    pub is_proportional: bool,
}

/// The lines of a text that speak of causes.
pub(super) fn explanations(text: &[&Token]) -> String {
    let words = ["原因", "主要是", "由于", "因为", "超额", "超出", "超过"];
    let causes = text
        .iter()
        .filter(|token| words.iter().any(|word| token.label.contains(word)));
    let text = causes.flat_map(|token| token.label.chars());
    text.take(LONGEST_EXPLANATION).collect()
}

/// Characters of explanations that are looked at.
const LONGEST_EXPLANATION: usize = 10_000;

/// The largest tree whose rows are looked for in the text.
const MOST_ROWS: usize = 200;

/// Whether a text speaks of an indicator: four characters of its name in a row.
fn mentions(text: &str, name: &str) -> bool {
    let name: Vec<char> = super::stream::label(name).chars().collect();
    let size = name.len().min(4);
    size == 0
        || name
            .windows(size)
            .any(|part| text.contains(&part.iter().collect::<String>()))
}

struct Subject<'a> {
    row: &'a Row,
    year: Option<i32>,
    forms: &'a Forms,
    /// Whether a reason would stand in the document and does not.
    lacks_reason: bool,
    /// The same, where nothing in the whole document explains it either.
    lacks_any: bool,
    /// Whether reasons have a column of their own.
    has_column: bool,
    /// Whether there is any place for reasons.
    may_explain: bool,
    is_proportional: bool,
}

impl Subject<'_> {
    fn findings(&self) -> Vec<AuditFinding> {
        let format = self.format();
        let slips = [
            self.lost_points(),
            self.missed().or_else(|| self.by_rule()),
            self.not_a_number().or_else(|| self.words()),
            self.other_measure(),
            self.score_rate(),
            self.far_above(),
            self.unit(),
        ];
        format
            .into_iter()
            .chain(self.periods())
            .chain(slips.into_iter().flatten())
            .collect()
    }

    fn place(&self, column: &str, cell: &Cell) -> String {
        let name: String = self.row.name.text.chars().take(30).collect();
        self.forms.place(
            cell.index,
            &[&self.row.level2, &format!("“{name}”"), column],
            cell.line,
        )
    }

    /// The target with what its own columns say of it.
    fn target(&self) -> Reading {
        let row = self.row;
        read(&format!("{}{}{}", row.sign, row.target.text, row.unit))
    }

    fn actual(&self) -> Reading {
        let actual = read(&self.row.actual.text);
        match &actual {
            Reading::Number(quantity) if quantity.unit.is_empty() => {
                read(&format!("{}{}", self.row.actual.text, self.row.unit))
            }
            _ => actual,
        }
    }

    fn is_cost(&self) -> bool {
        self.row.level2.contains("成本") || self.row.level1.contains("成本")
    }

    fn attainment(&self) -> Attainment {
        let same = !self.row.target.text.is_empty() && self.row.target.text == self.row.actual.text;
        attainment(
            &RowRule::default(),
            &self.target(),
            &self.actual(),
            self.is_cost(),
            same,
        )
    }

    /// Malformed numbers in target and result.
    fn format(&self) -> Vec<AuditFinding> {
        let cells = [("指标值", &self.row.target), ("完成值", &self.row.actual)];
        cells
            .into_iter()
            .filter_map(|(name, cell)| {
                let bad = malformed_numbers(&cell.text).into_iter().next()?;
                Some(AuditFinding {
                    check: "K14",
                    severity: Severity::Error,
                    place: self.place(name, cell),
                    published: bad.clone(),
                    expected: String::new(),
                    message: format!("“{bad}”不是规范的数字。"),
                    cure: "请核对原始数据，补全数字。".to_owned(),
                })
            })
            .collect()
    }

    /// Points lost without a reason.
    fn lost_points(&self) -> Option<AuditFinding> {
        let (weight, score) = (self.row.weight.points()?, self.row.score.points()?);
        let place = self.place("得分", &self.row.score);
        if score.number > weight.number || score.number.is_negative() {
            return Some(super::cells::above_weight(&score, &weight, place));
        }
        if score.number == weight.number {
            return None;
        }
        let is_reached = self.attainment() == Attainment::Met
            && matches!(self.target(), Reading::Number(_))
            && (self.lacks_reason || !self.may_explain);
        // Without a column for it a reason may stand anywhere; only for points lost at a target
        // that was reached there is none to give.
        let is_asked = self.has_column && self.lacks_reason;
        if !is_reached && !is_asked {
            return None;
        }
        let (target, actual) = (&self.row.target.text, &self.row.actual.text);
        let lost = points(&(&weight.number - &score.number), 2);
        let attained = self.attainment();
        let is_judged = !matches!(self.target(), Reading::Number(_));
        let severity = if is_judged {
            Severity::Notice
        } else {
            Severity::Warning
        };
        let expected = if attained == Attainment::Met && !is_judged {
            weight.text.clone()
        } else {
            String::new()
        };
        let why = if expected.is_empty() {
            format!("扣 {lost} 分")
        } else {
            format!("指标值 {target}、完成值 {actual}，已达到，按定量指标应得满分，却扣 {lost} 分")
        };
        Some(AuditFinding {
            check: "K12",
            severity,
            place,
            published: score.text.clone(),
            expected,
            message: format!(
                "分值 {}，得分 {}：{why}，没有写原因。",
                weight.text, score.text
            ),
            cure: "请在“偏差原因分析及改进措施”栏写明扣分原因，或改正得分。".to_owned(),
        })
    }

    /// 得分率 that is not the score over the weight.
    fn score_rate(&self) -> Option<AuditFinding> {
        let cell = &self.row.score_rate;
        let (weight, score) = (self.row.weight.points()?, self.row.score.points()?);
        super::cells::rate(&super::cells::RateCell {
            printed: &Printed::of(&cell.text, cell.line)?,
            right: &Quotient::of(&score, &weight)?,
            top: &score,
            bottom: &weight,
            other_basis: None,
            place: self.place("得分率", cell),
        })
    }

    /// A bound (98%以上) where one number is asked for.
    fn not_a_number(&self) -> Option<AuditFinding> {
        let Reading::Number(target) = self.target() else {
            return None;
        };
        let Reading::Number(actual) = self.actual() else {
            return None;
        };
        let is_bound = matches!(
            actual.comparator,
            Comparator::AtLeast | Comparator::MoreThan | Comparator::AtMost | Comparator::LessThan
        );
        // A bound that only repeats the target is a way of saying that it was kept.
        if !is_bound || (actual.number == target.number && actual.unit == target.unit) {
            return None;
        }
        Some(AuditFinding {
            check: "K13",
            severity: Severity::Warning,
            place: self.place("完成值", &self.row.actual),
            published: self.row.actual.text.clone(),
            expected: String::new(),
            message: format!(
                "完成值“{}”不是一个确定的数，无法与指标值 {} 比较计分。",
                self.row.actual.text, self.row.target.text
            ),
            cure: "请填实际完成的具体数值。".to_owned(),
        })
    }

    /// Full marks or other points than the printed way of counting gives for a missed target.
    fn missed(&self) -> Option<AuditFinding> {
        let (weight, score) = (self.row.weight.points()?, self.row.score.points()?);
        let (Reading::Number(target), Reading::Number(actual)) = (self.target(), self.actual())
        else {
            return None;
        };
        let is_missed = matches!(self.attainment(), Attainment::Missed(_));
        if !is_missed || score.number > weight.number {
            return None;
        }
        Missed {
            target: &target,
            actual: &actual,
            texts: (&self.row.target.text, &self.row.actual.text),
            name: &self.row.name.text,
            weight: &weight,
            score: &score,
            is_proportional: self.is_proportional || self.row.rule.contains("按比例"),
            place: self.place("得分", &self.row.score),
        }
        .check()
    }

    /// Other points than the row's own rule gives.
    fn by_rule(&self) -> Option<AuditFinding> {
        let (weight, score) = (self.row.weight.points()?, self.row.score.points()?);
        let Reading::Number(actual) = self.actual() else {
            return None;
        };
        let place = self.place("得分", &self.row.score);
        tree_marks::by_rule(&self.row.rule, &actual, (&weight, &score), place)
    }

    /// A word (较高) where the target is a number, and points for it.
    fn words(&self) -> Option<AuditFinding> {
        let Reading::Number(target) = self.target() else {
            return None;
        };
        let text = &self.row.actual.text;
        let is_word = !text.is_empty()
            && !super::funding::is_placeholder(&super::stream::label(text))
            && !text.chars().any(|c| c.is_numeric() || NUMERALS.contains(c))
            && !text.starts_with(['无', '未', '没'])
            && text.chars().count() <= 10;
        let asks_number = !target.unit.is_empty() || target.comparator != Comparator::Exactly;
        let score = self.row.score.points()?;
        (is_word && asks_number && !score.number.is_zero()).then(|| AuditFinding {
            check: "K13",
            severity: Severity::Warning,
            place: self.place("完成值", &self.row.actual),
            published: text.clone(),
            expected: String::new(),
            message: format!(
                "指标值 {} 是数，完成值“{text}”不是数，无法比较计分。",
                self.row.target.text
            ),
            cure: "请填实际完成的具体数值。".to_owned(),
        })
    }

    /// 满意度 is asked for, and the result gives other rates.
    fn other_measure(&self) -> Option<AuditFinding> {
        let measure = "满意度";
        let asks = self.row.target.text.contains(measure) || self.row.name.text.contains(measure);
        let target = fold(&self.row.target.text);
        let actual = fold(&self.row.actual.text);
        let gives_other = actual.contains('%')
            && actual.contains('率')
            && !actual.contains("满意")
            && !matches!(read(&self.row.actual.text), Reading::Number(_));
        (asks && target.contains('%') && gives_other).then(|| AuditFinding {
            check: "K13",
            severity: Severity::Warning,
            place: self.place("完成值", &self.row.actual),
            published: self.row.actual.text.clone(),
            expected: String::new(),
            message: format!(
                "指标值要求的是{measure}（{}），完成值写的是其他比率，没有给出{measure}。",
                self.row.target.text
            ),
            cure: format!("请填{measure}的实际数值；没有调查的，请说明。"),
        })
    }

    /// Completion at or above 130% without a reason.
    fn far_above(&self) -> Option<AuditFinding> {
        let (Reading::Number(target), Reading::Number(actual)) = (self.target(), self.actual())
        else {
            return None;
        };
        let is_ceiling = self.is_cost()
            || matches!(target.comparator, Comparator::AtMost | Comparator::LessThan);
        if is_ceiling || !self.lacks_any {
            return None;
        }
        let (wanted, reached) = comparable(&target, &actual)?;
        if wanted.is_negative() {
            return None;
        }
        let share = reached.divided_by(&wanted)?;
        if &share * &Exact::whole(100) < Exact::whole(FAR_ABOVE_PERCENT) {
            return None;
        }
        Some(AuditFinding {
            check: "K23",
            severity: Severity::Notice,
            place: self.place("完成值", &self.row.actual),
            published: self.row.actual.text.clone(),
            expected: String::new(),
            message: format!(
                "指标值 {}，完成 {}，完成比例 {}，超过 {FAR_ABOVE_PERCENT}%，没有写原因。",
                self.row.target.text,
                self.row.actual.text,
                percent(&share, 2),
            ),
            cure: "请说明超额较多的原因；指标值定低了的，下年调整。".to_owned(),
        })
    }

    /// Target and result must speak of the same unit.
    fn unit(&self) -> Option<AuditFinding> {
        let (Reading::Number(target), Reading::Number(actual)) =
            (read(&self.row.target.text), read(&self.row.actual.text))
        else {
            return None;
        };
        // Where the unit has its own column, cells hold numbers only.
        if !self.row.unit.is_empty() || target.unit == actual.unit {
            return None;
        }
        let of = |quantity: &crate::domain::figure::Quantity| {
            format!("{}{}", quantity.scale.word(), quantity.unit)
        };
        let is_money = |unit: &str| unit == "元";
        let (published, words) = if actual.unit.is_empty() && is_money(&target.unit) {
            (
                &self.row.actual.text,
                format!(
                    "指标值的单位是“{}”，完成值“{}”没有写单位",
                    of(&target),
                    self.row.actual.text
                ),
            )
        } else if target.unit.is_empty() && is_money(&actual.unit) {
            (
                &self.row.target.text,
                format!(
                    "完成值的单位是“{}”，指标值“{}”没有写单位",
                    of(&actual),
                    self.row.target.text
                ),
            )
        } else {
            return None;
        };
        Some(AuditFinding {
            check: "K15",
            severity: Severity::Notice,
            place: self.place("完成值", &self.row.actual),
            published: published.clone(),
            expected: String::new(),
            message: format!("{words}。"),
            cure: "请补写单位。".to_owned(),
        })
    }

    /// Periods that are not in the year of the form, and a result of another year than its target.
    fn periods(&self) -> Vec<AuditFinding> {
        let cells = [("指标值", &self.row.target), ("完成值", &self.row.actual)];
        let mut found: Vec<AuditFinding> = cells
            .into_iter()
            .filter_map(|(name, cell)| self.period(name, cell))
            .collect();
        let (target, actual) = (&self.row.target, &self.row.actual);
        found.extend(
            super::year::early_result(&target.text, &actual.text).map(|message| AuditFinding {
                check: "K16",
                severity: Severity::Warning,
                place: self.place("完成值", actual),
                published: actual.text.clone(),
                expected: String::new(),
                message,
                cure: "请核对完成时间。".to_owned(),
            }),
        );
        found
    }

    fn period(&self, name: &str, cell: &Cell) -> Option<AuditFinding> {
        let year = self.year?;
        let wrong = period_year(&cell.text).filter(|found| *found != year)?;
        Some(AuditFinding {
            check: "K16",
            severity: Severity::Error,
            place: self.place(name, cell),
            published: cell.text.clone(),
            expected: cell.text.replace(&wrong.to_string(), &year.to_string()),
            message: format!("本表是{year}年度的，这里的时间写的是{wrong}年。"),
            cure: format!("请核对年份；应为{year}年的，请改正。"),
        })
    }
}

/// The year of a cell that is a period within one year and nothing else: `2021年1月-12月`.
fn period_year(text: &str) -> Option<i32> {
    let folded = fold(text);
    let (digits, rest) = folded.split_once('年')?;
    let is_period = digits.len() == 4
        && rest.contains('月')
        && rest
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '月' | '日' | '-' | '~' | '—' | '至'));
    let (_, end) = rest.split_once(['-', '~', '—', '至'])?;
    (is_period && !end.contains('年')).then(|| digits.parse().ok())?
}
