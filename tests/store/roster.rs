//! 单位名录 taken over: as a whole, or not at all.

use std::collections::BTreeMap;

use ziping::actions::Caller;
use ziping::actions::roster::{RosterError, preview_roster, take_roster};
use ziping::domain::roster::{Row, read};
use ziping::import;
use ziping::store::Page;
use ziping::store::organization::{find_organization_by_code, list_organizations};

use super::county::{County, after};
use crate::support::database::{FreshDatabase, on_both_databases};

const LIST: &str = "单位代码,单位名称,简称,主管部门,统一社会信用代码,类别
03,甲县卫生局,卫生局,,,主管部门
21,甲县医院,医院,甲县卫生局,91350100M000100Y43,事业
11,甲县第一中学,一中,02,,事业
12,甲县预算单位12,单位12,,,
";

/// The rows of a list as it comes from a spreadsheet in the old encoding.
fn rows(text: &str) -> Vec<Row> {
    let (bytes, _, _) = encoding_rs::GBK.encode(text);
    read(&import::read("名录.csv", &bytes).unwrap()).unwrap()
}

impl County {
    /// Code to name of all organizations.
    async fn names(&self) -> BTreeMap<String, String> {
        let mut tx = self.store.read().await.unwrap();
        let all = list_organizations(&mut tx, Page::first(99)).await.unwrap();
        all.into_iter().map(|it| (it.code, it.name)).collect()
    }
}

async fn a_sound_list_is_taken_over_and_then_nothing_is_left_to_do(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let (store, administrator) = (&county.store, &county.administrator);
    let list = rows(LIST);
    let preview = preview_roster(store, administrator, "01", &list)
        .await
        .unwrap();
    assert_eq!(preview.counts(), [2, 1, 1, 0]);
    take_roster(store, administrator, "01", &list, after(1))
        .await
        .unwrap();
    let names = county.names().await;
    assert_eq!(
        (names["21"].as_str(), names["11"].as_str()),
        ("甲县医院", "甲县第一中学")
    );
    let mut tx = store.read().await.unwrap();
    let hospital = find_organization_by_code(&mut tx, "21")
        .await
        .unwrap()
        .unwrap();
    let bureau = find_organization_by_code(&mut tx, "03")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(hospital.parent_id, Some(bureau.id));
    assert_eq!(hospital.region, "甲县");
    drop(tx);
    let again = preview_roster(store, administrator, "01", &list)
        .await
        .unwrap();
    assert_eq!(again.counts(), [0, 0, 4, 0]);
    assert!(!again.is_sound(), "nothing would come of it");
    assert_eq!(
        county.record_of(administrator).await,
        ["import-organizations done new=2 changed=1"]
    );
}

async fn one_wrong_row_keeps_everything_out(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let (store, administrator) = (&county.store, &county.administrator);
    let before = county.names().await;
    for wrong in [
        "22,甲县学校,,99,,",
        "92,甲县学校,,,,",
        "22,甲县学校,,,91350100M000100Y44,",
    ] {
        let list = rows(&format!("{LIST}{wrong}\n"));
        let refused = take_roster(store, administrator, "01", &list, after(1)).await;
        assert!(matches!(refused, Err(RosterError::Unsound(_))), "{wrong}");
        assert_eq!(county.names().await, before, "{wrong}");
    }
    let unknown = take_roster(store, administrator, "11", &rows(LIST), after(1)).await;
    assert!(matches!(unknown, Err(RosterError::UnknownBureau(_))));
    let others: [&Caller; 2] = [&county.publisher, &county.accountant];
    for other in others {
        let refused = take_roster(store, other, "01", &rows(LIST), after(1)).await;
        assert!(matches!(refused, Err(RosterError::Account(_))));
    }
}

on_both_databases!(
    a_sound_list_is_taken_over_and_then_nothing_is_left_to_do,
    one_wrong_row_keeps_everything_out,
);
