//! What every lint looks at, and how it reports.

use crate::domain::check::Severity;
use crate::domain::figure::{Exact, points};
use crate::domain::formula::UNDEFINED;
use crate::domain::scheme::source::{IndicatorSource, RuleSource, SchemeSource};
use crate::domain::scheme::{Fault, Indicator, Positions, Rule, Scheme, Spot, all_slots};

/// A scheme file under the lint.
pub(super) struct Subject<'a> {
    /// As written.
    pub source: &'a SchemeSource,
    /// What of it compiles.
    pub scheme: &'a Scheme,
    /// Where everything stands.
    pub positions: &'a Positions<'a>,
    /// Whether all of it compiles.
    pub is_whole: bool,
}

/// An indicator as written and as compiled.
#[derive(Clone, Copy)]
pub(super) struct Both<'a> {
    /// Its keys: `indicator.3`.
    pub at: usize,
    /// As written.
    pub source: &'a IndicatorSource,
    /// As compiled.
    pub compiled: &'a Indicator,
}

/// A rule that looks at a value: an indicator's, or one of its alternatives.
#[derive(Clone, Copy)]
pub(super) struct Leaf<'a> {
    /// The indicator.
    pub both: Both<'a>,
    /// Which alternative, when there are some.
    pub option: Option<usize>,
    /// As written.
    pub source: &'a RuleSource,
    /// As compiled.
    pub rule: &'a Rule,
}

impl<'a> Both<'a> {
    /// The keys of the indicator or of something in it.
    pub fn path(&self, rest: &str) -> Spot {
        Spot::Path(format!("indicator.{}.{rest}", self.at))
    }

    /// Its rule, or the alternatives that its rule chooses from.
    pub fn leaves(self) -> Vec<Leaf<'a>> {
        match (&self.source.rule, &self.compiled.rule) {
            (RuleSource::OneOf { options, .. }, Rule::OneOf { options: rules, .. }) => options
                .iter()
                .zip(rules)
                .enumerate()
                .map(|(at, (source, option))| Leaf {
                    both: self,
                    option: Some(at),
                    source: &source.rule,
                    rule: &option.rule,
                })
                .collect(),
            (source, rule) => vec![Leaf {
                both: self,
                option: None,
                source,
                rule,
            }],
        }
    }
}

impl<'a> Leaf<'a> {
    /// The keys of something in the rule.
    pub fn path(&self, rest: &str) -> String {
        let at = self.both.at;
        match self.option {
            Some(option) => format!("indicator.{at}.rule.options.{option}.rule.{rest}"),
            None => format!("indicator.{at}.rule.{rest}"),
        }
    }

    /// The place of something in the rule.
    pub fn spot(&self, rest: &str) -> Spot {
        Spot::Path(self.path(rest))
    }

    /// The indicator's name.
    pub fn name(&self) -> &'a str {
        &self.both.source.name
    }

    /// The indicator's weight.
    pub fn weight(&self) -> &'a Exact {
        &self.both.compiled.weight
    }
}

impl<'a> Subject<'a> {
    /// The indicators that compile, with every value they look at. What one looks at that could
    /// not be read is told already, and anything else said about it would be a guess.
    pub fn indicators(&self) -> impl Iterator<Item = Both<'a>> {
        let scheme = self.scheme;
        let sources = self.source.indicators.iter().enumerate();
        sources.filter_map(move |(at, source)| {
            let compiled = scheme.indicators.iter().find(|i| i.code == source.code)?;
            let values = compiled.rule.values();
            let is_known = values
                .into_iter()
                .all(|value| !all_slots(&scheme.slots, value).contains(&UNDEFINED));
            is_known.then_some(Both {
                at,
                source,
                compiled,
            })
        })
    }

    /// The rules that look at a value, those of alternatives one by one.
    pub fn leaves(&self) -> impl Iterator<Item = Leaf<'a>> {
        self.indicators().flat_map(Both::leaves)
    }

    /// Points as the scheme shows them.
    pub fn points(&self, points_: &Exact) -> String {
        points(points_, self.scheme.head.score_decimals.max(2))
    }
}

/// Something that makes figures wrong.
pub(super) fn error(lint: &'static str, spot: Spot) -> Fault {
    Fault::new(lint, Severity::Error, spot)
}

/// Something that wants a cure or a reason.
pub(super) fn warning(lint: &'static str, spot: Spot) -> Fault {
    Fault::new(lint, Severity::Warning, spot)
}

/// Something to know.
pub(super) fn notice(lint: &'static str, spot: Spot) -> Fault {
    Fault::new(lint, Severity::Notice, spot)
}
