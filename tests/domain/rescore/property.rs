//! What holds for every re-scoring: its split adds up, whatever is corrected in whatever order.

use proptest::prelude::*;
use proptest::sample::Index;
use ziping::domain::figure::Exact;
use ziping::domain::rescore::{Correction, Rescored};

use super::{correction, handed_in, rescored, scheme};
use crate::domain::cases;
use crate::seeds::shipped;

/// What holds for every split: the parts make the whole, by cause and by score.
fn assert_adds_up(rescored: &Rescored) {
    let sum = |all: &mut dyn Iterator<Item = Exact>| all.fold(Exact::zero(), |sum, it| &sum + &it);
    let Some(split) = &rescored.split else {
        assert!(rescored.difference().is_none());
        return;
    };
    assert_eq!(Some(&split.difference), rescored.difference().as_ref());
    let causes = sum(&mut split.causes.iter().map(|cause| cause.points.clone()));
    assert_eq!(causes, split.difference);
    for cause in &split.causes {
        let scores = sum(&mut cause.scores.iter().map(|(_, moved)| moved.clone()));
        assert_eq!(&scores + &cause.rest, cause.points);
    }
    for (at, line) in rescored.lines.iter().enumerate() {
        let told = sum(&mut split
            .causes
            .iter()
            .flat_map(|cause| &cause.scores)
            .filter(|(score, _)| *score == at)
            .map(|(_, moved)| moved.clone()));
        assert_eq!(Some(told), line.difference(), "{}", line.cell);
    }
    let mut told: Vec<usize> = split
        .causes
        .iter()
        .flat_map(|cause| cause.corrections.clone())
        .collect();
    told.dedup();
    assert!(told.iter().copied().eq(0..rescored.corrections.len()));
}

/// Corrections of any cells of the scheme above, with texts that mostly fit.
fn corrections() -> impl Strategy<Value = Vec<Correction>> {
    let one = prop_oneof![
        ("budget|spent", "[0-9]{1,3}(\\.[0-9]{1,2})?"),
        ("is_false", "是|否"),
        ("rules\\.item[12]", "符合|不符合"),
        ("ecology\\.grade", "达成|未达成"),
        ("ecology|benefit", "(1?[0-9])(\\.[05])?"),
        ("ind\\.q1\\.(score|weight|actual)", "[0-4]?[0-9]"),
        (
            "deduct\\.(execution|rules|ecology|benefit|ind\\.q1|total)",
            "[0-9]{1,2}"
        ),
        ("[a-z.0-9]{1,12}", ".{0,6}"),
    ];
    let one = one.prop_map(|(cell, text)| correction(&cell, &text));
    proptest::collection::vec(one, 0..9)
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn splits_add_up_exactly(corrections in corrections()) {
        assert_adds_up(&Rescored::of(&scheme(), &handed_in(), &corrections));
    }

    #[test]
    fn the_order_of_corrections_does_not_matter(
        (made, mixed) in corrections().prop_flat_map(|made| {
            let mut seen = std::collections::BTreeSet::new();
            let made: Vec<Correction> =
                made.into_iter().filter(|it| seen.insert(it.cell.clone())).collect();
            (Just(made.clone()), Just(made).prop_shuffle())
        }),
    ) {
        let (scheme, entries) = (scheme(), handed_in());
        let one = Rescored::of(&scheme, &entries, &made);
        let other = Rescored::of(&scheme, &entries, &mixed);
        prop_assert_eq!(&one.corrections, &other.corrections);
        prop_assert_eq!(one.split, other.split);
    }

    /// Corrections that touch different scores move what each of them moves alone.
    #[test]
    fn independent_corrections_count_as_if_alone(spent in 0_u32..200, benefit in 0_u32..=20, unmet in any::<bool>()) {
        let spent = spent.to_string();
        let benefit = benefit.to_string();
        let answer = if unmet { "不符合" } else { "符合" };
        let all = [("spent", spent.as_str()), ("rules.item1", answer), ("benefit", benefit.as_str())];
        let together = rescored(&all);
        let split = together.split.clone().unwrap();
        for (cause, one) in split.causes.iter().zip(all) {
            let alone = rescored(&[one]).difference();
            prop_assert_eq!(Some(&cause.points), alone.as_ref());
        }
    }

    /// Whatever is corrected on the published filings.
    #[test]
    fn published_filings_split_exactly(
        (at, made) in (0..SHIPPED.len()).prop_flat_map(|at| (Just(at), corrected(SHIPPED[at]))),
    ) {
        let (scheme, entries) = shipped::filing(SHIPPED[at]);
        let rescored = Rescored::of(&scheme, &entries, &made);
        prop_assert!(rescored.own_total.is_ok());
        assert_adds_up(&rescored);
    }
}

const SHIPPED: [&str; 3] = ["lukou-2022", "datonghu-2020", "project-2020"];

/// Corrections of any cells of a published filing, rows included.
fn corrected(filing: &str) -> impl Strategy<Value = Vec<Correction>> + use<> {
    let (scheme, entries) = shipped::filing(filing);
    let fixed = scheme.fixed_cells().map(|(code, _)| code.to_owned());
    let codes: Vec<String> = fixed.chain(entries.cells.keys().cloned()).collect();
    let texts = "[0-9]{1,4}(\\.[0-9]{1,2})?|[0-9]|是|否|符合|不符合|达成年度指标|较好|一般";
    proptest::collection::vec((any::<Index>(), texts), 0..6).prop_map(move |picked| {
        let picked = picked.into_iter();
        let made = picked.map(|(index, text)| {
            let cell: &String = index.get(&codes);
            correction(cell, &text)
        });
        made.collect()
    })
}
