//! Schemes: a county's forms, items, formulas, rules and checks of one year, as data.
//!
//! [`Scheme::parse`] reads a scheme file ([`source`]) and compiles it: names become slots,
//! formulas become trees, computed values are put in the order in which they depend on each
//! other. A scheme that compiles can be evaluated without any further failure.

mod check;
mod compile;
mod inputs;
mod last_year;
mod nearest;
mod places;
mod position;
mod problem;
mod rule;
pub mod source;
mod title;
mod total;

use std::collections::HashMap;

pub use check::Check;
pub use inputs::all_slots;
pub use last_year::CarryOver;
pub use nearest::{nearest, suggestion};
pub use places::{Place, PlaceKind, TOTAL_CELL, Tree, checklist_cell, deduction_cell, grade_cell};
pub use position::{Position, Positions};
pub use problem::{Fault, Problem, Spot, locate};
pub use rule::{Alternative, AwardItem, Band, Ends, Grade, Interval, Rule};
pub use title::{PLACEHOLDERS, fill_in};
pub use total::{Condition, Limit, Limited, Part, RowRule};

use crate::domain::figure::{Exact, Quantity, Scale};
use crate::domain::formula::{Expr, Slot};
use source::{
    BlockSource, FormSource, Head, ItemKind, ItemSource, Missing, Negative, SchemeSource,
    ZeroDenominator,
};

/// A compiled scheme.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// Id, version, titles, grades.
    pub head: Head,
    /// Where the result stands, on papers that state it and add up no points.
    pub conclusion: Option<Conclusion>,
    /// Everything that has a name in formulas: typed items first, then computed values.
    pub slots: Vec<SlotDefinition>,
    /// The computed slots, each after all that it needs.
    pub order: Vec<Slot>,
    /// The scored indicators in the order of the file.
    pub indicators: Vec<Indicator>,
    /// The indicator trees whose rows the accountant makes.
    pub trees: Vec<Tree>,
    /// Limits across rows.
    pub limits: Vec<Limit>,
    /// Parts of the total that are scaled.
    pub parts: Vec<Part>,
    /// The smallest step of a score.
    pub score_step: Exact,
    /// What is taken from the year before.
    pub carry_over: CarryOver,
    /// 勾稽 between cells.
    pub checks: Vec<Check>,
    /// The paper forms.
    pub forms: Vec<FormSource>,
    places: HashMap<String, Place>,
}

/// The cells of a stated result.
#[derive(Debug, Clone, Copy)]
pub struct Conclusion {
    /// The total, points.
    pub score: Option<Slot>,
    /// The grade, one of the scheme's words.
    pub grade: Option<Slot>,
}

/// One named value.
#[derive(Debug, Clone)]
pub struct SlotDefinition {
    /// The cell code.
    pub code: String,
    /// The name in formulas and messages.
    pub name: String,
    /// The unit shown with it: 万元, %, 人, or empty.
    pub unit: String,
    /// Decimals shown.
    pub decimals: u32,
    /// Typed or computed.
    pub kind: SlotKind,
}

/// Where a slot's value comes from.
#[derive(Debug, Clone)]
pub enum SlotKind {
    /// Typed by the accountant.
    Input(Box<ItemSource>),
    /// Computed by a formula.
    Computed {
        /// The formula.
        formula: Expr,
        /// Whether it is this year against last year (K06).
        is_change_rate: bool,
    },
}

/// What the score of an indicator or row is called; one that is called a score already stays so.
#[must_use]
pub fn score_label(name: &str) -> String {
    if name.ends_with("得分") {
        name.to_owned()
    } else {
        format!("{name}得分")
    }
}

impl SlotKind {
    /// The formula of a computed value.
    #[must_use]
    pub fn formula(&self) -> Option<&Expr> {
        match self {
            Self::Input(_) => None,
            Self::Computed { formula, .. } => Some(formula),
        }
    }
}

/// A scored indicator.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// The code of the score's cell.
    pub code: String,
    /// 一级指标; empty for a score that stands in a grid.
    pub level1: String,
    /// 二级指标.
    pub level2: String,
    /// 三级指标.
    pub name: String,
    /// 分值, points.
    pub weight: Exact,
    /// 评价标准.
    pub rule_text: String,
    /// 指标说明.
    pub definition: String,
    /// How the score is found.
    pub rule: Rule,
    /// The slot and the answer that give full marks at once.
    pub full_marks_when: Option<(Slot, String)>,
    /// The slot and the answer that drop it, the rest counting for the full marks.
    pub dropped_when: Option<(Slot, String)>,
    /// What a zero denominator means.
    pub zero_denominator: ZeroDenominator,
    /// What inputs that are not filled mean.
    pub missing: Missing,
    /// What a value below zero means.
    pub negative: Negative,
    /// May be given by hand where the data are missing.
    pub by_hand: bool,
}

impl Scheme {
    /// Reads and compiles a scheme file.
    ///
    /// # Errors
    /// Everything that does not fit, not only the first.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let source = source::read(text).map_err(|faults| locate(faults, text))?;
        let (scheme, faults) = compile::compile(source);
        if faults.is_empty() {
            return Ok(scheme);
        }
        Err(locate(faults, text))
    }

    /// Compiles what fits of a scheme and tells the rest; only a scheme without faults may be
    /// used for filings.
    #[must_use]
    pub fn draft(source: SchemeSource) -> (Self, Vec<Fault>) {
        compile::compile(source)
    }

    /// `lukou-2022@1`: id and version.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}@{}", self.head.id, self.head.version)
    }

    /// The slot with this cell code.
    #[must_use]
    pub fn slot(&self, code: &str) -> Option<Slot> {
        match self.places.get(code)?.kind {
            PlaceKind::Slot(slot) => Some(slot),
            _ => None,
        }
    }

    /// The index of the indicator whose score stands in this cell.
    #[must_use]
    pub fn indicator(&self, code: &str) -> Option<usize> {
        match self.places.get(code)?.kind {
            PlaceKind::Score(index) => Some(index),
            _ => None,
        }
    }

    /// The definition of a slot.
    #[must_use]
    pub fn definition(&self, slot: Slot) -> Option<&SlotDefinition> {
        self.slots.get(slot)
    }

    /// The item that is typed in a cell.
    #[must_use]
    pub fn item(&self, code: &str) -> Option<&ItemSource> {
        match &self.definition(self.slot(code)?)?.kind {
            SlotKind::Input(item) => Some(item),
            SlotKind::Computed { .. } => None,
        }
    }

    /// Whether an amount of money is typed in a cell.
    #[must_use]
    pub fn is_amount(&self, code: &str) -> bool {
        self.item(code)
            .is_some_and(|item| item.kind == ItemKind::Amount)
    }

    /// Whether points are given: by rules, by hand or stated as a result.
    #[must_use]
    pub fn gives_points(&self) -> bool {
        let is_stated = self.conclusion.is_some_and(|stated| stated.score.is_some());
        let has_tree = self.trees.iter().any(|tree| tree.scored);
        is_stated || has_tree || !self.indicators.is_empty()
    }

    /// The form with this id.
    #[must_use]
    pub fn form(&self, id: &str) -> Option<&FormSource> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The form after the one with this id; none after the last.
    #[must_use]
    pub fn form_after(&self, id: &str) -> Option<&FormSource> {
        let mut rest = self.forms.iter().skip_while(|form| form.id != id);
        rest.nth(1)
    }

    /// The id of the form on which a cell stands; empty for cells of no form.
    #[must_use]
    pub fn form_of(&self, cell: &str) -> &str {
        let form = self.place(cell).map_or(usize::MAX, |place| place.form);
        self.forms.get(form).map_or("", |form| form.id.as_str())
    }

    /// Whether a cell is a section of an outlined report, or of one of a single table.
    #[must_use]
    pub fn is_in_report(&self, cell: &str) -> bool {
        let blocks = self.forms.iter().flat_map(|form| &form.blocks);
        blocks.into_iter().any(|block| match block {
            BlockSource::Report { sections } => sections.iter().any(|section| section.cell == cell),
            BlockSource::Record { rows } => rows.iter().flatten().any(|(_, other)| other == cell),
            _ => false,
        })
    }

    /// A score rounded half-up to the scheme's smallest step of a score.
    #[must_use]
    pub fn rounded_score(&self, score: &Exact) -> Exact {
        score.rounded_to(&self.score_step)
    }

    /// A typed amount in the scheme's unit; a number without a unit is taken to be in it.
    ///
    /// `None` when its unit is not one of money.
    #[must_use]
    pub fn amount(&self, quantity: &Quantity) -> Option<Exact> {
        if self.head.amount_unit == "元" {
            let in_ten_thousands = quantity.ten_thousand_yuan(Scale::One)?;
            return Some(&in_ten_thousands * &Exact::whole(10_000));
        }
        quantity.ten_thousand_yuan(Scale::TenThousand)
    }
}
