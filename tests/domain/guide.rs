//! The manual chapter for people who make schemes: what it tells them to write works.

use ziping::domain::example::try_all;
use ziping::domain::lint::lint;
use ziping::domain::scheme::{Scheme, source};

const CHAPTER: &str = include_str!("../../docs/manual/scheme.zh-CN.md");

/// The pieces of the chapter, put together.
fn taught() -> String {
    let pieces = CHAPTER.split("```toml\n").skip(1);
    pieces
        .map(|piece| piece.split("```").next().unwrap())
        .collect()
}

/// Problems as text, notices left out where they do not matter.
fn told(text: &str) -> Vec<String> {
    let problems = lint(text).problems;
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn the_taught_scheme_is_clean_and_its_examples_hold() {
    let text = taught();
    assert_eq!(told(&text), Vec::<String>::new());
    let scheme = Scheme::parse(&text).unwrap();
    let examples = source::read(&text).unwrap().examples;
    assert!(examples.len() >= 5);
    for trial in try_all(&scheme, &examples) {
        assert_eq!(trial.differences, Vec::new(), "{}", trial.name);
    }
}

/// Wording and TOML of every row of the tables whose right cell begins with this.
fn rows(beginning: &str) -> Vec<(&'static str, &'static str)> {
    CHAPTER
        .lines()
        .filter_map(|line| {
            let (wording, rest) = line.strip_prefix("| ")?.split_once(" | `")?;
            let (toml, _) = rest.split_once("` |")?;
            (toml.starts_with(beginning) && !wording.contains('|')).then_some((wording, toml))
        })
        .collect()
}

#[test]
fn every_wording_is_mapped_to_a_rule_that_fits() {
    let text = taught();
    // The indicator on 行政效能 (10 points) takes every rule in turn.
    let (before, rest) = text.split_once("rule_text = \"效果较好的计10分").unwrap();
    let (_, after) = rest
        .split_once("[[indicator]]\ncode = \"public_satisfaction\"")
        .unwrap();
    let rules = rows("kind = \"");
    assert!(rules.len() >= 20, "{}", rules.len());
    let kinds: std::collections::BTreeSet<&str> = rules
        .iter()
        .filter_map(|(_, toml)| toml.split('"').nth(1))
        .collect();
    assert!(kinds.len() >= 12, "{kinds:?}");
    for (wording, toml) in rules {
        let scheme = format!(
            "{before}by_hand = true\nrule = {{ {toml} }}\n[[indicator]]\ncode = \"public_satisfaction\"{after}"
        );
        let open: Vec<String> = lint(&scheme)
            .problems
            .iter()
            .filter(|problem| {
                problem.lint != "L11" && problem.severity != ziping::domain::check::Severity::Notice
            })
            .map(ToString::to_string)
            .collect();
        assert!(open.is_empty(), "{wording}: {open:#?}");
    }
}

#[test]
fn every_setting_of_an_indicator_is_one_that_exists() {
    let text = taught();
    for key in [
        "full_marks_when",
        "dropped_when",
        "zero_denominator",
        "missing",
        "negative",
        "by_hand",
    ] {
        let settings = rows(&format!("{key} = "));
        assert!(!settings.is_empty(), "{key}");
        for (wording, toml) in settings {
            let code = "code = \"efficiency\"\n";
            let scheme = text.replacen(code, &format!("{code}{toml}\n"), 1);
            assert!(
                Scheme::parse(&scheme).is_ok(),
                "{wording}: {:#?}",
                told(&scheme)
            );
        }
    }
    for section in ["[[limit]]", "[[part]]"] {
        let line = CHAPTER
            .lines()
            .find(|line| line.contains(&format!("`{section}`")))
            .unwrap();
        let lines: Vec<&str> = line.split('`').skip(1).step_by(2).collect();
        let scheme = format!("{}\n{}\n", text, lines.join("\n"));
        assert!(
            source::read(&scheme).is_ok(),
            "{section}: {:#?}",
            told(&scheme)
        );
    }
}
