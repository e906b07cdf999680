//! Documents that stay true: links lead somewhere, named commands exist.

use std::process::Command;

use super::files::{self, Source, expect_none};

fn documents() -> Vec<Source> {
    let mut sources = files::below("");
    sources.retain(|source| source.is(&[".md"]));
    sources
}

/// Targets of `[text](target)` and `![text](target)`, with their line numbers.
fn links(source: &Source) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in source.lines() {
        for (start, _) in line.match_indices("](") {
            let rest = line.get(start + 2..).unwrap_or_default();
            found.push((
                number,
                rest.split(')').next().unwrap_or_default().to_owned(),
            ));
        }
    }
    found
}

/// Lines inside fenced blocks, with the numbers of the lines.
fn commands(source: &Source) -> Vec<(usize, String)> {
    let mut inside = false;
    let mut found = Vec::new();
    for (number, line) in source.lines() {
        if line.trim_start().starts_with("```") {
            inside = !inside;
        } else if inside {
            found.push((number, line.trim().trim_start_matches("$ ").to_owned()));
        }
    }
    found
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut faults = Vec::new();
    for source in documents() {
        let folder = files::root()
            .join(&source.path)
            .parent()
            .unwrap()
            .to_owned();
        for (line, target) in links(&source) {
            let path = target.split('#').next().unwrap_or_default();
            let outside = target.contains("://") || target.starts_with("mailto:");
            if !outside && !path.is_empty() && !folder.join(path).exists() {
                faults.push(format!("{}:{line}: {target}", source.path));
            }
        }
    }
    expect_none("A link leads nowhere:", &faults);
}

#[test]
fn files_named_in_start_reading_here_exist() {
    let text = std::fs::read_to_string(files::root().join("ARCHITECTURE.md")).unwrap();
    let mut faults = Vec::new();
    for path in text
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|path| !path.contains(char::is_whitespace))
    {
        let is_ours = [
            "src/",
            "schemes/",
            "templates/",
            "static/",
            "migrations/",
            "tests/",
            "docs/",
            "benches/",
        ];
        if is_ours.iter().any(|folder| path.starts_with(folder))
            && !files::root().join(path).exists()
        {
            faults.push(path.to_owned());
        }
    }
    expect_none("ARCHITECTURE.md names what is not there:", &faults);
}

#[test]
fn every_ziping_command_in_a_document_is_accepted_by_the_program() {
    let mut faults = Vec::new();
    for source in documents() {
        for (number, line) in commands(&source) {
            let arguments = line
                .strip_prefix("ziping ")
                .or_else(|| {
                    line.split_once("cargo run --release -- ")
                        .map(|(_, rest)| rest)
                })
                .or_else(|| {
                    line.split_once("target/release/ziping ")
                        .map(|(_, rest)| rest)
                });
            let Some(arguments) = arguments else { continue };
            let words: Vec<&str> = arguments.split_whitespace().collect();
            let verbs: Vec<&str> = words
                .iter()
                .copied()
                .take_while(|word| !word.starts_with('-'))
                .collect();
            let help = Command::new(env!("CARGO_BIN_EXE_ziping"))
                .args(
                    verbs
                        .iter()
                        .filter(|verb| verb.chars().all(|c| c.is_ascii_lowercase() || c == '-')),
                )
                .arg("--help")
                .output()
                .unwrap();
            let text = String::from_utf8_lossy(&help.stdout).into_owned();
            if !help.status.success() {
                faults.push(format!(
                    "{}:{number}: `{line}` is not a command",
                    source.path
                ));
            }
            for flag in words.iter().filter(|word| word.starts_with("--")) {
                let flag = flag.split('=').next().unwrap_or(flag);
                if !text.contains(flag) {
                    faults.push(format!(
                        "{}:{number}: `{line}`: no such flag {flag}",
                        source.path
                    ));
                }
            }
        }
    }
    expect_none(
        "A document names a command that the program does not know:",
        &faults,
    );
}

#[test]
fn scripts_named_in_the_readme_can_be_run() {
    let mut faults = Vec::new();
    for path in ["tests/run", ".ci/run"] {
        let file = files::root().join(path);
        if !file.exists() {
            faults.push(format!("{path} is missing"));
            continue;
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(&file).unwrap().permissions().mode();
            if mode & 0o111 == 0 {
                faults.push(format!("{path} is not executable"));
            }
        }
    }
    expect_none("The README's test command must work:", &faults);
}
