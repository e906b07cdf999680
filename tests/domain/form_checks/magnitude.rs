//! K15 amounts ten thousand times off what stands beside them.

use super::{assert_found, found};

#[test]
fn an_amount_in_another_unit_than_its_neighbour_is_asked_about() {
    assert_found(&[
        (
            "",
            vec![("a", "149.03"), ("b", "1490300")],
            "K15 warning b",
            &["“1490300”万元", "“149.03”", "1490300元"],
        ),
        (
            "",
            vec![("a", "1486500"), ("b", "149.03")],
            "K15 warning a",
            &["1486500元"],
        ),
        // 5.0 where 49 300 stands beside it: within three times of ten thousand.
        (
            "",
            vec![("a", "49300"), ("b", "5.0")],
            "K15 warning a",
            &["49300元"],
        ),
        // Said in its own unit there is nothing to ask.
        ("", vec![("a", "149.03"), ("b", "1490300元")], "", &[]),
        ("", vec![("a", "149.03"), ("b", "0.014903亿元")], "", &[]),
        // A thousand times and a hundred thousand times are something else.
        ("", vec![("a", "149.03"), ("b", "149030")], "", &[]),
        ("", vec![("a", "1.5"), ("b", "150000")], "", &[]),
        ("", vec![("a", "0"), ("b", "1490300")], "", &[]),
        // Different things side by side in a row without a label.
        ("", vec![("e", "0.03"), ("f", "300")], "", &[]),
    ]);
}

#[test]
fn the_text_that_repairs_it_is_offered() {
    let findings = found("", &[("a", "149.03"), ("b", "1,490,300")]);
    assert_eq!(findings[0].repair.as_deref(), Some("1,490,300元"));
    assert_eq!(found("", &[("a", "149.03"), ("b", "1,490,300元")]), []);
}
