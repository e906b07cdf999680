//! The scheme's formulas on the cells of the workbook.

use rust_decimal::Decimal;

use super::figure;
use super::plan::Plan;
use crate::domain::evaluate::Evaluation;
use crate::domain::figure::{Exact, Reading};
use crate::domain::filing::RowColumn;
use crate::domain::formula::{Expr, Function, Operator, Slot};
use crate::domain::scheme::{PlaceKind, Scheme, SlotKind, TOTAL_CELL};
use crate::export::Snapshot;

/// What a cell says whose value is not known.
pub(super) const UNKNOWN: &str = "—";

/// Excel takes formulas of 8192 characters.
const LONGEST: usize = 8_000;

/// A formula with the result that the file gives for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Live {
    pub formula: String,
    pub result: String,
    pub format: String,
}

/// Writes formulas for one page.
pub(super) struct Formulas<'a> {
    pub scheme: &'a Scheme,
    pub evaluation: &'a Evaluation,
    plans: &'a [Plan<'a>],
    page: usize,
}

/// A formula in the making: the cells in it that must hold numbers.
#[derive(Debug, Default)]
pub(super) struct Needs {
    pub cells: Vec<String>,
    /// Whether computed values stand in the formula with their own formulas, because the difference
    /// between a missing figure and a zero divisor decides.
    pub is_inlined: bool,
}

impl<'a> Formulas<'a> {
    pub fn new(snapshot: &'a Snapshot, plans: &'a [Plan<'a>], page: usize) -> Self {
        Self {
            scheme: &snapshot.scheme,
            evaluation: &snapshot.evaluation,
            plans,
            page,
        }
    }

    /// The formula of a computed cell; none where no formula can say what decides.
    pub fn of(&self, code: &str) -> Option<Live> {
        if code == TOTAL_CELL {
            return super::total::formula(self);
        }
        let live = match self.scheme.place(code)?.kind {
            PlaceKind::Slot(slot) => self.computed(slot),
            PlaceKind::Score(index) => super::points::formula(self, index),
            _ => None,
        };
        live.filter(|live| live.formula.chars().count() <= LONGEST)
    }

    fn computed(&self, slot: Slot) -> Option<Live> {
        let definition = self.scheme.definition(slot)?;
        let SlotKind::Computed { formula, .. } = &definition.kind else {
            return None;
        };
        let mut needs = Needs::default();
        let text = self.write(formula, 0, &mut needs)?;
        let places = "0".repeat(definition.decimals as usize);
        let point = if places.is_empty() { "" } else { "." };
        let is_amount = definition.unit == self.scheme.head.amount_unit;
        Some(Live {
            formula: needs.guard(&format!("IFERROR({text},\"{UNKNOWN}\")"), &quoted(UNKNOWN)),
            result: match &self.evaluation.values.get(slot)?.exact {
                Ok(value) => figure::result(value),
                Err(_) => UNKNOWN.to_owned(),
            },
            format: match definition.unit.as_str() {
                "%" => format!("0{point}{places}%"),
                _ if is_amount => "#,##0.00".to_owned(),
                _ => format!("0{point}{places}"),
            },
        })
    }

    /// A formula over cells. `outer` is the rank of the operation around it.
    pub fn write(&self, expr: &Expr, outer: u8, needs: &mut Needs) -> Option<String> {
        Some(match expr {
            Expr::Number(number) => number.normalize().to_string(),
            Expr::Percent(number) => format!("{}%", number.normalize()),
            Expr::Name(slot) => self.name(*slot, needs)?,
            Expr::Negative(inner) => format!("(-{})", self.write(inner, 3, needs)?),
            Expr::Binary(operator, left, right) => {
                let rank = operator.rank();
                let left = self.write(left, rank, needs)?;
                let right = self.write(right, rank + 1, needs)?;
                let text = format!("{left}{}{right}", sign(*operator));
                if rank < outer {
                    format!("({text})")
                } else {
                    text
                }
            }
            Expr::Call(function, arguments) => {
                let arguments: Option<Vec<String>> = arguments
                    .iter()
                    .map(|argument| self.write(argument, 0, needs))
                    .collect();
                format!("{}({})", name_of(*function), arguments?.join(","))
            }
        })
    }

    /// A named value: its cell, or its own formula where it has none.
    fn name(&self, slot: Slot, needs: &mut Needs) -> Option<String> {
        let definition = self.scheme.definition(slot)?;
        let cell = self.cell(&definition.code);
        match (&definition.kind, cell) {
            (SlotKind::Input(item), Some(cell)) if item.empty_is_zero => {
                Some(format!("({cell}+0)"))
            }
            (SlotKind::Computed { formula, .. }, cell) if needs.is_inlined || cell.is_none() => {
                Some(format!("({})", self.write(formula, 0, needs)?))
            }
            (_, Some(cell)) => {
                needs.add(&cell);
                Some(cell)
            }
            (SlotKind::Input(_) | SlotKind::Computed { .. }, None) => None,
        }
    }

    /// The number that stands in a cell, typed or computed, where it is known.
    pub fn value(&self, code: &str) -> Option<Exact> {
        if code == TOTAL_CELL {
            return self.evaluation.total.clone().ok();
        }
        match self.scheme.place(code)?.kind {
            PlaceKind::Slot(slot) => {
                let value = self.evaluation.values.get(slot)?;
                let is_blank = matches!(value.reading, Reading::Empty) && self.is_input(slot);
                value.exact.clone().ok().filter(|_| !is_blank)
            }
            PlaceKind::Score(index) => self.evaluation.scores.get(index)?.points.clone().ok(),
            PlaceKind::Row { tree, column } => {
                let mut rows = self.evaluation.trees.get(tree)?.iter();
                let row = rows.find(|row| row.cell(column) == code)?;
                match column {
                    RowColumn::Weight => row.weight.clone().ok(),
                    RowColumn::Score => row.score.clone().ok(),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn is_input(&self, slot: Slot) -> bool {
        let definition = self.scheme.definition(slot);
        definition.is_some_and(|definition| matches!(definition.kind, SlotKind::Input(_)))
    }

    /// The cell of a code as formulas on this page name it.
    pub fn cell(&self, code: &str) -> Option<String> {
        let mut pages = self.plans.iter().enumerate();
        let (page, plan) = pages.find(|(_, plan)| plan.find(code).is_some())?;
        let (row, column) = plan.find(code)?;
        let column = u16::try_from(column).ok()?;
        let letters = rust_xlsxwriter::utility::column_number_to_name(column);
        let cell = format!("{letters}{}", row + 1);
        Some(if page == self.page {
            cell
        } else {
            format!("'{}'!{cell}", plan.name)
        })
    }
}

impl Needs {
    /// A cell that must hold a number.
    pub fn add(&mut self, cell: &str) {
        if !self.cells.iter().any(|known| known == cell) {
            self.cells.push(cell.to_owned());
        }
    }

    /// The formula where all cells hold numbers, something instead where one is blank, and `—`
    /// where one holds words.
    pub fn guard(&self, formula: &str, instead: &str) -> String {
        if self.cells.is_empty() {
            return format!("={formula}");
        }
        let unknown = quoted(UNKNOWN);
        let (numbers, count) = (counted(&self.cells), self.cells.len());
        let instead = if instead == unknown {
            unknown
        } else {
            let filled = in_parts("COUNTA", &self.cells);
            format!("IF({filled}={numbers},{instead},{unknown})")
        };
        format!("=IF({numbers}<{count},{instead},{formula})")
    }
}

/// How many of the cells hold a number.
pub(super) fn counted(cells: &[String]) -> String {
    in_parts("COUNT", cells)
}

/// A function of any number of cells; Excel gives one function 255 arguments.
pub(super) fn in_parts(function: &str, cells: &[String]) -> String {
    let parts = cells.chunks(200);
    let parts = parts.map(|cells| format!("{function}({})", cells.join(",")));
    parts.collect::<Vec<_>>().join("+")
}

/// A text in a formula.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A number in a formula.
pub(super) fn number(value: &Exact) -> Option<String> {
    let number: Decimal = value.rounded(12)?.normalize();
    (Exact::from(number) == *value).then(|| number.to_string())
}

fn sign(operator: Operator) -> &'static str {
    match operator {
        Operator::Plus => "+",
        Operator::Minus => "-",
        Operator::Times => "*",
        Operator::Over => "/",
    }
}

fn name_of(function: Function) -> &'static str {
    match function {
        Function::Largest => "MAX",
        Function::Smallest => "MIN",
        Function::Absolute => "ABS",
    }
}
