//! What a reviewer is told to look at, and what changed between two submissions.

use std::collections::BTreeSet;

use ziping::domain::evaluate::{evaluate, evaluate_beside};
use ziping::domain::filing::Entries;
use ziping::domain::last_year::LastYear;
use ziping::domain::review::{Changes, Matter, MatterKind, Reviewed, changes, matters};
use ziping::domain::scheme::Scheme;

use crate::seeds::shipped;

const FILING: &str = "lukou-2022";

fn with(entries: &Entries, cells: &[(&str, &str)]) -> Entries {
    let mut changed = entries.clone();
    for (cell, typed) in cells {
        changed
            .cells
            .insert((*cell).to_owned(), (*typed).to_owned());
    }
    changed
}

fn changed(scheme: &Scheme, before: &Entries, now: &Entries) -> Changes {
    changes(scheme, before, (now, &evaluate(scheme, now)))
}

fn of_kind(kind: MatterKind, cells: &[(&str, &str)], proved: &[&str]) -> Vec<Matter> {
    let (scheme, entries) = shipped::filing(FILING);
    let entries = with(&entries, cells);
    let proved: BTreeSet<String> = proved.iter().map(|code| (*code).to_owned()).collect();
    let evaluation = evaluate(&scheme, &entries);
    let all = matters(&Reviewed {
        scheme: &scheme,
        entries: &entries,
        evaluation: &evaluation,
        last_year: None,
        proved: &proved,
    });
    assert!(
        all.is_sorted_by_key(|matter| matter.kind),
        "the weightiest first"
    );
    all.into_iter()
        .filter(|matter| matter.kind == kind)
        .collect()
}

#[test]
fn a_change_says_what_stood_there_and_what_stands_there() {
    let (scheme, before) = shipped::filing(FILING);
    let now = with(
        &before,
        &[
            ("total_initial", "500.00"),
            ("ind.quality1.score", "9"),
            ("basic_expenditure", " 817.29 "),
            ("reason.K12.ind.quality1.score", "已补充说明"),
        ],
    );
    let found = changed(&scheme, &before, &now);
    let cells: Vec<(&str, &str, &str, &str)> = found
        .cells
        .iter()
        .map(|it| {
            (
                it.cell.as_str(),
                it.at.as_str(),
                it.before.as_str(),
                it.now.as_str(),
            )
        })
        .collect();
    assert_eq!(
        cells,
        [
            ("ind.quality1.score", "ind.quality1.score", "8", "9"),
            (
                "reason.K12.ind.quality1.score",
                "ind.quality1.score",
                "",
                "已补充说明"
            ),
            ("total_initial", "total_initial", "485.88", "500.00"),
        ],
        "space around a figure is no change"
    );
    let moved: Vec<String> = found
        .scores
        .iter()
        .map(|it| format!("{} {} {}", it.name, it.before, it.now))
        .collect();
    assert_eq!(moved.first().unwrap(), "“工作完成度和群众满意度”得分 8 9");
    assert!(moved.last().unwrap().starts_with("总分"), "{moved:?}");
}

#[test]
fn a_row_that_went_or_came_is_a_change_of_each_of_its_cells() {
    let (scheme, before) = shipped::filing(FILING);
    let fewer = with(
        &before,
        &[(
            "ind.quantity.rows",
            "quantity1 quantity2 quantity3 quantity4",
        )],
    );
    for (from, to, is_gone) in [(&before, &fewer, true), (&fewer, &before, false)] {
        let found = changed(&scheme, from, to);
        assert!(!found.cells.is_empty());
        for change in &found.cells {
            assert!(change.cell.starts_with("ind.quantity5."), "{change:?}");
            assert_eq!(change.now.is_empty(), is_gone, "{change:?}");
            assert!(change.place.contains("培训人数"), "{change:?}");
        }
    }
}

#[test]
fn what_is_submitted_again_unchanged_is_no_change() {
    let (scheme, entries) = shipped::filing(FILING);
    let found = changed(&scheme, &entries, &entries);
    assert!(found.is_empty() && found.scores.is_empty());
}

#[test]
fn a_reason_that_gives_none_is_weak() {
    let cases: [(&str, Option<&str>); 6] = [
        ("按制度执行，个别时段排队较长，已增开窗口。", None),
        ("正常", Some("只有 2 个字")),
        ("98%以上", Some("只是重复了指标的名称、指标值或完成值")),
        ("工作完成度和群众满意度。", Some("只是重复了")),
        ("无", None),
        ("", None),
    ];
    for (typed, words) in cases {
        let found = of_kind(
            MatterKind::WeakReason,
            &[("ind.quality1.reason", typed)],
            &[],
        );
        let here = found.iter().find(|it| it.cell == "ind.quality1.reason");
        match words {
            Some(words) => assert!(here.unwrap().words.contains(words), "{typed}: {here:?}"),
            None => assert!(here.is_none(), "{typed}: {here:?}"),
        }
    }
}

#[test]
fn one_text_at_many_cells_was_copied() {
    let text = "按照实际完成情况进行评分，属于正常情况。";
    let cells = ["quality1", "time1", "cost1", "social1"].map(|row| format!("ind.{row}.reason"));
    let typed: Vec<(&str, &str)> = cells.iter().map(|cell| (cell.as_str(), text)).collect();
    let found = of_kind(MatterKind::WeakReason, &typed, &[]);
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found[0].words.contains("写在 4 处"));
    let fewer = of_kind(MatterKind::WeakReason, &typed[..3], &[]);
    assert!(fewer.is_empty(), "{fewer:?}");
}

#[test]
fn a_result_far_above_its_target_stays_in_sight_when_it_is_explained() {
    let reason = ("ind.quantity4.reason", "新增两个培训项目，场次相应增加。");
    for cells in [vec![], vec![reason]] {
        let found = of_kind(MatterKind::OverAchieved, &cells, &[]);
        let here = found.iter().find(|it| it.cell == "ind.quantity4.actual");
        let here = here.expect("53 of 30 is 176.67 %");
        assert!(here.words.contains("176.67%"), "{here:?}");
        assert_eq!(here.reason.is_some(), !cells.is_empty());
    }
    assert!(
        of_kind(
            MatterKind::OverAchieved,
            &[("ind.quantity4.actual", "31场")],
            &[]
        )
        .iter()
        .all(|it| it.cell != "ind.quantity4.actual")
    );
}

#[test]
fn a_score_that_a_person_gave_wants_a_file() {
    let bare = of_kind(MatterKind::Unproved, &[], &[]);
    let cell = bare.first().expect("points are given by hand").cell.clone();
    let code = cell.rsplit_once('.').unwrap().0;
    let proved = of_kind(MatterKind::Unproved, &[], &[code]);
    assert_eq!(proved.len() + 1, bare.len());
    assert!(proved.iter().all(|it| it.cell != cell));
}

#[test]
fn a_jump_against_last_year_is_told_with_both_figures() {
    let (scheme, entries) = shipped::filing(FILING);
    let older = with(&entries, &[("total_initial", "120.00")]);
    let last_year = LastYear::of(&scheme, &scheme, &older);
    let evaluation = evaluate_beside(&scheme, &entries, Some(&last_year));
    let all = matters(&Reviewed {
        scheme: &scheme,
        entries: &entries,
        evaluation: &evaluation,
        last_year: Some(&last_year),
        proved: &BTreeSet::new(),
    });
    let jumps: Vec<&Matter> = all
        .iter()
        .filter(|it| it.kind == MatterKind::Jump)
        .collect();
    assert_eq!(jumps.len(), 1, "{jumps:?}");
    let words = &jumps[0].words;
    assert!(
        words.contains("120.00") && words.contains("485.88"),
        "{words}"
    );
}
