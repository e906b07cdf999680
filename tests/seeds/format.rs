//! The shipped files fit their format and each other.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use ziping::domain::filing::is_row_id;
use ziping::domain::scheme::Scheme;
use ziping::domain::scheme::source::{BlockSource, CheckSource, RuleSource, SchemeSource};

use super::shipped;

fn check_all(find: impl Fn(&SchemeSource, &mut Vec<String>)) {
    let schemes = shipped::schemes();
    assert!(schemes.len() >= 2, "schemes/ holds the shipped schemes");
    let mut faults = Vec::new();
    for (file, scheme) in &schemes {
        let mut found = Vec::new();
        find(scheme, &mut found);
        faults.extend(found.into_iter().map(|fault| format!("{file}: {fault}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Names a formula may use, in the words of the scheme.
fn names(scheme: &SchemeSource) -> BTreeSet<&str> {
    let items = scheme.items.iter().map(|item| item.name.as_str());
    let computed = scheme.computed.iter().map(|value| value.name.as_str());
    items.chain(computed).collect()
}

/// The words of a formula that are not numbers.
fn words(formula: &str) -> impl Iterator<Item = &str> {
    formula
        .split(|c: char| "（）()+-×*/÷ ".contains(c))
        .filter(|word| word.chars().any(char::is_alphabetic))
}

/// Cells that a block places on the paper.
fn placed(block: &BlockSource) -> Vec<&str> {
    let cells: Vec<&str> = match block {
        BlockSource::Grid { rows, .. } => rows
            .iter()
            .flat_map(|row| row.cells.iter().map(String::as_str))
            .collect(),
        BlockSource::SideBySide { lists, .. } => lists
            .iter()
            .flat_map(|list| list.rows.iter().map(|(_, cell)| cell.as_str()))
            .collect(),
        BlockSource::Texts { cells, .. } => cells.iter().map(String::as_str).collect(),
        BlockSource::Record { rows } => {
            let pairs = rows.iter().flatten();
            pairs.map(|(_, cell)| cell.as_str()).collect()
        }
        BlockSource::Signature { date } => vec![date.as_str()],
        BlockSource::Report { sections } => sections.iter().map(|s| s.cell.as_str()).collect(),
        _ => Vec::new(),
    };
    cells
        .into_iter()
        .filter(|cell| !cell.is_empty() && !cell.starts_with('='))
        .collect()
}

#[test]
fn a_scheme_file_is_named_after_its_scheme() {
    for (file, scheme) in shipped::schemes() {
        assert_eq!(file, scheme.scheme.id);
    }
}

#[test]
fn codes_and_names_stand_for_one_thing() {
    check_all(|scheme, faults| {
        let mut seen = BTreeSet::new();
        for code in shipped::codes(scheme) {
            let is_plain = code
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
            if !is_plain {
                faults.push(format!("code {code} is not lower-case ASCII"));
            }
            if !seen.insert(code) {
                faults.push(format!("code {code} is used twice"));
            }
        }
        let all = scheme.items.len() + scheme.computed.len();
        if names(scheme).len() != all {
            faults.push("a name is used twice".to_owned());
        }
        for name in names(scheme) {
            if words(name).next() != Some(name) {
                faults.push(format!("name {name} cannot stand in a formula"));
            }
        }
    });
}

#[test]
fn every_cell_of_a_form_exists_and_every_value_has_its_place() {
    check_all(|scheme, faults| {
        let codes: BTreeSet<&str> = shipped::codes(scheme).into_iter().collect();
        let blocks = || scheme.forms.iter().flat_map(|form| &form.blocks);
        let mut on_paper: BTreeMap<&str, usize> = BTreeMap::new();
        for cell in blocks().flat_map(placed) {
            *on_paper.entry(cell).or_default() += 1;
            if !codes.contains(cell) {
                faults.push(format!("cell {cell} does not exist"));
            }
        }
        if blocks().any(|block| matches!(block, BlockSource::ScoreSheet { .. })) {
            for indicator in scheme.indicators.iter().filter(|i| !i.level1.is_empty()) {
                *on_paper.entry(&indicator.code).or_default() += 1;
            }
        }
        for code in codes {
            let times = on_paper.get(code).copied().unwrap_or_default();
            if times != 1 {
                faults.push(format!("{code} stands {times} times on the forms"));
            }
        }
    });
}

#[test]
fn grids_are_rectangles() {
    check_all(|scheme, faults| {
        for block in scheme.forms.iter().flat_map(|form| &form.blocks) {
            let BlockSource::Grid {
                label,
                columns,
                rows,
            } = block
            else {
                continue;
            };
            for row in rows {
                if !columns.is_empty() && row.cells.len() != columns.len() {
                    faults.push(format!("grid {label}: {:?}", row.cells));
                }
            }
        }
    });
}

#[test]
fn formulas_and_checks_use_known_names() {
    check_all(|scheme, faults| {
        let names = names(scheme);
        let mut formulas: Vec<&str> = Vec::new();
        formulas.extend(scheme.computed.iter().map(|value| value.formula.as_str()));
        for indicator in &scheme.indicators {
            match &indicator.rule {
                RuleSource::PerUnit { value, .. }
                | RuleSource::Bands { value, .. }
                | RuleSource::Proportional { value, .. } => formulas.push(value),
                _ => {}
            }
            formulas.extend(indicator.full_marks_when.iter().map(|a| a.item.as_str()));
        }
        for check in &scheme.checks {
            match check {
                CheckSource::Sum { total, parts, .. } => {
                    formulas.push(total);
                    formulas.extend(parts.iter().map(String::as_str));
                }
                CheckSource::Equal { left, right, .. } => {
                    formulas.extend([left, right].map(String::as_str));
                }
                CheckSource::IndicatorEqual { right, .. } => formulas.push(right),
                // The compiler looks into the others.
                _ => {}
            }
        }
        for word in formulas.into_iter().flat_map(words) {
            if !names.contains(word) {
                faults.push(format!("{word} is no name of this scheme"));
            }
        }
    });
}

#[test]
fn weights_add_up_to_full_marks() {
    check_all(|scheme, faults| {
        let fixed: Decimal = scheme.indicators.iter().map(|i| i.weight).sum();
        let mut tree = Decimal::ZERO;
        for block in scheme.forms.iter().flat_map(|form| &form.blocks) {
            if let BlockSource::Indicators { level1, level2, .. } = block {
                tree += level1.iter().filter_map(|l| l.weight).sum::<Decimal>();
                for heading in level2 {
                    if !level1.iter().any(|above| above.name == heading.under) {
                        faults.push(format!("{} stands under nothing", heading.name));
                    }
                }
            }
        }
        // A paper may state its result, or give no points at all.
        let gives_points = fixed + tree > Decimal::ZERO;
        if gives_points && fixed + tree != scheme.scheme.full_marks {
            faults.push(format!("{fixed} + {tree} points"));
        }
        for indicator in &scheme.indicators {
            let whole = match &indicator.rule {
                RuleSource::Graded { grades } => grades.iter().map(|g| g.score).max(),
                RuleSource::Bands { bands, .. } => bands.iter().map(|b| b.score).max(),
                _ => None,
            };
            if whole.is_some_and(|best| best != indicator.weight) {
                faults.push(format!("{}: the best is not the weight", indicator.code));
            }
        }
    });
}

#[test]
fn a_filling_names_cells_of_its_scheme() {
    for (file, filled) in shipped::filled() {
        let scheme = shipped::scheme(&filled.scheme);
        let known = shipped::known_cells(&scheme, &filled);
        let strange: Vec<_> = filled
            .cells
            .keys()
            .filter(|c| !known.contains(*c))
            .collect();
        assert!(strange.is_empty(), "{file}: {strange:?}");
        for (block, heading, ids) in shipped::rows(&scheme, &filled) {
            let once: BTreeSet<_> = ids.iter().collect();
            assert_eq!(once.len(), ids.len(), "{file}: {heading} lists a row twice");
            for id in &ids {
                assert!(is_row_id(id), "{file}: {id}");
                for column in ["name", "target", "actual"] {
                    let cell = format!("{block}.{id}.{column}");
                    assert!(
                        filled.cells.contains_key(&cell),
                        "{file}: {cell} is missing"
                    );
                }
            }
        }
    }
}

#[test]
fn a_case_names_cells_of_its_filling() {
    let filled: BTreeMap<_, _> = shipped::filled().into_iter().collect();
    let cases = shipped::cases();
    assert!(cases.len() >= 2, "tests/seeds/cases holds the seeds");
    for (file, case) in cases {
        let filled = &filled[&case.filled];
        let known = shipped::known_cells(&shipped::scheme(&filled.scheme), filled);
        let mut cells: Vec<&String> = case.published.keys().collect();
        cells.extend(case.expected.shown.keys());
        cells.extend(case.expected.scores.keys());
        cells.extend(case.must_find.iter().map(|finding| &finding.cell));
        cells.extend(case.must_not_find.iter().filter_map(|f| f.cell.as_ref()));
        cells.retain(|cell| !known.contains(*cell));
        assert!(cells.is_empty(), "{file}: {cells:?}");
    }
}

/// The TOML pieces of the format's description, put together.
pub fn described() -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/scheme-format.md");
    let text = std::fs::read_to_string(path).unwrap();
    let pieces = text.split("```toml\n").skip(1);
    pieces
        .map(|piece| piece.split("```").next().unwrap())
        .collect()
}

#[test]
fn the_format_is_described_by_a_scheme_that_compiles() {
    let described = described();
    let scheme = Scheme::parse(&described).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let source: SchemeSource = toml::from_str(&described).unwrap();
    let fixed: Decimal = source.indicators.iter().map(|i| i.weight).sum();
    let tree = scheme.trees.iter().flat_map(|tree| &tree.level1);
    let tree: Decimal = tree.filter_map(|heading| heading.weight).sum();
    // The tree is a part of its own, scaled to what it counts.
    let [part] = source.parts.as_slice() else {
        panic!("one part: {:?}", source.parts);
    };
    assert_eq!(tree, part.of);
    assert_eq!(fixed + part.counts, source.scheme.full_marks);
}
