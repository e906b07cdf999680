//! 与上年对比: every figure of this year beside last year's.

use super::money::is_unit_slip;
use super::{LastYear, shown};
use crate::domain::check::place_label;
use crate::domain::evaluate::Evaluation;
use crate::domain::figure::{Exact, percent, points};
use crate::domain::filing::{CellCode, Entries};
use crate::domain::formula::{Lookup, Slot};
use crate::domain::scheme::source::ItemKind;
use crate::domain::scheme::{SlotDefinition, SlotKind, TOTAL_CELL};

/// A figure of this year beside last year's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The cell.
    pub code: CellCode,
    /// The form on which it stands.
    pub form: String,
    /// The cell in the words of the form.
    pub label: String,
    /// 万元, 人, %.
    pub unit: String,
    /// This year's figure; none while it is not known.
    pub this: Option<String>,
    /// Last year's figure in this year's unit; none where there was none.
    pub last: Option<String>,
    /// The change with its sign; of rates in percentage points.
    pub change: Option<String>,
    /// The change in percent of last year's figure; none for rates and over zero.
    pub share: Option<String>,
    /// Beyond what the scheme calls a big change.
    pub is_big: bool,
    /// About ten thousand times the other: most likely 元 beside 万元.
    pub is_unit_slip: bool,
    /// Whether the figure is typed, so that a person can answer for it.
    pub is_typed: bool,
}

/// Every figure of two years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// What changed far: what looks like a wrong unit, then the farthest first.
    pub big: Vec<Line>,
    /// Everything else, in the order of the scheme.
    pub others: Vec<Line>,
}

/// A figure of both years as numbers.
struct Both {
    line: Line,
    /// How far it changed, of last year's figure; nothing over zero is farther than anything.
    distance: Option<Exact>,
}

impl LastYear<'_> {
    /// Every figure of this year that is on the forms, beside last year's.
    #[must_use]
    pub fn comparison(&self, entries: &Entries, evaluation: &Evaluation) -> Comparison {
        let (mut big, others): (Vec<Both>, Vec<Both>) = self
            .both(entries, evaluation)
            .into_iter()
            .partition(|both| both.line.is_big || both.line.is_unit_slip);
        big.sort_by(|a, b| {
            let slips = b.line.is_unit_slip.cmp(&a.line.is_unit_slip);
            slips.then_with(|| match (&a.distance, &b.distance) {
                (Some(a), Some(b)) => b.cmp(a),
                (a, b) => a.is_some().cmp(&b.is_some()),
            })
        });
        let lines = |both: Vec<Both>| both.into_iter().map(|it| it.line).collect();
        let mut others: Vec<Line> = lines(others);
        others.extend(self.total(evaluation));
        Comparison {
            big: lines(big),
            others,
        }
    }

    /// What is told at the cells of this year's forms: last year's figure with its unit.
    #[must_use]
    pub fn beside_cells(&self) -> Vec<(CellCode, String)> {
        let slots = self.scheme.slots.iter().enumerate();
        let typed = slots.filter(|(_, it)| matches!(it.kind, SlotKind::Input(_)));
        typed
            .filter_map(|(slot, definition)| {
                let value = match self.scheme.carry_over.sources.get(&slot) {
                    Some(source) if source.slots().iter().any(|slot| self.is_given(*slot)) => {
                        source.evaluate(self).ok()?
                    }
                    None if self.is_given(slot) && is_figure(definition) => {
                        self.value(slot).ok()?
                    }
                    _ => return None,
                };
                Some((definition.code.clone(), shown::figure(definition, &value)))
            })
            .collect()
    }

    fn both(&self, entries: &Entries, evaluation: &Evaluation) -> Vec<Both> {
        let slots = self.scheme.slots.iter().enumerate();
        slots
            .filter(|(slot, definition)| {
                is_figure(definition)
                    && !self.scheme.carry_over.sources.contains_key(slot)
                    && self.scheme.place(&definition.code).is_some()
            })
            .filter_map(|(slot, definition)| self.line(slot, definition, entries, evaluation))
            .collect()
    }

    fn line(
        &self,
        slot: Slot,
        definition: &SlotDefinition,
        entries: &Entries,
        evaluation: &Evaluation,
    ) -> Option<Both> {
        let is_typed = matches!(definition.kind, SlotKind::Input(_));
        let is_given = !is_typed || entries.filled(&definition.code).is_some();
        let this = evaluation.values.get(slot)?.exact.clone().ok();
        let this = this.filter(|_| is_given);
        let last = self.value(slot).ok().filter(|_| self.is_given(slot));
        if this.is_none() && last.is_none() {
            return None;
        }
        let change = this.as_ref().zip(last.as_ref()).map(|(a, b)| a - b);
        let is_rate = definition.unit == "%";
        let share = change
            .as_ref()
            .zip(last.as_ref())
            .and_then(|(change, last)| change.divided_by(&last.abs()))
            .filter(|_| !is_rate);
        let distance = if is_rate {
            change.as_ref().map(Exact::abs)
        } else {
            share.as_ref().map(Exact::abs)
        };
        let is_money = ["元", "万元"].contains(&definition.unit.as_str());
        let is_unit_slip = is_typed
            && is_money
            && (this.as_ref().zip(last.as_ref())).is_some_and(|(a, b)| is_unit_slip(a, b));
        let show = |value: &Exact| shown::figure(definition, value);
        Some(Both {
            line: Line {
                form: self.scheme.form_of(&definition.code).to_owned(),
                label: place_label(self.scheme, entries, &definition.code),
                unit: definition.unit.clone(),
                is_big: self.is_big(change.as_ref(), distance.as_ref(), is_money),
                this: this.as_ref().map(show),
                last: last.as_ref().map(show),
                change: change
                    .as_ref()
                    .map(|change| shown_change(change, definition)),
                share: share.as_ref().map(|share| shown::signed(percent(share, 2))),
                is_unit_slip,
                is_typed,
                code: definition.code.clone(),
            },
            distance,
        })
    }

    /// Whether a change is one that the scheme calls big; from nothing every amount is far, a
    /// count is not.
    fn is_big(&self, change: Option<&Exact>, distance: Option<&Exact>, is_money: bool) -> bool {
        let Some(change) = change.filter(|change| !change.is_zero()) else {
            return false;
        };
        let rule = &self.scheme.carry_over;
        let is_enough = !is_money || change.abs() >= rule.least;
        is_enough && distance.map_or(is_money, |distance| *distance > rule.more_than)
    }

    /// 总分 of both years.
    fn total(&self, evaluation: &Evaluation) -> Option<Line> {
        let decimals = self.scheme.head.score_decimals;
        let show = |total: &Exact| points(total, decimals);
        let this = evaluation.total.as_ref().ok();
        let last = self.figures.total.as_ref().ok();
        let change = this.zip(last).map(|(this, last)| this - last);
        self.scheme.gives_points().then(|| Line {
            code: TOTAL_CELL.to_owned(),
            form: String::new(),
            label: "总分".to_owned(),
            unit: "分".to_owned(),
            this: this.map(show),
            last: last.map(show),
            change: change.as_ref().map(|change| shown::signed(show(change))),
            share: None,
            is_big: false,
            is_unit_slip: false,
            is_typed: false,
        })
    }
}

fn is_figure(definition: &SlotDefinition) -> bool {
    match &definition.kind {
        SlotKind::Input(item) => item.kind.is_figure(),
        SlotKind::Computed { .. } => true,
    }
}

/// A change; of rates in percentage points, as officials say it.
fn shown_change(change: &Exact, definition: &SlotDefinition) -> String {
    let is_rate = definition.unit == "%"
        || matches!(&definition.kind, SlotKind::Input(item) if item.kind == ItemKind::Percent);
    let shown = shown::signed(shown::figure(definition, change));
    match shown.strip_suffix('%').filter(|_| is_rate) {
        Some(points) => format!("{points} 个百分点"),
        None => shown,
    }
}
