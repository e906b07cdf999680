//! The usual wordings of 评价标准, understood: points off per step, and bands.

use crate::domain::figure::{Exact, fold};

/// A rule that was understood from first to last word.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Rule {
    /// ≤100%计7分；每超过一个百分点扣0.2分.
    PerStep {
        /// In percent.
        base: Exact,
        /// Points are lost above the base, not below it.
        is_above: bool,
        /// In percentage points.
        step: Exact,
        minus: Exact,
    },
    /// =0，计5分；0-10%（含），计4分；…
    Bands(Vec<Band>),
}

/// One band of a rule, in percent.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Band {
    low: Option<(Exact, bool)>,
    high: Option<(Exact, bool)>,
    score: Exact,
}

impl Rule {
    /// Understands a printed rule; `None` when anything in it stays unclear.
    pub fn read(text: &str) -> Option<Self> {
        let text = plain(text);
        per_step(&text).or_else(|| bands(&text))
    }

    /// The scores that this rule may give for a rate in percent, under every way of counting
    /// steps: whole, started, in proportion.
    pub fn scores(&self, rate: &Exact, weight: &Exact) -> Vec<Exact> {
        match self {
            Self::PerStep {
                base,
                is_above,
                step,
                minus,
            } => {
                let off = if *is_above { rate - base } else { base - rate };
                if off.is_negative() || off.is_zero() {
                    return vec![weight.clone()];
                }
                let Some(steps) = off.divided_by(step) else {
                    return Vec::new();
                };
                [steps.floor(), steps.ceil(), steps]
                    .iter()
                    .map(|steps| (weight - &(steps * minus)).clamped(&Exact::zero(), weight))
                    .collect()
            }
            Self::Bands(bands) => {
                let held = bands.iter().filter(|band| band.holds(rate));
                let scores: Vec<Exact> = held.map(|band| band.score.clone()).collect();
                // A rate in no band earns nothing, or the paper forgot it.
                if scores.is_empty() {
                    vec![Exact::zero(), weight.clone()]
                } else {
                    scores
                }
            }
        }
    }
}

impl Band {
    /// Ends that the wording leaves open count on both sides.
    fn holds(&self, rate: &Exact) -> bool {
        let above = self
            .low
            .as_ref()
            .is_none_or(|(low, is_in)| rate > low || (*is_in && rate == low));
        let below = self
            .high
            .as_ref()
            .is_none_or(|(high, is_in)| rate < high || (*is_in && rate == high));
        above && below
    }
}

fn plain(text: &str) -> String {
    fold(text)
        .replace(['≦', '≤'], "<=")
        .replace(['≧', '≥'], ">=")
        .replace("一个百分点", "1%")
        .replace("1个百分点", "1%")
        .replace("个百分点", "%")
        .replace("百分点", "%")
}

fn per_step(text: &str) -> Option<Rule> {
    // A second deduction makes another rule of it.
    if text.matches('扣').count() - text.matches("扣完为止").count() != 1 {
        return None;
    }
    let (before, after) = text.split_once('每')?;
    let verbs = [
        ("超过", true),
        ("超出", true),
        ("超", true),
        ("高于", true),
        ("增加", true),
        ("上升", true),
        ("低于", false),
        ("降低", false),
        ("减少", false),
        ("低", false),
        ("少", false),
        ("下降", false),
    ];
    let (is_above, rest) = verbs
        .iter()
        .find_map(|(verb, is_above)| Some((*is_above, after.strip_prefix(verb)?)))?;
    let (step, rest) = number(rest)?;
    let rest = rest.strip_prefix('%')?.trim_start_matches([',', '的']);
    let (minus, rest) = number(rest.strip_prefix('扣')?)?;
    rest.strip_prefix('分')?;
    let base = base(before)?;
    Some(Rule::PerStep {
        base,
        is_above,
        step,
        minus,
    })
}

/// The number at which points begin to be lost: the one percentage before 每, or 0.
fn base(before: &str) -> Option<Exact> {
    let mut bases: Vec<Exact> = Vec::new();
    let mut rest = before;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let from = rest.get(at..)?;
        let (value, after) = number(from)?;
        let is_zero = value.is_zero() && !after.starts_with('分');
        if (after.starts_with('%') || is_zero) && !bases.contains(&value) {
            bases.push(value);
        }
        rest = after;
    }
    match bases.as_slice() {
        [base] => Some(base.clone()),
        _ => None,
    }
}

fn bands(text: &str) -> Option<Rule> {
    let mut bands = Vec::new();
    for clause in text.split([';', '。']).filter(|clause| !clause.is_empty()) {
        bands.push(band(clause)?);
    }
    (bands.len() > 1).then_some(Rule::Bands(bands))
}

fn band(clause: &str) -> Option<Band> {
    let (range, score) = if let Some(range) = clause.strip_suffix("不得分") {
        (range, Exact::zero())
    } else {
        let at = clause.rfind(['计', '得'])?;
        let (range, rest) = (clause.get(..at)?, clause.get(at..)?);
        let (score, rest) = number(rest.trim_start_matches(['计', '得']))?;
        (rest == "分").then_some((range, score))?
    };
    let range = range.trim_end_matches([',', '的']);
    let range = range.rsplit_once('率').map_or(range, |(_, tail)| tail);
    let (low, high) = ends(range)?;
    Some(Band { low, high, score })
}

/// An end of a band and whether it belongs to it.
type End = Option<(Exact, bool)>;

fn ends(range: &str) -> Option<(End, End)> {
    for (sign, is_low, is_in) in [
        ("<=", false, true),
        (">=", true, true),
        ("大于等于", true, true),
        ("小于等于", false, true),
        ("不低于", true, true),
        ("不高于", false, true),
        ("大于", true, false),
        ("小于", false, false),
        ("高于", true, false),
        ("低于", false, false),
        ("超过", true, false),
        ("<", false, false),
        (">", true, false),
    ] {
        if let Some(rest) = range.strip_prefix(sign) {
            let (value, rest) = percent(rest)?;
            let end = Some((value, is_in || rest == "(含)"));
            return rest_is_end(rest).then_some(if is_low { (end, None) } else { (None, end) });
        }
    }
    if let Some(rest) = range.strip_prefix('=') {
        let (value, rest) = percent(rest)?;
        return rest
            .is_empty()
            .then(|| (Some((value.clone(), true)), Some((value, true))));
    }
    let (low, rest) = percent(range)?;
    let (low_in, rest) = match rest.strip_prefix("(含)") {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    match rest {
        "以上" | "以上(含)" | "及以上" => {
            return Some((Some((low, low_in || rest != "以上")), None));
        }
        "以下" | "以下(含)" | "及以下" => {
            return Some((None, Some((low, low_in || rest != "以下"))));
        }
        _ => {}
    }
    let rest = rest.strip_prefix(['-', '~', '—', '至'])?;
    let (high, rest) = percent(rest)?;
    let high_in = rest == "(含)";
    // Where neither end is marked, both are tried.
    let (low_in, high_in) = if low_in || high_in {
        (low_in, high_in)
    } else {
        (true, true)
    };
    rest_is_end(rest).then_some((Some((low, low_in)), Some((high, high_in))))
}

fn rest_is_end(rest: &str) -> bool {
    rest.is_empty() || rest == "(含)"
}

fn percent(text: &str) -> Option<(Exact, &str)> {
    let (value, rest) = number(text)?;
    Some((value, rest.strip_prefix('%').unwrap_or(rest)))
}

/// The number at the start of a text and what follows it.
fn number(text: &str) -> Option<(Exact, &str)> {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || c == '.'))
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let value = rust_decimal::Decimal::from_str_exact(digits).ok()?;
    (!digits.is_empty()).then(|| (Exact::from(value), rest))
}
