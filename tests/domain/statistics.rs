//! 统计: sums add up whichever way filings are parted, and every figure that people read is the one
//! that a calculator gives.

use std::collections::BTreeMap;

use proptest::prelude::*;
use ziping::domain::evaluate::evaluate;
use ziping::domain::filing::Entries;
use ziping::domain::scheme::Scheme;
use ziping::domain::statistics::{
    Change, Execution, Facts, Loss, Measure, Picture, Scope, Section, Statistics, Tally, YearLine,
    add, difference,
};
use ziping::domain::workflow::{Progress, State};

fn some_facts() -> impl Strategy<Value = Facts> {
    let change = (0..5_000_i64, 0..5_000_i64).prop_map(|(now, before)| Change { now, before });
    let execution = (0..1_300_000_i64, 1..9_000_i64).prop_map(|(rate, budget)| Execution {
        rate,
        executed: Some(budget / 2),
        budget: Some(budget),
    });
    let losses = prop::collection::btree_map("[甲乙丙]", 0..100_i64, 0..3).prop_map(|lost| {
        let loss = |lost| Loss { weight: 100, lost };
        lost.into_iter()
            .map(|(name, it)| (name, loss(it)))
            .collect()
    });
    let findings = prop::collection::btree_map("K0[1-4] (warning|notice)", 1..9_i64, 0..4);
    (
        prop::option::of(0..1_000_000_i64),
        "[优良中差]?",
        prop::option::of(execution),
        prop::option::of(change),
        losses,
        findings,
        0..3_usize,
    )
        .prop_map(
            |(total, grade, execution, three_public, losses, findings, returns)| {
                let facts = Facts {
                    total,
                    grade,
                    execution,
                    three_public,
                    losses,
                    findings,
                    reviewed: total.filter(|it| it % 2 == 0),
                    ..Facts::default()
                };
                (0..returns).fold(facts, |facts, _| facts.returned(&["资金".to_owned()]))
            },
        )
}

fn tally_of<'a>(filings: impl IntoIterator<Item = &'a (Facts, bool)>) -> Tally {
    let mut tally = Tally::new();
    for (facts, is_counted) in filings {
        add(&mut tally, &facts.tally(*is_counted));
    }
    tally
}

fn filings_of(tally: &Tally, measure: Measure) -> i64 {
    let lines = tally.iter().filter(|(key, _)| key.measure == measure);
    lines.map(|(_, part)| part.filings).sum()
}

proptest! {
    #[test]
    fn parts_add_to_the_whole_and_every_filing_is_counted_once(
        filings in prop::collection::vec((some_facts(), any::<bool>()), 0..30),
        cut in 0..30_usize,
    ) {
        let whole = tally_of(&filings);
        let (left, right) = filings.split_at(cut.min(filings.len()));
        let mut sum = tally_of(left);
        add(&mut sum, &tally_of(right));
        prop_assert_eq!(&sum, &whole);
        let counted = || filings.iter().filter(|(_, is_counted)| *is_counted);
        let with_total = counted().filter(|(facts, _)| facts.total.is_some()).count();
        let [graded, scored, summed] = [Measure::Grade, Measure::Total, Measure::Points]
            .map(|measure| usize::try_from(filings_of(&whole, measure)).unwrap());
        prop_assert_eq!(graded, counted().count());
        prop_assert_eq!((scored, summed), (with_total, with_total));
    }

    #[test]
    fn a_filing_that_changes_moves_just_its_own_lines(
        others in prop::collection::vec((some_facts(), any::<bool>()), 0..5),
        before in (some_facts(), any::<bool>()),
        after in (some_facts(), any::<bool>()),
    ) {
        let mut kept = tally_of(others.iter().chain([&before]));
        let change = difference(&before.0.tally(before.1), &after.0.tally(after.1));
        add(&mut kept, &change);
        kept.retain(|_, part| *part != ziping::domain::statistics::Part::default());
        prop_assert_eq!(kept, tally_of(others.iter().chain([&after])));
        let same = difference(&after.0.tally(after.1), &after.0.tally(after.1));
        prop_assert!(same.is_empty());
    }
}

#[test]
fn figures_count_from_the_day_they_leave_the_agency() {
    let counted: Vec<&str> = Progress::ALL
        .into_iter()
        .filter(|progress| Facts::count_at(*progress))
        .map(Progress::code)
        .collect();
    let expected = [
        State::AwaitingDepartment,
        State::AwaitingFinance,
        State::Approved,
        State::Published,
    ];
    assert_eq!(counted, expected.map(State::code));
}

/// Five filings with these totals in points, spent so much of 200.
fn county(filings: &[(i64, &str, i64)]) -> Statistics {
    let facts = filings.iter().map(|(points, grade, spent)| Facts {
        total: Some(points * 100),
        grade: (*grade).to_owned(),
        execution: Some(Execution {
            rate: spent * 5_000,
            executed: Some(spent * 1_000_000),
            budget: Some(200_000_000),
        }),
        three_public: Some(Change {
            now: spent * 1_000_000,
            before: 100_000_000,
        }),
        losses: [(
            "产出".to_owned(),
            Loss {
                weight: 500_000,
                lost: 1_000_000 - points * 100,
            },
        )]
        .into(),
        findings: [("K12 warning".to_owned(), 2)].into(),
        ..Facts::default()
    });
    let counted: Vec<(Facts, bool)> = facts.map(|facts| (facts, true)).collect();
    let tally = tally_of(&counted);
    let handed_in = i64::try_from(filings.len()).unwrap();
    Statistics {
        scope: Scope {
            due: handed_in + 1,
            handed_in,
            grades: ["优", "良", "中", "差"].map(str::to_owned).to_vec(),
            full_marks: 1000,
        },
        years: [2024, 2025]
            .map(|year| YearLine {
                year,
                handed_in,
                tally: tally.clone(),
            })
            .to_vec(),
        departments: Vec::new(),
        tally,
    }
}

fn section(statistics: &Statistics, id: &str) -> Section {
    let sections = statistics.sections().into_iter();
    sections.into_iter().find(|it| it.id == id).unwrap()
}

fn lines(section: &Section) -> BTreeMap<String, Vec<String>> {
    let lines = section.table.lines.iter();
    lines
        .map(|line| (line.cells[0].clone(), line.cells[1..].to_vec()))
        .collect()
}

#[test]
fn every_section_reads_as_a_calculator_says() {
    // 99.99, 95.00, 90.05, 90.00, 59.99 points; 200, 190, 100, 98, 0 of 200 spent.
    let county = county(&[
        (9999, "优", 200),
        (9500, "优", 190),
        (9005, "优", 100),
        (9000, "优", 98),
        (5999, "差", 0),
    ]);
    let scores = section(&county, "scores");
    // 435.03 / 5 = 87.006.
    assert!(
        scores.how.contains("应报 6 家，已报 5 家"),
        "{}",
        scores.how
    );
    assert!(scores.how.contains("平均 87.01 分"), "{}", scores.how);
    assert!(scores.how.contains("中位数 90.0 分"), "{}", scores.how);
    let bands = lines(&scores);
    assert_eq!(bands["95.0 分及以上"], ["2", "40.0%"]);
    assert_eq!(bands["90.0 至不足 95.0 分"], ["2", "40.0%"]);
    assert_eq!(bands["60.0 分以下"], ["1", "20.0%"]);
    assert_eq!(lines(&section(&county, "grades"))["优"], ["4", "80.0%"]);
    let losses = lines(&section(&county, "losses"));
    // 64.97 of 250 points: 12.994 each.
    assert_eq!(losses["产出"], ["5", "5", "50.00", "12.99", "25.99%"]);
    let rates = section(&county, "rates");
    // 588 of 1000 spent.
    assert!(rates.how.contains("平均执行率 58.80%"), "{}", rates.how);
    assert!(rates.how.contains("总体执行率 58.80%"), "{}", rates.how);
    assert_eq!(lines(&rates)["100%及以上"], ["1", "20.0%"]);
    let changes = lines(&section(&county, "three-public"));
    assert_eq!(changes["比上年增加"], ["2", "390.00", "200.00", "190.00"]);
    assert_eq!(changes["合计"], ["5", "588.00", "500.00", "88.00"]);
    let findings = lines(&section(&county, "findings"));
    assert_eq!(findings["K12"], ["未满分须说明", "需说明", "5", "10"]);
    let years = section(&county, "years");
    assert!(matches!(&years.picture, Some(Picture::Years(dots)) if dots.len() == 2));
}

#[test]
fn nothing_handed_in_draws_nothing_and_divides_by_nothing() {
    let empty = county(&[]);
    for section in empty.sections() {
        assert_eq!(section.picture, None, "{}", section.id);
    }
    assert!(section(&empty, "scores").how.contains("平均 — 分"));
}

/// What the examples of a shipped scheme are found to say about money.
fn facts_of(scheme: &str, cells: &[(&str, &str)]) -> Facts {
    let text = std::fs::read_to_string(format!("schemes/{scheme}.toml")).unwrap();
    let scheme = Scheme::parse(&text).unwrap();
    let mut entries = Entries::new(2022, "乙区图书馆");
    for (code, typed) in cells {
        entries
            .cells
            .insert((*code).to_owned(), (*typed).to_owned());
    }
    Facts::of(&scheme, &evaluate(&scheme, &entries))
}

#[test]
fn rates_and_three_public_expenses_are_found_by_their_names() {
    let found = facts_of(
        "lukou-2022",
        &[("total_annual", "200"), ("total_executed", "190")],
    );
    let execution = found.execution.unwrap();
    assert_eq!(execution.rate, 950_000);
    assert_eq!(execution.executed, Some(190_000_000));
    assert_eq!(execution.budget, Some(200_000_000));
    assert_eq!(found.three_public, None);

    for (scheme, cells) in [
        (
            "zhuzhou-2019",
            [("three_public", "8"), ("three_public_last", "10.5")],
        ),
        (
            "taoyuan-2020",
            [("three_public", "8"), ("three_public_increase", "-2.5")],
        ),
        (
            "datonghu-2020",
            [
                ("three_public_budget", "8"),
                ("three_public_budget_last", "10.5"),
            ],
        ),
    ] {
        let change = facts_of(scheme, &cells).three_public.unwrap();
        assert_eq!(
            (change.now, change.before),
            (8_000_000, 10_500_000),
            "{scheme}"
        );
    }
}

#[test]
fn rows_that_agencies_made_are_one_place() {
    assert_eq!(
        Facts::place("“办件量”实际完成值"),
        "绩效指标各行的实际完成值"
    );
    assert_eq!(Facts::place("全年执行数"), "全年执行数");
}
