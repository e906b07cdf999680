//! The parts of a file as pages show them, and problems at their field.

use ziping::domain::scheme_edit::{Branch, Control, Standing, branches, groups};

use super::{DATONGHU, LUKOU, SHIPPED, read};

fn paths(branches: &[Branch]) -> Vec<String> {
    let below = branches.iter();
    below
        .flat_map(|it| [vec![it.path.clone()], paths(&it.branches)].concat())
        .collect()
}

/// Every value that stands in a shipped scheme has a field on some page, so that there is nothing of a
/// scheme that can be changed in its text alone.
#[test]
fn every_value_of_the_shipped_schemes_has_a_field() {
    for text in SHIPPED {
        let document = read(text);
        let file = document.shown("scheme.id", Control::Line);
        let mut shown: Vec<String> = Vec::new();
        for at in paths(&branches(&document)) {
            let leaves = groups(&document, &at)
                .into_iter()
                .flat_map(|group| group.leaves);
            shown.extend(
                leaves
                    .filter(|leaf| !leaf.typed.is_empty())
                    .map(|leaf| leaf.path),
            );
        }
        let table: toml::Table = toml::from_str(text).unwrap();
        for (key, value) in &table {
            missing(key, value, &shown, &file);
        }
    }
}

fn missing(path: &str, value: &toml::Value, shown: &[String], file: &str) {
    if shown.iter().any(|known| known == path) {
        return;
    }
    match value {
        toml::Value::Table(table) => {
            table
                .iter()
                .for_each(|(key, inner)| missing(&format!("{path}.{key}"), inner, shown, file));
        }
        toml::Value::Array(array) => {
            let numbered = array.iter().enumerate();
            numbered.for_each(|(at, inner)| missing(&format!("{path}.{at}"), inner, shown, file));
        }
        toml::Value::String(text) if text.is_empty() => {}
        toml::Value::Boolean(false) => {}
        other => panic!("{file}: {path} = {other} has no field"),
    }
}

#[test]
fn a_page_that_is_sent_back_as_it_came_changes_nothing() {
    for text in [LUKOU, DATONGHU] {
        let document = read(text);
        for at in paths(&branches(&document)) {
            let leaves: Vec<_> = groups(&document, &at)
                .into_iter()
                .flat_map(|it| it.leaves)
                .collect();
            let mut again = document.clone();
            let typed = |path: &str| {
                leaves
                    .iter()
                    .find(|leaf| leaf.path == path)
                    .map(|leaf| leaf.typed.as_str())
            };
            assert!(!again.fill(&at, typed), "{at}");
            assert_eq!(again.text(), text, "{at}");
        }
    }
}

#[test]
fn what_a_page_does_not_show_cannot_be_set_through_it() {
    let mut document = read(LUKOU);
    let typed = |path: &str| (path != "item.0.name").then_some("x");
    assert!(!document.fill("item", typed));
    assert!(!document.fill("nowhere.0", typed));
    document.fill("item.0", |path| (path == "item.1.name").then_some("x"));
    assert_eq!(document.text(), LUKOU);
}

#[test]
fn another_kind_begins_with_what_it_needs() {
    let mut document = read(LUKOU);
    let at = "indicator.0";
    let kind = format!("{at}.rule.kind");
    assert!(document.fill(at, |path| (path == kind).then_some("bands")));
    assert!(document.has("indicator.0.rule.bands"));
    assert_eq!(
        document.shown("indicator.0.rule.value", Control::Line),
        "全年执行数/全年预算数"
    );
    let list = document.add_to("indicator.0.rule.bands").unwrap();
    document.set(&format!("{list}.at_least"), Control::Line, false, "0%");
    document.set(&format!("{list}.score"), Control::Points, true, "10");
    let standing = Standing::of(&document.text());
    assert_eq!(standing.errors(), 0, "{:?}", standing.problems);
    // A word that is no kind changes nothing.
    assert!(!document.fill(at, |path| (path == kind).then_some("nonsense")));
}

#[test]
fn a_problem_stands_at_its_field() {
    let cases = [
        ("item.2.name", Control::Line, "全年 执行数", "item.2.name"),
        ("item.0.kind", Control::Line, "geld", "item.0.kind"),
        (
            "computed.0.formula",
            Control::Line,
            "全年执行数/",
            "computed.0.formula",
        ),
        (
            "indicator.0.weight",
            Control::Points,
            "很多",
            "indicator.0.weight",
        ),
        (
            "indicator.0.rule.value",
            Control::Line,
            "没有的项",
            "indicator.0.rule.value",
        ),
        ("check.0.total", Control::Line, "没有的项", "check.0"),
        ("scheme.amount_unit", Control::Line, "角", "scheme"),
    ];
    for (path, control, typed, at) in cases {
        let mut document = read(LUKOU);
        document.set(path, control, true, typed);
        let standing = Standing::of(&document.text());
        let places: Vec<&String> = standing.problems.iter().map(|(place, _)| place).collect();
        assert!(
            places.iter().any(|place| place.starts_with(at)),
            "{path}: {places:?}"
        );
        assert!(!standing.is_sound(), "{path}");
    }
    assert!(Standing::of(LUKOU).is_sound());
}

#[test]
fn an_example_that_no_longer_holds_keeps_a_scheme_from_its_release() {
    let mut document = read(LUKOU);
    document.set("indicator.0.weight", Control::Points, true, "10");
    document.set("indicator.0.rule.cap", Control::Points, false, "5");
    let standing = Standing::of(&document.text());
    assert!(standing.failed() > 0 || standing.errors() > 0);
    assert!(!standing.is_sound());
}
