//! 抽查: the same seed, plan and population give the same list, and exactly so many.

use proptest::prelude::*;
use rust_decimal::Decimal;
use ziping::domain::evaluate::evaluate;
use ziping::domain::publication::sha256_hex;
use ziping::domain::sampling::{
    Drawn, FORMAT, Member, Mismatch, Plan, PlanProblem, Protocol, Quota, Sign, Signs, allot, draw,
    replay,
};

use super::cases;
use crate::seeds::shipped;

fn member(code: &str, department: &str, budget: i64, signs: &[(Sign, u32)]) -> Member {
    Member {
        code: code.to_owned(),
        agency: format!("甲县{code}局"),
        department: department.to_owned(),
        budget: Some(Decimal::from(budget)),
        signs: signs.iter().copied().collect::<Signs>(),
    }
}

fn population() -> Vec<Member> {
    let risky = [(Sign::Explained, 4), (Sign::Jump, 2)];
    vec![
        member("001", "甲县教育局", 300, &[]),
        member("002", "甲县教育局", 400, &[]),
        member("003", "甲县教育局", 400, &risky),
        member("004", "甲县教育局", 9000, &[]),
        member("005", "甲县民政局", 100, &[]),
        member("006", "甲县民政局", 200, &[(Sign::ByHand, 9)]),
        member("007", "", 5000, &risky),
        member("008", "", 4999, &[]),
    ]
}

fn codes(drawn: &Drawn) -> Vec<&str> {
    drawn.picked.iter().map(|it| it.code.as_str()).collect()
}

#[test]
fn places_go_to_the_largest_remainders_and_never_beyond_the_members() {
    // Members and weight of each stratum, places, who gets how many.
    type Case<'a> = (&'a [(usize, u64)], usize, &'a [usize]);
    let cases: &[Case<'_>] = &[
        (&[(10, 1), (10, 1)], 4, &[2, 2]),
        // 5 × 7/10 = 3.5 and 1.5: equal remainders go to the first.
        (&[(7, 1), (3, 1)], 5, &[4, 1]),
        (
            &[(47, 1), (16, 1), (15, 1), (12, 1), (10, 1)],
            10,
            &[5, 2, 1, 1, 1],
        ),
        // Weight counts as so many members.
        (&[(10, 1), (10, 3)], 4, &[1, 3]),
        // A stratum that is full leaves its places to the others.
        (&[(1, 100), (9, 1)], 5, &[1, 4]),
        (&[(2, 1), (3, 1)], 9, &[2, 3]),
        (&[(3, 0), (3, 1)], 2, &[1, 1]),
        (&[], 3, &[]),
        (&[(4, 1)], 0, &[0]),
    ];
    for (strata, places, given) in cases {
        assert_eq!(allot(strata, *places), *given, "{strata:?} {places}");
    }
}

#[test]
fn a_sample_can_be_drawn_by_hand() {
    let plan = Plan {
        by_department: false,
        sizes: Vec::new(),
        risks: Vec::new(),
        ..Plan::usual("双色球2026133期", Quota::Count(3))
    };
    let drawn = draw(&population(), &plan).unwrap();
    // What anybody does with sha256sum.
    let mut by_hand: Vec<(String, String)> = population()
        .iter()
        .map(|it| {
            let text = format!("双色球2026133期|{}", it.code);
            (sha256_hex(text.as_bytes()), it.code.clone())
        })
        .collect();
    by_hand.sort();
    let first: Vec<&str> = by_hand
        .iter()
        .take(3)
        .map(|(_, code)| code.as_str())
        .collect();
    assert_eq!(codes(&drawn), first);
    assert_eq!(drawn.strata.len(), 1);
    assert_eq!(drawn.strata[0].label(), "全部单位");
}

#[test]
fn strata_are_departments_sizes_and_risks() {
    let drawn = draw(&population(), &Plan::usual("20261122", Quota::Count(4))).unwrap();
    let strata: Vec<String> = drawn
        .strata
        .iter()
        .map(|it| format!("{} {}/{}", it.label(), it.places, it.members))
        .collect();
    assert_eq!(
        strata,
        [
            "规模中·风险低 0/1",
            "规模大·风险高 1/1",
            "甲县教育局·规模小·风险低 1/2",
            "甲县教育局·规模小·风险高 1/1",
            "甲县教育局·规模大·风险低 0/1",
            "甲县民政局·规模小·风险低 0/1",
            "甲县民政局·规模小·风险中 1/1",
        ]
    );
    let of_high_risk = drawn.picked.iter().find(|it| it.code == "003").unwrap();
    assert_eq!(
        drawn.why(of_high_risk),
        "甲县教育局·规模小·风险高：共 1 家，抽 1 家；按随机排序列第 1 位，风险 8 分"
    );
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let of = |seed: &str, quota| draw(&population(), &Plan::usual(seed, quota)).unwrap_err();
    assert_eq!(of("", Quota::Count(1)), PlanProblem::Seed);
    assert_eq!(of(" 甲", Quota::Count(1)), PlanProblem::Seed);
    assert_eq!(of("甲\n乙", Quota::Count(1)), PlanProblem::Seed);
    assert_eq!(of(&"甲".repeat(65), Quota::Count(1)), PlanProblem::Seed);
    assert_eq!(of("甲", Quota::Count(0)), PlanProblem::Count(8));
    assert_eq!(of("甲", Quota::Count(9)), PlanProblem::Count(8));
    assert_eq!(of("甲", Quota::Percent(0)), PlanProblem::Percent);
    assert_eq!(of("甲", Quota::Percent(101)), PlanProblem::Percent);
    let plan = Plan::usual("甲", Quota::Count(1));
    assert_eq!(draw(&[], &plan), Err(PlanProblem::Nobody));
    let twice = [population()[0].clone(), population()[0].clone()];
    assert_eq!(
        draw(&twice, &plan),
        Err(PlanProblem::Twice("001".to_owned()))
    );
}

#[test]
fn shares_are_rounded_and_at_least_one() {
    let places = |percent, of| {
        Plan::usual("甲", Quota::Percent(percent))
            .places(of)
            .unwrap()
    };
    for (percent, of, expected) in [
        (10, 8, 1),
        (1, 8, 1),
        (20, 8, 2),
        (25, 10, 3),
        (24, 10, 2),
        (100, 8, 8),
    ] {
        assert_eq!(places(percent, of), expected, "{percent}% of {of}");
    }
}

#[test]
fn signs_are_counted_on_real_filings() {
    let (scheme, entries) = shipped::filing("lukou-2022");
    let signs = Sign::count(&scheme, &evaluate(&scheme, &entries));
    assert!(
        signs.get(&Sign::ByHand).is_some_and(|times| *times > 0),
        "{signs:?}"
    );
}

fn protocol(population: Vec<Member>, plan: Plan) -> Protocol {
    let drawn = draw(&population, &plan).unwrap();
    Protocol {
        format: FORMAT.to_owned(),
        campaign: "2025年度部门整体支出绩效自评".to_owned(),
        year: 2025,
        drawn_by: "财政局审核人".to_owned(),
        drawn_at: "2026-11-22 16:00".to_owned(),
        plan,
        population,
        drawn,
    }
}

#[test]
fn a_protocol_that_was_touched_does_not_replay() {
    let sound = protocol(population(), Plan::usual("20261122", Quota::Count(4)));
    assert_eq!(replay(&sound), []);
    let text = serde_json::to_string(&sound).unwrap();
    let read: Protocol = serde_json::from_str(&text).unwrap();
    assert_eq!(replay(&read), []);

    let touched = |change: &dyn Fn(&mut Protocol)| {
        let mut copy = sound.clone();
        change(&mut copy);
        replay(&copy)
    };
    assert_eq!(
        touched(&|it| it.format = "ziping-sample/9".to_owned()),
        [Mismatch::Format("ziping-sample/9".to_owned())]
    );
    assert!(matches!(
        touched(&|it| it.population[3].budget = Some(Decimal::from(10)))[..],
        [Mismatch::Population { .. }, Mismatch::Stratum { .. }, ..]
    ));
    assert!(!touched(&|it| it.plan.seed.push('1')).is_empty());
    let swapped = touched(&|it| it.drawn.picked[0].code = "008x".to_owned());
    assert!(matches!(swapped[..], [Mismatch::Picked { at: 1, .. }]));
    let fewer = touched(&|it| drop(it.drawn.picked.pop()));
    assert!(matches!(&fewer[..], [Mismatch::Picked { noted, .. }] if noted == "无"));
    assert_eq!(
        touched(&|it| it.plan.quota = Quota::Count(99)),
        [Mismatch::Plan(PlanProblem::Count(8))]
    );
}

fn members() -> impl Strategy<Value = Vec<Member>> {
    let one = (
        prop_oneof![Just(""), Just("甲县教育局"), Just("甲县民政局")],
        proptest::option::of(0_i64..9000),
        (0_u32..7, 0_u32..4, 0_u32..6),
    );
    proptest::collection::vec(one, 1..60).prop_map(|all| {
        let all = all.into_iter().enumerate();
        let made = all.map(
            |(at, (department, budget, (explained, jumps, by_hand)))| Member {
                budget: budget.map(Decimal::from),
                ..member(
                    &format!("{at:03}"),
                    department,
                    0,
                    &[
                        (Sign::Explained, explained),
                        (Sign::Jump, jumps),
                        (Sign::ByHand, by_hand),
                    ],
                )
            },
        );
        made.collect()
    })
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_sample_replays_whatever_the_order_of_the_population(
        (population, mixed) in members().prop_flat_map(|it| (Just(it.clone()), Just(it).prop_shuffle())),
        seed in "[0-9a-z甲乙]{1,12}",
        percent in 1_u32..=100,
    ) {
        let plan = Plan::usual(seed, Quota::Percent(percent));
        let noted = protocol(population.clone(), plan.clone());
        prop_assert_eq!(replay(&noted), []);
        prop_assert_eq!(&draw(&mixed, &plan).unwrap(), &noted.drawn);
        // Exactly so many, each once, all of the population.
        let wanted = plan.places(population.len()).unwrap();
        prop_assert_eq!(noted.drawn.picked.len(), wanted);
        let mut drawn = codes(&noted.drawn);
        drawn.sort_unstable();
        drawn.dedup();
        prop_assert_eq!(drawn.len(), wanted);
        for stratum in &noted.drawn.strata {
            prop_assert!(stratum.places <= stratum.members);
        }
        let members: usize = noted.drawn.strata.iter().map(|it| it.members).sum();
        prop_assert_eq!(members, population.len());
    }

    #[test]
    fn places_are_given_exactly(
        strata in proptest::collection::vec((0_usize..30, 0_u64..5), 0..12),
        places in 0_usize..200,
    ) {
        let given = allot(&strata, places);
        let members: usize = strata.iter().map(|(members, _)| members).sum();
        prop_assert_eq!(given.iter().sum::<usize>(), places.min(members));
        for (given, (members, _)) in given.iter().zip(&strata) {
            prop_assert!(given <= members);
        }
    }
}
