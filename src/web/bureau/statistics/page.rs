//! The page.

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

use crate::actions::statistics::{StatisticsRecord, Wanted, load_statistics};
use crate::domain::statistics::{Section, Table};
use crate::export::Kind;
use crate::web::chart::Chart;
use crate::web::error::{Link, WebError};
use crate::web::extract::CurrentUser;
use crate::web::frame::Frame;
use crate::web::page::show;
use crate::web::pager::Pager;
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;

/// Departments on one page.
const LINES: u32 = 50;

/// The section with the list of departments.
const DEPARTMENTS: &str = "departments";

/// 统计 of a campaign.
#[derive(Debug, Template)]
#[template(path = "bureau/statistics.html")]
pub struct StatisticsPage {
    /// The surroundings.
    pub frame: Frame,
    /// What they are of.
    pub title: String,
    /// The other campaigns.
    pub others: Vec<Link>,
    /// Leads from one department back to all of them.
    pub whole: Option<String>,
    /// The sections; none as long as nobody has opened a campaign.
    pub sections: Vec<SectionView>,
}

/// A section as it is drawn.
#[derive(Debug, Clone)]
pub struct SectionView {
    /// What it holds.
    pub section: Section,
    /// Its picture.
    pub chart: Option<Chart>,
    /// The pages of its table, where it has several.
    pub pager: Option<Pager>,
    /// Its table as CSV and as a workbook.
    pub files: [Link; 2],
    campaign: String,
}

impl SectionView {
    /// A section of a campaign's statistics, or of one department's.
    pub(super) fn of(section: Section, campaign: &str, department: &str) -> Self {
        let picture = section.picture.as_ref();
        let file = |words: &str, kind| {
            let href = routes::statistics_table(campaign, department, section.id, kind);
            Link::new(format!("{}（{words}）", section.title), href)
        };
        Self {
            chart: picture.map(|picture| Chart::of(section.id, section.title, picture)),
            pager: None,
            files: [file("csv", Kind::Comma), file("xlsx", Kind::Workbook)],
            campaign: campaign.to_owned(),
            section,
        }
    }

    fn table(&self) -> &Table {
        &self.section.table
    }

    /// Where the statistics of the department of a line are.
    fn href(&self, department: &str) -> Option<String> {
        let is_one = !department.is_empty();
        is_one.then(|| routes::statistics(&self.campaign, department))
    }
}

impl StatisticsPage {
    /// The page of what was found, its list of departments at this part.
    pub(super) fn of(frame: Frame, found: &StatisticsRecord, is_own: bool, pager: &Pager) -> Self {
        let department = found.department.as_ref();
        let id = department.map_or("", |department| department.id.as_str());
        let campaign = &found.campaign;
        let mut sections: Vec<SectionView> = found
            .statistics
            .sections()
            .into_iter()
            .map(|section| SectionView::of(section, &campaign.id, id))
            .collect();
        let total = i64::try_from(found.departments).unwrap_or(i64::MAX);
        for view in &mut sections {
            view.pager = (view.section.id == DEPARTMENTS).then(|| pager.clone().of_total(total));
        }
        let others = found.campaigns.iter().filter(|it| it.id != campaign.id);
        let others = others.map(|it| {
            let words = format!("{} 年度", it.year);
            Link::new(words, routes::statistics(&it.id, id))
        });
        let name = department.map_or(String::new(), |it| format!("{}：", it.name));
        Self {
            frame,
            title: format!("{name}{}", campaign.title),
            others: others.collect(),
            whole: (department.is_some() && !is_own).then(|| routes::statistics(&campaign.id, "")),
            sections,
        }
    }
}

/// `GET /statistics`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let filters = [
        ("campaign", query.text("campaign")),
        ("department", query.text("department")),
    ];
    let pager = Pager::new(routes::STATISTICS, &filters, query.number("page"), LINES);
    let wanted = Wanted {
        campaign_id: named(&query, "campaign"),
        department_id: named(&query, "department"),
        departments: Some(pager.part()),
    };
    let found = load_statistics(&portal.store, &portal.schemes, &user.caller, wanted).await?;
    let frame = user.frame();
    let Some(found) = found else {
        return show(&StatisticsPage {
            frame,
            title: "统计".to_owned(),
            others: Vec::new(),
            whole: None,
            sections: Vec::new(),
        });
    };
    let own = user.actor().organization_id.as_ref();
    let is_own = found.department.as_ref().map(|it| &it.id) == own;
    show(&StatisticsPage::of(frame, &found, is_own, &pager))
}

/// What an address names; nothing where it names nothing.
pub(super) fn named<'a>(query: &'a Query, name: &str) -> Option<&'a str> {
    query.get(name).filter(|text| !text.is_empty())
}
