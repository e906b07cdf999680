//! 人员名单 taken over: as a whole, or not at all.

use ziping::actions::Caller;
use ziping::actions::password::Passwords;
use ziping::actions::session::{LogInError, log_in};
use ziping::actions::staff_list::{StaffListError, preview_staff_list, take_staff_list};
use ziping::domain::staff_list::{Row, read};
use ziping::import;
use ziping::store::account::{count_accounts, find_account_by_login, load_phone};

use super::county::{County, after, origin};
use crate::support::database::{FreshDatabase, on_both_databases};

const LIST: &str = "姓名,登录名,岗位,单位代码,联系电话
新填报人,xin-tianbao,填报人,11,0731-1
新填报人,xin-tianbao,填报人,12,
新管理员,xin-guanli,系统管理员,,
";

/// The rows of a list as it comes from a spreadsheet in the old encoding.
fn rows(text: &str) -> Vec<Row> {
    let (bytes, _, _) = encoding_rs::GBK.encode(text);
    read(&import::read("名单.csv", &bytes).unwrap()).unwrap()
}

async fn a_sound_list_makes_accounts_whose_passwords_are_told_once(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let (store, passwords) = (&county.store, &Passwords::new(1).unwrap());
    let list = rows(LIST);
    let caller = &county.administrator;
    let made = take_staff_list(store, passwords, caller, &list, after(1))
        .await
        .unwrap();
    let names: Vec<&str> = made.iter().map(|it| it.login_name.as_str()).collect();
    assert_eq!(names, ["xin-tianbao", "xin-guanli"]);
    assert!(!format!("{made:?}").contains(&made[0].password), "printed");
    let enter = |place: usize| {
        let first = &made[place];
        let (name, password) = (&first.login_name, &first.password);
        async move { log_in(store, passwords, name, password, &origin(), after(2)).await }
    };
    let refused = enter(0).await;
    assert!(matches!(refused, Err(LogInError::NoPosting)), "not granted");

    let again = preview_staff_list(store, caller, &list, after(3)).await;
    assert_eq!(again.unwrap().counts(), [0, 0, 3, 0]);
    let moved = rows("姓名,登录名,岗位,联系电话\n改了名,xin-guanli,系统管理员,0731-2\n");
    let made = take_staff_list(store, passwords, caller, &moved, after(4)).await;
    assert_eq!(made.unwrap(), []);
    let mut tx = store.read().await.unwrap();
    let account = find_account_by_login(&mut tx, "xin-guanli").await.unwrap();
    let account = account.unwrap();
    assert_eq!(account.display_name, "改了名");
    let phone = load_phone(&mut tx, &account.id).await.unwrap();
    assert_eq!(phone, "0731-2");
    drop(tx);
    assert_eq!(
        county.record_of(caller).await,
        [
            "import-accounts done new=2 changed=0",
            "import-accounts done new=0 changed=1"
        ]
    );
}

async fn the_command_line_grants_at_once(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let (store, passwords) = (&county.store, &Passwords::new(1).unwrap());
    let caller = Caller::command_line();
    let made = take_staff_list(store, passwords, &caller, &rows(LIST), after(1))
        .await
        .unwrap();
    let (name, password) = (&made[0].login_name, &made[0].password);
    let entered = log_in(store, passwords, name, password, &origin(), after(2)).await;
    let session = entered.unwrap().session;
    assert!(session.account.must_change_password && session.has_others);
}

async fn one_wrong_row_keeps_everything_out(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let (store, passwords) = (&county.store, &Passwords::new(1).unwrap());
    let count = || async {
        let mut tx = store.read().await.unwrap();
        count_accounts(&mut tx).await.unwrap()
    };
    let before = count().await;
    for wrong in [
        "乙,yi,填报人,99,",
        "乙,y,填报人,11,",
        "乙,xin-tianbao,审计员,,",
    ] {
        let list = rows(&format!("{LIST}{wrong}\n"));
        let caller = &county.administrator;
        let refused = take_staff_list(store, passwords, caller, &list, after(1)).await;
        assert!(
            matches!(refused, Err(StaffListError::Unsound(_))),
            "{wrong}"
        );
        assert_eq!(count().await, before, "{wrong}");
    }
    for other in [&county.publisher, &county.accountant] {
        let refused = take_staff_list(store, passwords, other, &rows(LIST), after(1)).await;
        assert!(matches!(refused, Err(StaffListError::Account(_))));
    }
}

on_both_databases!(
    a_sound_list_makes_accounts_whose_passwords_are_told_once,
    the_command_line_grants_at_once,
    one_wrong_row_keeps_everything_out,
);
