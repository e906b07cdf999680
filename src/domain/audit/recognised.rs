//! The tables of a document on the forms of a scheme, without any judgement: for taking a filled
//! form over.

use std::ops::Range;

use crate::domain::document::Document;
use crate::domain::scheme::Scheme;

use super::facts::Facts;
use super::matching::{Matched, Paper};
use super::place::Forms;
use super::stream::Token;
use super::{funding, funding_check, known, metric, sheet, stream, tables, tree, year};

/// A document read for one scheme.
pub(in crate::domain) struct Recognised {
    /// The document from the top.
    pub tokens: Vec<Token>,
    /// The year of its title.
    pub year: Option<i32>,
    /// What its known tables say in the cells of the scheme.
    pub matched: Matched,
    /// Where its indicator trees and score sheets stand.
    pub rows: Vec<Range<usize>>,
    /// The unit of its amounts, 元 or 万元; `None` where it names both.
    pub unit: Option<&'static str>,
    forms: Forms,
}

impl Recognised {
    /// `附件4 控制率（第414行）`.
    pub fn place(&self, index: usize, names: &[&str]) -> String {
        let line = self.tokens.get(index).map_or(1, |token| token.line);
        self.forms.place(index, names, line)
    }

    /// The form on which a token stands, as the document names it.
    pub fn form_at(&self, index: usize) -> &str {
        self.forms.at(index)
    }
}

/// Recognises the tables of a document and puts them on the forms of a scheme.
pub(in crate::domain) fn recognise(document: &Document, scheme: &Scheme) -> Recognised {
    let tokens = stream::tokens(document);
    let forms = Forms::find(&tokens);
    let year = year::find(&tokens);
    let trees = tree::find(&tokens);
    let has_decimals = tree::has_decimals(&trees);
    let grids: Vec<_> = funding::find(&tokens)
        .into_iter()
        .map(|grid| {
            let (reading, _) = funding_check::check(&grid, has_decimals, &forms);
            (grid, reading)
        })
        .collect();
    let sheets = sheet::find(&tokens);
    let metrics = metric::find(&tokens, &tables(&grids, &trees, &sheets));
    let rows = tables(&[], &trees, &sheets);
    let facts = Facts {
        grids: &grids,
        metrics: &metrics,
        trees: &trees,
    };
    let paper = Paper {
        tokens: &tokens,
        facts: &facts,
        sheets: &sheets,
        forms: &forms,
        year,
    };
    let matched = paper.entries(scheme);
    Recognised {
        year,
        matched,
        rows,
        unit: known::unit(&tokens),
        forms,
        tokens,
    }
}
