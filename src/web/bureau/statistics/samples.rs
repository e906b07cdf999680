//! The pages of 统计 with made-up contents.

use super::{SectionView, StatisticsPage};
use crate::domain::statistics::{
    Change, Departments, Execution, Facts, Loss, Scope, Statistics, Tally, YearLine, add,
};
use crate::domain::workflow::Role;
use crate::web::error::Link;
use crate::web::pager::Pager;
use crate::web::routes;
use crate::web::samples::{Sample, frame};

/// The page in one case: nothing, usual names, hostile ones, the longest.
pub fn samples(case: &str, name: &str) -> Vec<Sample> {
    let page = |statistics: Option<Statistics>| StatisticsPage {
        frame: frame(Role::FinanceReviewer),
        title: name.to_owned(),
        others: vec![Link::new("2024 年度", routes::statistics("older", ""))],
        whole: (!name.is_empty()).then(|| routes::statistics("campaign", "")),
        sections: statistics.map_or_else(Vec::new, |statistics| views(&statistics)),
    };
    let filings = if name.is_empty() { 0 } else { 40 };
    let mut samples = vec![Sample::new(
        format!("bureau/statistics {case}"),
        &page(Some(statistics(name, filings))),
    )];
    if name.is_empty() {
        samples.push(Sample::new("bureau/statistics none", &page(None)));
    }
    samples
}

fn views(statistics: &Statistics) -> Vec<SectionView> {
    let sections = statistics.sections().into_iter();
    let views = sections.map(|section| SectionView::of(section, "campaign", ""));
    let paged = views.map(|mut view| {
        let pager = Pager::new(routes::STATISTICS, &[], Some(1), 50);
        view.pager = (view.section.id == "departments").then(|| pager.of_total(120));
        view
    });
    paged.collect()
}

fn statistics(name: &str, filings: i64) -> Statistics {
    let mut tally = Tally::new();
    for number in 0..filings {
        add(&mut tally, &facts(name, number).tally(true));
    }
    let year = |year: i32| YearLine {
        year,
        handed_in: filings,
        tally: tally.clone(),
    };
    let department = |id: &str| Departments {
        id: id.to_owned(),
        name: name.to_owned(),
        due: filings + 3,
        handed_in: filings,
        tally: tally.clone(),
    };
    let departments = if name.is_empty() {
        Vec::new()
    } else {
        vec![department("first"), department("")]
    };
    Statistics {
        scope: Scope {
            due: filings + 3,
            handed_in: filings,
            grades: ["优", "良", "中", "差"].map(str::to_owned).to_vec(),
            full_marks: 1000,
        },
        years: vec![year(2024), year(2025)],
        departments,
        tally,
    }
}

fn facts(name: &str, number: i64) -> Facts {
    let total = 1_000_000 - number * 12_345;
    let loss = |lost: i64| Loss {
        weight: 100_000,
        lost,
    };
    let facts = Facts {
        total: Some(total),
        grade: if total > 900_000 { "优" } else { "良" }.to_owned(),
        reviewed: (number % 7 == 0).then_some(total - 10_000),
        reviewed_grade: "良".to_owned(),
        execution: Some(Execution {
            rate: 1_010_000 - number * 15_000,
            executed: Some(100_000_000),
            budget: Some(110_000_000),
        }),
        three_public: Some(Change {
            now: 20_000_000 + number,
            before: 20_000_005,
        }),
        losses: [
            ("预算执行率".to_owned(), loss(number * 1_000)),
            (name.to_owned(), loss(5_000)),
        ]
        .into(),
        findings: [("K12 warning".to_owned(), 2), ("K20 notice".to_owned(), 1)].into(),
        ..Facts::default()
    };
    if number % 5 == 0 {
        facts.returned(&[name.to_owned()])
    } else {
        facts
    }
}
