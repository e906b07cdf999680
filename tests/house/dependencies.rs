//! What we build on: licences, sources and banned packages, by the rules of `deny.toml`.
//!
//! `cargo deny` says the same and more where it is installed; this needs cargo alone.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

use super::files::{expect_none, root};

struct Rules {
    allowed: BTreeSet<String>,
    exceptions: Vec<(String, BTreeSet<String>)>,
    banned: Vec<(String, String)>,
}

fn text(value: Option<&toml::Value>) -> String {
    value
        .and_then(toml::Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn list(value: Option<&toml::Value>) -> Vec<toml::Value> {
    value
        .and_then(toml::Value::as_array)
        .cloned()
        .unwrap_or_default()
}

fn names(value: Option<&toml::Value>) -> BTreeSet<String> {
    list(value).iter().map(|name| text(Some(name))).collect()
}

fn rules() -> Rules {
    let file: toml::Value =
        toml::from_str(&std::fs::read_to_string(root().join("deny.toml")).unwrap()).unwrap();
    let licenses = file.get("licenses").unwrap();
    let banned = list(file.get("bans").unwrap().get("deny"));
    Rules {
        allowed: names(licenses.get("allow")),
        exceptions: list(licenses.get("exceptions"))
            .iter()
            .map(|entry| (text(entry.get("name")), names(entry.get("allow"))))
            .collect(),
        banned: banned
            .iter()
            .map(|entry| (text(entry.get("name")), text(entry.get("reason"))))
            .collect(),
    }
}

/// Every package that a build or a test of this project compiles here.
fn packages() -> Vec<Value> {
    let host = Command::new("rustc").arg("-vV").output().unwrap();
    let host = String::from_utf8(host.stdout).unwrap();
    let host = host
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap();
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version=1",
            "--locked",
            "--filter-platform",
            host,
        ])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

/// Whether an SPDX expression can be met with allowed licences. Only the shapes that
/// occur are read: OR (also written `/`), AND, one level of brackets.
fn is_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let either = |part: &str| {
        let part = part.trim().trim_matches(|c| c == '(' || c == ')');
        part.split(" OR ")
            .flat_map(|one| one.split('/'))
            .any(|one| allowed.contains(one.trim()))
    };
    expression.split(" AND ").all(either)
}

#[test]
fn licences_are_ones_we_may_ship() {
    let rules = rules();
    let mut faults = Vec::new();
    for package in packages() {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or("none stated");
        let mut allowed = rules.allowed.clone();
        for (_, more) in rules.exceptions.iter().filter(|(other, _)| other == name) {
            allowed.extend(more.iter().cloned());
        }
        if !is_allowed(licence, &allowed) {
            faults.push(format!("{name}: {licence}"));
        }
    }
    expect_none("A licence is not on the list of deny.toml:", &faults);
}

#[test]
fn packages_come_from_the_public_registry_and_none_is_banned() {
    let rules = rules();
    let mut faults = Vec::new();
    for package in packages() {
        let name = package["name"].as_str().unwrap();
        if let Some((_, reason)) = rules.banned.iter().find(|(banned, _)| banned == name) {
            faults.push(format!("{name}: {reason}"));
        }
        if package["source"]
            .as_str()
            .is_some_and(|source| !source.starts_with("registry+"))
        {
            faults.push(format!("{name}: from {}", package["source"]));
        }
    }
    expect_none("A package that we do not build on:", &faults);
}

#[test]
fn licence_expressions_are_read() {
    let allowed: BTreeSet<String> = ["MIT", "Apache-2.0"].map(str::to_owned).into();
    assert!(is_allowed("MIT/GPL-3.0", &allowed));
    assert!(is_allowed("(MIT OR GPL-3.0) AND Apache-2.0", &allowed));
    assert!(!is_allowed("(MIT OR Apache-2.0) AND GPL-3.0", &allowed));
    assert!(!is_allowed("AGPL-3.0", &allowed));
}
