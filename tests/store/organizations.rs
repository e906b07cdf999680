//! Organizations: written, found, listed; entered by administrators only.

use ziping::actions::account::{AccountError, create_organization};
use ziping::domain::workflow::OrganizationKind::{Agency, Bureau, Department};
use ziping::store::organization::{
    NewOrganization, count_organizations, find_organization, find_organization_by_code,
    insert_organization, list_agencies, list_organizations, load_organization,
};
use ziping::store::{Page, StoreError};

use super::county::{County, dawn};
use crate::support::database::{FreshDatabase, on_both_databases};

fn agency(code: &str, parent: &str) -> NewOrganization {
    NewOrganization {
        kind: Agency,
        parent_id: Some(parent.to_owned()),
        region: "甲县".to_owned(),
        code: code.to_owned(),
        name: "甲县“测试”馆".to_owned(),
        short_name: "测试馆".to_owned(),
        credit_code: String::new(),
        kind_of_agency: String::new(),
    }
}

async fn an_organization_reads_back(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let new = agency("13", &county.department);
    let mut tx = county.store.write().await.unwrap();
    let id = insert_organization(&mut tx, &new, dawn()).await.unwrap();
    let id = id.unwrap();
    let found = find_organization(&mut tx, &id).await.unwrap().unwrap();
    assert_eq!((found.kind, &found.name), (Agency, &new.name));
    assert_eq!(found.parent_id.as_ref(), Some(&county.department));
    let by_code = find_organization_by_code(&mut tx, "13").await.unwrap();
    assert_eq!(by_code, Some(found));
    let taken = insert_organization(&mut tx, &new, dawn()).await.unwrap();
    assert_eq!(taken, None, "a taken code does not poison the transaction");
    assert_eq!(count_organizations(&mut tx).await.unwrap(), 7);
    assert_eq!(find_organization(&mut tx, "nobody").await.unwrap(), None);
    let lost = load_organization(&mut tx, "nobody").await.unwrap_err();
    assert!(matches!(
        lost,
        StoreError::Lost {
            table: "organization",
            ..
        }
    ));
}

async fn lists_page_in_the_order_of_codes(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let mut tx = county.store.read().await.unwrap();
    let page = |limit, offset| Page { limit, offset };
    let mut codes = Vec::new();
    for offset in [0, 2, 4, 6] {
        let part = list_organizations(&mut tx, page(2, offset)).await.unwrap();
        codes.extend(part.into_iter().map(|organization| organization.code));
    }
    assert_eq!(codes, ["01", "02", "11", "12", "91", "92"]);
    let agencies = list_agencies(&mut tx, &county.bureau, Page::first(9)).await;
    let codes: Vec<_> = agencies.unwrap().into_iter().map(|a| a.code).collect();
    assert_eq!(codes, ["11", "12"]);
}

async fn only_administrators_enter_organizations(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let new = agency("13", &county.department);
    let refused = create_organization(&county.store, &county.publisher, &new, dawn()).await;
    assert!(matches!(refused, Err(AccountError::NotAllowed)));
    let done = create_organization(&county.store, &county.administrator, &new, dawn()).await;
    let id = done.unwrap();
    let again = create_organization(&county.store, &county.administrator, &new, dawn()).await;
    assert!(matches!(again, Err(AccountError::Taken(code)) if code == "13"));
    assert_eq!(
        county.record_of(&county.administrator).await,
        [
            format!("create-organization done kind=agency organization={id}"),
            "create-organization refused taken kind=agency organization=none".to_owned(),
        ]
    );
    let refused = county.record_of(&county.publisher).await;
    assert!(refused[0].starts_with("create-organization refused not-allowed"));
}

async fn misplaced_organizations_are_refused(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let right = agency("13", &county.department);
    let wrong = [
        NewOrganization {
            kind: Department,
            ..right.clone()
        },
        NewOrganization {
            kind: Bureau,
            ..right.clone()
        },
        NewOrganization {
            parent_id: None,
            ..right.clone()
        },
        NewOrganization {
            region: "乙区".to_owned(),
            ..right.clone()
        },
        NewOrganization {
            region: " ".to_owned(),
            ..right.clone()
        },
        NewOrganization {
            code: "十三".to_owned(),
            ..right.clone()
        },
        NewOrganization {
            code: "../13".to_owned(),
            ..right.clone()
        },
        NewOrganization {
            code: String::new(),
            ..right.clone()
        },
        NewOrganization {
            name: "长".repeat(81),
            ..right.clone()
        },
    ];
    for new in wrong {
        let refused = create_organization(&county.store, &county.administrator, &new, dawn()).await;
        assert!(matches!(refused, Err(AccountError::Unfit(_))), "{new:?}");
    }
}

on_both_databases!(
    an_organization_reads_back,
    lists_page_in_the_order_of_codes,
    only_administrators_enter_organizations,
    misplaced_organizations_are_refused,
);
