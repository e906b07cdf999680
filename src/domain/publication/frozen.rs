//! The computed part of a publication as kept: by cell code, in displayed and exact form,
//! readable without this program.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::check::Finding;
use crate::domain::evaluate::Evaluation;
use crate::domain::figure::{Exact, points};
use crate::domain::filing::CellCode;
use crate::domain::formula::{Names as _, Slot, Unknown};
use crate::domain::prose::{Figures, LiveFigure, Prose, is_prose};
use crate::domain::scheme::{Scheme, SlotKind};

/// Everything that was computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FrozenEvaluation {
    /// The computed figures.
    pub figures: BTreeMap<CellCode, FrozenFigure>,
    /// The scores by rule.
    pub scores: BTreeMap<CellCode, FrozenScore>,
    /// The total, points; `None` while parts of it are unknown.
    pub total: Option<String>,
    /// 优, 良, 中, 差.
    pub grade: Option<String>,
    /// What the checks found, with the reasons given.
    pub findings: Vec<Finding>,
    /// The texts in which figures of the forms stand, as they were published.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<CellCode, FrozenText>,
}

/// A text with figures of the forms in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FrozenText {
    /// As it was read, the figures put in.
    pub text: String,
    /// The figures in the order of the text.
    pub live: Vec<FrozenLive>,
}

/// A figure of the forms in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FrozenLive {
    /// The cell that it was taken from; where it comes from is explained there.
    pub cell: CellCode,
    /// Its name.
    pub name: String,
    /// As it stood in the text.
    pub shown: String,
}

/// A computed figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FrozenFigure {
    /// Its name on the form.
    pub name: String,
    /// As displayed, with its unit.
    pub shown: Option<String>,
    /// The exact value, up to twelve places.
    pub exact: Option<String>,
    /// Why there is none.
    pub unknown: Option<FrozenUnknown>,
}

/// A score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FrozenScore {
    /// The indicator's name.
    pub name: String,
    /// 分值.
    pub weight: String,
    /// 得分.
    pub points: Option<String>,
    /// Why there is none.
    pub unknown: Option<FrozenUnknown>,
}

/// Why a number could not be computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FrozenUnknown {
    /// A permanent code.
    pub code: &'static str,
    /// The names of the inputs at fault.
    pub names: Vec<String>,
}

impl FrozenEvaluation {
    /// Freezes an evaluation.
    #[must_use]
    pub fn new(scheme: &Scheme, evaluation: &Evaluation) -> Self {
        Self {
            texts: BTreeMap::new(),
            figures: figures(scheme, evaluation),
            scores: scores(scheme, evaluation),
            total: evaluation
                .total
                .as_ref()
                .ok()
                .map(|total| points(total, scheme.head.score_decimals)),
            grade: evaluation.grade.clone(),
            findings: evaluation.findings.clone(),
        }
    }
}

impl FrozenEvaluation {
    /// The same without what stands on forms that `is_kept` refuses.
    #[must_use]
    pub fn within(mut self, scheme: &Scheme, is_kept: impl Fn(&str) -> bool) -> Self {
        self.figures.retain(|code, _| is_kept(scheme.form_of(code)));
        self.scores.retain(|code, _| is_kept(scheme.form_of(code)));
        self.texts.retain(|code, _| is_kept(scheme.form_of(code)));
        self.findings.retain(|finding| is_kept(&finding.form));
        self
    }

    /// The same with the texts in which figures of the forms stand.
    #[must_use]
    pub fn with_texts(self, sources: &Figures<'_>) -> Self {
        Self {
            texts: texts(sources),
            ..self
        }
    }
}

fn texts(sources: &Figures<'_>) -> BTreeMap<CellCode, FrozenText> {
    let mut texts = BTreeMap::new();
    for definition in &sources.scheme.slots {
        if !matches!(&definition.kind, SlotKind::Input(item) if is_prose(item)) {
            continue;
        }
        let prose = Prose::of(sources.entries.typed(&definition.code), sources);
        let live: Vec<FrozenLive> = prose.live().map(frozen).collect();
        if !live.is_empty() {
            let text = prose.plain;
            texts.insert(definition.code.clone(), FrozenText { text, live });
        }
    }
    texts
}

fn frozen(figure: &LiveFigure) -> FrozenLive {
    FrozenLive {
        cell: figure.cell.clone(),
        name: figure.name.clone(),
        shown: figure.shown.clone(),
    }
}

fn figures(scheme: &Scheme, evaluation: &Evaluation) -> BTreeMap<CellCode, FrozenFigure> {
    let lookup = evaluation.lookup(scheme);
    let mut figures = BTreeMap::new();
    for (slot, (definition, value)) in scheme.slots.iter().zip(&evaluation.values).enumerate() {
        if !matches!(definition.kind, SlotKind::Computed { .. }) {
            continue;
        }
        let is_known = value.exact.is_ok();
        let figure = FrozenFigure {
            name: definition.name.clone(),
            shown: is_known.then(|| lookup.shown(slot)),
            exact: value.exact.as_ref().ok().map(Exact::in_full),
            unknown: value.exact.as_ref().err().map(|why| unknown(scheme, why)),
        };
        figures.insert(definition.code.clone(), figure);
    }
    figures
}

fn scores(scheme: &Scheme, evaluation: &Evaluation) -> BTreeMap<CellCode, FrozenScore> {
    let decimals = scheme.head.score_decimals;
    let freeze = |(indicator, score): (&crate::domain::scheme::Indicator, &_)| {
        let score: &crate::domain::scoring::Score = score;
        let frozen = FrozenScore {
            name: indicator.name.clone(),
            weight: indicator.weight.in_full(),
            points: score.points.as_ref().ok().map(|it| points(it, decimals)),
            unknown: score.points.as_ref().err().map(|why| unknown(scheme, why)),
        };
        (indicator.code.clone(), frozen)
    };
    scheme
        .indicators
        .iter()
        .zip(&evaluation.scores)
        .map(freeze)
        .collect()
}

fn unknown(scheme: &Scheme, why: &Unknown) -> FrozenUnknown {
    let names = |slots: &[Slot]| {
        slots
            .iter()
            .filter_map(|slot| scheme.definition(*slot))
            .map(|definition| definition.name.clone())
            .collect()
    };
    let (code, names) = match why {
        Unknown::Missing(slots) => ("missing", names(slots)),
        Unknown::Unreadable(slots) => ("unreadable", names(slots)),
        Unknown::ZeroDivisor(divisor) => ("zero-divisor", vec![divisor.clone()]),
        Unknown::NotGiven => ("not-given", Vec::new()),
        Unknown::OutOfRange => ("out-of-range", Vec::new()),
        Unknown::Dropped => ("dropped", Vec::new()),
        Unknown::Incomplete(_) => ("incomplete", Vec::new()),
    };
    FrozenUnknown { code, names }
}
