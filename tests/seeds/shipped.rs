//! The scheme files, demo fillings and expected results as they lie in the project.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::Deserialize;
use ziping::domain::filing::{Entries, RowColumn};
use ziping::domain::scheme::Scheme;
use ziping::domain::scheme::source::{BlockSource, RuleSource, SchemeSource};

/// What an agency typed, as `schemes/demo` keeps it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filled {
    /// The scheme's id.
    pub scheme: String,
    /// Budget year.
    pub year: i32,
    /// The agency's name.
    pub agency: String,
    /// Cell code to typed text.
    pub cells: BTreeMap<String, String>,
}

/// What a published document must come to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The file of `schemes/demo` that holds the document's figures.
    pub filled: String,
    /// What the paper printed in computed cells; the typed text of those cells.
    #[serde(default)]
    pub published: BTreeMap<String, String>,
    /// What the paper printed differently in its words.
    #[serde(default)]
    pub slips: Vec<Slip>,
    /// What must be typed otherwise before the document could be submitted here.
    #[serde(default)]
    pub mended: BTreeMap<String, String>,
    /// The same within texts.
    #[serde(default)]
    pub mends: Vec<Slip>,
    /// What evaluation must give.
    pub expected: Expected,
    /// Findings that must be there.
    #[serde(default)]
    pub must_find: Vec<MustFind>,
    /// Findings that must not be there.
    #[serde(default)]
    pub must_not_find: Vec<MustNotFind>,
    /// Where what the document prints has its place.
    #[serde(default)]
    pub places: Vec<PlaceOnPaper>,
}

/// A slip of the published document within a text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slip {
    /// The cell of the text.
    pub cell: String,
    /// The right words.
    pub right: String,
    /// What the paper printed.
    pub printed: String,
}

/// A heading or a row of the published document, and what stands there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceOnPaper {
    /// The form.
    pub form: String,
    /// The heading, the row's label or the indicator's name.
    pub label: String,
    /// Figures and words beside or under it.
    #[serde(default)]
    pub holds: Vec<String>,
}

/// The results of a case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// 总分.
    pub total: String,
    /// 等级.
    pub grade: String,
    /// Computed cells as displayed.
    #[serde(default)]
    pub shown: BTreeMap<String, String>,
    /// Scores by indicator code.
    #[serde(default)]
    pub scores: BTreeMap<String, String>,
}

/// A finding that must be there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MustFind {
    /// K-number.
    pub check: String,
    /// The cell it points at.
    pub cell: String,
    /// error, warning or notice; left out where any will do.
    pub severity: Option<String>,
    /// Words the message must hold.
    #[serde(default)]
    pub words: Vec<String>,
}

/// Findings that must not be there; a part left out means any.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MustNotFind {
    /// K-number.
    pub check: Option<String>,
    /// The cell.
    pub cell: Option<String>,
    /// error, warning or notice.
    pub severity: Option<String>,
}

fn read(path: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

fn names_in(folder: &str) -> Vec<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut names: Vec<String> = std::fs::read_dir(path)
        .unwrap()
        .filter_map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            name.strip_suffix(".toml").map(str::to_owned)
        })
        .collect();
    names.sort();
    names
}

fn parsed<T: serde::de::DeserializeOwned>(folder: &str) -> Vec<(String, T)> {
    names_in(folder)
        .into_iter()
        .map(|name| {
            let text = read(&format!("{folder}/{name}.toml"));
            let value =
                toml::from_str(&text).unwrap_or_else(|fault| panic!("{folder}/{name}: {fault}"));
            (name, value)
        })
        .collect()
}

/// Every shipped scheme.
pub fn schemes() -> Vec<(String, SchemeSource)> {
    parsed("schemes")
}

/// Every demo filling.
pub fn filled() -> Vec<(String, Filled)> {
    parsed("schemes/demo")
}

/// Every published document with its expected results.
pub fn cases() -> Vec<(String, Case)> {
    parsed("tests/seeds/cases")
}

/// The shipped scheme with this id.
pub fn scheme(id: &str) -> SchemeSource {
    schemes()
        .into_iter()
        .find_map(|(_, scheme)| (scheme.scheme.id == id).then_some(scheme))
        .unwrap_or_else(|| panic!("no scheme {id}"))
}

/// The file of the shipped scheme with this id.
pub fn text(id: &str) -> String {
    read(&format!("schemes/{id}.toml"))
}

/// The shipped scheme with this id, compiled.
pub fn compiled(id: &str) -> Scheme {
    Scheme::parse(&text(id)).unwrap_or_else(|problems| panic!("{id}: {problems:#?}"))
}

/// A demo filling as entries, with its compiled scheme.
pub fn filing(name: &str) -> (Scheme, Entries) {
    let (_, filled) = filled().into_iter().find(|(file, _)| file == name).unwrap();
    let mut entries = Entries::new(filled.year, filled.agency);
    entries.cells = filled.cells;
    (compiled(&filled.scheme), entries)
}

/// A document as an import would leave it: what was typed, with what the paper printed.
pub fn published(case: &Case) -> (Scheme, Entries) {
    let (scheme, mut entries) = filing(&case.filled);
    entries.cells.extend(case.published.clone());
    for slip in &case.slips {
        replace(&mut entries, &slip.cell, &slip.right, &slip.printed);
    }
    (scheme, entries)
}

/// The document as it could be submitted: what stops 提交 put right, everything else as printed.
pub fn mended(case: &Case) -> (Scheme, Entries) {
    let (scheme, mut entries) = filing(&case.filled);
    entries.cells.extend(case.mended.clone());
    for slip in &case.mends {
        replace(&mut entries, &slip.cell, &slip.printed, &slip.right);
    }
    (scheme, entries)
}

fn replace(entries: &mut Entries, cell: &str, old: &str, new: &str) {
    let text = entries.cells.get_mut(cell).unwrap();
    assert!(text.contains(old), "{cell} does not hold {old}");
    *text = text.replacen(old, new, 1);
}

/// Codes of items, computed values and indicators.
pub fn codes(scheme: &SchemeSource) -> Vec<&str> {
    let mut codes: Vec<&str> = Vec::new();
    codes.extend(scheme.items.iter().map(|item| item.code.as_str()));
    codes.extend(scheme.computed.iter().map(|value| value.code.as_str()));
    codes.extend(scheme.indicators.iter().map(|value| value.code.as_str()));
    codes
}

/// The cells that a filling may name: fixed ones and those of checklists.
pub fn fixed_cells(scheme: &SchemeSource) -> BTreeSet<String> {
    let mut cells: BTreeSet<String> = codes(scheme).into_iter().map(str::to_owned).collect();
    for indicator in &scheme.indicators {
        let requirements = match &indicator.rule {
            RuleSource::Checklist { items, .. } => items.len(),
            RuleSource::Award { items, .. } => items.len(),
            _ => 0,
        };
        cells.extend((1..=requirements).map(|n| format!("{}.item{n}", indicator.code)));
        if matches!(indicator.rule, RuleSource::Judged { .. }) {
            cells.insert(format!("{}.grade", indicator.code));
        }
    }
    cells
}

/// The row ids of a filling, by block and heading, in order.
pub fn rows(scheme: &SchemeSource, filled: &Filled) -> Vec<(String, String, Vec<String>)> {
    let mut rows = Vec::new();
    for block in scheme.forms.iter().flat_map(|form| &form.blocks) {
        if let BlockSource::Indicators { id, level2, .. } = block {
            for heading in level2 {
                let list = filled.cells.get(&format!("{id}.{}.rows", heading.code));
                let ids = list.map_or("", String::as_str).split_whitespace();
                let ids = ids.map(str::to_owned).collect();
                rows.push((id.clone(), heading.code.clone(), ids));
            }
        }
    }
    rows
}

/// Every cell that a filling may name, its own indicator rows included.
pub fn known_cells(scheme: &SchemeSource, filled: &Filled) -> BTreeSet<String> {
    let mut known = fixed_cells(scheme);
    for (block, heading, ids) in rows(scheme, filled) {
        known.insert(format!("{block}.{heading}.rows"));
        for id in ids {
            known.extend(RowColumn::ALL.map(|column| format!("{block}.{id}.{}", column.code())));
        }
    }
    known
}
