//! Which scheme a filing is made with, by the kind of its agency.

use chrono::NaiveDate;
use ziping::actions::campaign::{
    CampaignError, CampaignRequest, list_kinds, list_unchecked, open_campaign,
};
use ziping::actions::filing::list_todo;
use ziping::actions::organization::{Details, change_organization};
use ziping::actions::schemes::Schemes;
use ziping::domain::campaign::{CampaignSettings, SchemeChoice};
use ziping::domain::workflow::Role;
use ziping::store::Page;

use super::county::{County, dawn, person};
use crate::support::database::{FreshDatabase, on_both_databases};

fn choice(text: &str) -> SchemeChoice {
    SchemeChoice::parse(text).unwrap()
}

fn request(kind: &str, scheme: &str) -> CampaignRequest {
    CampaignRequest {
        year: 2025,
        title: "2025年度自评".to_owned(),
        due_on: NaiveDate::from_ymd_opt(2026, 4, 30).unwrap(),
        scheme_id: "lukou-2022".to_owned(),
        scheme_version: 1,
        settings: CampaignSettings {
            schemes: [(kind.to_owned(), choice(scheme))].into_iter().collect(),
            ..CampaignSettings::default()
        },
    }
}

impl County {
    async fn is_of_kind(&self, agency: &str, kind: &str) {
        let details = Details {
            name: "甲县中学".to_owned(),
            short_name: "中学".to_owned(),
            credit_code: String::new(),
            kind_of_agency: kind.to_owned(),
        };
        change_organization(&self.store, &self.administrator, agency, &details, dawn())
            .await
            .unwrap();
    }
}

async fn a_filing_is_made_with_the_scheme_of_its_agencys_kind(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let (store, schemes) = (&county.store, Schemes::shipped().unwrap());
    let agency = county.accountant.actor.organization_id.clone().unwrap();
    county.is_of_kind(&agency, "事业").await;
    let kinds = list_kinds(store, &county.publisher).await.unwrap();
    assert_eq!(kinds, [("事业".to_owned(), 1), (String::new(), 1)]);
    let foreign = list_kinds(store, &county.accountant).await.unwrap();
    assert!(foreign.is_empty());

    let unknown = request("事业", "zhuzhou-2019@9");
    let refused = open_campaign(store, &schemes, &county.publisher, &unknown, dawn()).await;
    assert!(matches!(refused, Err(CampaignError::Scheme(_))));
    let asked = request("事业", "zhuzhou-2019@1");
    open_campaign(store, &schemes, &county.publisher, &asked, dawn())
        .await
        .unwrap();
    for (accountant, scheme) in [
        (&county.accountant, "zhuzhou-2019"),
        (&county.direct_accountant, "lukou-2022"),
    ] {
        let todo = list_todo(store, accountant, Page::first(9)).await.unwrap();
        assert_eq!(todo.items[0].listed.filing.scheme_id, scheme);
    }
    county.is_of_kind(&agency, "行政").await;
    let todo = list_todo(store, &county.accountant, Page::first(9)).await;
    let filing = &todo.unwrap().items[0].listed.filing;
    assert_eq!(
        filing.scheme_id, "zhuzhou-2019",
        "a filing keeps its scheme"
    );
}

async fn agencies_without_a_checker_are_named(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let store = &county.store;
    let agency = county.accountant.actor.organization_id.clone().unwrap();
    let named = async |most| {
        list_unchecked(store, &county.publisher, most, dawn())
            .await
            .unwrap()
    };
    assert_eq!(named(9).await, ["甲县预算单位11", "甲县预算单位12"]);
    assert_eq!(named(1).await, ["甲县预算单位11"]);
    person(store, "fuhe", Role::AgencyChecker, Some(&agency)).await;
    assert_eq!(named(9).await, ["甲县预算单位12"]);
    let stranger = list_unchecked(store, &county.stranger, 9, dawn()).await;
    assert_eq!(stranger.unwrap(), Vec::<String>::new());
}

on_both_databases!(
    a_filing_is_made_with_the_scheme_of_its_agencys_kind,
    agencies_without_a_checker_are_named,
);
