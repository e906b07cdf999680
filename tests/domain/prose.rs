//! Long texts: marks, figures by name, words to begin with.

use proptest::prelude::*;
use ziping::domain::check::{Finding, Severity};
use ziping::domain::evaluate::{Evaluation, evaluate, evaluate_figures};
use ziping::domain::filing::Entries;
use ziping::domain::prose::{
    Block, Figures, Mark, Piece, Prose, Span, TO_BE_WRITTEN, lines, references, skeleton, words,
};
use ziping::domain::scheme::{Scheme, SlotKind};

use super::cases;
use crate::seeds::shipped;

/// The lines of a text: what each is, and its words.
fn marks(text: &str) -> Vec<(Mark, &str)> {
    lines(text).map(|line| (line.mark, line.text)).collect()
}

#[test]
fn three_marks_are_known_and_every_other_line_is_a_paragraph() {
    use Mark::{Bullet, Heading, Number, Plain};
    for (text, read) in [
        ("## 收入情况", (Heading, "收入情况")),
        ("　　## 收入情况  ", (Heading, "收入情况")),
        ("- 办件 1508 项", (Bullet, "办件 1508 项")),
        ("• 从 Word 来的", (Bullet, "从 Word 来的")),
        ("· 从网页来的", (Bullet, "从网页来的")),
        ("1. 第一项", (Number(1), "第一项")),
        ("12.  第十二项", (Number(12), "第十二项")),
        // Old texts read as before.
        ("1.深化改革", (Plain, "1.深化改革")),
        ("一、基本情况", (Plain, "一、基本情况")),
        ("2022. 年", (Plain, "2022. 年")),
        ("-5.32 万元", (Plain, "-5.32 万元")),
        ("##收入", (Plain, "##收入")),
        ("# 收入", (Plain, "# 收入")),
        ("## ", (Plain, "##")),
        ("-", (Plain, "-")),
        ("  　", (Plain, "")),
    ] {
        assert_eq!(marks(text), [read], "{text}");
    }
}

#[test]
fn names_stand_between_curly_brackets_of_either_keyboard() {
    let named = |text: &'static str| -> Vec<(&str, Option<&str>)> {
        references(text)
            .into_iter()
            .filter_map(|span| match span {
                Span::Words(_) => None,
                Span::Reference(it) => Some((it.name, it.unit)),
            })
            .collect()
    };
    assert_eq!(named("执行{全年执行数}，"), [("全年执行数", None)]);
    assert_eq!(named("｛全年执行数：元｝"), [("全年执行数", Some("元"))]);
    assert_eq!(
        named("{ 甲 }{乙 : 亿元 }"),
        [("甲", None), ("乙", Some("亿元"))]
    );
    assert_eq!(named("{{甲}}"), [("甲", None)]);
    for none in ["{}", "{ }", "{甲", "甲}", "{甲\n乙}", "｝{"] {
        assert_eq!(named(none), [], "{none}");
    }
}

thread_local! {
    static UNFILLED: (Scheme, Entries, Evaluation) = {
        let scheme = shipped::compiled("lukou-2022");
        let entries = Entries::new(2022, "甲县某局");
        let evaluation = evaluate_figures(&scheme, &entries);
        (scheme, entries, evaluation)
    };
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn no_character_is_lost(text in "(## |- |1\\. |[\\s　]|[{}｛｝:：]|[甲乙a1。，]|\\PC){0,80}") {
        let joined: String = lines(&text)
            .flat_map(|line| [line.before, line.text, line.after])
            .collect();
        prop_assert_eq!(&joined, &text);
        let spans: String = references(&text)
            .into_iter()
            .map(|span| match span {
                Span::Words(words) => words,
                Span::Reference(reference) => reference.typed,
            })
            .collect();
        prop_assert_eq!(&spans, &text);
    }

    #[test]
    fn every_word_is_in_a_block(text in "(## |- |1\\. |[ \\n　]|[甲乙a1。，]){0,60}") {
        let prose = UNFILLED.with(|(scheme, entries, evaluation)| {
            Prose::of(&text, &Figures { scheme, entries, evaluation })
        });
        let blocks: String = prose.paragraphs().concat().split_whitespace().collect();
        let typed: String = lines(&text)
            .map(|line| match line.mark {
                Mark::Number(number) => format!("{number}.{}", line.text),
                _ => line.text.to_owned(),
            })
            .collect();
        let typed: String = typed.split_whitespace().collect();
        prop_assert_eq!(blocks, typed);
    }
}

fn read(scheme: &Scheme, entries: &Entries, text: &str) -> Prose {
    let evaluation = evaluate(scheme, entries);
    let figures = Figures {
        scheme,
        entries,
        evaluation: &evaluation,
    };
    Prose::of(text, &figures)
}

#[test]
fn figures_read_as_the_forms_show_them() {
    let (scheme, entries) = shipped::filing("datonghu-2020");
    for (text, reads) in [
        ("{全年执行总额}", "578.65万元"),
        ("{total_executed}", "578.65万元"),
        ("{全年执行总额:元}", "5786500元"),
        ("{全年执行总额：亿元}", "0.057865亿元"),
        ("{资金总额执行率}", "96.55%"),
        ("{在职人数}", "6人"),
        ("{在职人员控制率得分}", "7分"),
        ("{是否有新建楼堂馆所项目}", "否"),
        ("{总分}，{等级}", "90分，优"),
        ("共{编制人数}。", "共7人。"),
        // A value that is not there, and a division that cannot be made.
        ("{考核得分}", "〔未填〕"),
        // What stands for nothing stays.
        ("{全年执行总数}", "{全年执行总数}"),
        ("{在职人数:元}", "{在职人数:元}"),
        ("{预期目标}", "{预期目标}"),
    ] {
        assert_eq!(read(&scheme, &entries, text).plain, reads, "{text}");
    }
}

#[test]
fn text_and_table_cannot_disagree() {
    let (scheme, mut entries) = shipped::filing("lukou-2022");
    let text = "全年执行{全年执行数}，执行率{执行率}。";
    let before = read(&scheme, &entries, text).plain;
    entries
        .cells
        .insert("total_executed".to_owned(), "400".to_owned());
    let after = read(&scheme, &entries, text).plain;
    assert_ne!(before, after);
    assert!(after.starts_with("全年执行400.00万元，执行率"), "{after}");
}

#[test]
fn blocks_are_headings_paragraphs_and_lists() {
    let (scheme, entries) = shipped::filing("lukou-2022");
    let text = "## 支出\n全年{全年执行数}。\n\n1. 甲\n2. 乙\n- 丙\n- 丁\n\n完。";
    let prose = read(&scheme, &entries, text);
    let shape: Vec<String> = prose
        .blocks
        .iter()
        .map(|block| match block {
            Block::Heading(pieces) => format!("标题 {}", words(pieces)),
            Block::Paragraph(pieces) => format!("段落 {} 块", pieces.len()),
            Block::List(items) => format!(
                "列表 {}",
                items
                    .iter()
                    .map(|it| it.mark() + &words(&it.pieces))
                    .collect::<String>()
            ),
        })
        .collect();
    assert_eq!(
        shape,
        [
            "标题 支出",
            "段落 3 块",
            "列表 1. 甲2. 乙",
            "列表 • 丙• 丁",
            "段落 1 块"
        ]
    );
    assert!(prose.is_marked());
    assert!(!read(&scheme, &entries, "一段\n又一段").is_marked());
    let live: Vec<&str> = prose.live().map(|figure| figure.cell.as_str()).collect();
    assert_eq!(live, ["total_executed"]);
    let Block::Paragraph(pieces) = &prose.blocks[1] else {
        panic!("{:?}", prose.blocks);
    };
    assert!(matches!(&pieces[1], Piece::Live(figure) if figure.form == "f1" && figure.is_known));
}

#[test]
fn what_has_no_marks_is_shown_as_it_was_typed() {
    let (scheme, entries) = shipped::filing("datonghu-2020");
    for text in entries.cells.values() {
        if lines(text).all(|line| line.mark == Mark::Plain) {
            assert_eq!(read(&scheme, &entries, text).plain, text.trim());
        }
    }
}

fn found(scheme: &Scheme, entries: &Entries, cell: &str) -> Vec<Finding> {
    let findings = evaluate(scheme, entries).findings.into_iter();
    findings.filter(|finding| finding.cell == cell).collect()
}

#[test]
fn names_that_stand_for_nothing_are_found_at_their_text() {
    for (text, says) in [
        (
            "执行{全年执行书}。",
            &["“{全年执行书}”不是本方案的数据", "{全年执行数}"][..],
        ),
        ("执行{甲乙丙丁戊己}。", &["不是本方案的数据", "插入数字"]),
        ("执行{执行率:万元}。", &["不能换成以万元为单位"]),
        (
            "主要是〔待填写：内容〕和〔待填写〕。",
            &["2 处", "没有改写"],
        ),
    ] {
        let (scheme, mut entries) = shipped::filing("lukou-2022");
        entries
            .cells
            .insert("report_use".to_owned(), text.to_owned());
        let found = found(&scheme, &entries, "report_use");
        let told = found
            .iter()
            .find(|finding| finding.check == "K25")
            .expect(text);
        assert_eq!(told.severity, Severity::Error);
        let all = format!("{}{}", told.message, told.cure);
        for word in says {
            assert!(all.contains(word), "{text}: {all}");
        }
    }
}

#[test]
fn a_value_that_is_not_there_stops_submission_once() {
    let (scheme, mut entries) = shipped::filing("lukou-2022");
    entries.cells.remove("total_executed");
    let text = "执行{全年执行数}，率{执行率}，又{全年执行数}。".to_owned();
    entries.cells.insert("report_use".to_owned(), text);
    let found = found(&scheme, &entries, "report_use");
    let told: Vec<&Finding> = found.iter().filter(|it| it.check == "K25").collect();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].blocks());
    assert!(
        told[0].message.contains("“全年执行数”、“执行率”"),
        "{}",
        told[0].message
    );
    assert_eq!(told[0].related, ["total_executed", "execution_rate"]);
}

#[test]
fn the_checks_read_the_figures_that_are_printed() {
    let (scheme, mut entries) = shipped::filing("lukou-2022");
    let text = "全年预算800万元，全年执行{全年执行数}，执行率12.00%。".to_owned();
    entries.cells.insert("report_use".to_owned(), text);
    let found = found(&scheme, &entries, "report_use");
    assert!(
        found
            .iter()
            .any(|finding| finding.check == "K01" && finding.message.contains("12.00%")),
        "{found:#?}"
    );
}

/// A filing in which every text that can be is begun with the words of its scheme.
fn drafted(name: &str) -> (Scheme, Entries, Vec<String>) {
    let (scheme, mut entries) = shipped::filing(name);
    let mut begun = Vec::new();
    for slot in &scheme.slots {
        if !matches!(slot.kind, SlotKind::Input(_)) {
            continue;
        }
        let typed = entries.cells.remove(&slot.code);
        if let Some(words) = skeleton(&scheme, &entries, &slot.code) {
            // As somebody writes it: the places to be written replaced by words.
            let parts: Vec<&str> = words.split(TO_BE_WRITTEN).collect();
            let rest = parts.iter().skip(1);
            let rest = rest.map(|part| part.split_once('〕').map_or("", |(_, after)| after));
            let written: Vec<&str> = parts.iter().take(1).copied().chain(rest).collect();
            entries
                .cells
                .insert(slot.code.clone(), written.join("有关情况"));
            begun.push(slot.code.clone());
        } else if let Some(typed) = typed {
            entries.cells.insert(slot.code.clone(), typed);
        }
    }
    (scheme, entries, begun)
}

#[test]
fn words_to_begin_with_agree_with_the_forms() {
    for name in ["datonghu-2020", "lukou-2022", "project-2020"] {
        let (scheme, entries, begun) = drafted(name);
        assert!(begun.len() > 1, "{name}");
        let evaluation = evaluate(&scheme, &entries);
        let told: Vec<&Finding> = evaluation
            .findings
            .iter()
            .filter(|finding| begun.contains(&finding.cell))
            .filter(|finding| !finding.message.contains("还没有数"))
            .filter(|finding| finding.severity == Severity::Error)
            .collect();
        assert!(told.is_empty(), "{name}: {told:#?}");
    }
}

#[test]
fn nothing_that_is_typed_is_begun_again() {
    let (scheme, mut entries) = shipped::filing("lukou-2022");
    assert_eq!(skeleton(&scheme, &entries, "report_use"), None);
    entries
        .cells
        .insert("report_use".to_owned(), " \n".to_owned());
    let words = skeleton(&scheme, &entries, "report_use").unwrap();
    assert!(
        words.contains(&entries.agency) && words.contains("{总分}"),
        "{words}"
    );
    assert!(!words.contains("{year}") && !words.contains("{agency}"));
    assert_eq!(skeleton(&scheme, &entries, "total_executed"), None);
    assert_eq!(skeleton(&scheme, &entries, "no_such_cell"), None);
}

#[test]
fn everything_offered_can_be_named() {
    for (name, _) in shipped::filled() {
        let (scheme, entries) = shipped::filing(&name);
        let evaluation = evaluate(&scheme, &entries);
        let figures = Figures {
            scheme: &scheme,
            entries: &entries,
            evaluation: &evaluation,
        };
        for group in figures.offers() {
            for offer in group.offers {
                let read = Prose::of(&offer.typed, &figures);
                assert_eq!(
                    read.plain,
                    offer.figure.shown.trim(),
                    "{name} {}",
                    offer.typed
                );
                let live: Vec<_> = read.live().collect();
                assert_eq!(live, [&offer.figure], "{name} {}", offer.typed);
            }
        }
    }
}
