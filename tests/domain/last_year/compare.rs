//! What has changed, and what is asked about it.

use ziping::domain::evaluate::{evaluate, evaluate_beside};
use ziping::domain::last_year::{LastYear, Line};

use super::{entries, older, this};

/// `全年执行数 180.00 149.03 +30.97 +20.78%`, big ones with a star before.
fn line(line: &Line) -> String {
    let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "—".to_owned());
    let star = if line.is_big { "*" } else { "" };
    let slip = if line.is_unit_slip { " 单位" } else { "" };
    format!(
        "{star}{} {} {} {} {}{slip}",
        line.label,
        shown(&line.this),
        shown(&line.last),
        shown(&line.change),
        shown(&line.share)
    )
}

#[test]
fn every_figure_stands_beside_last_year_s() {
    let scheme = this();
    // What is typed last year and this year, and the line.
    for (before, now, expected) in [
        (
            &[("spent", "149.03")][..],
            &[("spent", "180")][..],
            "全年执行数 180.00 149.03 +30.97 +20.78%",
        ),
        (
            &[("spent", "100")],
            &[("spent", "130")],
            "全年执行数 130.00 100.00 +30.00 +30.00%",
        ),
        (
            &[("spent", "100")],
            &[("spent", "130.01")],
            "*全年执行数 130.01 100.00 +30.01 +30.01%",
        ),
        (
            &[("spent", "100")],
            &[("spent", "60")],
            "*全年执行数 60.00 100.00 -40.00 -40.00%",
        ),
        (
            &[("spent", "10")],
            &[("spent", "19.99")],
            "全年执行数 19.99 10.00 +9.99 +99.90%",
        ),
        (
            &[("spent", "10")],
            &[("spent", "20")],
            "*全年执行数 20.00 10.00 +10.00 +100.00%",
        ),
        (
            &[("spent", "0")],
            &[("spent", "50")],
            "*全年执行数 50.00 0.00 +50.00 —",
        ),
        (&[], &[("spent", "50")], "全年执行数 50.00 — — —"),
        (&[("spent", "50")], &[], "全年执行数 — 50.00 — —"),
        (
            &[("spent", "50")],
            &[("spent", "五十")],
            "全年执行数 — 50.00 — —",
        ),
        (
            &[("posts", "9")],
            &[("posts", "12")],
            "*编制人数 12 9 +3 +33.33%",
        ),
        (
            &[("satisfaction", "60")],
            &[("satisfaction", "95")],
            "*满意度 95.00% 60.00% +35.00 个百分点 —",
        ),
        (
            &[("satisfaction", "90")],
            &[("satisfaction", "95")],
            "满意度 95.00% 90.00% +5.00 个百分点 —",
        ),
        (
            &[("spent", "149.03")],
            &[("spent", "1490300")],
            "*全年执行数 1490300.00 149.03 +1490150.97 +999900.00% 单位",
        ),
        (
            &[("spent", "1490300")],
            &[("spent", "149.03")],
            "*全年执行数 149.03 1490300.00 -1490150.97 -99.99% 单位",
        ),
        (
            &[("spent", "100")],
            &[("spent", "100000")],
            "*全年执行数 100000.00 100.00 +99900.00 +99900.00%",
        ),
        (
            &[("spent", "0.005")],
            &[("spent", "50")],
            "*全年执行数 50.00 0.005 +49.995 +999900.00%",
        ),
    ] {
        let (before, now) = (entries(2023, before), entries(2024, now));
        let found =
            LastYear::of(&scheme, &scheme, &before).comparison(&now, &evaluate(&scheme, &now));
        let first = found.big.iter().chain(&found.others).map(line).next();
        assert_eq!(first.as_deref(), Some(expected));
    }
}

#[test]
fn the_farthest_change_stands_first() {
    let scheme = this();
    let before = entries(
        2023,
        &[
            ("spent", "100"),
            ("basic", "50"),
            ("project", "0"),
            ("posts", "9"),
        ],
    );
    let now = entries(
        2024,
        &[
            ("spent", "150"),
            ("basic", "100"),
            ("project", "50"),
            ("posts", "9"),
        ],
    );
    let found = LastYear::of(&scheme, &scheme, &before).comparison(&now, &evaluate(&scheme, &now));
    let labels = |lines: &[Line]| {
        lines
            .iter()
            .map(|line| line.label.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        labels(&found.big),
        ["项目支出", "基本支出", "全年执行数", "项目支出占比"]
    );
    assert_eq!(labels(&found.others), ["编制人数"]);
}

#[test]
fn reasons_are_asked_for_as_the_scheme_says() {
    let before = entries(2023, &[("spent", "100"), ("basic", "149.03")]);
    let now = [("spent", "1500"), ("basic", "1490300")];
    let reason = [("reason.K12.spent", "新增一个项目。")];
    for (severity, extra, expected) in [
        (
            "severity = \"warning\"\n",
            &[][..],
            &["K15 basic 需说明 false", "K12 spent 需说明 false"][..],
        ),
        (
            "severity = \"warning\"\n",
            &reason,
            &["K15 basic 需说明 false", "K12 spent 需说明 true"],
        ),
        (
            "severity = \"notice\"\n",
            &[],
            &["K15 basic 需说明 false", "K12 spent 提示 false"],
        ),
        ("", &[], &["K15 basic 需说明 false"]),
    ] {
        let scheme = older(&[("severity = \"warning\"\n", severity)]);
        let now = entries(2024, &[&now, extra].concat());
        let last_year = LastYear::of(&scheme, &scheme, &before);
        let alone = evaluate(&scheme, &now).findings;
        let found = evaluate_beside(&scheme, &now, Some(&last_year)).findings;
        let new: Vec<String> = found
            .iter()
            .filter(|finding| !alone.contains(finding))
            .map(|it| {
                format!(
                    "{} {} {} {}",
                    it.check,
                    it.cell,
                    it.severity.label(),
                    it.reason.is_some()
                )
            })
            .collect();
        assert_eq!(new, expected, "{severity}");
        assert!(found.is_sorted_by_key(|finding| finding.severity));
    }
    assert_eq!(
        evaluate_beside(&this(), &before, None).findings,
        evaluate(&this(), &before).findings
    );
}

#[test]
fn the_text_in_the_other_unit_is_offered_where_it_repairs_the_slip() {
    let before = entries(2023, &[("spent", "100"), ("basic", "149.03")]);
    for (typed, wanted) in [
        ("1490300", Some("1490300元")),
        // Said in its own unit, or too small: another unit would not mend it.
        ("1490300万元", None),
        ("0.014903", None),
    ] {
        let now = entries(2024, &[("spent", "100"), ("basic", typed)]);
        let scheme = this();
        let last_year = LastYear::of(&scheme, &scheme, &before);
        let found = evaluate_beside(&scheme, &now, Some(&last_year)).findings;
        let slip = found
            .iter()
            .find(|it| it.check == "K15" && it.cell == "basic");
        let offered = slip.and_then(|slip| slip.repair.as_deref());
        assert_eq!(offered, wanted, "{typed}: {found:?}");
    }
}

#[test]
fn a_slip_against_a_neighbour_and_against_last_year_is_asked_about_once() {
    let (scheme, before) = (this(), entries(2023, &[("basic", "149.03")]));
    let last_year = LastYear::of(&scheme, &scheme, &before);
    let now = entries(2024, &[("spent", "149.03"), ("basic", "1490300")]);
    for last_year in [None, Some(&last_year)] {
        let found = evaluate_beside(&scheme, &now, last_year).findings;
        let asked = found
            .iter()
            .filter(|it| it.check == "K15" && it.cell == "basic");
        assert_eq!(asked.count(), 1, "{found:?}");
    }
}

#[test]
fn what_is_asked_names_both_years() {
    let (scheme, before) = (this(), entries(2023, &[("spent", "149.03")]));
    let last_year = LastYear::of(&scheme, &scheme, &before);
    let told = |typed: &str| {
        let found = evaluate_beside(
            &scheme,
            &entries(2024, &[("spent", typed)]),
            Some(&last_year),
        )
        .findings;
        let of_last_year = found.iter().find(|it| it.message.contains("上年"));
        of_last_year.map_or(String::new(), |it| format!("{}{}", it.message, it.cure))
    };
    assert_eq!(told("150"), "");
    assert_eq!(
        told("300"),
        "“全年执行数”本年 300.00 万元，上年 149.03 万元，增减 +150.97，变动 +101.30%，应说明原因。请写明比上年增减的原因。"
    );
    assert_eq!(
        told("1490300"),
        "“全年执行数”本年填 1490300.00 万元，上年是 149.03 万元，相差约 10000 倍。请核对是否把元和万元填混了；确实如此的，请说明理由。"
    );
    assert_eq!(told(""), "", "an empty cell has not changed");
}

#[test]
fn beside_a_cell_stands_last_year_s_figure() {
    let scheme = this();
    let before = entries(
        2023,
        &[
            ("spent", "149.03"),
            ("posts", "9"),
            ("goal", "保证运转。"),
            ("spent_last", "88"),
        ],
    );
    let found = LastYear::of(&scheme, &scheme, &before).beside_cells();
    let shown: Vec<(&str, &str)> = found
        .iter()
        .map(|(code, text)| (code.as_str(), text.as_str()))
        .collect();
    assert_eq!(
        shown,
        [
            ("spent", "149.03"),
            ("posts", "9"),
            ("spent_last", "149.03")
        ]
    );
}
