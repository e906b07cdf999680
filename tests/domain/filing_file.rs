//! A filing as a file: what fits, what does not and where, and the schema that says so to programs.

use proptest::prelude::*;
use serde_json::{Value, json};
use ziping::domain::filing::{
    Entries, FORMAT, FilingFile, LONGEST_CELL_BYTES, MOST_BYTES, MOST_CELLS, json_schema,
};
use ziping::domain::scheme::Scheme;

use crate::seeds::shipped;

/// A shipped filling as a file.
fn written(scheme: &Scheme, entries: &Entries) -> Value {
    json!({
        "format": FORMAT,
        "scheme": scheme.head.id,
        "version": scheme.head.version,
        "year": entries.year,
        "agency": entries.agency,
        "cells": entries.cells,
    })
}

/// Everything said about a file that should not fit.
fn said(scheme: &Scheme, text: &str) -> Vec<String> {
    let problems = match FilingFile::read(text) {
        Ok(file) => file.entries(scheme, text).err().unwrap_or_default(),
        Err(problems) => problems,
    };
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn a_written_filing_reads_back() {
    for (name, _) in shipped::filled() {
        let (scheme, entries) = shipped::filing(&name);
        let text = serde_json::to_string_pretty(&written(&scheme, &entries)).unwrap();
        let file = FilingFile::read(&format!("\u{feff}{text}")).unwrap();
        assert_eq!(file.version, Some(scheme.head.version), "{name}");
        assert_eq!(file.entries(&scheme, &text).unwrap(), entries, "{name}");
    }
}

#[test]
fn what_does_not_fit_is_told_with_its_place_and_a_cure() {
    let (scheme, _) = shipped::filing("lukou-2022");
    let file = |members: &str| {
        format!(
            "{{\"format\":\"{FORMAT}\",\"scheme\":\"lukou-2022\",\"year\":2022,\"agency\":\"乙区某局\",\n{members}}}"
        )
    };
    for (text, told) in [
        (String::new(), "文件是空的。"),
        ("[]".to_owned(), "文件应是一个对象"),
        ("{\"format\":".to_owned(), "第1行第10列：文件没有写完。"),
        (
            "{\n\"agency\": \"乙区\"，\n}".to_owned(),
            "第2行第15列：此处不是规范的 JSON。",
        ),
        ("{}".to_owned(), "请写 \"format\": \"ziping-filing/1\"。"),
        (
            file("\"cells\":{},\"cell\":{}"),
            "不认识“cell”。您是不是想写“cells”？",
        ),
        (file("\"cells\":{},\"year\":2021"), "“year”写了两次。"),
        (
            file("\"cells\":{\"total_executed\":817.29}"),
            "第2行第10列：栏目“total_executed”的内容应是文本。请加上引号写成 \"817.29\"",
        ),
        (
            file("\"cells\":{\"total_executed\":null}"),
            "没有填的，请写 \"\" 或去掉这一栏。",
        ),
        (
            file("\"cells\":{\"total_executed\":\"1\",\"total_executed\":\"2\"}"),
            "栏目“total_executed”写了两次。",
        ),
        (
            file("\"cells\":{\"total_excuted\":\"1\"}"),
            "方案 lukou-2022@1 的表上没有栏目“total_excuted”。您是不是想写“total_executed”？",
        ),
        (
            file("\"cells\":{\"reason.K03.total_excuted\":\"1\"}"),
            "您是不是想写“total_executed”？",
        ),
        (
            file("\"cells\":{\"ind.q9.name\":\"办件\"}"),
            "指标行“q9”填了内容，但没有列在任何二级指标之下。请把 q9 写进 ind.quantity.rows（数量指标）",
        ),
        (file("\"cells\":[]"), "“cells”应是一个对象"),
        (file("\"version\":\"1\",\"cells\":{}"), "“version”应是整数"),
    ] {
        let said = said(&scheme, &text);
        assert!(
            said.iter().any(|words| words.contains(told)),
            "{text}\n{said:#?}"
        );
    }
}

#[test]
fn whatever_is_too_large_is_refused_with_a_sentence() {
    let (scheme, _) = shipped::filing("lukou-2022");
    let file = |cells: String| {
        format!(
            "{{\"format\":\"{FORMAT}\",\"scheme\":\"lukou-2022\",\"year\":2022,\"agency\":\"乙区某局\",\"cells\":{{{cells}}}}}"
        )
    };
    let many = |count: usize| -> String {
        let cells: Vec<String> = (0..count).map(|at| format!("\"x{at}\":1")).collect();
        file(cells.join(","))
    };
    for (text, told) in [
        (" ".repeat(MOST_BYTES + 1), "文件超过 8 MB"),
        (many(MOST_CELLS + 1), "超过 5000 个"),
        (many(MOST_CELLS), "另有 4950 处不符合。"),
        (
            file(format!(
                "\"goal\":\"{}\"",
                "长".repeat(LONGEST_CELL_BYTES / 3 + 1)
            )),
            "超过 200000 字节",
        ),
        ("[".repeat(100_000), "文件应是一个对象"),
        (
            file(format!("\"goal\":{}1{}", "[".repeat(200), "]".repeat(200))),
            "不是规范的 JSON",
        ),
        (file("\"goal\":1e9999".to_owned()), "不是规范的 JSON"),
    ] {
        let said = said(&scheme, &text);
        assert!(said.len() <= 51, "{}", said.len());
        assert!(
            said.iter().any(|words| words.contains(told)),
            "{told}\n{said:#?}"
        );
    }
}

proptest! {
    #[test]
    fn any_text_can_be_offered_as_a_filing(text in "\\PC{0,200}") {
        let _ = FilingFile::read(&text);
    }

    #[test]
    fn any_text_in_a_cell_is_kept_as_it_is(code in "[a-z_.0-9]{0,30}", typed in "(?s).{0,60}") {
        let text = json!({
            "format": FORMAT, "scheme": "s", "year": 2022, "agency": "乙区某局",
            "cells": { &code: typed },
        });
        let file = FilingFile::read(&text.to_string()).unwrap();
        prop_assert_eq!(file.cells.get(&code), Some(&typed));
    }

    /// A filing that somebody cut, doubled or mistyped somewhere.
    #[test]
    fn a_damaged_filing_is_read_or_refused(at in 0_usize..4_000, cut in 0_usize..40, put in "\\PC{0,5}") {
        let (scheme, entries) = shipped::filing("lukou-2022");
        let text = written(&scheme, &entries).to_string();
        let symbols: Vec<char> = text.chars().collect();
        let at = at.min(symbols.len());
        let end = (at + cut).min(symbols.len());
        let damaged: String = symbols[..at].iter().chain(put.chars().collect::<Vec<_>>().iter()).chain(&symbols[end..]).collect();
        for words in said(&scheme, &damaged) {
            prop_assert!(!words.is_empty());
        }
    }
}

#[test]
fn the_schema_of_a_scheme_takes_its_filings() {
    for (name, _) in shipped::filled() {
        let (scheme, entries) = shipped::filing(&name);
        let schema = json_schema(&scheme);
        jsonschema::draft202012::meta::validate(&schema).unwrap();
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        let filing = written(&scheme, &entries);
        let faults: Vec<String> = validator
            .iter_errors(&filing)
            .map(|fault| fault.to_string())
            .collect();
        assert_eq!(faults, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn the_schema_refuses_what_the_loader_refuses() {
    let (scheme, entries) = shipped::filing("datonghu-2020");
    let validator = jsonschema::draft202012::new(&json_schema(&scheme)).unwrap();
    let right = written(&scheme, &entries);
    assert!(validator.is_valid(&right));
    for (path, wrong) in [
        ("/format", json!("ziping-filing/9")),
        ("/year", json!("2020")),
        ("/agency", json!("")),
        ("/cells", json!({ "budget_totl": "1" })),
        ("/cells", json!({ "administrative_efficiency": "还行" })),
        ("/cells", json!({ "management_rules.item1": "是" })),
        ("/cells", json!({ "staff_in_post": 6 })),
        ("/cells", json!({ "ind.Q1.name": "办件" })),
    ] {
        let mut filing = right.clone();
        *filing.pointer_mut(path).unwrap() = wrong.clone();
        assert!(!validator.is_valid(&filing), "{path} {wrong}");
    }
}

#[test]
fn every_cell_of_the_schema_has_a_chinese_name() {
    for (name, scheme) in shipped::schemes() {
        let scheme = shipped::compiled(&scheme.scheme.id);
        let schema = json_schema(&scheme);
        for part in ["properties", "patternProperties"] {
            for (cell, facts) in schema["properties"]["cells"][part].as_object().unwrap() {
                let title = facts["title"].as_str().unwrap();
                assert!(!title.is_ascii(), "{name} {cell}: {title}");
            }
        }
    }
}
