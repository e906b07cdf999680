//! Figures of one form, and of two years, against each other.

use super::assert_found;

const CHANGE: &str = r#"
[[check]]
kind = "change"
increase = "丙"
growth = "增长率"
this = "甲"
last = "乙"
severity = "error"
"#;

const BALANCE: &str = r#"
[[check]]
kind = "balance"
opening = "甲"
income = "乙+丙"
spending = "丁"
closing = "戊"
severity = "warning"
"#;

const SUM: &str = r#"
[[check]]
kind = "sum"
total = "甲"
parts = ["乙", "丙", "丁"]
severity = "error"
"#;

#[test]
fn increases_and_growth_rates_follow_their_years() {
    let bases = |more: &[(&'static str, &'static str)]| {
        let mut cells = vec![("a", "817.29"), ("b", "751.85")];
        cells.extend(more);
        cells
    };
    assert_found(&[
        (
            CHANGE,
            bases(&[("c", "65.44"), ("growth", "8.7%")]),
            "",
            &[],
        ),
        (CHANGE, bases(&[]), "", &[]),
        (
            CHANGE,
            bases(&[("c", "65.54")]),
            "K05 error c",
            &["65.44", "0.10"],
        ),
        (
            CHANGE,
            bases(&[("c", "-65.44")]),
            "K05 error c",
            &["增减方向写反了"],
        ),
        (
            CHANGE,
            bases(&[("growth", "8.8%")]),
            "K05 error growth",
            &["8.70%"],
        ),
        (
            CHANGE,
            vec![("a", "1.96"), ("b", "1.00"), ("growth", "95.9%")],
            "",
            &[],
        ),
        (
            CHANGE,
            vec![("a", "2175.52"), ("b", "40"), ("c", "2135.51")],
            "K05 notice c",
            &["尾差"],
        ),
        (
            CHANGE,
            vec![("a", "10"), ("b", "0"), ("growth", "5%")],
            "",
            &[],
        ),
    ]);
}

#[test]
fn what_is_left_balances() {
    let cells = |closing| {
        vec![
            ("a", "5.35"),
            ("b", "149.03"),
            ("c", "444.96"),
            ("d", "578.65"),
            ("e", closing),
        ]
    };
    assert_found(&[
        (BALANCE, cells("20.69"), "", &[]),
        (BALANCE, cells("20.70"), "K07 notice e", &["尾差"]),
        (BALANCE, cells("20.40"), "K07 warning e", &["20.69", "0.29"]),
        (BALANCE, cells(""), "", &[]),
        (BALANCE, vec![("a", "1"), ("e", "3")], "", &[]),
    ]);
}

#[test]
fn a_part_is_not_above_its_whole_and_a_budget_does_not_move_unexplained() {
    let at_most = r#"
[[check]]
kind = "at_most"
left = "丙"
right = "甲+乙"
severity = "error"
because = "丙是其中一部分"
"#;
    let moved = r#"
[[check]]
kind = "moved"
from = "甲"
to = "丙"
more_than = "30%"
severity = "notice"
"#;
    assert_found(&[
        (
            at_most,
            vec![("a", "1.00"), ("b", "2.00"), ("c", "3.00")],
            "",
            &[],
        ),
        (
            at_most,
            vec![("a", "1.00"), ("b", "2.00"), ("c", "3.02")],
            "K08 error c",
            &["3.02", "3.00"],
        ),
        (at_most, vec![("a", "1.00"), ("c", "3.02")], "", &[]),
        (
            moved,
            vec![("a", "485.88"), ("c", "817.29")],
            "K12 notice c",
            &["331.41", "68.21%"],
        ),
        (moved, vec![("a", "100"), ("c", "130")], "", &[]),
        (
            moved,
            vec![("a", "100"), ("c", "60")],
            "K12 notice c",
            &["-40.00%"],
        ),
        (moved, vec![("a", "0"), ("c", "60")], "", &[]),
    ]);
}

#[test]
fn a_tail_is_a_tail_and_an_error_stays_one() {
    let tail = "因四舍五入产生尾差0.01。";
    assert_found(&[
        (
            SUM,
            vec![
                ("a", "100.00"),
                ("b", "33.33"),
                ("c", "33.33"),
                ("d", "33.34"),
            ],
            "",
            &[],
        ),
        (
            SUM,
            vec![
                ("a", "100.00"),
                ("b", "33.33"),
                ("c", "33.33"),
                ("d", "33.33"),
            ],
            "K03 notice a",
            &["尾差"],
        ),
        (
            SUM,
            vec![("a", "100"), ("b", "33.33"), ("c", "33.33"), ("d", "33.33")],
            "",
            &[],
        ),
        (
            SUM,
            vec![("a", "100"), ("b", "30"), ("c", "40"), ("d", "29")],
            "K03 warning a",
            &["尾差"],
        ),
        (
            SUM,
            vec![
                ("a", "100.00"),
                ("b", "33.33"),
                ("c", "33.33"),
                ("d", "33.33"),
                ("reason.K03.a", tail),
            ],
            "",
            &[],
        ),
        (
            SUM,
            vec![
                ("a", "100.00"),
                ("b", "33.33"),
                ("c", "33.33"),
                ("d", "32.33"),
                ("reason.K03.a", tail),
            ],
            "K03 error a",
            &[],
        ),
        (
            SUM,
            vec![
                ("a", "100.00"),
                ("b", "60.00"),
                ("c", "15.00"),
                ("e", "25.00"),
            ],
            "K03 error a",
            &["差额正好等于“戊”25.00", "漏列"],
        ),
    ]);
}

#[test]
fn a_rate_mixes_kinds_only_where_the_grid_says_which_belong_together() {
    let cells = |e, f| {
        vec![
            ("a", "578.65"),
            ("b", "599.34"),
            ("c", "573.02"),
            ("d", "593.71"),
            ("e", e),
            ("f", f),
        ]
    };
    let named = "[[check]]\nkind = \"basis\"\npairs = [[\"甲\", \"乙\"], [\"丙\", \"丁\"]]\nseverity = \"notice\"\n";
    assert_found(&[
        (
            "",
            cells("578.65", "593.71"),
            "K02 warning rate_three",
            &["96.55%", "96.52%", "口径不一致"],
        ),
        ("", cells("573.02", "599.34"), "K02 warning rate_three", &[]),
        ("", cells("578.65", "599.34"), "", &[]),
        ("", cells("573.02", "593.71"), "", &[]),
        ("", cells("500.00", "593.71"), "", &[]),
        (
            "",
            [cells("", ""), vec![("rate_two", "97.46%")]].concat(),
            "K01 error rate_two",
            &["96.52%", "“甲”÷“丁”"],
        ),
        (
            named,
            cells("578.65", "593.71"),
            "K02 warning rate_three",
            &[],
        ),
    ]);
}
