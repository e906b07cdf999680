//! Lists from spreadsheets: what is told of them.

use std::path::Path;

use anyhow::{Context as _, Result};

use super::output::say;
use crate::domain::document::Document;
use crate::domain::listing::{ListProblem, Preview};
use crate::import;

/// The rows of a list in a file.
pub(super) fn read_list<R>(
    file: &Path,
    read: fn(&Document) -> Result<Vec<R>, ListProblem>,
) -> Result<Vec<R>> {
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let document = import::read_without_macros(&file.display().to_string(), &bytes)?;
    Ok(read(&document)?)
}

/// The counts, and every row that is wrong or changes something, by the words `name` has for it.
pub(super) fn tell<R, B>(preview: &Preview<R, B>, name: impl Fn(&R) -> String) {
    let [new, changed, unchanged, wrong] = preview.counts();
    say(&format!(
        "new {new}, changed {changed}, unchanged {unchanged}, wrong {wrong}"
    ));
    for judged in &preview.rows {
        if judged.verdict.is_wrong() || judged.verdict.changes() {
            let (label, words) = (judged.verdict.label(), judged.verdict.words());
            say(format!("{}\t{label}\t{words}", name(&judged.row)).trim_end());
        }
    }
}
