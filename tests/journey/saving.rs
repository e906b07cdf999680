//! Nothing typed is lost: the network is cut, the session ends, the window is closed, the server is
//! killed, somebody else types in the same cell.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use super::browser::{Browser, Script};
use super::{Stage, scripted_journey};
use crate::support::app::TestApp;
use crate::support::county;
use crate::support::wire::Wire;

const SAVED: &str = "已保存 ";
const CUT: &str = "未保存：网络不通";

/// Logs in and opens 附件1; gives its address.
async fn open_form(browser: &Browser, login_name: &str, password: &str) -> String {
    browser.log_in(login_name, password).await;
    browser.visit(ziping::web::routes::FILINGS).await;
    browser.press("去填报").await;
    browser.expect("main h1", "").await;
    let form = format!("{}/forms/f1", browser.path().await);
    browser.visit(&form).await;
    browser.expect(".paper-title", "自评表").await;
    form
}

/// A server of its own, as an office runs it.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(database: &str, data: &PathBuf, address: &str) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_ziping"))
            .args(["serve", "--demo", "--listen", address, "--data"])
            .arg(data)
            .env("ZIPING_DATABASE", database)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self {
            child,
            address: format!("http://{address}"),
        }
    }

    async fn answers(&self) {
        ziping::vault::trust();
        for _ in 0..600 {
            if reqwest::get(&self.address).await.is_ok() {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        panic!("{} does not answer", self.address);
    }

    /// As if the plug had been pulled.
    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().to_string()
}

async fn the_server_is_killed_while_somebody_types(stage: Stage) {
    let data = std::env::temp_dir().join(format!("ziping-killed-{}", uuid::Uuid::now_v7()));
    let address = free_address();
    let mut server = Server::start(&stage.database.url, &data, &address);
    server.answers().await;
    let browser = Browser::open(
        &stage.chromedriver,
        &server.address,
        &stage.name,
        Script::On,
    )
    .await;
    let accountant = ziping::demo::ACCOUNTS
        .iter()
        .find(|account| account.role == ziping::domain::workflow::Role::Accountant)
        .unwrap();
    let form = open_form(&browser, accountant.login_name, ziping::demo::PASSWORD).await;

    browser.fill("total_initial", "111.11").await;
    browser.expect(".saved", SAVED).await;
    server.kill();
    browser.fill("total_annual", "222.22").await;
    browser.fill("goal_actual", "断电时正在填写").await;
    browser.expect(".saved", CUT).await;
    browser.picture("server-killed").await;
    let mut server = Server::start(&stage.database.url, &data, &address);
    server.answers().await;
    browser.expect(".saved", SAVED).await;

    // Once more, and the window is closed before the server is back.
    server.kill();
    browser.fill("total_executed", "333.33").await;
    browser.expect(".saved", CUT).await;
    let closed = browser.open_window().await;
    let open = browser.go_to_window(closed).await;
    browser.close_window(open).await;
    let server = Server::start(&stage.database.url, &data, &address);
    server.answers().await;
    browser.visit(&form).await;
    browser.expect(".desk-panel", "找回 1 处未保存的内容").await;
    browser.picture("found-again").await;
    browser.expect(".saved", SAVED).await;
    browser.visit(&form).await;
    for (code, text) in [
        ("total_initial", "111.11"),
        ("total_annual", "222.22"),
        ("goal_actual", "断电时正在填写"),
        ("total_executed", "333.33"),
    ] {
        browser.expect_cell(code, text).await;
    }
    drop(server);
    let _ = std::fs::remove_dir_all(data);
}

async fn the_network_and_the_session_come_and_go(stage: Stage) {
    let app = TestApp::with_campaign(stage.database, "lukou-2022", 2022).await;
    let wire = Wire::to(&app.address).await;
    let browser = Browser::open(&stage.chromedriver, &wire.address, &stage.name, Script::On).await;
    let form = open_form(&browser, county::ACCOUNTANT, county::PASSWORD).await;

    browser.fill("total_initial", "485.88").await;
    browser.expect(".saved", SAVED).await;
    browser.picture("saved").await;
    wire.cut();
    browser.fill("total_annual", "817.29").await;
    browser.expect(".saved", CUT).await;
    browser.press("全审").await;
    browser.expect(".saved", CUT).await;
    assert_eq!(browser.path().await, form, "one stays with what one typed");
    browser.picture("network-cut").await;
    wire.mend();
    browser.expect(".saved", SAVED).await;

    // The session ends; the log-in comes to the page.
    browser.forget().await;
    browser.fill("total_executed", "408.645").await;
    browser.expect("dialog[open] h2", "登录已过期").await;
    browser.picture("session-ended").await;
    browser.fill_named("login_name", county::ACCOUNTANT).await;
    browser.fill_named("password", "Cuowu-2026-mima").await;
    browser.press_at("dialog .button[type=submit]").await;
    browser
        .expect("dialog .field-problem", "登录名或密码不正确")
        .await;
    browser.fill_named("password", county::PASSWORD).await;
    browser.press_at("dialog .button[type=submit]").await;
    browser.expect(".saved", SAVED).await;
    browser
        .expect("[data-live='value-execution_rate']", "50.00%")
        .await;

    // Somebody else logs in at the same computer: what waits is not his.
    wire.cut();
    browser.fill("total_initial", "999.99").await;
    browser.expect(".saved", CUT).await;
    browser.forget().await;
    wire.mend();
    browser.expect("dialog[open] h2", "登录已过期").await;
    browser
        .fill_named("login_name", county::OTHER_ACCOUNTANT)
        .await;
    browser.fill_named("password", county::PASSWORD).await;
    browser.press_at("dialog .button[type=submit]").await;
    browser
        .expect(".desk-panel", "原账号有 1 处内容还没有保存")
        .await;
    browser.picture("another-account").await;
    let other = open_form(&browser, county::OTHER_ACCOUNTANT, county::PASSWORD).await;
    assert_ne!(other, form);
    assert_eq!(browser.value("[name='c:total_initial']").await, "");

    browser.forget().await;
    browser.log_in(county::ACCOUNTANT, county::PASSWORD).await;
    browser.visit(&form).await;
    browser.expect(".desk-panel", "找回 1 处未保存的内容").await;
    browser.expect_cell("total_initial", "999.99").await;
    browser.expect(".saved", SAVED).await;
}

async fn two_windows_and_two_people(stage: Stage) {
    let app = TestApp::with_campaign(stage.database, "lukou-2022", 2022).await;
    let (driver, address) = (&stage.chromedriver, &app.address);
    let browser = Browser::open(driver, address, &stage.name, Script::On).await;
    let form = open_form(&browser, county::ACCOUNTANT, county::PASSWORD).await;

    // Two windows of one browser tell each other.
    let first = browser.open_window().await;
    browser.visit(&form).await;
    browser.fill("total_initial", "1.11").await;
    browser.expect(".saved", SAVED).await;
    let second = browser.go_to_window(first.clone()).await;
    browser.expect_cell("total_initial", "1.11").await;
    browser.fill("total_initial", "2.22").await;
    browser.fill("total_annual", "3.33").await;
    browser.expect(".saved", SAVED).await;
    browser.go_to_window(second).await;
    browser.expect_cell("total_annual", "3.33").await;
    browser.expect_cell("total_initial", "2.22").await;
    browser.picture("second-window").await;
    browser.close_window(first).await;

    // A colleague at another computer.
    let colleague = format!("{}-colleague", stage.name);
    let other = Browser::open(driver, address, &colleague, Script::On).await;
    crate::support::county::colleague(&app).await;
    other.log_in(county::COLLEAGUE, county::PASSWORD).await;
    other.visit(&form).await;
    other.expect(".people", "正在填写附件").await;
    other.fill("total_executed", "5.55").await;
    other.expect(".saved", SAVED).await;
    browser.fill("goal_actual", "各填各的").await;
    browser.expect_cell("total_executed", "5.55").await;
    browser.expect(".just-changed", "刚由填报人二").await;
    browser.picture("colleague-changed").await;

    other.fill("total_initial", "7.77").await;
    other.expect(".saved", SAVED).await;
    browser.fill("total_initial", "8.88").await;
    browser.expect(".desk-panel", "同一栏有两份内容").await;
    browser.expect(".desk-panel", "7.77").await;
    browser.picture("which-one").await;
    browser
        .press_at(".desk-card .actions button:last-of-type")
        .await;
    browser.expect_cell("total_initial", "7.77").await;
    browser.expect(".saved", SAVED).await;

    other.fill("total_initial", "9.99").await;
    other.expect(".saved", SAVED).await;
    browser.fill("total_initial", "6.66").await;
    browser.expect(".desk-panel", "9.99").await;
    browser.press_at(".desk-card .actions button").await;
    browser.expect(".saved", SAVED).await;
    browser
        .visit(&form.replace("forms/f1", "cells/total_initial/history"))
        .await;
    for text in ["6.66", "9.99", "7.77", "2.22", "1.11"] {
        browser.expect(".cell-texts", text).await;
    }
    browser.picture("history").await;
}

scripted_journey!(the_server_is_killed_while_somebody_types);
scripted_journey!(the_network_and_the_session_come_and_go);
scripted_journey!(two_windows_and_two_people);
