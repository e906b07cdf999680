//! A document as a filing of a scheme, as far as its tables were recognised.

use super::facts::Facts;
use super::matching::{self, Paper};
use super::{funding, funding_check, metric, place, sheet, stream, tables, tree, year};
use crate::domain::document::Document;
use crate::domain::filing::Entries;
use crate::domain::scheme::Scheme;

/// What a document prints in the cells of a scheme's forms: by their labels, as printed, computed
/// cells and scores included. The rows of an indicator tree are numbered in their order. A cell
/// that was not recognised is left out; nothing is guessed.
#[must_use]
pub fn recognise(document: &Document, scheme: &Scheme) -> Entries {
    let tokens = stream::tokens(document);
    let forms = place::Forms::find(&tokens);
    let trees = tree::find(&tokens);
    let sheets = sheet::find(&tokens);
    let has_decimals = tree::has_decimals(&trees);
    let grids: Vec<_> = funding::find(&tokens)
        .into_iter()
        .map(|grid| {
            let (reading, _) = funding_check::check(&grid, has_decimals, &forms);
            (grid, reading)
        })
        .collect();
    let metrics = metric::find(&tokens, &tables(&grids, &trees, &sheets));
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
        year: year::find(&tokens),
    };
    matching::entries(&paper, scheme)
}
