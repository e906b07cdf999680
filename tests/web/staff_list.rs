//! A list of people brought at the administrator's page.

use ziping::web::routes;

use crate::support::app::TestApp;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};

async fn a_list_is_shown_row_by_row_and_its_passwords_once(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let client = app.log_in(county::ADMINISTRATOR).await;
    let page = client.get(routes::STAFF_LIST).await;
    let token = page.form("main form").typed("_csrf").to_owned();
    let fields = [("_csrf", token.as_str())];

    let none = client.bring(routes::STAFF_LIST, &fields, None).await;
    assert_eq!(none.status, 422);
    assert!(none.words().contains("请选择一个文件"));

    let wrong = "姓名,登录名,岗位,单位代码\n新人,xin,填报人,yiqu-xxx\n";
    let file = Some(("名单.csv", wrong.as_bytes()));
    let shown = client.bring(routes::STAFF_LIST, &fields, file).await;
    assert_eq!(shown.status, 422);
    assert!(shown.words().contains("没有代码为“yiqu-xxx”的单位"));
    assert!(!shown.has("main form"), "nothing to confirm");

    let sound = format!(
        "姓名,登录名,岗位,单位代码,联系电话\n新人,xin,填报人,{},0731-12345\n",
        county::AGENCY
    );
    let file = Some(("名单.csv", sound.as_bytes()));
    let shown = client.bring(routes::STAFF_LIST, &fields, file).await;
    assert_eq!(shown.status, 200, "{}", shown.body);
    let taken = client.send(&shown.form("main form")).await;
    assert_eq!(taken.status, 200, "{}", taken.body);
    let password = taken.text("code.password");
    let list = client.send(&taken.form("main form")).await;
    assert_eq!(list.header("content-type"), "text/csv; charset=utf-8");
    assert!(list.body.contains(&format!("新人,xin,{password}\r\n")));

    let page = client.get(&routes::account("xin")).await;
    assert!(page.words().contains("0731-12345"));
    let security = app.log_in(county::SECURITY).await;
    let waiting = security.get(routes::PERMISSIONS).await;
    let granted = security.send(&waiting.form("form[action$='/grant']")).await;
    assert_eq!(granted.status, 303);
    let newcomer = app.visitor();
    newcomer.log_in("xin", &password).await;
    let forced = newcomer.get(routes::WORK).await;
    assert_eq!(forced.location.as_deref(), Some(routes::PASSWORD));
}

on_both_databases!(a_list_is_shown_row_by_row_and_its_passwords_once);
