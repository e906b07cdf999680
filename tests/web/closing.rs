//! 结账 over HTTP: asked for, done, downloaded.

use ziping::domain::workflow::Role;
use ziping::jobs::{Bench, do_next};
use ziping::web::portal::render_record;
use ziping::web::routes;

use super::{account, demonstration, enter};
use crate::support::database::{FreshDatabase, on_both_databases};

async fn the_pack_is_asked_for_and_taken_along(database: FreshDatabase) {
    let app = demonstration(database).await;
    let publisher = enter(&app, account("jia", Role::Publisher)).await;
    let campaigns = publisher.get(routes::CAMPAIGNS).await;
    let campaign = campaigns.attributes("tbody a", "href").remove(0);
    let closing = format!("{campaign}/closing");
    let page = publisher.get(&campaign).await;
    assert!(page.attributes("main a", "href").contains(&closing));
    let page = publisher.get(&closing).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(!page.headers.contains_key("refresh"));
    let form = page.form(&format!("form[action='{closing}/pack']"));
    assert_eq!(publisher.send(&form).await.status, 303);
    let twice = publisher.send(&form).await;
    assert_eq!(twice.status, 409);
    let page = publisher.get(&closing).await;
    assert_eq!(page.headers["refresh"], "5");
    assert!(page.words().contains("等待办理"));

    let portal = &app.portal;
    let bench = Bench {
        store: &portal.store,
        schemes: &portal.schemes,
        vault: &portal.vault,
        render: render_record,
        node: "test",
    };
    assert!(do_next(&bench, || app.now()).await.unwrap());
    let page = publisher.get(&closing).await;
    assert!(page.words().contains("已完成"), "{}", page.body);
    assert!(!page.headers.contains_key("refresh"));
    let result = page.attributes("a[download]", "href").remove(0);
    let file = publisher
        .request(reqwest::Method::GET, &result)
        .send()
        .await
        .unwrap();
    assert_eq!(file.status(), 200);
    let bytes = file.bytes().await.unwrap();
    let found = ziping::export::verify_archive(std::io::Cursor::new(&bytes)).unwrap();
    assert!(found.files.iter().any(|file| file.path == "汇总表.xlsx"));

    let stranger = enter(&app, account("yi", Role::Publisher)).await;
    assert_eq!(stranger.get(&result).await.status, 404);
    assert_eq!(stranger.get(&closing).await.status, 404);
    let accountant = enter(&app, account("jia", Role::Accountant)).await;
    assert_eq!(accountant.get(&closing).await.status, 403);
}

on_both_databases! {
    the_pack_is_asked_for_and_taken_along,
}
