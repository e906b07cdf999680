//! `ziping evaluate` and `ziping scheme schema` from the outside.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

use crate::seeds::shipped;

fn ziping(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ziping"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

fn filing(name: &str, change: impl FnOnce(&mut Value)) -> String {
    let (scheme, entries) = shipped::filing(name);
    let mut filing = json!({
        "format": "ziping-filing/1",
        "scheme": scheme.head.id,
        "year": entries.year,
        "agency": entries.agency,
        "cells": entries.cells,
    });
    change(&mut filing);
    filing.to_string()
}

#[test]
fn a_filing_is_computed_scored_checked_and_explained() {
    let output = ziping(&["evaluate", "-"], &filing("lukou-2022", |_| {}));
    let text = String::from_utf8(output.stdout).unwrap();
    for words in [
        "总分：96 分（优）",
        "执行率：100.00%",
        "代入：817.29 ÷ 817.29 × 100%",
        "【失分与改进】",
        "政务服务工作效率：8 分（分值 9 分），失 1 分",
        "【审核结果】",
        "方案：lukou-2022@1",
    ] {
        assert!(text.contains(words), "{words} is not in\n{text}");
    }
}

#[test]
fn the_answer_for_programs_has_every_member_and_no_floats() {
    let output = ziping(
        &["evaluate", "--format", "json", "-"],
        &filing("datonghu-2020", |_| {}),
    );
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["format"], "ziping-evaluation/1");
    assert_eq!(answer["scheme"]["id"], "datonghu-2020");
    assert_eq!(
        answer["figures"]["three_public_control_rate"]["shown"],
        "30.67%"
    );
    assert_eq!(answer["scores"]["budget_control"]["points"], "0");
    assert_eq!(
        (&answer["total"], &answer["grade"]),
        (&json!("90"), &json!("优"))
    );
    let lost = &answer["losses"][0];
    assert_eq!(
        (&lost["cell"], &lost["lost"]),
        (&json!("budget_control"), &json!("5"))
    );
    assert_eq!(lost["way"]["points"], "2");
    let trees = answer["explanations"].as_array().unwrap();
    let computed = ["figures", "scores"].map(|part| answer[part].as_object().unwrap().len());
    let findings = answer["findings"].as_array().unwrap().len();
    // The total and its grade besides.
    assert_eq!(trees.len(), computed[0] + computed[1] + 2 + findings);
    let total = trees.iter().find(|tree| tree["kind"] == "total").unwrap();
    assert_eq!(total["children"].as_array().unwrap().len(), 17);
    assert!(!has_float(&answer));
}

fn has_float(json: &Value) -> bool {
    match json {
        Value::Number(number) => number.is_f64(),
        Value::Array(array) => array.iter().any(has_float),
        Value::Object(object) => object.values().any(has_float),
        _ => false,
    }
}

#[test]
fn the_exit_status_says_whether_errors_were_found() {
    for (file, status) in [
        (filing("lukou-2022", |_| {}), 0),
        (
            filing("lukou-2022", |filing| {
                filing["cells"]["total_executed"] = json!("8..1");
            }),
            1,
        ),
        (
            filing("lukou-2022", |filing| filing["cells"] = json!({})),
            1,
        ),
        (
            filing("lukou-2022", |filing| {
                filing["scheme"] = json!("nowhere-2000");
            }),
            2,
        ),
        (
            filing("lukou-2022", |filing| filing["version"] = json!(9)),
            2,
        ),
        (
            filing("lukou-2022", |filing| {
                filing["cells"]["total_excuted"] = json!("1");
            }),
            2,
        ),
        ("{".to_owned(), 2),
    ] {
        let output = ziping(&["evaluate", "-"], &file);
        assert_eq!(output.status.code(), Some(status), "{file}\n{output:?}");
    }
}

#[test]
fn what_does_not_fit_is_told_on_standard_error() {
    let wrong = filing("lukou-2022", |filing| {
        filing["cells"]["total_excuted"] = json!("1");
    });
    let told = |arguments: &[&str], input: &str| {
        String::from_utf8(ziping(arguments, input).stderr).unwrap()
    };
    let said = told(&["evaluate", "-"], &wrong);
    assert!(
        said.contains("total_executed") && said.contains("第1行"),
        "{said}"
    );
    let said = told(&["evaluate", "nowhere.json"], "");
    assert!(said.contains("cannot read nowhere.json"), "{said}");
    let other = filing("lukou-2022", |filing| {
        filing["scheme"] = json!("nowhere-2000");
    });
    let said = told(&["evaluate", "-"], &other);
    assert!(said.contains("--scheme"), "{said}");
    let said = told(&["evaluate", "--scheme", "lukou-2022", "-"], &other);
    assert!(said.contains("现按 lukou-2022@1 计算"), "{said}");
}

/// A scheme of the operator's folder is found by its id, in the version that the filing names or
/// the newest; a broken file beside it does no harm.
#[test]
fn schemes_of_the_operators_folder_are_found_like_shipped_ones() {
    let folder =
        PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("evaluate-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("data/schemes")).unwrap();
    let text = include_str!("../../schemes/lukou-2022.toml");
    let newer = text.replace("version = 1\n", "version = 2\n");
    std::fs::write(folder.join("data/schemes/v2.toml"), &newer).unwrap();
    let own = text.replace("id = \"lukou-2022\"", "id = \"jia-2022\"");
    std::fs::write(folder.join("jia-2022.toml"), &own).unwrap();
    std::fs::write(folder.join("broken.toml"), [0xff, 0xfe, 0x00]).unwrap();
    let data = folder.join("data").display().to_string();
    let schemes = folder.display().to_string();
    let said = |arguments: &[&str], filing: &str| {
        let places = ["--data", &data, "--schemes", &schemes, "-"];
        let output = ziping(&[&["evaluate"], arguments, &places].concat(), filing);
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
    };
    for (scheme, version, wanted) in [
        ("jia-2022", None, "方案：jia-2022@1"),
        ("lukou-2022", None, "方案：lukou-2022@2"),
        ("lukou-2022", Some(1), "方案：lukou-2022@1"),
        ("lukou-2022", Some(3), "no scheme lukou-2022@3"),
    ] {
        let filing = filing("lukou-2022", |filing| {
            filing["scheme"] = json!(scheme);
            if let Some(version) = version {
                filing["version"] = json!(version);
            }
        });
        let said = said(&[], &filing);
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    let shipped = filing("lukou-2022", |_| {});
    let file = folder.join("jia-2022.toml").display().to_string();
    for given in ["jia-2022", "jia-2022@1", file.as_str()] {
        let said = said(&["--scheme", given], &shipped);
        assert!(said.contains("方案：jia-2022@1"), "{given}: {said}");
    }
}

#[test]
fn the_schema_of_a_scheme_is_printed() {
    let output = ziping(&["scheme", "schema", "lukou-2022"], "");
    let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let right: Value = serde_json::from_str(&filing("lukou-2022", |_| {})).unwrap();
    assert!(validator.is_valid(&right));
    assert_eq!(
        schema["properties"]["cells"]["properties"]["total_executed"]["title"],
        "全年执行数（万元）"
    );
}

/// The filing that the document shows is one.
#[test]
fn the_document_shows_a_filing_that_fits() {
    let document = include_str!("../../docs/filing-format.md");
    let shown = document
        .split("```json")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let output = ziping(&["evaluate", "-"], shown);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
}
