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
    let path = file("jia-2022.toml", &format!("\u{feff}{text}"));
    let output = ziping(&["lint", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = printed(&output);
    for words in [
        "第49行第11列",
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
        (Some(49), Some(11))
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
