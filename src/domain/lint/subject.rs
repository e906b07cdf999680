//! What every lint looks at, and how it reports.

use crate::domain::check::Severity;
use crate::domain::figure::{Exact, points};
use crate::domain::scheme::source::{IndicatorSource, SchemeSource};
use crate::domain::scheme::{Fault, Indicator, Positions, Scheme, Spot};

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

impl Both<'_> {
    /// The keys of the indicator or of something in it.
    pub fn path(&self, rest: &str) -> Spot {
        Spot::Path(format!("indicator.{}.{rest}", self.at))
    }
}

impl<'a> Subject<'a> {
    /// The indicators that compile.
    pub fn indicators(&self) -> impl Iterator<Item = Both<'a>> {
        let scheme = self.scheme;
        let sources = self.source.indicators.iter().enumerate();
        sources.filter_map(move |(at, source)| {
            let compiled = scheme.indicators.iter().find(|i| i.code == source.code)?;
            Some(Both {
                at,
                source,
                compiled,
            })
        })
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
