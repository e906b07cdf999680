//! The pages of 抽查 with made-up contents.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::{ProtocolPage, SampleLine, SamplesPage};
use crate::domain::sampling::{FORMAT, Member, Plan, Protocol, Quota, Sign, draw};
use crate::domain::workflow::Role;
use crate::store::sample::Sample as StoredSample;
use crate::web::form::{Choice, FormState};
use crate::web::pager::Pager;
use crate::web::routes;
use crate::web::samples::{Sample, frame};

/// The pages in one case: nothing, usual names, hostile ones, the longest.
pub fn samples(case: &str, name: &str) -> Vec<Sample> {
    let line = SampleLine {
        href: routes::sample("sample"),
        campaign: name.to_owned(),
        number: 2,
        reason: name.to_owned(),
        by: name.to_owned(),
        at: "2026-11-22 16:00".to_owned(),
    };
    let mut form = FormState::prefilled(&[("seed", name)]);
    form.refuse("seed", "请填写随机种子（1 至 64 个字，不含换行）。");
    let page = |form: FormState, lines: Vec<SampleLine>, may_draw: bool| SamplesPage {
        frame: frame(Role::FinanceReviewer),
        lines,
        pager: Pager::new(routes::SAMPLES, &[], Some(1), 20).of_total(3),
        may_draw,
        campaigns: vec![Choice::new("campaign", name)],
        form,
    };
    let lines = if name.is_empty() {
        Vec::new()
    } else {
        vec![line; 3]
    };
    let mut samples = vec![
        Sample::new(
            format!("bureau/samples {case}"),
            &page(FormState::default(), lines.clone(), true),
        ),
        Sample::new(
            format!("bureau/samples {case} to read"),
            &page(FormState::default(), lines.clone(), false),
        ),
        Sample::new(
            format!("bureau/samples {case} refused"),
            &page(form, lines, true),
        ),
    ];
    samples.extend(protocol(name).map(|page| Sample::new(format!("bureau/sample {case}"), &page)));
    samples
}

fn protocol(name: &str) -> Option<ProtocolPage> {
    let population: Vec<Member> = (1_u32..=12)
        .map(|number| Member {
            code: format!("{number:03}"),
            agency: name.to_owned(),
            department: if number % 2 == 0 { name } else { "" }.to_owned(),
            budget: Some(Decimal::from(number * 100)),
            signs: [(Sign::Explained, number)].into_iter().collect(),
        })
        .collect();
    let plan = Plan::usual("20261122", Quota::Percent(25));
    let drawn = draw(&population, &plan).ok()?;
    let protocol = Protocol {
        format: FORMAT.to_owned(),
        campaign: name.to_owned(),
        year: 2025,
        drawn_by: name.to_owned(),
        drawn_at: "2026-11-22 16:00".to_owned(),
        plan,
        population,
        drawn,
    };
    let stored = StoredSample {
        id: "sample".to_owned(),
        campaign_title: name.to_owned(),
        year: 2025,
        number: 2,
        reason: name.to_owned(),
        protocol: String::new(),
        drawn_by_name: name.to_owned(),
        drawn_at: DateTime::<Utc>::UNIX_EPOCH,
    };
    Some(ProtocolPage::of(
        frame(Role::FinanceReviewer),
        &stored,
        protocol,
    ))
}
