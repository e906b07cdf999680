//! Campaigns and filings: opened, listed, looked at.

use chrono::NaiveDate;
use ziping::actions::campaign::{CampaignError, CampaignRequest, open_campaign};
use ziping::actions::filing::{FilingError, list_others, list_todo, load_filing};
use ziping::actions::schemes::Schemes;
use ziping::domain::campaign::CampaignSettings;
use ziping::domain::workflow::{Refusal, Sphere, State, Verb};
use ziping::store::campaign::{list_campaigns, list_years, load_campaign};
use ziping::store::filing::{find_filing, find_filing_to_change, update_filing};
use ziping::store::filing_list::{count_filings, list_filings};
use ziping::store::{Page, StoreError};

use super::county::{County, after, dawn};
use crate::support::database::{FreshDatabase, on_both_databases};

fn request(year: i32) -> CampaignRequest {
    CampaignRequest {
        year,
        title: format!("{year}年度自评"),
        due_on: NaiveDate::from_ymd_opt(year + 1, 4, 30).unwrap(),
        scheme_id: "small".to_owned(),
        scheme_version: 1,
        settings: CampaignSettings::default(),
    }
}

async fn a_campaign_opens_a_filing_for_each_agency(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    let (store, schemes) = (&county.store, &county.schemes);
    let open =
        async |caller, year| open_campaign(store, schemes, caller, &request(year), dawn()).await;
    let opened = open(&county.publisher, 2024).await.unwrap();
    assert_eq!(
        opened.filings, 2,
        "those of the other county are not among them"
    );
    let again = open(&county.finance_reviewer, 2024).await;
    assert!(matches!(again, Err(CampaignError::AlreadyOpen(2024))));
    open(&county.finance_reviewer, 2025).await.unwrap();
    let refused = open(&county.department_reviewer, 2026).await;
    assert!(matches!(refused, Err(CampaignError::NotAllowed)));
    assert!(matches!(
        open(&county.publisher, 1999).await,
        Err(CampaignError::Unfit(_))
    ));
    for (year, due) in [(2025, 10), (2026, 9999)] {
        let due_on = NaiveDate::from_ymd_opt(due, 4, 30).unwrap();
        let mistyped = CampaignRequest {
            due_on,
            ..request(year)
        };
        let refused = open_campaign(store, schemes, &county.publisher, &mistyped, dawn()).await;
        assert!(matches!(refused, Err(CampaignError::Unfit(_))), "{due_on}");
    }
    let unknown = CampaignRequest {
        scheme_version: 2,
        ..request(2026)
    };
    let refused = open_campaign(store, schemes, &county.publisher, &unknown, dawn()).await;
    assert!(matches!(refused, Err(CampaignError::Scheme(_))));

    let mut tx = store.read().await.unwrap();
    let campaigns = list_campaigns(&mut tx, &county.bureau, Page::first(9))
        .await
        .unwrap();
    let years: Vec<i32> = campaigns.iter().map(|campaign| campaign.year).collect();
    assert_eq!(years, [2025, 2024]);
    assert_eq!(list_years(&mut tx).await.unwrap(), [2025, 2024]);
    let campaign = load_campaign(&mut tx, &opened.campaign_id).await.unwrap();
    assert_eq!(campaign, campaigns[1]);
    assert_eq!(campaign.due_on, request(2024).due_on);
    assert!(load_campaign(&mut tx, "none").await.is_err());
    let record = county.record_of(&county.publisher).await;
    assert_eq!(
        record[0],
        format!(
            "open-campaign done campaign={} filings=2",
            opened.campaign_id
        )
    );
}

async fn a_filing_knows_its_way_from_the_start(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.filing_of(&county.accountant).await;
    let direct = county.filing_of(&county.direct_accountant).await;
    let mut tx = county.store.write().await.unwrap();
    let filing = find_filing(&mut tx, &id).await.unwrap().unwrap();
    assert_eq!(
        filing.facts.department_id.as_ref(),
        Some(&county.department)
    );
    assert_eq!(filing.facts.bureau_id, county.bureau);
    assert_eq!((filing.facts.state, filing.version), (State::Draft, 0));
    let direct = find_filing_to_change(&mut tx, &direct)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(direct.facts.department_id, None);
    assert_eq!(find_filing(&mut tx, "none").await.unwrap(), None);
    assert_eq!(find_filing_to_change(&mut tx, "none").await.unwrap(), None);
    let facts = filing.facts.clone();
    let moved = update_filing(&mut tx, &filing, facts.clone(), None, after(1))
        .await
        .unwrap();
    assert_eq!((moved.version, moved.updated_at), (1, after(1)));
    assert_eq!(find_filing(&mut tx, &id).await.unwrap(), Some(moved));
    let stale = update_filing(&mut tx, &filing, facts, None, after(2)).await;
    assert!(matches!(
        stale,
        Err(StoreError::Lost {
            table: "filing",
            ..
        })
    ));
}

async fn lists_show_only_the_persons_sphere(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    for (caller, expected) in [
        (&county.accountant, 1),
        (&county.colleague, 1),
        (&county.direct_accountant, 1),
        (&county.stranger, 0),
        (&county.department_reviewer, 0),
        (&county.finance_reviewer, 0),
        (&county.administrator, 0),
    ] {
        let todo = list_todo(&county.store, caller, Page::first(9))
            .await
            .unwrap();
        assert_eq!(todo.items.len(), expected);
        assert_eq!(usize::try_from(todo.total), Ok(expected));
    }
    let todo = list_todo(&county.store, &county.accountant, Page::first(9))
        .await
        .unwrap();
    let item = &todo.items[0];
    assert_eq!(item.verbs, [Verb::View, Verb::Save, Verb::Submit]);
    assert_eq!(
        (item.listed.year, item.listed.agency_code.as_str()),
        (2025, "11")
    );
    assert_eq!(item.listed.return_reason, None);
}

async fn lists_page_and_count(fresh: FreshDatabase) {
    let county = County::new(fresh).await;
    for year in 2010..2015 {
        let by = &county.publisher;
        let asked = request(year);
        open_campaign(&county.store, &county.schemes, by, &asked, dawn())
            .await
            .unwrap();
    }
    let mut tx = county.store.read().await.unwrap();
    let sphere = Sphere::Bureau(county.bureau.clone());
    let states = [State::Draft, State::Approved];
    let mut seen = Vec::new();
    for offset in [0, 4, 8, 12] {
        let page = Page { limit: 4, offset };
        let some = list_filings(&mut tx, &sphere, &states, page).await.unwrap();
        seen.extend(some.into_iter().map(|listed| listed.filing.id));
    }
    assert_eq!(seen.len(), 10);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 10, "no filing twice, none left out");
    assert_eq!(count_filings(&mut tx, &sphere, &states).await.unwrap(), 10);
    assert_eq!(
        count_filings(&mut tx, &sphere, &[State::Approved])
            .await
            .unwrap(),
        0
    );
    assert_eq!(count_filings(&mut tx, &sphere, &[]).await.unwrap(), 0);
    assert!(
        list_filings(&mut tx, &sphere, &[], Page::first(9))
            .await
            .unwrap()
            .is_empty()
    );
    let department = Sphere::Department(county.department.clone());
    assert_eq!(
        count_filings(&mut tx, &department, &states).await.unwrap(),
        5
    );
}

async fn looking_is_allowed_or_refused_with_a_trace(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.filing_of(&county.accountant).await;
    county
        .type_in(
            &county.accountant,
            &id,
            &[("budget", " 1,００0万元 "), ("note", "")],
        )
        .await;
    let load = async |caller, id: &str| {
        load_filing(&county.store, &county.schemes, caller, id, after(2)).await
    };
    let record = load(&county.colleague, &id).await.unwrap();
    assert_eq!(
        record.entries.typed("budget"),
        " 1,００0万元 ",
        "kept as typed"
    );
    assert_eq!((record.entries.year, record.entries.cells.len()), (2025, 1));
    assert_eq!(record.agency.code, "11");
    assert!(record.may(Verb::Submit) && !record.may(Verb::Withdraw));
    assert!(record.decisions.is_empty() && record.return_reason().is_none());

    let refused = load(&county.stranger, &id).await;
    assert!(matches!(
        refused,
        Err(FilingError::Refused(Refusal::ForeignAgency))
    ));
    let refused = load(&county.department_reviewer, &id).await;
    assert!(matches!(
        refused,
        Err(FilingError::Refused(Refusal::NotNow { .. }))
    ));
    let missing = load(&county.stranger, "typed-into-the-address").await;
    assert!(matches!(missing, Err(FilingError::NotFound)));
    assert_eq!(
        county.record_of(&county.stranger).await,
        ["view refused foreign-agency", "view refused not-found"]
    );
    let events = county.events().await;
    let of_filing = |event: &&ziping::store::event::Event| event.action == "view";
    let filings: Vec<_> = events
        .iter()
        .filter(of_filing)
        .map(|e| e.filing_id.clone())
        .collect();
    assert_eq!(filings, [Some(id.clone()), Some(id), None]);
}

async fn a_filing_of_an_unknown_scheme_is_named(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.filing_of(&county.accountant).await;
    let none = Schemes::default();
    let refused = load_filing(&county.store, &none, &county.accountant, &id, dawn()).await;
    let Err(FilingError::Scheme(unknown)) = refused else {
        panic!("no scheme, no page")
    };
    assert_eq!((unknown.id.as_str(), unknown.version), ("small", 1));
}

async fn others_are_what_waits_elsewhere(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let others = list_others(&county.store, &county.accountant, Page::first(9)).await;
    assert_eq!(others.unwrap().total, 0);
    let others = list_others(&county.store, &county.publisher, Page::first(9)).await;
    assert_eq!(
        others.unwrap().total,
        0,
        "drafts are the agencies' own affair"
    );
}

on_both_databases!(
    a_campaign_opens_a_filing_for_each_agency,
    a_filing_knows_its_way_from_the_start,
    lists_show_only_the_persons_sphere,
    lists_page_and_count,
    looking_is_allowed_or_refused_with_a_trace,
    a_filing_of_an_unknown_scheme_is_named,
    others_are_what_waits_elsewhere,
);
