//! The texts that the demonstration's accountants type.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::DemoError;
use crate::actions::save::TypedCell;
use crate::domain::rescore::Correction;
use crate::domain::workflow::State;

const FILINGS: &str = include_str!("filings.toml");

/// The published documents, by the names under which `filings.toml` calls them.
const DOCUMENTS: [(&str, &str); 2] = [
    (
        "schemes/demo/datonghu-2020",
        include_str!("../../schemes/demo/datonghu-2020.toml"),
    ),
    (
        "schemes/demo/lukou-2022",
        include_str!("../../schemes/demo/lukou-2022.toml"),
    ),
];

type Cells = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    sources: BTreeMap<String, Cells>,
    filings: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    agency: String,
    year: i32,
    sources: Vec<String>,
    state: String,
    #[serde(default)]
    carries_over: bool,
    #[serde(default)]
    corrections: Vec<Corrected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Corrected {
    cell: String,
    text: String,
    reason: String,
}

#[derive(Deserialize)]
struct Document {
    cells: Cells,
}

/// A filing of the demonstration.
pub(super) struct DemoFiling {
    /// The code of its agency.
    pub agency_code: String,
    /// The budget year.
    pub year: i32,
    /// What the accountant types.
    pub cells: Vec<TypedCell>,
    /// How far it is brought.
    pub state: State,
    /// Whether the 上年数 are taken over from last year's filing afterwards.
    pub carries_over: bool,
    /// What the bureau's reviewer corrects in it.
    pub corrections: Vec<Correction>,
}

/// Every filing of the demonstration in which something is typed.
pub(super) fn filings() -> Result<Vec<DemoFiling>, DemoError> {
    let File {
        mut sources,
        filings,
    } = toml::from_str(FILINGS)?;
    for (name, text) in DOCUMENTS {
        let document: Document = toml::from_str(text)?;
        sources.insert(name.to_owned(), document.cells);
    }
    filings
        .into_iter()
        .map(|entry| assemble(entry, &sources))
        .collect()
}

fn assemble(entry: Entry, sources: &BTreeMap<String, Cells>) -> Result<DemoFiling, DemoError> {
    let mut cells = Cells::new();
    for name in &entry.sources {
        let source = sources
            .get(name)
            .ok_or_else(|| DemoError::Incomplete(name.clone()))?;
        cells.extend(source.clone());
    }
    let state =
        State::from_code(&entry.state).ok_or_else(|| DemoError::Incomplete(entry.state.clone()))?;
    Ok(DemoFiling {
        agency_code: entry.agency,
        year: entry.year,
        cells: cells
            .into_iter()
            .map(|(code, typed)| TypedCell { code, typed })
            .collect(),
        state,
        carries_over: entry.carries_over,
        corrections: entry
            .corrections
            .into_iter()
            .map(|corrected| Correction {
                cell: corrected.cell,
                text: corrected.text,
                reason: corrected.reason,
            })
            .collect(),
    })
}
