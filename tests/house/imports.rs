//! Who may import what: the code is held to the table of ARCHITECTURE.md.

use std::collections::BTreeMap;

use super::files::{self, Source, expect_none, has_word};

/// Files that join the rooms together and belong to none.
const JOINTS: [&str; 2] = ["src/lib.rs", "src/main.rs"];

/// What only some rooms may name.
const ONLY_IN: [(&str, &[&str]); 7] = [
    ("sqlx", &["store"]),
    ("actix_web", &["web", "cli"]),
    ("askama", &["web"]),
    ("argon2", &["actions", "store", "web", "demo", "cli"]),
    ("clap", &["cli", "config"]),
    ("object_store", &["vault"]),
    ("lettre", &["courier"]),
];

/// What `domain` may not know of.
const NEVER_IN_DOMAIN: [&str; 14] = [
    "tokio",
    "futures_util",
    "async fn",
    "std::fs",
    "std::env",
    "std::net",
    "std::time",
    "std::io",
    "Utc::now",
    "tracing",
    "getrandom",
    "println!",
    "f32",
    "f64",
];

/// Room name → rooms it may import, from the table under "The rooms".
fn table() -> BTreeMap<String, Vec<String>> {
    let text = std::fs::read_to_string(files::root().join("ARCHITECTURE.md")).unwrap();
    let mut rooms = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with("| `src/")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, path, _, imports, ..] = cells.as_slice() else {
            continue;
        };
        let path = path.trim_matches('`').trim_start_matches("src/");
        let room = path.trim_end_matches('/').trim_end_matches(".rs");
        let imports = imports
            .split(',')
            .map(|room| room.trim().trim_matches('`').to_owned());
        rooms.insert(
            room.to_owned(),
            imports.filter(|room| room != "nothing").collect(),
        );
    }
    rooms
}

/// The room a file of `src/` belongs to.
fn room_of(path: &str) -> &str {
    let below = path.trim_start_matches("src/");
    below
        .split('/')
        .next()
        .unwrap_or(below)
        .trim_end_matches(".rs")
}

/// The first segments named after `crate::` in a file, with their line numbers;
/// `use crate::{a::X, b}` names both a and b.
fn crate_paths(source: &Source) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let code: Vec<(usize, &str)> = source.code_lines().collect();
    for (index, (number, line)) in code.iter().enumerate() {
        for (start, _) in line.match_indices("crate::") {
            let rest = line.get(start + "crate::".len()..).unwrap_or_default();
            if let Some(group) = rest.strip_prefix('{') {
                let following = code.iter().skip(index + 1).map(|(_, line)| *line);
                found.extend(
                    first_segments(group, following)
                        .into_iter()
                        .map(|name| (*number, name)),
                );
            } else {
                found.push((*number, identifier(rest)));
            }
        }
    }
    found
}

fn identifier(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// The first segment of each member of a braced group, which may run over several lines.
fn first_segments<'a>(first: &'a str, following: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 1;
    let mut member = String::new();
    for c in std::iter::once(first)
        .chain(following)
        .flat_map(|line| line.chars().chain(std::iter::once(' ')))
    {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => {
                names.push(identifier(member.trim()));
                member.clear();
                continue;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
        member.push(c);
    }
    names.push(identifier(member.trim()));
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn every_room_imports_only_what_the_architecture_allows() {
    let table = table();
    assert!(
        table.len() > 4,
        "the table of rooms in ARCHITECTURE.md was not understood"
    );
    let mut faults = Vec::new();
    for source in files::below("src")
        .iter()
        .filter(|source| source.is(&[".rs"]))
    {
        if JOINTS.contains(&source.path.as_str()) {
            continue;
        }
        let room = room_of(&source.path);
        let Some(allowed) = table.get(room) else {
            faults.push(format!(
                "{}: `{room}` is not in the table of ARCHITECTURE.md",
                source.path
            ));
            continue;
        };
        for (line, named) in crate_paths(source) {
            if named != room && !allowed.contains(&named) {
                faults.push(format!(
                    "{}:{line}: {room} may not import {named}",
                    source.path
                ));
            }
        }
    }
    expect_none("The import table of ARCHITECTURE.md is broken:", &faults);
}

#[test]
fn no_file_climbs_out_of_its_room_by_super() {
    let mut faults = Vec::new();
    for source in files::below("src")
        .iter()
        .filter(|source| source.is(&[".rs"]))
    {
        let folders = source.path.matches('/').count() - 1;
        let depth = if source.path.ends_with("/mod.rs") {
            folders
        } else {
            folders + 1
        };
        let climb = "super::".repeat(depth);
        for (line, code) in source.code_lines() {
            if depth > 0 && code.contains(&climb) && room_of(&source.path) != "lib" && depth > 1 {
                faults.push(format!(
                    "{}:{line}: write this path from `crate::`",
                    source.path
                ));
            }
        }
    }
    expect_none("A path leaves its room without naming it:", &faults);
}

#[test]
fn libraries_stay_in_their_rooms() {
    let mut faults = Vec::new();
    for source in files::below("src")
        .iter()
        .filter(|source| source.is(&[".rs"]))
    {
        let room = room_of(&source.path);
        for (number, code) in source.code_lines() {
            for (library, rooms) in ONLY_IN {
                if has_word(code, library) && !rooms.contains(&room) {
                    faults.push(format!(
                        "{}:{number}: {library} belongs to {}",
                        source.path,
                        rooms.join(", ")
                    ));
                }
            }
        }
    }
    expect_none("A library is used outside its room:", &faults);
}

#[test]
fn the_domain_knows_no_clock_no_files_no_network_no_floats() {
    let mut faults = Vec::new();
    for source in files::below("src/domain")
        .iter()
        .filter(|source| source.is(&[".rs"]))
    {
        for (number, code) in source.code_lines() {
            for word in NEVER_IN_DOMAIN.iter().filter(|word| has_word(code, word)) {
                faults.push(format!("{}:{number}: {word}", source.path));
            }
        }
    }
    expect_none("src/domain holds what it may not know:", &faults);
}

#[test]
fn grouped_imports_are_read_whole() {
    let text = "use crate::{domain::{filing::A, scheme::B}, store,\n    web::C};\nfn f() { crate::config::x() } // crate::cli::y\n";
    let source = Source {
        path: "src/x/y.rs".to_owned(),
        text: text.to_owned(),
    };
    let names: Vec<String> = crate_paths(&source)
        .into_iter()
        .map(|(_, name)| name)
        .collect();
    assert_eq!(names, ["domain", "store", "web", "config"]);
}
