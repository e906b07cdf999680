//! A portal that cannot start says why and what to do.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Command;

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("start-up-{name}-{}", std::process::id()))
}

/// What `ziping serve` says when it does not start.
fn refusal(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_ziping"))
        .arg("serve")
        .args(["--listen", "127.0.0.1:0"])
        .args(arguments)
        .env_remove("ZIPING_DATABASE")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

fn check(arguments: &[&str], told: &[&str]) {
    let said = refusal(arguments);
    for words in told {
        assert!(said.contains(words), "{words} is missing in: {said}");
    }
}

#[test]
fn a_taken_port_is_named_with_another_one_to_try() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let data = folder("port");
    let output = Command::new(env!("CARGO_BIN_EXE_ziping"))
        .args(["serve", "--listen", &address, "--data"])
        .arg(&data)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said.contains(&address) && said.contains("--listen"),
        "{said}"
    );
    assert!(!data.exists(), "nothing was touched");
}

#[test]
fn a_data_folder_that_cannot_be_made_is_named() {
    let file = folder("file");
    std::fs::write(&file, "a file, no folder").unwrap();
    let data = file.join("data");
    let data = data.to_str().unwrap();
    check(&["--data", data], &[data, "--data"]);
    std::fs::remove_file(file).unwrap();
}

#[test]
fn a_mistyped_database_address_is_explained_without_its_password() {
    for address in [
        "mysql://user:geheim@host/name",
        "data.db",
        "sqlite::memory:",
    ] {
        let said = refusal(&["--database", address]);
        assert!(said.contains("--database"), "{said}");
        assert!(!said.contains("geheim"), "{said}");
    }
}

#[test]
fn a_missing_or_mistyped_configuration_is_explained() {
    check(&["--config", "nowhere.toml"], &["nowhere.toml", "--config"]);
    let file = folder("config.toml");
    std::fs::write(&file, "[site]\nnmae = \"x\"\n").unwrap();
    check(
        &["--config", file.to_str().unwrap()],
        &["nmae", "docs/ziping.example.toml"],
    );
    std::fs::remove_file(file).unwrap();
}

#[test]
fn a_missing_folder_of_schemes_is_named() {
    check(&["--schemes", "nowhere"], &["nowhere", "--schemes"]);
}
