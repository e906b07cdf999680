//! The pages of this area with made-up contents.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{ArticlePage, HomePage, ListPage, TextSize};
use crate::config::SiteSettings;
use crate::domain::publication::{Fact, PublicFace};
use crate::store::publication::{Publication, PublicationFilter, PublicationHead};
use crate::web::form::Choice;
use crate::web::pager::Pager;
use crate::web::routes;
use crate::web::samples::{HOSTILE, LONGEST, Sample, visitor};

/// Every page, in every case worth looking at.
#[must_use]
pub fn samples() -> Vec<Sample> {
    let cases = [
        ("typical", "乙区行政审批服务局"),
        ("hostile", HOSTILE),
        ("longest names", LONGEST),
    ];
    let mut samples = vec![
        Sample::new("portal/home empty", &home(Vec::new())),
        Sample::new("portal/list empty", &list(Vec::new(), "")),
    ];
    for (case, agency) in cases {
        let published = publication(agency);
        let heads = vec![published.head.clone(); 3];
        samples.push(Sample::new(
            format!("portal/home {case}"),
            &home(heads.clone()),
        ));
        samples.push(Sample::new(
            format!("portal/list {case}"),
            &list(heads, agency),
        ));
        for size in TextSize::ALL {
            let page = ArticlePage::new(&published, site(agency), size, 1234);
            samples.push(Sample::new(
                format!("portal/article {case} {}", size.code()),
                &page,
            ));
        }
    }
    samples
}

fn site(name: &str) -> Arc<SiteSettings> {
    let text = || name.to_owned();
    Arc::new(SiteSettings {
        name: text(),
        domain: text(),
        code: "4300000001".to_owned(),
        sponsor: text(),
        contact: text(),
        icp_number: text(),
        police_number: text(),
    })
}

fn publication(agency: &str) -> Publication {
    Publication {
        head: PublicationHead {
            id: "1".to_owned(),
            filing_id: "1".to_owned(),
            region: agency.to_owned(),
            year: 2022,
            agency_code: "yi-11".to_owned(),
            agency_name: agency.to_owned(),
            version: 1,
            title: format!("{agency}2022年度部门整体支出绩效自评报告"),
            source: agency.to_owned(),
            published_at: DateTime::<Utc>::UNIX_EPOCH,
            views: 1234,
        },
        scheme_id: "lukou-2022".to_owned(),
        scheme_version: 1,
        entries_json: "{}".to_owned(),
        evaluation_json: "{}".to_owned(),
        face: PublicFace {
            facts: [
                "索引号",
                "发布机构",
                "文号",
                "主题分类",
                "有效性",
                "责任编辑",
            ]
            .map(|label| Fact {
                label: label.to_owned(),
                text: agency.to_owned(),
            })
            .to_vec(),
            ..PublicFace::default()
        },
        body_html: "<h2>部门整体支出绩效自评表</h2>".to_owned(),
        digest: "0".repeat(64),
    }
}

fn home(latest: Vec<PublicationHead>) -> HomePage {
    let years = latest.iter().map(|head| head.year).collect();
    let regions = latest.iter().map(|head| head.region.clone()).collect();
    HomePage {
        frame: visitor(Vec::new()),
        total: i64::try_from(latest.len()).unwrap_or(0),
        latest,
        years,
        regions,
    }
}

fn list(items: Vec<PublicationHead>, agency: &str) -> ListPage {
    let total = if items.is_empty() { 0 } else { 100 };
    ListPage {
        frame: visitor(Vec::new()),
        filter: PublicationFilter {
            year: Some(2022),
            region: Some(agency.to_owned()),
            agency_code: Some(agency.to_owned()),
        },
        years: vec![Choice::new("2022", "2022年度")],
        regions: items
            .iter()
            .take(1)
            .map(|_| Choice::new(agency, agency))
            .collect(),
        items,
        pager: Pager::new(routes::PUBLICATIONS, &[("region", agency)], Some(2), 20).of_total(total),
    }
}
