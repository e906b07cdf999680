//! Tidiness: small files, nothing unfinished, nothing of a developer's machine, and the
//! traps of our libraries closed where a lint cannot close them.

use super::files::{self, Source, expect_none};

const LONGEST_FILE: usize = 500;

/// Templates that may print markup unescaped, each for a reason.
const UNESCAPED: [(&str, &str); 1] = [(
    "templates/portal/article.html",
    "the body was drawn and escaped at publication and is frozen with its digest",
)];

fn faults_in(sources: &[Source], find: impl Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    for source in sources {
        for (number, line) in source.lines().filter(|(_, line)| find(line)) {
            faults.push(format!("{}:{number}: {}", source.path, line.trim()));
        }
    }
    faults
}

fn written_by_us() -> Vec<Source> {
    let mut sources = files::below("");
    sources.retain(|source| {
        source.is(&[
            ".rs", ".html", ".css", ".js", ".md", ".toml", ".sql", "/run", ".sh", ".txt", ".svg",
        ])
    });
    sources
}

#[test]
fn no_file_is_longer_than_a_reader_can_hold() {
    let mut faults = Vec::new();
    for source in written_by_us()
        .iter()
        .filter(|source| source.is(&[".rs", ".html", ".css", ".js", ".sql", "/run"]))
    {
        let lines = source.text.lines().count();
        if lines > LONGEST_FILE {
            faults.push(format!("{}: {lines} lines", source.path));
        }
    }
    expect_none("No file exceeds 500 lines; one idea a file:", &faults);
}

#[test]
fn nothing_is_left_unfinished() {
    let marks = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("XX", "X:"),
        concat!("HA", "CK:"),
    ];
    let faults = faults_in(&written_by_us(), |line| {
        marks.iter().any(|mark| line.contains(mark))
    });
    expect_none("Finish it or delete it:", &faults);
}

#[test]
fn no_file_mentions_a_machine() {
    let roots = [
        concat!("/wo", "rk/"),
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
        concat!("/Us", "ers/"),
        concat!("C:", "\\"),
    ];
    let faults = faults_in(&written_by_us(), |line| {
        roots.iter().any(|root| line.contains(root))
    });
    expect_none("A path of somebody's machine is in the project:", &faults);
}

#[test]
fn inputs_are_drawn_by_components_only() {
    let mut sources = files::below("templates");
    sources.extend(files::below("src"));
    sources.retain(|source| !source.path.starts_with("templates/component/"));
    let faults = faults_in(&sources, |line| {
        ["<input", "<textarea", "<select"]
            .iter()
            .any(|tag| line.contains(tag))
    });
    expect_none(
        "A page names the field; a macro of templates/component draws it:",
        &faults,
    );
}

#[test]
fn templates_keep_the_strict_content_policy() {
    let attributes = [
        " style=\"",
        " onclick=",
        " onchange=",
        " onsubmit=",
        " oninput=",
        "javascript:",
        "<style",
    ];
    let faults = faults_in(&files::below("templates"), |line| {
        attributes.iter().any(|attribute| line.contains(attribute))
            || (line.contains("<script")
                && !line.contains("<script src=")
                && !line.contains("<script defer src="))
    });
    expect_none("Style and script live in static/:", &faults);
}

#[test]
fn templates_escape_everything() {
    let mut faults = faults_in(&files::below("templates"), |line| {
        let squeezed: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        squeezed.contains("|safe") || squeezed.contains("escape=\"none\"")
    });
    faults.retain(|fault| !UNESCAPED.iter().any(|(path, _)| fault.starts_with(path)));
    faults.extend(faults_in(&files::below("src"), |line| {
        line.contains("escape = \"none\"")
    }));
    expect_none(
        "Unescaped output needs a place in the list with a reason:",
        &faults,
    );
}

#[test]
fn figures_are_rounded_in_one_place() {
    // `{:.2}` cuts a Decimal off instead of rounding it; `round_dp` and `rescale` round in ways of their own.
    let mut faults = Vec::new();
    for source in files::below("src")
        .iter()
        .filter(|source| !source.path.starts_with("src/domain/figure/"))
    {
        for (number, code) in source.code_lines() {
            let precision = code.match_indices(":.").any(|(start, _)| {
                let rest = code.get(start + 2..).unwrap_or_default();
                let rest = rest.trim_start_matches(|c: char| {
                    c.is_alphanumeric() || c == '_' || c == '$' || c == '*'
                });
                rest.starts_with('}') && code.contains('{')
            });
            if precision
                || ["round_dp", ".rescale(", ".round("]
                    .iter()
                    .any(|call| code.contains(call))
            {
                faults.push(format!("{}:{number}: {}", source.path, code.trim()));
            }
        }
    }
    expect_none("Only domain::figure rounds and formats figures:", &faults);
}

#[test]
fn sql_is_constant_text() {
    let mark = concat!("AssertSql", "Safe");
    let mut faults = faults_in(&files::below("src"), |line| line.contains(mark));
    faults.extend(faults_in(&files::below("src"), |line| {
        line.contains("format!(")
            && ["SELECT ", "INSERT ", "UPDATE ", "DELETE "]
                .iter()
                .any(|verb| line.contains(verb))
    }));
    expect_none("SQL is a constant or made by QueryBuilder:", &faults);
}

#[test]
fn no_test_is_ignored_or_sleeps_for_luck() {
    let marks = [concat!("#[ign", "ore"), concat!("should_", "panic")];
    let faults = faults_in(&files::below("tests"), |line| {
        marks.iter().any(|mark| line.trim_start().starts_with(mark))
    });
    expect_none(
        "A known wrong result is asserted with a note, not ignored:",
        &faults,
    );
}
