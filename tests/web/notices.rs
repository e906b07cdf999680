//! 我的通知 and 发送记录 over HTTP.

use ziping::actions::outbox::{address_occasions, deliver_next};
use ziping::config::Settings;
use ziping::courier::{Channels, Courier};
use ziping::web::routes;

use crate::support::app::TestApp;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::smtp::{MailServer, Manner};

async fn somebody_says_how_he_is_reached(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let client = app.log_in(county::ACCOUNTANT).await;
    let page = client.get(routes::NOTICES).await;
    assert!(page.words().contains("目前没有设置电子邮件和短信"));
    let form = page
        .form("main form")
        .with("email", "jia@")
        .with("mobile", "139 0000 0000");
    let wrong = client.send(&form).await;
    assert_eq!(wrong.status, 422);
    let form = wrong.form("main form");
    assert_eq!(form.typed("email"), "jia@");
    let sent = client.send(&form.with("email", "jia@example.gov.cn")).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let page = client.follow(sent).await;
    let form = page.form("main form");
    assert_eq!(form.typed("email"), "jia@example.gov.cn");
    assert_eq!(form.typed("mobile"), "13900000000");

    let administrator = app.log_in(county::ADMINISTRATOR).await;
    let address = routes::account(county::ACCOUNTANT);
    let page = administrator.get(&address).await;
    let contact = format!("form[action='{address}/contact']");
    let form = page.form(&contact);
    assert_eq!(form.typed("email"), "jia@example.gov.cn");
    let wrong = administrator.send(&form.with("mobile", "1")).await;
    assert_eq!(wrong.status, 422);
    let form = wrong
        .form(&contact)
        .with("mobile", "")
        .with("email", "yi@example.gov.cn");
    assert_eq!(administrator.send(&form).await.status, 303);
    let page = client.get(routes::NOTICES).await;
    assert_eq!(page.form("main form").typed("email"), "yi@example.gov.cn");
}

async fn the_bureau_sees_what_went_out_and_sends_again(database: FreshDatabase) {
    let busy = Manner {
        to_recipients: ["550 nobody here"].into(),
        ..Manner::default()
    };
    let server = MailServer::start(busy).await;
    let text = format!(
        "[notices]\naddress = \"https://jx.example.gov.cn/\"\n[mail]\nserver = \"127.0.0.1\"\n\
         port = {}\ntls = \"none\"\nfrom = \"jx@example.gov.cn\"",
        server.port
    );
    let settings = Settings::parse(std::path::Path::new("ziping.toml"), &text).unwrap();
    let courier = Courier::open(&settings).unwrap();
    let channels = Channels::of(&settings);
    let app = TestApp::start_with(database, settings).await;
    let portal = &app.portal;
    county::found(&portal.store, &portal.passwords, app.now()).await;
    county::announce(
        &portal.store,
        &portal.schemes,
        "lukou-2022",
        2025,
        app.now(),
    )
    .await;
    let accountant = app.log_in(county::ACCOUNTANT).await;
    let page = accountant.get(routes::NOTICES).await;
    let form = page.form("main form").with("email", "jia@example.gov.cn");
    assert_eq!(accountant.send(&form).await.status, 303);

    let bureau = app.log_in(county::FINANCE_REVIEWER).await;
    let list = bureau.get(routes::CAMPAIGNS).await;
    let campaign = list.attributes("tbody td a", "href").remove(0);
    let page = bureau
        .get(&format!("{campaign}/filings?progress=owed"))
        .await;
    let look = bureau
        .send(&page.form("main form").with("whom", "all"))
        .await;
    let words = look.words();
    assert!(words.contains("电子邮件 1 个单位"), "{words}");
    assert!(
        words.contains("1 个单位的填报人没有留下电子邮箱和手机号"),
        "{words}"
    );
    assert!(words.contains("乙区图书馆"), "{words}");
    let sent = bureau
        .send(&look.form("main form").with("do", "urge"))
        .await;
    assert_eq!(sent.status, 303);

    let store = &portal.store;
    address_occasions(store, &channels, app.now())
        .await
        .unwrap();
    deliver_next(store, &courier, app.now()).await.unwrap();
    let page = bureau.get(routes::OUTBOX).await;
    let words = page.words();
    assert!(words.contains("已放弃，试了 1 次"), "{words}");
    assert!(words.contains("收信地址可能有误"), "{words}");
    let again = bureau.send(&page.form("td form")).await;
    assert_eq!(again.status, 303);
    deliver_next(store, &courier, app.now()).await.unwrap();
    let page = bureau.get(&format!("{}?state=sent", routes::OUTBOX)).await;
    assert!(page.words().contains("jia@example.gov.cn"));
    let arrived = server.arrived();
    assert_eq!(arrived.len(), 1);

    // The link of a message leads the person to his filing.
    let mut tx = store.read().await.unwrap();
    let filter = ziping::store::message::MessageFilter::default();
    let messages = ziping::store::message::list_messages(&mut tx, filter, 9).await;
    let body = messages.unwrap().remove(0).body;
    let link = body.split("https://jx.example.gov.cn").nth(1).unwrap();
    let page = accountant.get(link.lines().next().unwrap()).await;
    assert_eq!(page.status, 200);
    assert_eq!(accountant.get("/work").await.status, 303);
}

on_both_databases!(
    somebody_says_how_he_is_reached,
    the_bureau_sees_what_went_out_and_sends_again,
);
