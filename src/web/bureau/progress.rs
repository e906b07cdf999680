//! 进度: how many filings of a campaign are how far, by department; and the filings behind a count.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{DateTime, Utc};

use super::campaign_schemes::who_files_by_what;
use crate::actions::progress::{CampaignProgress, by_department, list_behind, load_progress};
use crate::domain::workflow::Progress;
use crate::store::filing_list::ListedFiling;
use crate::store::filing_progress::{Cursor, DepartmentFilter, ProgressFilter};
use crate::web::desk::Due;
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::frame::Frame;
use crate::web::page::show;
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;
use crate::web::time::to_the_minute;

/// Lines on one page of the list behind a count.
const LINES: u32 = 50;

/// In an address: everything that is owed, of whatever kind.
const OWED: &str = "owed";

/// In an address: the agencies directly under the bureau.
const DIRECT: &str = "direct";

/// 进度 of a campaign.
#[derive(Debug, Template)]
#[template(path = "bureau/progress.html")]
pub struct ProgressPage {
    /// The surroundings.
    pub frame: Frame,
    /// The campaign's id.
    pub campaign_id: String,
    /// Its title.
    pub title: String,
    /// Its deadline.
    pub due: Due,
    /// Who files by which scheme: a kind of agency, and the scheme's title.
    pub schemes: Vec<(String, String)>,
    /// All departments together.
    pub whole: ProgressLine,
    /// One line a department; those that owe most first.
    pub lines: Vec<ProgressLine>,
}

/// One line of counts.
#[derive(Debug, Clone)]
pub struct ProgressLine {
    /// The department.
    pub name: String,
    /// How many filings are how far, in the order of the work.
    pub counts: Vec<ProgressCount>,
    /// All of them.
    pub total: ProgressCount,
    /// Those still owed.
    pub owed: ProgressCount,
}

/// A count with the list behind it.
#[derive(Debug, Clone)]
pub struct ProgressCount {
    /// The words.
    pub label: &'static str,
    /// How many.
    pub filings: i64,
    /// The list; none behind nothing.
    pub href: Option<String>,
}

impl ProgressCount {
    fn new(label: &'static str, filings: i64, href: String) -> Self {
        Self {
            label,
            filings,
            href: (filings > 0).then_some(href),
        }
    }
}

impl ProgressLine {
    /// A line of a campaign; `department` is what the addresses say of it.
    pub(super) fn of(
        campaign_id: &str,
        name: &str,
        department: &str,
        filings: impl Fn(Progress) -> i64,
    ) -> Self {
        let href = |progress: &str| routes::progress_list(campaign_id, progress, department);
        let sum = |keep: fn(&Progress) -> bool| -> i64 {
            let kinds = Progress::ALL.into_iter().filter(keep);
            kinds.map(&filings).sum()
        };
        let count =
            |kind: Progress| ProgressCount::new(kind.label(), filings(kind), href(kind.code()));
        Self {
            name: name.to_owned(),
            counts: Progress::ALL.into_iter().map(count).collect(),
            total: ProgressCount::new("合计", sum(|_| true), href("")),
            owed: ProgressCount::new(OWED_WORDS, sum(|kind| kind.is_owed()), href(OWED)),
        }
    }
}

const OWED_WORDS: &str = "未报";

impl ProgressPage {
    fn of(frame: Frame, found: &CampaignProgress, portal: &Portal) -> Self {
        let campaign = &found.campaign;
        let counts = by_department(&found.counts);
        let line = |name: &str, department: &str, id: Option<&str>| {
            let own = counts.get(&id);
            ProgressLine::of(&campaign.id, name, department, |kind| {
                own.and_then(|own| own.get(&kind)).copied().unwrap_or(0)
            })
        };
        let whole = ProgressLine::of(&campaign.id, "全部单位", "", |kind| {
            counts.values().filter_map(|own| own.get(&kind)).sum()
        });
        let departments = found.departments.iter();
        let mut lines: Vec<ProgressLine> = departments
            .map(|it| line(&it.name, &it.id, Some(&it.id)))
            .chain([line("财政局直接管理的单位", DIRECT, None)])
            .filter(|line| line.total.filings > 0)
            .collect();
        lines.sort_by_key(|line| std::cmp::Reverse(line.owed.filings));
        Self {
            frame,
            campaign_id: campaign.id.clone(),
            title: campaign.title.clone(),
            due: Due::new(campaign.due_on, portal.now()),
            schemes: who_files_by_what(portal, campaign),
            whole,
            lines,
        }
    }

    fn closing(&self) -> String {
        routes::of_campaign(routes::CLOSING, &self.campaign_id)
    }

    fn statistics(&self) -> String {
        routes::statistics(&self.campaign_id, "")
    }

    fn moving(&self) -> String {
        routes::scheme_moving(&self.campaign_id)
    }

    fn presentation(&self) -> String {
        routes::campaign_presentation(&self.campaign_id)
    }

    fn settings(&self) -> String {
        routes::campaign_settings(&self.campaign_id)
    }
}

/// `GET /campaigns/{campaign}`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    campaign: Path<String>,
) -> Result<HttpResponse, WebError> {
    let found = load_progress(&portal.store, &user.caller, &campaign).await?;
    show(&ProgressPage::of(user.frame(), &found, &portal))
}

/// The filings behind a count.
#[derive(Debug, Template)]
#[template(path = "bureau/progress_list.html")]
pub struct ProgressListPage {
    /// The surroundings.
    pub frame: Frame,
    /// The campaign's id.
    pub campaign_id: String,
    /// The campaign's title.
    pub title: String,
    /// Which filings, in words.
    pub what: &'static str,
    /// The filings.
    pub lines: Vec<TaskLine>,
    /// Where the list goes on.
    pub next: Option<String>,
}

/// One filing in the list.
#[derive(Debug, Clone)]
pub struct TaskLine {
    /// The agency.
    pub agency: String,
    /// Its id.
    pub id: String,
    /// Its task.
    pub href: String,
    /// Whether the agency can be urged.
    pub is_owed: bool,
    /// How far it is.
    pub progress: Progress,
    /// Its deadline.
    pub due: Due,
    /// Whether it is late.
    pub is_overdue: bool,
    /// When anything last happened to it.
    pub updated_at: String,
}

impl TaskLine {
    fn of(listed: ListedFiling, now: DateTime<Utc>) -> Self {
        let due = Due::new(listed.due_on, now);
        let progress = listed.filing.progress();
        Self {
            agency: listed.agency_name,
            href: routes::filing_task(&listed.filing.id),
            id: listed.filing.id,
            is_owed: progress.is_owed(),
            progress,
            due,
            is_overdue: due.is_past() && progress.is_owed(),
            updated_at: to_the_minute(listed.filing.updated_at),
        }
    }
}

impl ProgressListPage {
    fn back(&self) -> String {
        routes::campaign(&self.campaign_id)
    }

    fn urging(&self) -> String {
        routes::urging(&self.campaign_id)
    }

    /// Whether somebody on this page can be urged.
    fn may_urge(&self) -> bool {
        self.lines.iter().any(|line| line.is_owed)
    }
}

/// `GET /campaigns/{campaign}/filings`.
pub async fn list(
    portal: Data<Portal>,
    user: CurrentUser,
    campaign: Path<String>,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let asked = query.text("progress");
    let (what, kinds) = kinds_of(asked);
    let department = query.text("department");
    let filter = ProgressFilter {
        campaign_id: &campaign,
        progress: &kinds,
        department: match department {
            "" => DepartmentFilter::All,
            DIRECT => DepartmentFilter::Direct,
            id => DepartmentFilter::Of(id.to_owned()),
        },
    };
    let after = Cursor {
        extended_to: query.text("extended").to_owned(),
        id: query.text("after").to_owned(),
    };
    let most = LINES + 1;
    let found = list_behind(&portal.store, &user.caller, &filter, &after, most).await?;
    let (campaign, mut found) = found;
    let has_more = found.len() >= usize::try_from(most).unwrap_or(usize::MAX);
    if has_more {
        found.pop();
    }
    let last = found.last().filter(|_| has_more).map(Cursor::of);
    let next = last.map(|last| {
        let list = routes::progress_list(&campaign.id, asked, department);
        format!("{list}&extended={}&after={}", last.extended_to, last.id)
    });
    let now = portal.now();
    show(&ProgressListPage {
        frame: user.frame(),
        campaign_id: campaign.id,
        title: campaign.title,
        what,
        lines: found.into_iter().map(|it| TaskLine::of(it, now)).collect(),
        next,
    })
}

/// Which filings an address asks for, and the words for them.
fn kinds_of(asked: &str) -> (&'static str, Vec<Progress>) {
    if asked == OWED {
        let owed = Progress::ALL.into_iter().filter(|kind| kind.is_owed());
        return (OWED_WORDS, owed.collect());
    }
    match Progress::from_code(asked) {
        Some(kind) => (kind.label(), vec![kind]),
        None => ("全部", Progress::ALL.to_vec()),
    }
}
