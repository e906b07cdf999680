//! 统计 over HTTP: who gets which page, and its tables as files.

use ziping::domain::workflow::Role;
use ziping::web::routes;

use super::{account, demonstration, enter};
use crate::support::database::{FreshDatabase, on_both_databases};

async fn pictures_have_their_tables_and_tables_their_files(database: FreshDatabase) {
    let app = demonstration(database).await;
    let reviewer = enter(&app, account("jia", Role::FinanceReviewer)).await;
    let page = reviewer.get(routes::STATISTICS).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.words().contains("得分分布") && page.words().contains("各主管部门"));
    assert!(page.body.contains("role=\"img\"") && !page.body.contains("style="));
    let files = page.attributes("a[download]", "href");
    assert!(files.len() >= 8, "{files:?}");
    for file in files {
        let got = reviewer.get(&file).await;
        assert_eq!(got.status, 200, "{file}");
    }
    let sheet = page.attributes("a[download][href*='scores.csv']", "href");
    let list = reviewer.get(&sheet[0]).await;
    assert!(
        list.body.starts_with("\u{feff}得分,单位数,占比\r\n"),
        "{}",
        list.body
    );
    let wrong = reviewer.get(&sheet[0].replace("scores", "nothing")).await;
    assert_eq!(wrong.status, 404);
    let wrong = reviewer.get(&sheet[0].replace(".csv", ".docx")).await;
    assert_eq!(wrong.status, 404);

    let departments = page.attributes("tbody th a", "href");
    let one = reviewer.get(&departments[0]).await;
    assert_eq!(one.status, 200);
    assert!(!one.words().contains("各主管部门"));
    let back = one.attributes("main a.button-plain", "href");
    assert!(
        back.iter().any(|href| !href.contains("department")),
        "{back:?}"
    );

    let own = enter(&app, account("jia", Role::DepartmentReviewer)).await;
    let page = own.get(routes::STATISTICS).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(
        own.get(&departments[0].replace("department=", "department=x"))
            .await
            .status,
        404
    );
    let accountant = enter(&app, account("jia", Role::Accountant)).await;
    assert_eq!(accountant.get(routes::STATISTICS).await.status, 403);
}

on_both_databases! {
    pictures_have_their_tables_and_tables_their_files,
}
