//! The tree of an explanation and its bounds.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::domain::filing::CellCode;

/// A tree is at most so many levels deep; what lies deeper is explained at its own cell.
pub const DEEPEST: usize = 8;

/// A tree has at most so many nodes; children that do not fit stand without their own.
pub const LARGEST: usize = 600;

/// The explanation of one number, finding or grade, with those of the numbers it rests on.
///
/// Trees share their branches: a rate that three scores rest on is explained once in memory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// What is explained.
    pub kind: Kind,
    /// Its cell; empty for what has none.
    pub cell: CellCode,
    /// The form on which the cell stands.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub form: String,
    /// Its name (三公经费控制率).
    pub name: String,
    /// What it comes to, as displayed, or why it is not known.
    pub result: String,
    /// The steps from the formula to the result.
    pub steps: Vec<Step>,
    /// What other readings of an ambiguous rule would give; empty where nothing depends on it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<RuleReading>,
    /// The typed cells that went in directly.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<Input>,
    /// The computed numbers that went in.
    #[serde(
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each_in_place"
    )]
    pub children: Vec<Arc<Explanation>>,
    /// Whether its children are left out here; they stand at its own cell.
    #[serde(skip_serializing_if = "is_false")]
    pub is_cut: bool,
    #[serde(skip)]
    size: usize,
    #[serde(skip)]
    height: usize,
}

/// What an explanation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A computed value: a rate, a difference.
    Figure,
    /// The score of an indicator.
    Score,
    /// The score of a row of an indicator tree.
    Row,
    /// The total.
    Total,
    /// The grade of the total.
    Grade,
    /// What a check found.
    Finding,
    /// 财政复核得分 less 自评得分.
    Rescored,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Which step it is.
    #[serde(rename = "step")]
    pub kind: StepKind,
    /// What it says.
    pub text: String,
}

/// The steps in the order in which they are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// The formula in the words of the form.
    Formula,
    /// The formula with the numbers put in.
    Substituted,
    /// The exact result, up to twelve places.
    Exact,
    /// How the exact result is rounded for display.
    Rounding,
    /// 评价标准 as printed.
    RuleText,
    /// The tier of the rule that applied.
    Tier,
    /// 年度指标值 against 实际完成值.
    Completion,
    /// The limit across rows that lowered it.
    Limit,
    /// 得分.
    Score,
    /// What a reviewer takes off.
    Deduction,
    /// The parts of a total and what each counts for.
    Parts,
    /// What one correction of a reviewer moved.
    Cause,
    /// What a sum comes to.
    Result,
    /// The grade, with the totals from which each is given.
    Grade,
    /// What was found.
    Found,
    /// What was compared, and how far the two may lie apart.
    Compared,
    /// The likely cause and what to do.
    Cure,
    /// The written reason.
    Reason,
    /// The scheme that decided, with its source.
    Scheme,
}

impl StepKind {
    /// The caption in front of it.
    #[must_use]
    pub fn caption(self) -> &'static str {
        match self {
            Self::Formula => "公式",
            Self::Substituted => "代入",
            Self::Exact => "精确结果",
            Self::Rounding => "取整",
            Self::RuleText => "评价标准",
            Self::Tier => "适用档次",
            Self::Completion => "完成情况",
            Self::Limit => "限分",
            Self::Score => "得分",
            Self::Deduction => "审核扣分",
            Self::Parts => "折算",
            Self::Cause => "更正",
            Self::Result => "结果",
            Self::Grade => "等级",
            Self::Found => "发现",
            Self::Compared => "比对",
            Self::Cure => "处理",
            Self::Reason => "说明",
            Self::Scheme => "依据",
        }
    }
}

/// A reading of a rule whose wording allows several, with the points it would give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleReading {
    /// The reading in words: 不足一档的不计.
    pub words: String,
    /// The points it gives.
    pub points: String,
    /// Whether the scheme reads the rule so.
    pub is_chosen: bool,
}

/// A typed cell that took part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Input {
    /// Its code, to link to.
    pub cell: CellCode,
    /// The form on which it stands.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub form: String,
    /// Its name.
    pub name: String,
    /// The text as typed.
    pub typed: String,
    /// How the text was understood, where that differs from how it reads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub understood: Option<String>,
}

impl Explanation {
    /// An explanation to be filled.
    #[must_use]
    pub(super) fn new(kind: Kind, cell: &str, form: &str, name: String) -> Self {
        Self {
            kind,
            cell: cell.to_owned(),
            form: form.to_owned(),
            name,
            result: String::new(),
            steps: Vec::new(),
            readings: Vec::new(),
            inputs: Vec::new(),
            children: Vec::new(),
            is_cut: false,
            size: 1,
            height: 1,
        }
    }

    pub(super) fn step(&mut self, kind: StepKind, text: impl Into<String>) {
        let text = text.into();
        self.steps.push(Step { kind, text });
    }

    /// Takes a typed cell in, once.
    pub(super) fn take(&mut self, input: Input) {
        if self.inputs.iter().all(|known| known.cell != input.cell) {
            self.inputs.push(input);
        }
    }

    /// Takes a child in, once; one that would make the tree too deep or too large without its children.
    pub(super) fn adopt(&mut self, child: Arc<Explanation>) {
        if self.children.iter().any(|known| known.cell == child.cell) {
            return;
        }
        let fits = child.height < DEEPEST && self.size + child.size <= LARGEST;
        let child = if fits { child } else { Arc::new(child.cut()) };
        self.size += child.size;
        self.height = self.height.max(child.height + 1);
        self.children.push(child);
    }

    /// Itself without its children.
    fn cut(&self) -> Self {
        Self {
            children: Vec::new(),
            is_cut: self.is_cut || !self.children.is_empty(),
            size: 1,
            height: 1,
            ..self.clone()
        }
    }

    /// How many nodes the tree has.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// How many levels the tree has.
    #[must_use]
    pub fn height(&self) -> usize {
        self.height
    }

    /// What the step of this kind says.
    #[must_use]
    pub fn said(&self, kind: StepKind) -> Option<&str> {
        let step = self.steps.iter().find(|step| step.kind == kind)?;
        Some(&step.text)
    }
}

fn each_in_place<S: Serializer>(
    children: &[Arc<Explanation>],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(children.iter().map(Arc::as_ref))
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the shape serde asks for"
)]
fn is_false(value: &bool) -> bool {
    !value
}
