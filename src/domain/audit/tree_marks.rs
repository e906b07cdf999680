//! K09 on the rows of an indicator tree: full marks for a target that was missed, and points that
//! the printed way of counting does not give.

use crate::domain::check::Severity;
use crate::domain::figure::{Comparator, Exact, Quantity, percent, points};
use crate::domain::filing::comparable;

use super::finding::AuditFinding;
use super::printed::Printed;
use super::rule::Rule;
use super::stream::Token;

/// A row that missed its target, with its points.
pub(super) struct Missed<'a> {
    pub target: &'a Quantity,
    pub actual: &'a Quantity,
    /// Target and result as printed.
    pub texts: (&'a str, &'a str),
    pub name: &'a str,
    pub weight: &'a Printed,
    pub score: &'a Printed,
    /// Whether the document says that points follow the share reached.
    pub is_proportional: bool,
    pub place: String,
}

/// Words of things of which less is better, where the target has no sign of its own.
const LESS_IS_BETTER: [&str; 22] = [
    "投诉",
    "事故",
    "违",
    "差错",
    "死亡",
    "伤亡",
    "失",
    "能耗",
    "成本",
    "费用",
    "支出",
    "经费",
    "降",
    "减",
    "不合格",
    "发案",
    "案件",
    "上访",
    "信访",
    "时限",
    "时间",
    "逾期",
];

/// From here on a rate, in percent, is one that should be high.
const HIGH_RATE: i64 = 80;

/// Units of time: earlier is better.
const TIMES: [&str; 8] = ["天", "日", "小时", "分钟", "年", "月", "个月", "工作日"];

impl Missed<'_> {
    /// What is wrong with the points of such a row.
    pub fn check(&self) -> Option<AuditFinding> {
        let share = self.share()?;
        let right = &self.weight.number * &share;
        let rounds_to = |decimals: u32| {
            right.rounded(decimals).map(Exact::from).as_ref() == Some(&self.score.number)
        };
        let is_full = self.score.number == self.weight.number
            && !self.weight.number.is_zero()
            && !rounds_to(1);
        let fits = (0..=self.score.decimals.max(2)).any(rounds_to);
        if !is_full && (fits || !self.is_proportional) {
            return None;
        }
        let shown = points(&right, 2);
        let (target, actual) = self.texts;
        let why = if is_full {
            format!("没有达到，却得满分 {}", self.score.text)
        } else {
            format!("得分印的是 {}", self.score.text)
        };
        Some(AuditFinding {
            check: "K09",
            severity: Severity::Warning,
            place: self.place.clone(),
            published: self.score.text.clone(),
            expected: shown.clone(),
            message: format!(
                "指标值 {target}，完成值 {actual}，{why}；按完成比例 {} × 分值 {} 应为 {shown} 分。",
                percent(&share, 2),
                self.weight.text,
            ),
            cure: "请按完成情况核对得分；当地另有计分办法的，请说明。".to_owned(),
        })
    }

    /// The part of the target that was reached, where more is surely better, or the target over
    /// the result where the target is a ceiling.
    fn share(&self) -> Option<Exact> {
        let (wanted, reached) = comparable(self.target, self.actual)?;
        if wanted.is_negative() || reached.is_negative() || wanted.is_zero() {
            return None;
        }
        let share = match self.target.comparator {
            Comparator::AtMost | Comparator::LessThan => wanted.divided_by(&reached)?,
            Comparator::AtLeast | Comparator::MoreThan => reached.divided_by(&wanted)?,
            _ if self.has_direction() => reached.divided_by(&wanted)?,
            _ => return None,
        };
        (share < Exact::whole(1)).then_some(share)
    }

    /// Whether more is surely better: of a rate that should be high, and of what the name does
    /// not speak against.
    fn has_direction(&self) -> bool {
        let unit = self.target.unit.as_str();
        let is_high = unit == "%" && Exact::from(self.target.number) >= Exact::whole(HIGH_RATE);
        is_high || self.counts_more(unit)
    }

    fn counts_more(&self, unit: &str) -> bool {
        !LESS_IS_BETTER.iter().any(|word| self.name.contains(word))
            && !TIMES.contains(&unit)
            && unit != "元"
    }
}

/// Whether a document says outside of its tables that missed targets earn their share.
pub(super) fn states_proportion(text: &[&Token]) -> bool {
    text.iter().any(|token| {
        let says = |words: &[&str]| words.iter().any(|word| token.label.contains(word));
        let counts = says(&["得分", "记分", "计分", "计算分"]);
        let multiplies = says(&["权重×B/A", "分值×B/A", "×完成率", "×完成比例", "*完成率"]);
        let speaks = says(&["未达到", "未完成", "未达"]) && says(&["比例"]);
        counts && (multiplies || speaks)
    })
}

/// A row whose own rule gives other points for its result.
pub(super) fn by_rule(
    rule: &str,
    actual: &Quantity,
    (weight, score): (&Printed, &Printed),
    place: String,
) -> Option<AuditFinding> {
    if actual.unit != "%" || actual.comparator != Comparator::Exactly {
        return None;
    }
    let read = Rule::read(rule)?;
    let allowed = read.scores(&Exact::from(actual.number), &weight.number);
    let fits = allowed.iter().any(|right| {
        (0..=2).any(|decimals| {
            right.rounded(decimals).map(Exact::from).as_ref() == Some(&score.number)
        })
    });
    if fits || allowed.is_empty() {
        return None;
    }
    let mut shown: Vec<String> = allowed.iter().map(|right| points(right, 2)).collect();
    shown.dedup();
    Some(AuditFinding {
        check: "K09",
        severity: Severity::Error,
        place,
        published: score.text.clone(),
        expected: shown.first().cloned().unwrap_or_default(),
        message: format!(
            "得分印的是 {}；完成值为 {}%，按本行的评分标准应得 {} 分。",
            score.text,
            points(&Exact::from(actual.number), 2),
            shown.join(" 或 "),
        ),
        cure: "请按评分标准核对得分。".to_owned(),
    })
}
