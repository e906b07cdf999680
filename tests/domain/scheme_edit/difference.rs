//! 看差别.

use ziping::domain::scheme_edit::{Control, Difference, differences};

use super::{DATONGHU, LUKOU, read};

fn told(found: &[Difference]) -> Vec<String> {
    let line = |it: &Difference| {
        format!(
            "{}｜{}｜{}｜{}｜{}",
            it.part,
            it.place,
            it.kind.label(),
            it.kind.before(),
            it.kind.after()
        )
    };
    found.iter().map(line).collect()
}

#[test]
fn a_file_does_not_differ_from_itself_nor_by_its_comments() {
    for text in [LUKOU, DATONGHU] {
        assert_eq!(differences(text, text).unwrap(), []);
        assert_eq!(differences(text, &format!("# 注释\n{text}")).unwrap(), []);
    }
    assert_eq!(differences(LUKOU, "kein [ toml"), None);
}

#[test]
fn every_change_is_told_once_and_in_words() {
    let mut newer = read(DATONGHU);
    newer.set("scheme.version", Control::Whole, true, "2");
    newer.set("item.0.required", Control::Line, false, "warning");
    newer.set("item.1.help", Control::Text, false, "照决算表填。");
    newer.set("check.0.severity", Control::Line, true, "notice");
    newer.set("indicator.0.weight", Control::Points, true, "3");
    newer.set("indicator.0.rule.minus", Control::Points, true, "0.7");
    assert!(newer.take_out("check.1"));
    newer.shift("indicator.2", true);
    let added = newer.add_to("item").unwrap();
    newer.set(&format!("{added}.code"), Control::Line, true, "extra");
    let found = differences(DATONGHU, &newer.text()).unwrap();
    insta::assert_snapshot!(told(&found).join("\n"));
}

#[test]
fn what_was_added_one_way_was_removed_the_other_way() {
    let mut newer = read(LUKOU);
    newer.add_to("item").unwrap();
    newer.take_out("check.0");
    let text = newer.text();
    let there = differences(LUKOU, &text).unwrap();
    let back = differences(&text, LUKOU).unwrap();
    let count = |found: &[Difference], label: &str| {
        found.iter().filter(|it| it.kind.label() == label).count()
    };
    assert_eq!((count(&there, "增加"), count(&there, "删除")), (1, 1));
    assert_eq!((count(&back, "增加"), count(&back, "删除")), (1, 1));
}
