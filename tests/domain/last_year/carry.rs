//! What can be carried over.

use std::collections::{BTreeMap, BTreeSet};

use ziping::domain::check::Severity;
use ziping::domain::filing::Entries;
use ziping::domain::last_year::{CarriedOver, LastYear, Proposal};
use ziping::domain::scheme::Scheme;

use super::{entries, older, this};

fn carried(scheme: &Scheme, before: &[(&str, &str)], present: &[(&str, &str)]) -> CarriedOver {
    let this = this();
    let before = entries(2023, before);
    LastYear::of(&this, scheme, &before).carried_over(&entries(2024, present))
}

/// What a cell would get with where it comes from, or why nothing.
fn told(found: &CarriedOver, label: &str) -> String {
    if let Some(it) = found.figures.iter().find(|it| it.label == label) {
        let came = it
            .came
            .as_ref()
            .map_or(String::new(), |came| format!("（{came}）"));
        return format!("{} ← {}{came}", it.text, it.source);
    }
    let lack = found.lacks.iter().find(|it| it.label == label);
    lack.map_or(String::new(), |it| it.why.clone())
}

#[test]
fn a_figure_of_last_year_comes_from_the_cell_that_the_scheme_names() {
    // What was typed last year, the 上年数, what it gets.
    for (typed, label, expected) in [
        (
            &[("spent", "149.03")][..],
            "上年执行数",
            "149.03 ← 全年执行数",
        ),
        (
            &[("spent", " 1,490.30 ")],
            "上年执行数",
            "1,490.30 ← 全年执行数",
        ),
        (
            &[("spent", "149.03万元")],
            "上年执行数",
            "149.03万元 ← 全年执行数",
        ),
        (&[("satisfaction", "98")], "上年满意度", "98 ← 满意度"),
        (
            &[("basic", "100.10"), ("project", "48.93")],
            "上年支出合计",
            "149.03 ← 基本支出 ＋ 项目支出（100.10 ＋ 48.93）",
        ),
        (&[], "上年执行数", "上年没有填“全年执行数”，请自行填写。"),
        (
            &[("spent", "约149")],
            "上年执行数",
            "上年“全年执行数”填的是“约149”，不是一个数，请自行填写。",
        ),
        (
            &[("basic", "100.10")],
            "上年支出合计",
            "上年没有填“项目支出”，请自行填写。",
        ),
    ] {
        let found = carried(&this(), typed, &[]);
        assert_eq!(told(&found, label), expected, "{typed:?}");
    }
}

#[test]
fn other_names_and_units_of_older_forms_are_understood() {
    let version_1 = older(&[
        ("version = 2", "version = 1"),
        ("name = \"年末结转\"", "name = \"结转下年\""),
        (
            "from_last_year = \"年末结转\"",
            "from_last_year = \"结转下年\"",
        ),
        ("names = { \"年末结转\"", "names = { \"结转下年\""),
    ]);
    let found = carried(&version_1, &[("left", "3.20")], &[]);
    assert_eq!(
        told(&found, "年初结转"),
        "3.20 ← 结转下年",
        "by its permanent code"
    );

    let renamed = [
        ("id = \"small-2024\"", "id = \"older-2023\""),
        ("年末结转", "年末结余"),
        ("code = \"left\"", "code = \"rest\""),
        ("\"left\"]", "\"rest\"]"),
    ];
    let found = carried(&older(&renamed), &[("rest", "3.20"), ("spent", "5")], &[]);
    assert_eq!(
        told(&found, "年初结转"),
        "3.20 ← 年末结余",
        "by the name that the scheme says"
    );
    assert_eq!(
        told(&found, "上年执行数"),
        "5 ← 全年执行数",
        "another version's names do not count"
    );

    let unnamed = [
        ("id = \"small-2024\"", "id = \"other-2023\""),
        ("年末结转", "年末结余"),
    ];
    let found = carried(&older(&unnamed), &[("left", "3.20")], &[]);
    assert_eq!(
        told(&found, "年初结转"),
        "上年的表上没有“年末结转”这一项，请自行填写。"
    );

    let yuan = older(&[
        ("version = 2", "version = 1"),
        ("amount_unit = \"万元\"", "amount_unit = \"元\""),
    ]);
    let found = carried(&yuan, &[("spent", "1490300"), ("posts", "9")], &[]);
    assert_eq!(
        told(&found, "上年执行数"),
        "149.03 ← 全年执行数（1490300 元，合 149.03 万元）"
    );
}

#[test]
fn goals_are_offered_and_results_are_not() {
    let before = [("goal", "保证运转。"), ("result", "运转正常。")];
    let found = carried(&this(), &before, &[("goal", "保证运转。")]);
    let texts: Vec<(&str, bool)> = found
        .texts
        .iter()
        .map(|it| (it.label.as_str(), it.is_same()))
        .collect();
    assert_eq!(texts, [("预期目标", true)]);
}

const ROWS: [(&str, &str); 9] = [
    ("ind.quantity.rows", "a b"),
    ("ind.a.name", "办件数量"),
    ("ind.a.target", "≥900件"),
    ("ind.a.actual", "968件"),
    ("ind.a.reason", "多"),
    ("ind.b.name", "培训场次"),
    ("ind.cost.rows", "c"),
    ("ind.c.name", "成本控制数"),
    ("ind.c.target", "40万元"),
];

#[test]
fn indicators_come_without_results_under_ids_of_their_own() {
    let present = [("ind.quantity.rows", "h1r1"), ("ind.h1r1.name", "培训场次")];
    let found = carried(&this(), &ROWS, &present);
    let there: Vec<(&str, bool)> = found
        .rows
        .iter()
        .map(|row| (row.name(), row.is_there))
        .collect();
    assert_eq!(
        there,
        [
            ("办件数量", false),
            ("培训场次", true),
            ("成本控制数", false)
        ]
    );

    let picked: BTreeSet<&str> = found.rows.iter().map(|row| row.key.as_str()).collect();
    let changes = found.changes(&picked, &this(), &entries(2024, &present));
    let expected = [
        ("ind.cost.rows", "h2r1"),
        ("ind.h1r2.name", "办件数量"),
        ("ind.h1r2.target", "≥900件"),
        ("ind.h2r1.name", "成本控制数"),
        ("ind.h2r1.target", "40万元"),
        ("ind.quantity.rows", "h1r1 h1r2"),
    ];
    let expected: BTreeMap<String, String> = expected
        .map(|(code, text)| (code.to_owned(), text.to_owned()))
        .into();
    assert_eq!(changes, expected);
}

#[test]
fn only_what_is_picked_and_differs_is_written() {
    let before = [
        ("spent", "149.03"),
        ("left", "3.20"),
        ("goal", "保证运转。"),
    ];
    let present = [("carried_over", "3.20")];
    let found = carried(&this(), &before, &present);
    let open: Vec<bool> = found.figures.iter().map(Proposal::is_open).collect();
    assert_eq!(open, [true, false], "what stands is not ticked");
    for (picked, expected) in [
        (&["spent_last", "carried_over"][..], &["spent_last"][..]),
        (&["goal"], &["goal"]),
        (&["spent", "ind.a.name", "unknown"], &[]),
    ] {
        let picked: BTreeSet<&str> = picked.iter().copied().collect();
        let changes = found.changes(&picked, &this(), &entries(2024, &present));
        let codes: Vec<&str> = changes.keys().map(String::as_str).collect();
        assert_eq!(codes, expected, "{picked:?}");
    }
}

#[test]
fn the_shipped_schemes_take_their_figures_from_their_own_forms() {
    for (file, _) in crate::seeds::shipped::schemes() {
        let scheme = Scheme::parse(&crate::seeds::shipped::text(&file)).unwrap();
        let before = Entries::new(2023, "甲县某局");
        let found = LastYear::of(&scheme, &scheme, &before).carried_over(&before);
        assert!(found.is_empty(), "{file}: nothing was typed");
        assert_eq!(found.lacks.len(), scheme.carry_over.sources.len(), "{file}");
        assert!(
            scheme.carry_over.severity != Some(Severity::Error),
            "{file}"
        );
    }
}
