//! Building the explanation of a computed value, a score or the total.
//!
//! The captions are fixed: 公式 (in the words of the form), 代入 (with the numbers put in), 精确结果,
//! 取整, 评价标准, 计分, 得分.

use super::{Explanation, Input, Step, unknown_words};
use crate::domain::evaluate::Evaluation;
use crate::domain::figure::{Exact, fixed, percent, points};
use crate::domain::filing::{Entries, RowColumn};
use crate::domain::formula::{Expr, Lookup, Slot};
use crate::domain::scheme::source::{Counting, Direction};
use crate::domain::scheme::{Indicator, Rule, Scheme, SlotKind, checklist_cell};
use crate::domain::scoring::{Basis, Score};

struct Explainer<'a> {
    scheme: &'a Scheme,
    entries: &'a Entries,
    evaluation: &'a Evaluation,
    made: Explanation,
}

/// Explains a computed value (a rate, a difference).
#[must_use]
pub fn explain_slot(
    scheme: &Scheme,
    entries: &Entries,
    evaluation: &Evaluation,
    slot: Slot,
) -> Explanation {
    let mut explainer = Explainer::new(scheme, entries, evaluation);
    let Some(definition) = scheme.definition(slot) else {
        return explainer.made;
    };
    explainer.made.title.clone_from(&definition.name);
    if let SlotKind::Computed { formula, .. } = &definition.kind {
        let is_percent = definition.unit == "%";
        explainer.formula(formula, is_percent);
        match evaluation.lookup(scheme).value(slot) {
            Ok(exact) => {
                explainer.exact(&exact, is_percent);
                let shown = if is_percent {
                    percent(&exact, definition.decimals)
                } else {
                    fixed(&exact, definition.decimals)
                };
                explainer.step(
                    "取整",
                    format!("四舍五入保留{}位小数：{shown}", definition.decimals),
                );
            }
            Err(why) => explainer.step("结果", unknown_words(scheme, &why)),
        }
    }
    explainer.made
}

/// Explains the score of an indicator.
#[must_use]
pub fn explain_indicator(
    scheme: &Scheme,
    entries: &Entries,
    evaluation: &Evaluation,
    index: usize,
) -> Explanation {
    let mut explainer = Explainer::new(scheme, entries, evaluation);
    let (Some(indicator), Some(score)) =
        (scheme.indicators.get(index), evaluation.scores.get(index))
    else {
        return explainer.made;
    };
    explainer.made.title = format!(
        "{}得分（分值 {} 分）",
        indicator.name,
        explainer.points(&indicator.weight)
    );
    if let Some(value) = indicator.rule.value() {
        explainer.formula(value, true);
        match (&score.rate, value.evaluate(&evaluation.lookup(scheme))) {
            (Some(rate), _) => explainer.exact(rate, true),
            (None, Err(why)) => explainer.step("精确结果", unknown_words(scheme, &why)),
            (None, Ok(_)) => {}
        }
    }
    if !indicator.rule_text.is_empty() {
        explainer.step("评价标准", indicator.rule_text.clone());
    }
    let applied = explainer.applied(indicator, score);
    if !applied.is_empty() {
        explainer.step("适用档次", applied);
    }
    explainer.checklist_inputs(indicator);
    match &score.points {
        Ok(given) => {
            let text = format!("{} 分", explainer.points(given));
            explainer.step("得分", text);
        }
        Err(why) => explainer.step("得分", unknown_words(scheme, why)),
    }
    explainer.made
}

/// Explains the total and its grade.
#[must_use]
pub fn explain_total(scheme: &Scheme, entries: &Entries, evaluation: &Evaluation) -> Explanation {
    let mut explainer = Explainer::new(scheme, entries, evaluation);
    explainer.made.title = format!("总分（满分 {} 分）", scheme.head.full_marks.normalize());
    let addends = explainer.addends();
    explainer.step("公式", "各项得分之和".to_owned());
    explainer.step("代入", addends.join("＋"));
    match &evaluation.total {
        Ok(total) => {
            let text = format!("{} 分", explainer.points(total));
            explainer.step("结果", text);
            let grades: Vec<String> = scheme
                .head
                .grades
                .iter()
                .map(|grade| format!("{}分及以上为{}", grade.at_least.normalize(), grade.name))
                .collect();
            explainer.step(
                "等级",
                format!(
                    "{}（{}）",
                    evaluation.grade.as_deref().unwrap_or("无"),
                    grades.join("，")
                ),
            );
        }
        Err(why) => explainer.step("结果", unknown_words(scheme, why)),
    }
    explainer.made
}

impl<'a> Explainer<'a> {
    fn new(scheme: &'a Scheme, entries: &'a Entries, evaluation: &'a Evaluation) -> Self {
        Self {
            scheme,
            entries,
            evaluation,
            made: Explanation::default(),
        }
    }

    fn step(&mut self, caption: &str, text: String) {
        self.made.steps.push(Step {
            caption: caption.to_owned(),
            text,
        });
    }

    fn points(&self, score: &Exact) -> String {
        points(score, self.scheme.head.score_decimals)
    }

    fn input(&mut self, cell: &str, label: &str) {
        self.made.inputs.push(Input {
            cell: cell.to_owned(),
            form: self.scheme.form_of(cell).to_owned(),
            label: label.to_owned(),
            typed: self.entries.typed(cell).trim().to_owned(),
        });
    }

    /// The formula in names and in numbers, and the typed cells behind it.
    fn formula(&mut self, formula: &Expr, is_percent: bool) {
        let lookup = self.evaluation.lookup(self.scheme);
        let times = if is_percent { " × 100%" } else { "" };
        let whole = |text: String| {
            let is_sum = matches!(formula, Expr::Binary(operator, ..) if operator.rank() == 1);
            if is_percent && is_sum {
                format!("（{text}）")
            } else {
                text
            }
        };
        // A bare name says nothing as a formula; what stands behind it does.
        let behind = match formula {
            Expr::Name(slot) => self.computed(*slot).unwrap_or(formula),
            other => other,
        };
        self.step(
            "公式",
            format!("{}{times}", whole(behind.in_names(&lookup))),
        );
        self.step(
            "代入",
            format!("{}{times}", whole(behind.in_numbers(&lookup))),
        );
        for slot in self.typed_behind(formula) {
            if let Some(definition) = self.scheme.definition(slot) {
                self.input(&definition.code, &definition.name);
            }
        }
    }

    fn computed(&self, slot: Slot) -> Option<&'a Expr> {
        match self
            .scheme
            .definition(slot)
            .map(|definition| &definition.kind)
        {
            Some(SlotKind::Computed { formula, .. }) => Some(formula),
            _ => None,
        }
    }

    /// The typed slots a formula rests on, through other formulas.
    fn typed_behind(&self, formula: &Expr) -> Vec<Slot> {
        let mut waiting = formula.slots();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(slot) = waiting.get(at).copied() {
            at += 1;
            match self.computed(slot) {
                Some(inner) => {
                    let more = inner
                        .slots()
                        .into_iter()
                        .filter(|s| !waiting.contains(s))
                        .collect::<Vec<_>>();
                    waiting.extend(more);
                }
                None => found.push(slot),
            }
        }
        found
    }

    fn exact(&mut self, exact: &Exact, is_percent: bool) {
        let text = if is_percent {
            format!("{}%", (exact * &Exact::whole(100)).in_full())
        } else {
            exact.in_full()
        };
        self.step("精确结果", text);
    }

    /// The tier of the rule that applied.
    fn applied(&self, indicator: &Indicator, score: &Score) -> String {
        match (&score.basis, &indicator.rule) {
            (Basis::NotApplicable(answer), _) => format!("答“{answer}”，按满分计算"),
            (Basis::ZeroDenominator, _) => "除数为0，本指标不适用，按满分计算".to_owned(),
            (
                Basis::Steps(steps),
                Rule::PerUnit {
                    base,
                    direction,
                    step,
                    minus,
                    counting,
                    ..
                },
            ) => {
                let rate = score.rate.as_ref().unwrap_or(base);
                let is_beyond = match direction {
                    Direction::Above => rate > base,
                    Direction::Below => rate < base,
                };
                let counting = is_beyond.then_some(*counting);
                self.steps(steps, [base, step, minus], *direction, counting)
            }
            (Basis::Band(index), Rule::Bands { bands, .. }) => bands
                .get(*index)
                .map(|band| format!("{}，计 {} 分", band.words, self.points(&band.score)))
                .unwrap_or_default(),
            (Basis::NoBand, _) => "不在任何得分档内，不得分".to_owned(),
            (Basis::Ratio, _) => format!(
                "按比例计分：{} × 比率，最高 {} 分",
                self.points(&indicator.weight),
                self.points(&indicator.weight)
            ),
            (Basis::Checklist(unmet), Rule::Checklist { items, minus }) => format!(
                "{}项要求中{unmet}项不符合，每项扣 {} 分",
                items.len(),
                self.points(minus)
            ),
            (Basis::Grade(index), Rule::Graded { grades }) => grades
                .get(*index)
                .map(|grade| format!("{}，计 {} 分", grade.name, self.points(&grade.score)))
                .unwrap_or_default(),
            (Basis::Judged, _) => "由填报单位评定".to_owned(),
            (Basis::ByHand, _) => "缺少计算所需数据，得分由填报单位手填".to_owned(),
            _ => String::new(),
        }
    }

    /// The steps of a per-unit rule; nothing is counted on the good side of the base.
    fn steps(
        &self,
        steps: &Exact,
        figures: [&Exact; 3],
        direction: Direction,
        counting: Option<Counting>,
    ) -> String {
        let [base, step, minus] = figures;
        let side = match direction {
            Direction::Above => "高于",
            Direction::Below => "低于",
        };
        let base = format!("{}%", (base * &Exact::whole(100)).in_full());
        let Some(counting) = counting else {
            return format!("没有{side}标准 {base}，不扣分");
        };
        let how = match counting {
            Counting::Whole => "不足一档的不计",
            Counting::Started => "不足一档的按一档计",
            Counting::ProRata => "按比例计",
        };
        format!(
            "{side}标准 {base} 的部分，每 {}% 为一档，计 {} 档（{how}），每档扣 {} 分，共扣 {} 分，扣完为止",
            (step * &Exact::whole(100)).in_full(),
            steps.in_full(),
            self.points(minus),
            self.points(&(steps * minus)),
        )
    }

    fn checklist_inputs(&mut self, indicator: &Indicator) {
        if let Rule::Checklist { items, .. } = &indicator.rule {
            for (item, text) in items.iter().enumerate() {
                self.input(&checklist_cell(&indicator.code, item), text);
            }
        }
    }

    /// Every score of the filing as it stands in the sum.
    fn addends(&mut self) -> Vec<String> {
        let mut addends = Vec::new();
        for (indicator, score) in self.scheme.indicators.iter().zip(&self.evaluation.scores) {
            addends.push(
                score
                    .points
                    .as_ref()
                    .map_or("？".to_owned(), |p| self.points(p)),
            );
            self.input(&indicator.code, &indicator.name);
            if let (Some(input), Ok(points)) = (self.made.inputs.last_mut(), &score.points) {
                input.typed =
                    crate::domain::figure::points(points, self.scheme.head.score_decimals);
            }
        }
        for (tree, rows) in self.scheme.trees.iter().zip(&self.evaluation.trees) {
            if !tree.scored {
                continue;
            }
            for row in rows {
                addends.push(
                    row.score
                        .as_ref()
                        .map_or("？".to_owned(), |p| self.points(p)),
                );
                self.input(&row.cell(RowColumn::Score), &row.name);
            }
        }
        addends
    }
}
