//! What anybody may offer as a formula, a figure or a scheme: read or refused, soon, and no panic.
//! The filing loader has the same in `filing_file`, the document readers in `tests/import`.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use ziping::domain::figure::read;
use ziping::domain::formula::parse;
use ziping::domain::scheme::Scheme;

use crate::seeds::shipped;

/// Far above what anything here needs in an unoptimised build on a busy machine.
const LONG: Duration = Duration::from_mins(4);

fn soon<T>(what: &str, deed: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = deed();
    let took = start.elapsed();
    assert!(took < LONG, "{what}: {took:?}");
    result
}

/// Everything said about a scheme that does not fit.
fn said(what: &str, text: &str) -> Vec<String> {
    let problems = soon(what, || Scheme::parse(text)).err().unwrap_or_default();
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn endless_formulas_are_refused() {
    let slot = |_: &str| None;
    for formula in [
        "(".repeat(1_000_000),
        "1+".repeat(1_000_000) + "1",
        "最大(".repeat(1_000_000),
        "1".repeat(1_000_000),
        "-".repeat(1_000_000),
        "（".repeat(400),
        "名".repeat(3_000),
    ] {
        assert!(soon("formula", || parse(&formula, &slot)).is_err());
    }
    // The longest that is allowed still has an end.
    assert!(soon("formula", || parse(&("1+".repeat(900) + "1"), &slot)).is_ok());
}

#[test]
fn endless_figures_are_words_or_no_numbers() {
    for typed in [
        "1".repeat(1_000_000),
        "１，".repeat(300_000),
        "-".repeat(1_000_000),
        "万".repeat(1_000_000),
        "1-".repeat(500_000),
        " ".repeat(1_000_000),
        "%".repeat(500),
    ] {
        let _ = soon("figure", || read(&typed));
    }
}

#[test]
fn endless_schemes_are_refused() {
    let cases = [
        ("arrays", format!("a={}", "[".repeat(500_000))),
        ("tables", format!("a={}", "{b=".repeat(300_000))),
        ("names", format!("a{}=1", ".b".repeat(500_000))),
        ("headings", format!("[{}a]", "a.".repeat(500_000))),
        ("open", format!("a=\"\"\"{}", "x".repeat(1_000_000))),
        (
            "keys",
            (0..50_000).map(|number| format!("k{number}=1\n")).collect(),
        ),
        ("length", "# 说明\n".repeat(1_000_000)),
    ];
    for (what, text) in cases {
        let said = said(what, &text);
        assert!(
            !said.is_empty() && said.iter().all(|words| !words.is_empty()),
            "{what}"
        );
    }
}

#[test]
fn a_scheme_of_many_items_is_read_in_time() {
    let (_, entries) = shipped::filing("lukou-2022");
    assert!(!entries.cells.is_empty());
    let mut text = include_str!("../../schemes/lukou-2022.toml").to_owned();
    for number in 0..3_000 {
        text.push_str(&format!("\n[[item]]\ncode = \"more{number}\"\nname = \"另一项{number}\"\nkind = \"amount\"\nunit = \"万元\"\n"));
    }
    let _ = said("items", &text);
}

proptest! {
    #![proptest_config(crate::domain::cases(1_000))]

    #[test]
    fn any_text_is_a_figure_or_words(typed in "(?s).{0,120}") {
        let _ = read(&typed);
    }

    #[test]
    fn anything_near_a_figure_is_a_figure_or_words(typed in "[0-9０-９.,，．%％万亿元件人〉＞>=≥<≤\\-－—（）() 约不低于以上左右至~]{0,40}") {
        let _ = read(&typed);
    }

    #[test]
    fn any_text_is_a_formula_or_not(text in "(?s).{0,120}") {
        let _ = parse(&text, &|_| None);
    }
}

proptest! {
    #![proptest_config(crate::domain::cases(60))]

    /// A scheme in which somebody cut, doubled or mistyped something.
    #[test]
    fn a_damaged_scheme_is_read_or_refused(at in any::<prop::sample::Index>(), cut in 0_usize..200, doubled in any::<bool>(), put in "(?s).{0,8}") {
        let text = include_str!("../../schemes/lukou-2022.toml");
        let symbols: Vec<char> = text.chars().collect();
        let at = at.index(symbols.len());
        let end = (at + cut).min(symbols.len());
        let from = if doubled { at } else { end };
        let damaged: String = symbols[..end].iter().copied().take(if doubled { end } else { at }).chain(put.chars()).chain(symbols[from..].iter().copied()).collect();
        for words in said("damaged", &damaged) {
            prop_assert!(!words.is_empty());
        }
    }
}
