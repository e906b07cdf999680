//! `ziping user`, as an operator or a script runs it.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use chrono::Utc;
use ziping::actions::password::Passwords;
use ziping::actions::session::log_in;
use ziping::domain::workflow::Role;
use ziping::store::account::find_account_by_login;

use super::county::origin;
use crate::support::database::{FreshDatabase, on_both_databases};

/// Runs the program with this on its standard input.
fn ziping_user(fresh: &FreshDatabase, words: &[&str], typed: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ziping"))
        .arg("user")
        .args(words)
        .args(["--database", &fresh.url])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses at once may not read its input at all.
    let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
    child.wait_with_output().unwrap()
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[expect(
    clippy::disallowed_methods,
    reason = "the program that is run goes by the real clock"
)]
fn the_clock() -> chrono::DateTime<Utc> {
    Utc::now()
}

async fn the_first_administrator_logs_in_with_the_password_shown_once(fresh: FreshDatabase) {
    let words = [
        "create",
        "--login-name",
        "Admin",
        "--role",
        "system-administrator",
    ];
    let made = said(&ziping_user(&fresh, &words, ""));
    let shown = |said: &str| said.split("shown this once: ").nth(1).map(str::to_owned);
    let password = shown(&made).unwrap().lines().next().unwrap().to_owned();
    let store = fresh.open().await;
    let passwords = Passwords::new(1).unwrap();
    let now = the_clock();
    let entered = log_in(&store, &passwords, "admin", &password, &origin(), now).await;
    let session = entered.unwrap().session;
    assert_eq!(session.posting.role, Role::SystemAdministrator);
    assert!(session.account.must_change_password);

    let words = [
        "reset-password",
        "--login-name",
        "admin",
        "--password-stdin",
    ];
    let reset = said(&ziping_user(
        &fresh,
        &words,
        "Zi9-teng-luo\r\nnot this line\n",
    ));
    assert!(shown(&reset).is_none() && !reset.contains("Zi9"), "{reset}");
    let entered = log_in(&store, &passwords, "admin", "Zi9-teng-luo", &origin(), now).await;
    assert!(entered.is_ok());

    let grant = ["grant", "--login-name", "admin", "--role", "auditor"];
    let refused = ziping_user(&fresh, &grant, "");
    assert_eq!(refused.status.code(), Some(2));
    let error = String::from_utf8(refused.stderr).unwrap();
    assert!(error.contains("应由不同的人担任"), "{error}");

    said(&ziping_user(
        &fresh,
        &["disable", "--login-name", "admin"],
        "",
    ));
    let list = said(&ziping_user(&fresh, &["list"], ""));
    assert_eq!(list, "admin\tsystem-administrator\t系统管理员\tclosed\n");
    store.close().await;
}

async fn what_does_not_fit_is_said_and_changes_nothing(fresh: FreshDatabase) {
    for (words, typed, sentence) in [
        (
            &[
                "create",
                "--login-name",
                "x",
                "--role",
                "system-administrator",
            ][..],
            "",
            "登录名应为 2 至 40 个字符",
        ),
        (
            &[
                "create",
                "--login-name",
                "xin",
                "--role",
                "system-administrator",
                "--password-stdin",
            ],
            "short\n",
            "密码至少 8 个字符",
        ),
        (
            &[
                "create",
                "--login-name",
                "xin",
                "--role",
                "publisher",
                "--organization",
                "01",
            ],
            "",
            "没有代码为“01”的单位",
        ),
        (
            &["disable", "--login-name", "xin"],
            "",
            "没有登录名为“xin”的账号",
        ),
    ] {
        let output = ziping_user(&fresh, words, typed);
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(
            error.contains(sentence) && output.stdout.is_empty(),
            "{error}"
        );
    }
    let store = fresh.open().await;
    let mut tx = store.read().await.unwrap();
    assert_eq!(find_account_by_login(&mut tx, "xin").await.unwrap(), None);
    drop(tx);
    store.close().await;
}

on_both_databases!(
    the_first_administrator_logs_in_with_the_password_shown_once,
    what_does_not_fit_is_said_and_changes_nothing,
);
