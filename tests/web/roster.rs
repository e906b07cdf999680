//! A list of organizations brought at the administrator's page.

use ziping::web::routes;

use crate::support::app::TestApp;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};

async fn a_list_is_shown_row_by_row_before_it_is_taken_over(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let client = app.log_in(county::ADMINISTRATOR).await;
    let page = client.get(routes::ROSTER).await;
    let token = page.form("main form").typed("_csrf").to_owned();
    let fields = [("_csrf", token.as_str()), ("bureau", county::BUREAU)];

    let none = client.bring(routes::ROSTER, &fields, None).await;
    assert_eq!(none.status, 422);
    assert!(none.words().contains("请选择一个文件"));

    let wrong = "单位代码,单位名称,主管部门\nyiqu-dag,乙区档案馆,yiqu-xxx\n";
    let file = Some(("名录.csv", wrong.as_bytes()));
    let shown = client.bring(routes::ROSTER, &fields, file).await;
    assert_eq!(shown.status, 422);
    assert!(
        shown
            .words()
            .contains("主管部门“yiqu-xxx”既不在本名录中，也没有登记过")
    );
    assert!(!shown.has("main form"), "nothing to confirm");

    let sound = "单位代码,单位名称,主管部门\nyiqu-dag,乙区档案馆,yiqu-zfb\n";
    let file = Some(("名录.csv", sound.as_bytes()));
    let shown = client.bring(routes::ROSTER, &fields, file).await;
    assert_eq!(shown.status, 200, "{}", shown.body);
    let taken = client.send(&shown.form("main form")).await;
    assert_eq!(taken.status, 303, "{}", taken.body);
    let list = client.follow(taken).await;
    assert!(list.words().contains("乙区档案馆"));
}

on_both_databases!(a_list_is_shown_row_by_row_before_it_is_taken_over);
