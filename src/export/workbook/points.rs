//! Scores as formulas, as far as the rule looks at values.

use rust_decimal::Decimal;

use super::figure;
use super::formula::{Formulas, Live, Needs, UNKNOWN, number, quoted};
use crate::domain::figure::Exact;
use crate::domain::formula::{Expr, Slot};
use crate::domain::scheme::source::{
    Choose, Counting, Direction, Missing, Negative, Otherwise, ZeroDenominator,
};
use crate::domain::scheme::{Alternative, Band, Indicator, Limited, Rule};
use crate::domain::scoring::Basis;

/// The formula of an indicator's score.
pub(super) fn formula(formulas: &Formulas<'_>, index: usize) -> Option<Live> {
    let indicator = formulas.scheme.indicators.get(index)?;
    let score = formulas.evaluation.scores.get(index)?;
    let is_limited = formulas
        .scheme
        .limits
        .iter()
        .any(|limit| limit.on == Limited::Indicator(index));
    if is_limited || score.basis == Basis::ByHand {
        return None;
    }
    let writer = Writer {
        formulas,
        indicator,
        weight: number(&indicator.weight)?,
    };
    Some(Live {
        formula: writer.whole()?,
        result: match &score.points {
            Ok(points) => figure::result(points),
            Err(_) => UNKNOWN.to_owned(),
        },
        format: "General".to_owned(),
    })
}

struct Writer<'a> {
    formulas: &'a Formulas<'a>,
    indicator: &'a Indicator,
    weight: String,
}

impl Writer<'_> {
    /// What comes before the rule, the rule, and what counts where it cannot compute.
    fn whole(&self) -> Option<String> {
        let indicator = self.indicator;
        let is_particular = indicator.missing != Missing::Unknown
            || indicator.zero_denominator != ZeroDenominator::Unknown;
        let mut needs = Needs {
            is_inlined: is_particular,
            ..Needs::default()
        };
        let points = self.rounded(&self.rule(&indicator.rule, &mut needs)?)?;
        let zero = match indicator.zero_denominator {
            ZeroDenominator::Unknown | ZeroDenominator::Dropped => quoted(UNKNOWN),
            ZeroDenominator::FullMarks => self.weight.clone(),
            ZeroDenominator::NoPoints => "0".to_owned(),
        };
        let missing = match indicator.missing {
            Missing::Unknown | Missing::Dropped => quoted(UNKNOWN),
            Missing::FullMarks => self.weight.clone(),
            Missing::NoPoints => "0".to_owned(),
        };
        let guarded = needs.guard(&format!("IFERROR({points},{zero})"), &missing);
        let dropped = self.when(indicator.dropped_when.as_ref(), &quoted(UNKNOWN), guarded)?;
        self.when(indicator.full_marks_when.as_ref(), &self.weight, dropped)
    }

    /// What counts when an item has an answer, before the rest.
    fn when(&self, condition: Option<&(Slot, String)>, then: &str, rest: String) -> Option<String> {
        let Some((slot, answer)) = condition else {
            return Some(rest);
        };
        let cell = self.answer(*slot)?;
        let rest = rest.strip_prefix('=')?;
        Some(format!("=IF({cell}={},{then},{rest})", quoted(answer)))
    }

    fn answer(&self, slot: Slot) -> Option<String> {
        let definition = self.formulas.scheme.definition(slot)?;
        let cell = self.formulas.cell(&definition.code)?;
        Some(format!("TRIM({cell})"))
    }

    /// Held within 0 and the weight, rounded to the smallest step of a score.
    fn rounded(&self, points: &str) -> Option<String> {
        let step = &self.formulas.scheme.score_step;
        let held = format!("MAX(0,MIN({},{points}))", self.weight);
        if step.is_zero() {
            return Some(held);
        }
        // Eleven places first: what is a half but for binary fractions is one.
        let held = format!("ROUND({held},11)");
        let places = (0..=6_u32).find(|places| *step == Exact::from(Decimal::new(1, *places)));
        if let Some(places) = places {
            return Some(format!("ROUND({held},{places})"));
        }
        let step = number(step)?;
        let (weight, steps) = (&self.weight, format!("ROUND({held}/{step},9)"));
        Some(format!("MIN({weight},ROUND({steps},0)*{step})"))
    }

    fn rule(&self, rule: &Rule, needs: &mut Needs) -> Option<String> {
        match rule {
            Rule::OneOf { choose, options } => self.one_of(*choose, options, needs),
            _ => self.by_value(rule, needs),
        }
    }

    fn one_of(&self, choose: Choose, options: &[Alternative], needs: &mut Needs) -> Option<String> {
        match choose {
            Choose::Better => {
                let rules: Option<Vec<String>> = options
                    .iter()
                    .map(|option| self.by_value(&option.rule, needs))
                    .collect();
                Some(format!("MAX({})", rules?.join(",")))
            }
            // Which figures must be there depends on the answer, or on which are there.
            Choose::Answer | Choose::BetterKnown => None,
        }
    }

    fn by_value(&self, rule: &Rule, needs: &mut Needs) -> Option<String> {
        let plain = self.value(rule.value()?, needs)?;
        let value = match self.indicator.negative {
            Negative::Absolute => format!("ABS({plain})"),
            Negative::Zero => format!("MAX(0,{plain})"),
            Negative::AsIs | Negative::FullMarks => plain.clone(),
        };
        let points = self.points(rule, &value, needs)?;
        Some(match self.indicator.negative {
            Negative::FullMarks => format!("IF({plain}<0,{},{points})", self.weight),
            _ => points,
        })
    }

    /// A value that thresholds may be decided on.
    fn value(&self, expr: &Expr, needs: &mut Needs) -> Option<String> {
        Some(format!(
            "ROUND({},12)",
            self.formulas.write(expr, 0, needs)?
        ))
    }

    fn points(&self, rule: &Rule, value: &str, needs: &mut Needs) -> Option<String> {
        let weight = &self.weight;
        Some(match rule {
            Rule::PerUnit {
                base,
                direction,
                step,
                minus,
                counting,
                ..
            } => {
                let distance = distance(*direction, value, &number(base)?);
                let steps = steps(*counting, &format!("({distance})/{}", number(step)?));
                format!("{weight}-{}*{steps}", number(minus)?)
            }
            Rule::Bands { bands, .. } => banded(bands, value)?,
            Rule::Proportional {
                target,
                at_least,
                cap,
                ..
            } => {
                let target = self.value(target, needs)?;
                let most = number(cap.as_ref().unwrap_or(&self.indicator.weight))?;
                let points = format!("MIN({most},{weight}*{value}/{target})");
                match at_least {
                    Some(least) => format!("IF({value}<{},0,{points})", number(least)?),
                    None => points,
                }
            }
            Rule::Converted { of, .. } => format!("{weight}*{value}/{}", self.value(of, needs)?),
            Rule::Inverse { target, .. } => {
                let target = self.value(target, needs)?;
                format!("IF({value}<={target},{weight},{weight}*{target}/{value})")
            }
            Rule::Linear {
                target, zero_at, ..
            } => {
                let target = self.value(target, needs)?;
                let end = match zero_at {
                    Some(end) => Some(self.value(end, needs)?),
                    None => None,
                };
                self.on_line(value, &target, end)
            }
            Rule::Equal {
                target, otherwise, ..
            } => self.equal(value, &self.value(target, needs)?, *otherwise),
            _ => return None,
        })
    }

    fn on_line(&self, value: &str, target: &str, end: Option<String>) -> String {
        let weight = &self.weight;
        let (end, room) = match end {
            Some(end) => (end.clone(), format!("{end}<>{target}")),
            None => (format!("(2*{target})"), format!("{target}>0")),
        };
        let line = format!("{weight}*MAX(0,MIN(1,({end}-{value})/({end}-{target})))");
        format!("IF({room},{line},IF({value}<={target},{weight},0))")
    }

    fn equal(&self, value: &str, target: &str, otherwise: Otherwise) -> String {
        let weight = &self.weight;
        let (a, b) = (format!("ABS({value})"), format!("ABS({target})"));
        let share = format!("IF(({value}<0)<>({target}<0),0,{weight}*MIN({a},{b})/MAX({a},{b}))");
        let missed = match otherwise {
            Otherwise::NoPoints => "0".to_owned(),
            Otherwise::Proportional => share,
            Otherwise::ProportionalBelow => {
                let nothing = format!("AND({target}=0,{value}<0)");
                let reached = format!("AND({target}>0,{value}>{target})");
                format!("IF(OR({nothing},{reached}),{weight},{share})")
            }
        };
        format!("IF({value}={target},{weight},{missed})")
    }
}

fn distance(direction: Direction, value: &str, base: &str) -> String {
    match direction {
        Direction::Above => format!("{value}-{base}"),
        Direction::Below => format!("{base}-{value}"),
        Direction::Both => format!("ABS({value}-{base})"),
    }
}

/// How many steps a distance counts: what is a whole number but for binary fractions is one.
fn steps(counting: Counting, quotient: &str) -> String {
    match counting {
        Counting::Whole => format!("MAX(0,INT(ROUND({quotient},9)))"),
        Counting::Started => format!("MAX(0,ROUNDUP(ROUND({quotient},9),0))"),
        Counting::ProRata => format!("MAX(0,{quotient})"),
    }
}

/// The points of the first band that holds the value, 0 where none does.
fn banded(bands: &[Band], value: &str) -> Option<String> {
    let mut formula = "0".to_owned();
    for band in bands.iter().rev() {
        let ends = [
            (">", &band.ends.above),
            (">=", &band.ends.at_least),
            ("<", &band.ends.below),
            ("<=", &band.ends.at_most),
            ("=", &band.ends.exactly),
        ];
        let mut conditions = Vec::new();
        for (sign, end) in ends {
            if let Some(end) = end {
                conditions.push(format!("{value}{sign}{}", number(end)?));
            }
        }
        let condition = match conditions.as_slice() {
            [] => "TRUE".to_owned(),
            [one] => one.clone(),
            _ => format!("AND({})", conditions.join(",")),
        };
        formula = format!("IF({condition},{},{formula})", number(&band.score)?);
    }
    Some(formula)
}
