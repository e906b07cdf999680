//! Changes of single values of a file.

use proptest::prelude::*;
use ziping::domain::scheme::Scheme;
use ziping::domain::scheme_edit::{Control, Document, next_version};

use super::{DATONGHU, LUKOU, changed_lines, read};

const SMALL: &str = r#"# a comment before
[scheme]
id = "klein" # behind a value
version = 1

# about the first
[[item]]
code = "a"
name = "甲"
choices = [
    "一", # the first
    "二",
]

# about the second
[[item]]
code = "b"
name = "乙"

# about the rule
[[indicator]]
code = "q"
name = "完成率"
weight = 10
[indicator.rule]
kind = "bands"
value = "甲/乙"
bands = [
    { at_least = "90%", score = 10 },   # full
    { at_least = "60%", below = "90%", score = "7.5" },
]

[[indicator]]
code = "r"
name = "质量"
[indicator.rule]
kind = "manual"
"#;

#[test]
fn a_file_that_is_read_is_written_as_it_was() {
    for text in [SMALL, LUKOU, DATONGHU] {
        assert_eq!(read(text).text(), text);
    }
}

#[test]
fn a_change_touches_one_line() {
    let cases = [
        (
            "scheme.id",
            Control::Line,
            "neu",
            "id = \"klein\" # behind a value",
            "id = \"neu\" # behind a value",
        ),
        (
            "item.1.name",
            Control::Line,
            "丙",
            "name = \"乙\"",
            "name = \"丙\"",
        ),
        (
            "indicator.0.weight",
            Control::Points,
            "12",
            "weight = 10",
            "weight = 12",
        ),
        (
            "indicator.0.weight",
            Control::Points,
            "12.5",
            "weight = 10",
            "weight = \"12.5\"",
        ),
        (
            "indicator.0.weight",
            Control::Points,
            "十二",
            "weight = 10",
            "weight = \"十二\"",
        ),
        (
            "indicator.0.rule.bands.1.score",
            Control::Points,
            "6",
            "    { at_least = \"60%\", below = \"90%\", score = \"7.5\" },",
            "    { at_least = \"60%\", below = \"90%\", score = 6 },",
        ),
    ];
    for (path, control, typed, before, after) in cases {
        let mut document = read(SMALL);
        assert!(document.set(path, control, true, typed), "{path}");
        let text = document.text();
        assert_eq!(changed_lines(SMALL, &text), (vec![before], vec![after]));
        assert_eq!(document.shown(path, control), typed);
        assert!(!document.set(path, control, true, typed), "{path} again");
        assert_eq!(document.text(), text);
    }
}

#[test]
fn what_is_emptied_is_left_out_unless_it_must_be_there() {
    let mut document = read(SMALL);
    assert!(document.set("item.0.name", Control::Line, false, " "));
    assert!(!document.has("item.0.name"));
    assert!(document.set("item.1.name", Control::Line, true, ""));
    assert_eq!(document.shown("item.1.name", Control::Line), "");
    assert!(document.has("item.1.name"));
    assert!(!document.set("item.1.help", Control::Text, false, ""));
    assert!(!document.set("item.7.help", Control::Text, false, "无处可放"));
}

#[test]
fn texts_lists_and_ticks_come_back_as_they_were_typed() {
    let cases = [
        (Control::Text, "第一行\n第二行 \"引号\" \\ \u{3000}"),
        (Control::Lines, "甲\n\n乙"),
        (Control::Tick, "on"),
        (Control::Fragment, "[[\"甲\", \"乙\"]]"),
        (Control::Fragment, "[[\"甲\", 没有写完"),
    ];
    for (control, typed) in cases {
        let mut document = read(SMALL);
        document.set("item.0.probe", control, false, typed);
        let again = read(&document.text());
        assert_eq!(again.shown("item.0.probe", control), typed);
        assert!(document.set("item.0.probe", control, false, ""));
        assert_eq!(document.text(), SMALL);
    }
}

#[test]
fn elements_are_added_moved_and_taken_out_with_what_belongs_to_them() {
    let mut document = read(SMALL);
    assert_eq!(document.shift("indicator.1", true), Some(0));
    let text = document.text();
    assert!(
        text.find("\"质量\"").unwrap() < text.find("# about the rule").unwrap(),
        "{text}"
    );
    let moved = read(&text);
    assert_eq!(
        moved.shown("indicator.0.rule.kind", Control::Line),
        "manual"
    );
    assert_eq!(
        moved.shown("indicator.1.rule.bands.0.score", Control::Line),
        "10"
    );

    let mut back = moved.clone();
    back.shift("indicator.0", false);
    assert_eq!(back.text(), SMALL);
    assert_eq!(back.shift("indicator.0", true), None);
    assert_eq!(back.shift("indicator.1", false), None);

    let bands = "indicator.0.rule.bands";
    assert_eq!(back.shift(&format!("{bands}.0"), false), Some(1));
    assert_eq!(
        back.shown(&format!("{bands}.0.score"), Control::Line),
        "7.5"
    );
    assert_eq!(back.add_to(bands).unwrap(), format!("{bands}.2"));
    assert_eq!(back.count(bands), 3);
    assert!(
        back.text().contains("\n    { score = 0 },"),
        "{}",
        back.text()
    );
    assert!(back.take_out(&format!("{bands}.2")));
    assert_eq!(back.count(bands), 2);

    assert_eq!(back.add_to("item").unwrap(), "item.2");
    let text = back.text();
    assert!(
        text.find("新项目").unwrap() < text.find("# about the rule").unwrap(),
        "{text}"
    );
    assert!(back.take_out("item.0"));
    assert!(!back.text().contains("甲\""), "{}", back.text());
    // What is no element of a list stays.
    for path in [
        "scheme",
        "indicator.0.rule",
        "item",
        "item.9",
        "nothing.0",
        "",
    ] {
        assert!(!back.take_out(path), "{path}");
    }
}

#[test]
fn the_next_version_differs_in_its_number_alone() {
    let next = next_version(LUKOU, 2);
    assert_eq!(
        changed_lines(LUKOU, &next),
        (vec!["version = 1"], vec!["version = 2"])
    );
    assert_eq!(Scheme::parse(&next).unwrap().head.version, 2);
    assert_eq!(next_version("no toml at all [", 2), "no toml at all [");
}

#[test]
fn hostile_files_are_no_documents() {
    let deep = format!("a = {}", "[".repeat(100_000));
    for text in [deep.as_str(), "\u{1}\u{2}", "a = ", "[[item]]\n[item]"] {
        assert!(Document::read(text).is_none());
    }
}

proptest! {
    #[test]
    fn what_is_set_is_read_back_and_nothing_else_moves(
        number in 0_usize..10,
        key in prop::sample::select(vec!["name", "help", "unit", "source"]),
        typed in "[^\r\u{0}]{1,40}",
    ) {
        let path = format!("item.{number}.{key}");
        let mut document = read(LUKOU);
        document.set(&path, Control::Text, true, &typed);
        let text = document.text();
        let again = read(&text);
        let shown = again.shown(&path, Control::Text);
        if typed.trim().is_empty() {
            prop_assert_eq!(shown.trim(), "");
        } else {
            prop_assert_eq!(&shown, &typed);
        }
        let before = read(LUKOU);
        for other in 0..before.count("item") {
            for key in ["code", "name", "kind", "help", "unit", "source", "example"] {
                let place = format!("item.{other}.{key}");
                if place != path {
                    prop_assert_eq!(
                        again.shown(&place, Control::Text),
                        before.shown(&place, Control::Text)
                    );
                }
            }
        }
        let mut back = again.clone();
        let old = before.shown(&path, Control::Text);
        back.set(&path, Control::Text, false, &old);
        let back = back.text();
        prop_assert_eq!(back.lines().count(), LUKOU.lines().count());
    }

    #[test]
    fn no_path_and_no_text_breaks_a_file(path in "[a-z0-9.]{0,30}", typed in "\\PC{0,30}") {
        let mut document = read(LUKOU);
        for control in [Control::Line, Control::Points, Control::Lines, Control::Fragment] {
            document.set(&path, control, false, &typed);
        }
        document.add_to(&path);
        document.shift(&path, true);
        document.take_out(&path);
        prop_assert!(Document::read(&document.text()).is_some());
    }
}
