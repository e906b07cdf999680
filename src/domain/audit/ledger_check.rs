//! K01, K05 and K07 on tables that no form prescribes: rates, shares, increases, and the two sides
//! of an account.
//!
//! Which columns a rate comes from is learnt from the rows in which it does; only a budget, its
//! spending and the rate beside them are known by name.

use crate::domain::check::Severity;
use crate::domain::check::arithmetic::RateJudgement;
use crate::domain::figure::{Exact, fixed};

use super::finding::AuditFinding;
use super::heading::Column;
use super::ledger::Ledger;
use super::ledger_sums::{self, Gap};
use super::place::Forms;
use super::printed::Printed;
use super::rate::Quotient;

/// Every check of a table, one or two sides of it.
pub(super) fn check(sides: &[Ledger], forms: &Forms) -> Vec<AuditFinding> {
    let mut findings = Vec::new();
    for ledger in sides {
        let gaps = ledger_sums::check(ledger, forms);
        let relations = relations(ledger, &gaps);
        let mut rows: Vec<usize> = Vec::new();
        for relation in &relations {
            for (row, finding) in relation.findings(ledger, &gaps, forms) {
                // An increase and its rate follow from the same two figures.
                if !rows.contains(&row) {
                    findings.push(finding);
                }
                rows.push(row);
            }
        }
        findings.extend(gaps.into_iter().map(|gap| gap.finding));
    }
    if findings.is_empty() {
        findings.extend(balance(sides, forms));
    }
    findings
}

/// What a column is of two others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// First ÷ second.
    Share,
    /// (First − second) ÷ second.
    Change,
    /// First − second.
    Difference,
}

/// A column that comes of two others.
struct Relation {
    kind: Kind,
    result: usize,
    first: usize,
    second: usize,
}

/// How a printed result turned out.
enum Verdict {
    Right,
    /// Right, but it would be for other columns too: 0, 100%.
    Weak,
    Wrong,
}

/// The relations of a table: by name for budget and spending, else learnt.
fn relations(ledger: &Ledger, gaps: &[Gap]) -> Vec<Relation> {
    let mut found: Vec<Relation> = Vec::new();
    found.extend(named(ledger).filter(|relation| relation.holds(ledger, gaps, false)));
    let amounts = ledger.amounts();
    for result in 0..ledger.columns.len() {
        let is_known = found.iter().any(|relation| relation.result == result);
        let kinds = kinds(ledger, result);
        if is_known || kinds.is_empty() {
            continue;
        }
        let pairs = amounts.iter().flat_map(|first| {
            let seconds = amounts.iter().filter(move |second| *second != first);
            seconds.map(move |second| (*first, *second))
        });
        let ways = pairs
            .filter(|(first, second)| *first != result && *second != result)
            .flat_map(|(first, second)| {
                kinds.iter().map(move |kind| Relation {
                    kind: *kind,
                    result,
                    first,
                    second,
                })
            });
        let best = ways
            .filter(|relation| relation.holds(ledger, gaps, true))
            .max_by_key(|relation| relation.counts(ledger, gaps).0);
        found.extend(best);
    }
    found
}

/// What a column may be, by the end of its heading.
fn kinds(ledger: &Ledger, column: usize) -> Vec<Kind> {
    let Some(head) = ledger.columns.get(column) else {
        return Vec::new();
    };
    let bare = super::heading::without_brackets(&head.label);
    let ends = |words: &[&str]| words.iter().any(|word| bare.ends_with(word));
    if ledger.is_difference(column) {
        vec![Kind::Difference]
    } else if ends(&["增长率", "增减率", "变动率", "增幅", "变化率"]) {
        vec![Kind::Change]
    } else if ledger.is_rate(column) {
        vec![Kind::Share, Kind::Change]
    } else {
        Vec::new()
    }
}

/// 执行数 ÷ 预算数 beside 执行率; 得分 ÷ 分值 beside 得分率.
fn named(ledger: &Ledger) -> impl Iterator<Item = Relation> {
    let budget = ledger
        .whole(Column::Annual)
        .or_else(|| ledger.whole(Column::Initial));
    let of = |result: Option<usize>, first: Option<usize>, second: Option<usize>| {
        Some(Relation {
            kind: Kind::Share,
            result: result?,
            first: first?,
            second: second?,
        })
    };
    let score_rate = ledger.columns.iter().position(|head| {
        let ends = ["得分率", "得分系数"];
        ends.iter().any(|end| head.label.ends_with(end))
    });
    let (score, weight) = (ledger.whole(Column::Score), ledger.whole(Column::Weight));
    let executed = ledger.whole(Column::Executed);
    [
        of(ledger.whole(Column::Rate), executed, budget),
        of(score_rate, score, weight),
    ]
    .into_iter()
    .flatten()
}

impl Relation {
    /// Rows in which it is surely right, and in which it is wrong and no sum explains it.
    fn counts(&self, ledger: &Ledger, gaps: &[Gap]) -> (usize, usize) {
        let mut counts = (0, 0);
        for row in 0..ledger.rows.len() {
            match self.verdict(ledger, row, gaps) {
                Some(Verdict::Right) => counts.0 += 1,
                Some(Verdict::Wrong) => counts.1 += 1,
                Some(Verdict::Weak) | None => {}
            }
        }
        counts
    }

    /// Whether the rows bear it out; what is known by name needs no more than that most do not
    /// speak against it.
    fn holds(&self, ledger: &Ledger, gaps: &[Gap], must_show: bool) -> bool {
        let (right, wrong) = self.counts(ledger, gaps);
        let is_shown = if wrong == 0 {
            right > 0
        } else {
            right >= 2 && right > wrong
        };
        let is_likely = right + wrong <= 2 || right >= wrong;
        is_shown || (!must_show && is_likely)
    }

    fn figures<'a>(
        &self,
        ledger: &'a Ledger,
        row: usize,
    ) -> Option<(&'a Printed, &'a Printed, &'a Printed)> {
        let line = ledger.rows.get(row)?;
        Some((
            line.cell(self.result)?,
            line.cell(self.first)?,
            line.cell(self.second)?,
        ))
    }

    fn verdict(&self, ledger: &Ledger, row: usize, gaps: &[Gap]) -> Option<Verdict> {
        let (printed, first, second) = self.figures(ledger, row)?;
        if second.number.is_zero() && self.kind != Kind::Difference {
            return None;
        }
        if self.is_right(printed, first, second) {
            let is_plain = printed.number.is_zero() || printed.number == Exact::whole(100);
            return Some(if is_plain {
                Verdict::Weak
            } else {
                Verdict::Right
            });
        }
        let follows = gaps.iter().any(|gap| {
            let with = |figure: &Printed, column: usize| {
                let number = gap.mended((row, column), &figure.number)?;
                Some(Printed {
                    number,
                    ..figure.clone()
                })
            };
            let by_first = with(first, self.first);
            let by_second = with(second, self.second);
            let by_result = with(printed, self.result);
            by_first.is_some_and(|first| self.is_right(printed, &first, second))
                || by_second.is_some_and(|second| self.is_right(printed, first, &second))
                || by_result.is_some_and(|printed| self.is_right(&printed, first, second))
        });
        (!follows).then_some(Verdict::Wrong)
    }

    fn quotient(&self, first: &Printed, second: &Printed) -> Option<Quotient> {
        match self.kind {
            Kind::Share => Quotient::of(first, second),
            Kind::Change => Quotient::change(first, second),
            Kind::Difference => None,
        }
    }

    fn is_right(&self, printed: &Printed, first: &Printed, second: &Printed) -> bool {
        match self.quotient(first, second) {
            Some(right) => right.judge(printed) == RateJudgement::Right,
            None => &first.number - &second.number == printed.number,
        }
    }

    fn findings(&self, ledger: &Ledger, gaps: &[Gap], forms: &Forms) -> Vec<(usize, AuditFinding)> {
        (0..ledger.rows.len())
            .filter(|row| matches!(self.verdict(ledger, *row, gaps), Some(Verdict::Wrong)))
            .filter_map(|row| Some((row, self.finding(ledger, row, forms)?)))
            .collect()
    }

    fn finding(&self, ledger: &Ledger, row: usize, forms: &Forms) -> Option<AuditFinding> {
        let (printed, first, second) = self.figures(ledger, row)?;
        let line = ledger.rows.get(row)?;
        let head = ledger.columns.get(self.result)?;
        let place = forms.place(line.index, &[&line.label, &head.label], printed.line);
        let Some(right) = self.quotient(first, second) else {
            return Some(difference(printed, first, second, &head.label, place));
        };
        let initial = ledger
            .whole(Column::Initial)
            .filter(|column| *column != self.second)
            .and_then(|column| Quotient::of(first, line.cell(column)?));
        let on_initial = initial.is_some_and(|other| other.judge(printed) == RateJudgement::Right);
        let mut found = super::cells::rate(&super::cells::RateCell {
            printed,
            right: &right,
            top: first,
            bottom: second,
            other_basis: on_initial.then_some("年初预算数"),
            place,
        })?;
        if self.kind == Kind::Change {
            let change = format!("（{}－{}）÷{}", first.text, second.text, second.text);
            let share = format!("{}÷{}", first.text, second.text);
            found.message = found.message.replacen(&share, &change, 1);
            if found.check == "K01" {
                found.check = "K05";
            }
        }
        Some(found)
    }
}

fn difference(
    printed: &Printed,
    first: &Printed,
    second: &Printed,
    name: &str,
    place: String,
) -> AuditFinding {
    let gap = &first.number - &second.number;
    let right = fixed(&gap, first.decimals.max(second.decimals));
    AuditFinding {
        check: "K05",
        severity: Severity::Error,
        place,
        published: printed.text.clone(),
        expected: right.clone(),
        message: format!(
            "{name}印的是 {}，{}－{} 应为 {right}。",
            printed.text, first.text, second.text
        ),
        cure: format!("请改为 {right}，或核对两项数据。"),
    }
}

/// The last totals of both sides of an account.
fn balance(sides: &[Ledger], forms: &Forms) -> Option<AuditFinding> {
    let [left, right] = sides else { return None };
    let total = |ledger: &Ledger| {
        let row = ledger.rows.last().filter(|row| row.is_total)?;
        let cells: Vec<Printed> = row.cells.iter().flatten().cloned().collect();
        Some((row.label.clone(), row.index, cells))
    };
    let ((label, index, ours), (other, _, theirs)) = (total(left)?, total(right)?);
    let (one, two) = ours
        .iter()
        .zip(&theirs)
        .find(|(one, two)| one.number != two.number)?;
    // 人员经费合计 beside 公用经费合计 are two things.
    let is_one_account = label == other && ours.len() == theirs.len();
    (is_one_account && one.line == two.line).then(|| AuditFinding {
        check: "K07",
        severity: Severity::Warning,
        place: forms.place(index, &[&label], one.line),
        published: one.text.clone(),
        expected: two.text.clone(),
        message: format!(
            "左边“{label}”是 {}，右边“{other}”是 {}，两边应当相等。",
            one.text, two.text
        ),
        cure: "请核对收入与支出两边的总计。".to_owned(),
    })
}
