//! 公开: frozen, listed, counted, never changed.

use sha2::{Digest as _, Sha256};
use ziping::actions::publish::{
    PublishError, add_views, find_publication, list_publications, publish_filing,
};
use ziping::actions::step::return_filing;
use ziping::domain::campaign::{CampaignSettings, FormSetting, PageHead, Presentation};
use ziping::domain::publication::{
    DigestText, FormFace, PublicFace, PublicRecord, to_canonical_json,
};
use ziping::domain::workflow::{Refusal, State};
use ziping::store::filing::find_filing;
use ziping::store::publication::{
    NewPublication, Publication, PublicationFilter, find_last_version, insert_publication,
    list_regions,
};
use ziping::store::{Page, new_id};

use super::county::{County, after, render};
use crate::support::database::{FreshDatabase, on_both_databases};

async fn an_approved_filing_is_published_and_frozen(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.approved().await;
    let (store, schemes, by) = (&county.store, &county.schemes, &county.publisher);
    let head = publish_filing(
        store,
        schemes,
        by,
        &id,
        county.seen(&id).await,
        render,
        after(9),
    )
    .await
    .unwrap();
    assert_eq!(head.title, "甲县预算单位112025年度自评");
    assert_eq!(
        (head.year, head.version, head.published_at),
        (2025, 1, after(9))
    );
    assert_eq!(
        (head.source.as_str(), head.region.as_str()),
        ("甲县预算单位11", "甲县")
    );
    let found = find_publication(store, 2025, "11").await.unwrap().unwrap();
    assert_eq!(found.head, head);
    assert_eq!(found.body_html, format!("<h1>{}</h1>", head.title));
    assert!(
        found.entries_json.contains("\"spent\":\"96.5\""),
        "{}",
        found.entries_json
    );
    assert!(
        found.evaluation_json.contains("\"shown\":\"96.50%\""),
        "{}",
        found.evaluation_json
    );
    assert_eq!(found.digest, digest_by_hand(&found));
    assert_eq!(find_publication(store, 2024, "11").await.unwrap(), None);
    let mut tx = store.read().await.unwrap();
    let filing = find_filing(&mut tx, &id).await.unwrap().unwrap();
    assert_eq!(filing.facts.state, State::Published);
    drop(tx);
    let again = publish_filing(
        store,
        schemes,
        by,
        &id,
        county.seen(&id).await,
        render,
        after(10),
    )
    .await;
    assert!(matches!(
        again,
        Err(PublishError::Refused(Refusal::NotNow { .. }))
    ));
    let record = county.record_of(by).await;
    assert_eq!(
        record[1],
        format!("publish done version=1 digest={}", found.digest)
    );
    assert_eq!(record[2], "publish refused not-now");
}

/// The digest as anybody can check it from what is kept.
fn digest_by_hand(publication: &Publication) -> String {
    let head = &publication.head;
    let text = to_canonical_json(&DigestText {
        agency_code: &head.agency_code,
        body_html: &publication.body_html,
        entries: &serde_json::from_str(&publication.entries_json).unwrap(),
        evaluation: &serde_json::from_str(&publication.evaluation_json).unwrap(),
        face: Some(&publication.face).filter(|face| !face.is_usual()),
        published_at: "2026-03-02T01:09:00.000Z",
        scheme_id: &publication.scheme_id,
        scheme_version: publication.scheme_version,
        source: &head.source,
        title: &head.title,
        version: head.version,
        year: head.year,
    });
    let text = text.unwrap();
    assert_eq!(text.contains("\"face\""), !publication.face.is_usual());
    assert!(
        text.starts_with("{\"agency_code\":\"11\",\"body_html\":\"<h1>"),
        "{text}"
    );
    Sha256::digest(text)
        .iter()
        .fold(String::new(), |digits, byte| {
            digits + &format!("{byte:02x}")
        })
}

async fn how_a_page_looks_is_frozen_with_it(fresh: FreshDatabase) {
    let presentation = Presentation {
        forms: vec![FormSetting {
            scheme: "small".to_owned(),
            face: FormFace {
                form: "f1".to_owned(),
                annex: "附件4".to_owned(),
                title: "{agency}小表".to_owned(),
                is_internal: false,
            },
        }],
        head: PageHead {
            document_number: "甲财绩〔{year}〕3号".to_owned(),
            ..PageHead::default()
        },
        keeps_evidence: true,
        shows_reviewed_score: false,
    };
    let settings = CampaignSettings {
        presentation,
        ..CampaignSettings::default()
    };
    let county = County::with_settings(fresh, settings).await;
    let id = county.approved().await;
    let (store, schemes, by) = (&county.store, &county.schemes, &county.publisher);
    let seen = county.seen(&id).await;
    let draw = |record: &PublicRecord| {
        let form = &record.scheme.forms[0];
        Ok::<_, String>(format!("<h1>{} {}</h1>", form.annex, form.title))
    };
    publish_filing(store, schemes, by, &id, seen, draw, after(9))
        .await
        .unwrap();
    let found = find_publication(store, 2025, "11").await.unwrap().unwrap();
    assert_eq!(found.body_html, "<h1>附件4 {agency}小表</h1>");
    assert_eq!(found.face.facts[0].text, "甲财绩〔2025〕3号");
    assert!(found.face.keeps_evidence);
    assert_eq!(found.digest, digest_by_hand(&found));
    let plain = Publication {
        face: PublicFace::default(),
        ..found.clone()
    };
    assert_ne!(
        found.digest,
        digest_by_hand(&plain),
        "the face is part of it"
    );
}

async fn what_the_publisher_did_not_see_is_not_published(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.approved().await;
    let (store, schemes, by) = (&county.store, &county.schemes, &county.publisher);
    let old = county.seen(&id).await;
    return_filing(store, by, &id, old, "年度有误", after(5))
        .await
        .unwrap();
    assert_eq!(county.approved().await, id, "approved a second time");
    for seen in [old, None] {
        let refused = publish_filing(store, schemes, by, &id, seen, render, after(9)).await;
        assert!(matches!(refused, Err(PublishError::Changed(_))), "{seen:?}");
    }
    assert_eq!(find_publication(store, 2025, "11").await.unwrap(), None);
    let seen = county.seen(&id).await;
    publish_filing(store, schemes, by, &id, seen, render, after(9))
        .await
        .unwrap();
    let record = county.record_of(by).await;
    assert_eq!(
        record[2..4],
        ["publish refused changed", "publish refused changed"]
    );
}

async fn what_may_not_be_published_is_not(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.approved().await;
    let (store, schemes) = (&county.store, &county.schemes);
    for caller in [
        &county.finance_reviewer,
        &county.accountant,
        &county.administrator,
    ] {
        let refused = publish_filing(
            store,
            schemes,
            caller,
            &id,
            county.seen(&id).await,
            render,
            after(9),
        )
        .await;
        assert!(matches!(
            refused,
            Err(PublishError::Refused(Refusal::NotYourRole { .. }))
        ));
    }
    // The finance reviewer who approved it has since become a publisher.
    let mut promoted = county.finance_reviewer.clone();
    promoted.actor.role = ziping::domain::workflow::Role::Publisher;
    let refused = publish_filing(
        store,
        schemes,
        &promoted,
        &id,
        county.seen(&id).await,
        render,
        after(9),
    )
    .await;
    assert!(matches!(
        refused,
        Err(PublishError::Refused(Refusal::OwnApproval))
    ));
    let broken = |_: &PublicRecord| Err::<String, _>("no template");
    let by = &county.publisher;
    let failed = publish_filing(
        store,
        schemes,
        by,
        &id,
        county.seen(&id).await,
        broken,
        after(9),
    )
    .await;
    assert!(matches!(failed, Err(PublishError::Render(why)) if why == "no template"));
    let missing = publish_filing(
        store,
        schemes,
        by,
        "none",
        county.seen("none").await,
        render,
        after(9),
    )
    .await;
    assert!(matches!(missing, Err(PublishError::NotFound)));
    assert_eq!(find_publication(store, 2025, "11").await.unwrap(), None);
    let record = county.record_of(by).await;
    assert_eq!(
        record[1..],
        ["publish failed store-failure", "publish refused not-found"]
    );
}

/// Writes publications beside the workflow, as many years of use would.
async fn write(county: &County, filing: &str, code: &str, region: &str, year: i32, version: u32) {
    let head = ziping::store::publication::PublicationHead {
        id: new_id(after(i64::from(version))),
        filing_id: filing.to_owned(),
        region: region.to_owned(),
        year,
        agency_code: code.to_owned(),
        agency_name: format!("单位{code}"),
        version,
        title: format!("{code}-{year}-{version}"),
        source: "来源".to_owned(),
        published_at: after(i64::from(version)),
        views: 0,
    };
    let publication = Publication {
        head,
        scheme_id: "small".to_owned(),
        scheme_version: 1,
        entries_json: "{}".to_owned(),
        evaluation_json: "{}".to_owned(),
        face: PublicFace::default(),
        body_html: "正文".to_owned(),
        digest: "0".repeat(64),
    };
    let new = NewPublication {
        publication: &publication,
        bureau_id: &county.bureau,
        published_by: &county.publisher.actor.account_id,
    };
    let mut tx = county.store.write().await.unwrap();
    insert_publication(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
}

async fn the_public_list_shows_the_newest_versions_by_year_county_and_agency(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let filing = county.filing_of(&county.accountant).await;
    for (code, region, year, version) in [
        ("11", "甲县", 2024, 1),
        ("11", "甲县", 2024, 3),
        ("12", "甲县", 2024, 2),
        ("12", "甲县", 2025, 5),
        ("92", "乙区", 2024, 4),
    ] {
        write(&county, &filing, code, region, year, version).await;
    }
    let titles = async |filter: PublicationFilter, page| {
        let list = list_publications(&county.store, &filter, page)
            .await
            .unwrap();
        let titles: Vec<String> = list.items.into_iter().map(|head| head.title).collect();
        (titles.join(" "), list.total)
    };
    let all = PublicationFilter::default();
    let of = |year, region: &str, code: &str| PublicationFilter {
        year,
        region: (!region.is_empty()).then(|| region.to_owned()),
        agency_code: (!code.is_empty()).then(|| code.to_owned()),
    };
    let first = Page::first(9);
    let newest_first = "12-2025-5 92-2024-4 11-2024-3 12-2024-2".to_owned();
    assert_eq!(titles(all.clone(), first).await, (newest_first, 4));
    let page = Page {
        limit: 2,
        offset: 2,
    };
    assert_eq!(
        titles(all, page).await,
        ("11-2024-3 12-2024-2".to_owned(), 4)
    );
    for (filter, expected) in [
        (of(Some(2024), "", ""), "92-2024-4 11-2024-3 12-2024-2"),
        (of(None, "甲县", ""), "12-2025-5 11-2024-3 12-2024-2"),
        (of(Some(2024), "甲县", "12"), "12-2024-2"),
        (of(None, "", "12"), "12-2025-5 12-2024-2"),
        (of(Some(2030), "", ""), ""),
        (of(None, "' OR 1=1 --", ""), ""),
    ] {
        assert_eq!(titles(filter, first).await.0, expected);
    }
    let mut tx = county.store.read().await.unwrap();
    assert_eq!(find_last_version(&mut tx, 2024, "11").await.unwrap(), 3);
    assert_eq!(find_last_version(&mut tx, 2030, "11").await.unwrap(), 0);
    assert_eq!(list_regions(&mut tx).await.unwrap(), ["甲县", "乙区"]);
}

async fn views_add_up(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let filing = county.filing_of(&county.accountant).await;
    write(&county, &filing, "11", "甲县", 2024, 1).await;
    let find = async || {
        find_publication(&county.store, 2024, "11")
            .await
            .unwrap()
            .unwrap()
    };
    let id = find().await.head.id;
    for views in [1, 41] {
        add_views(&county.store, &id, views).await.unwrap();
    }
    assert_eq!(find().await.head.views, 42);
    let all = PublicationFilter::default();
    let list = list_publications(&county.store, &all, Page::first(1)).await;
    assert_eq!(list.unwrap().items[0].views, 42);
}

on_both_databases!(
    an_approved_filing_is_published_and_frozen,
    how_a_page_looks_is_frozen_with_it,
    what_the_publisher_did_not_see_is_not_published,
    what_may_not_be_published_is_not,
    the_public_list_shows_the_newest_versions_by_year_county_and_agency,
    views_add_up,
);
