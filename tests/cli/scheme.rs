//! `ziping scheme` as a person at a terminal meets it.

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

const LUKOU: &str = include_str!("../../schemes/lukou-2022.toml");

fn ziping(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ziping"))
        .arg("scheme")
        .args(arguments)
        .env_remove("ZIPING_DATABASE")
        .output()
        .unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A file of this test alone.
fn file(name: &str, text: &str) -> PathBuf {
    let folder =
        PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("scheme-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_sound_scheme_is_clean_by_id_by_version_and_by_file() {
    let path = file("lukou-2022.toml", LUKOU);
    for given in ["lukou-2022", "lukou-2022@1", path.to_str().unwrap()] {
        let output = ziping(&["lint", given]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert!(printed(&output).contains("共有错误 0 处"), "{output:?}");
    }
}

#[test]
fn mistakes_are_told_as_text_and_as_json() {
    let text = LUKOU.replace(
        "全年执行数/全年预算数\"\n\n[[item]]",
        "全年执行/全年预算数\"\n\n[[item]]",
    );
    let at = text
        .lines()
        .position(|line| line.ends_with("全年执行/全年预算数\""));
    let at = at.unwrap() + 1;
    let path = file("jia-2022.toml", &format!("\u{feff}{text}"));
    let output = ziping(&["lint", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = printed(&output);
    for words in [
        format!("第{at}行第11列").as_str(),
        "错误",
        "L03 引用的名称",
        "您是不是想写“全年执行数”？",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let output = ziping(&["lint", path.to_str().unwrap(), "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let first = &json[0]["problems"][0];
    assert_eq!(first["lint"], "L03");
    assert_eq!(first["severity"], "error");
    assert_eq!(
        (first["line"].as_u64(), first["column"].as_u64()),
        (Some(at as u64), Some(11))
    );
    for key in ["place", "message", "cure"] {
        assert!(!first[key].as_str().unwrap().is_empty(), "{key}");
    }
}

#[test]
fn what_cannot_be_read_is_told_with_a_way_out() {
    for (given, words) in [
        ("lukuo-2022", "perhaps lukou-2022"),
        ("nowhere.toml", "ziping scheme list"),
    ] {
        let output = ziping(&["lint", given]);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(words), "{said}");
    }
    let path = file("gbk.toml", "");
    std::fs::write(&path, [0xc4, 0xe3, 0xba, 0xc3]).unwrap();
    let output = ziping(&["lint", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("UTF-8"));
}

#[test]
fn the_examples_of_a_scheme_are_tried_and_differences_shown() {
    let output = ziping(&["test"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(printed(&output).contains("全部符合"), "{output:?}");

    let path = file(
        "changed.toml",
        &LUKOU.replace("weight = 10\n", "weight = 20\n"),
    );
    let output = ziping(&["test", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = printed(&output);
    for words in [
        "例子“按执行率折算",
        "预算执行率得分",
        "8.89",
        "17.78",
        "不符合",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let output = ziping(&["test", path.to_str().unwrap(), "--format", "json"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let trials = json[0]["trials"].as_array().unwrap();
    let differing = trials
        .iter()
        .filter(|t| !t["differences"].as_array().unwrap().is_empty());
    assert_eq!(
        json[0]["differing"].as_u64().unwrap(),
        differing.count() as u64
    );

    let path = file("broken.toml", "[scheme]");
    let output = ziping(&["test", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("ziping scheme lint")
    );
}

#[test]
fn a_scheme_is_listed_and_shown_in_words() {
    let said = printed(&ziping(&["list"]));
    assert!(
        said.contains("lukou-2022") && said.contains("随程序提供"),
        "{said}"
    );
    let said = printed(&ziping(&["show", "lukou-2022"]));
    for words in [
        "【指标】",
        "预算执行率（10 分，execution_score）",
        "按达到 100% 的比例得分",
        "必填",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    for words in [
        "【例子】",
        "【勾稽】\n  K0",
        "【上年】\n  可带入的指标块：ind",
        "产出指标（50 分）",
        "成本指标（cost，越低越好）",
        "一、预算单位基本情况",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let output = ziping(&["show", "lukou-2022", "--format", "json"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["indicators"][0]["weight"], "10");
}

/// A part, a limit, a rule for rows and the reviewers' column, put into a shipped scheme.
#[test]
fn what_stands_above_the_indicators_is_shown_too() {
    let project = include_str!("../../schemes/project-2020.toml");
    let text = project.replace(
        "full_marks = 100\n",
        "full_marks = 100\nreviewer_deduction = true\nscore_step = \"0.5\"\n",
    ) + r#"
[[limit]]
when = [{ value = "全年执行总额", above = "100", at_most = "200" }]
at_most = 59
because = "只是例子"
"#;
    let path = file("jia-2023.toml", &text);
    let said = printed(&ziping(&["show", path.to_str().unwrap()]));
    for words in [
        "最小 0.5 分",
        "【限分和扣分】\n  总分最多 59 分：全年执行总额 大于 100 且 小于等于 200（只是例子）",
        "审核人可以扣分",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn a_replay_tells_what_changes_for_whom() {
    let folder = file("x", "").parent().unwrap().join("filings");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, scheme, executed) in [
        ("a", "lukou-2022", "800"),
        ("b", "lukou-2022", "1000"),
        ("c", "datonghu-2020", "800"),
    ] {
        let filing = serde_json::json!({
            "format": "ziping-filing/1", "scheme": scheme, "year": 2022, "agency": format!("{name}局"),
            "cells": { "total_annual": "1000", "total_executed": executed, "other_funds": executed },
        });
        std::fs::write(folder.join(format!("{name}.json")), filing.to_string()).unwrap();
    }
    let new = LUKOU.replace("version = 1", "version = 2").replace(
        "value = \"全年执行数/全年预算数\"",
        "value = \"全年执行数/全年预算数\"\ntarget = \"80%\"",
    );
    let new = file("lukou-2022-v2.toml", &new);
    let arguments = [
        "replay",
        "lukou-2022@1",
        new.to_str().unwrap(),
        "--filings",
        folder.to_str().unwrap(),
    ];
    let output = ziping(&arguments);
    assert_eq!(
        output.status.code(),
        Some(1),
        "one is of another scheme: {output:?}"
    );
    let said = printed(&output);
    for words in [
        "a局　2022年度",
        "预算执行率",
        "共比较 2 份填报，1 份有变化",
        "另有 1 份没有比较",
        "没有一家扣分",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!said.contains("b局　2022年度"), "{said}");
    assert!(!said.contains("得分得分"), "{said}");
    let output = ziping(&[&arguments[..], &["--format", "json"]].concat());
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["filings"][0]["scores"][0]["before"], "8");
    assert_eq!(json["filings"][0]["scores"][0]["after"], "10");
    assert_eq!(
        (
            json["summary"]["filings"].as_u64(),
            json["summary"]["left_out"].as_u64()
        ),
        (Some(2), Some(1))
    );
}

/// Where only what the checks find changes, there is no table, and no heading of one.
#[test]
fn a_replay_of_findings_alone_has_no_empty_table() {
    let folder = file("x", "").parent().unwrap().join("findings");
    std::fs::create_dir_all(&folder).unwrap();
    let filing = serde_json::json!({
        "format": "ziping-filing/1", "scheme": "lukou-2022", "year": 2022, "agency": "a局",
        "cells": { "total_annual": "1000", "total_executed": "800", "basic_expenditure": "500",
                   "project_expenditure": "200", "other_funds": "800" },
    });
    std::fs::write(folder.join("a.json"), filing.to_string()).unwrap();
    let new = LUKOU.replace("version = 1", "version = 2").replacen(
        "severity = \"error\"",
        "severity = \"notice\"",
        2,
    );
    let new = file("lukou-2022-findings.toml", &new);
    let output = ziping(&[
        "replay",
        "lukou-2022@1",
        new.to_str().unwrap(),
        "--filings",
        folder.to_str().unwrap(),
    ]);
    let said = printed(&output);
    assert!(said.contains("a局　2022年度\n  新增 提示 K03"), "{said}");
    assert!(!said.contains("原方案  新方案"), "{said}");
}

#[test]
fn a_replay_without_a_database_says_so_and_makes_none() {
    let data = file("x", "").parent().unwrap().join("nothing");
    let output = ziping(&[
        "replay",
        "lukou-2022",
        "lukou-2022",
        "--data",
        data.to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("--database")
    );
    assert!(!data.exists());
}
