//! The reviewer's lists: 待办, 已办, and 全部 that were handed in to him or past him.

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;
use chrono::{DateTime, Utc};

use super::filters::Filters;
use crate::actions::queue::{COUNTED, Queue, load_decided, load_queue};
use crate::domain::filing::shown_hundredths;
use crate::domain::workflow::{State, Verb, decide, may_see_corrections, states_seen_by};
use crate::store::queue::{Decided, QueuedFiling};
use crate::web::desk::{Due, address};
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::form::Choice;
use crate::web::frame::Frame;
use crate::web::page::show;
use crate::web::query::Query;
use crate::web::routes;
use crate::web::state::Portal;
use crate::web::time::to_the_minute;

/// Lines on one page of a list.
const LINES: u32 = 20;

/// Which list is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// 待办.
    Todo,
    /// 已办: what he decided himself.
    Decided,
    /// 全部 of his sphere.
    All,
}

impl Tab {
    /// What an address says.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        match code {
            "decided" => Self::Decided,
            "all" => Self::All,
            _ => Self::Todo,
        }
    }

    /// The same the other way round; nothing for the first.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Todo => "",
            Self::Decided => "decided",
            Self::All => "all",
        }
    }
}

/// The list of filings for a reviewer.
#[derive(Debug, Clone, Template)]
#[template(path = "review/queue.html")]
pub struct QueuePage {
    /// The surroundings.
    pub frame: Frame,
    /// Which list is shown.
    pub tab: Tab,
    /// How many filings wait for this person, in words; empty for none.
    pub waiting: String,
    /// What the list is narrowed to.
    pub filters: Filters,
    /// The states to filter by.
    pub states: Vec<Choice>,
    /// The findings to filter by.
    pub findings: Vec<Choice>,
    /// The departments to filter by.
    pub departments: Vec<Choice>,
    /// The lines of this page.
    pub lines: Vec<QueueLine>,
    /// What he decided, on the list of that.
    pub decided: Vec<DecidedLine>,
    /// Where the list goes on.
    pub next: Option<String>,
}

/// One filing in the list.
#[derive(Debug, Clone)]
pub struct QueueLine {
    /// Its id.
    pub id: String,
    /// The filing's page for its reviewer.
    pub href: String,
    /// The agency.
    pub agency: String,
    /// Its department; empty without one.
    pub department: String,
    /// The budget year.
    pub year: i32,
    /// Where it stands.
    pub state: State,
    /// The deadline of the campaign.
    pub due: Due,
    /// When it was submitted; empty before.
    pub submitted_at: String,
    /// 96.00（优）; empty while it is not known.
    pub score: String,
    /// 财政复核得分 where corrections stand; empty for none, or while they are not shown to him.
    pub reviewed: String,
    /// Findings that the agency answered with a reason.
    pub warnings: i64,
    /// Whether he may approve it now.
    pub may_approve: bool,
}

/// One decision in the list of his own.
#[derive(Debug, Clone)]
pub struct DecidedLine {
    /// The filing's page for its reviewer.
    pub href: String,
    /// The agency.
    pub agency: String,
    /// The budget year.
    pub year: i32,
    /// What he did.
    pub verb: Verb,
    /// When.
    pub at: String,
    /// Where the filing stands now.
    pub state: State,
}

impl QueueLine {
    fn of(item: QueuedFiling, user: &CurrentUser, now: DateTime<Utc>) -> Self {
        let filing = item.filing;
        let grade = match item.grade.as_str() {
            "" => String::new(),
            grade => format!("（{grade}）"),
        };
        Self {
            href: address::review(&filing.id),
            agency: item.agency_name,
            department: item.department_name,
            year: item.year,
            state: filing.facts.state,
            due: Due::new(item.due_on, now),
            submitted_at: filing.submitted_at.map(to_the_minute).unwrap_or_default(),
            score: item
                .score_hundredths
                .map(|score| format!("{}{grade}", shown_hundredths(score)))
                .unwrap_or_default(),
            reviewed: item
                .reviewed_hundredths
                .filter(|_| may_see_corrections(user.actor(), &filing.facts))
                .map(shown_hundredths)
                .unwrap_or_default(),
            warnings: item.warnings,
            may_approve: decide(user.actor(), Verb::Approve, &filing.facts).is_ok(),
            id: filing.id,
        }
    }
}

impl DecidedLine {
    fn of(decided: Decided) -> Self {
        Self {
            href: address::review(&decided.filing_id),
            agency: decided.agency_name,
            year: decided.year,
            verb: decided.verb,
            at: to_the_minute(decided.decided_at),
            state: decided.state,
        }
    }
}

impl QueuePage {
    fn is_decided(&self) -> bool {
        self.tab == Tab::Decided
    }

    fn is_all(&self) -> bool {
        self.tab == Tab::All
    }

    fn is_todo(&self) -> bool {
        self.tab == Tab::Todo
    }

    /// The lists with their addresses: whether each is shown, its name, what waits there.
    fn tabs(&self) -> [(bool, &'static str, String, &str); 3] {
        let tab = |tab: Tab, label, waiting| {
            let address = match tab.code() {
                "" => routes::REVIEWS.to_owned(),
                code => format!("{}?list={code}", routes::REVIEWS),
            };
            (self.tab == tab, label, address, waiting)
        };
        [
            tab(Tab::Todo, "待办", self.waiting.as_str()),
            tab(Tab::Decided, "已办", ""),
            tab(Tab::All, "全部", ""),
        ]
    }

    fn first_href(&self) -> String {
        self.filters.href_first(self.tab)
    }

    fn sorted_href(&self) -> String {
        self.filters.href_sorted(self.tab)
    }

    fn address(&self) -> &'static str {
        routes::REVIEWS
    }

    fn chosen_address(&self) -> &'static str {
        routes::REVIEWS_CHOSEN
    }

    /// Whether anything on the page can be chosen.
    fn may_choose(&self) -> bool {
        self.lines.iter().any(|line| line.may_approve)
    }
}

/// `GET /reviews`.
pub async fn get(
    user: CurrentUser,
    portal: Data<Portal>,
    query: Query,
) -> Result<HttpResponse, WebError> {
    let tab = Tab::from_code(query.text("list"));
    let filters = Filters::of(&query, tab);
    let now = portal.now();
    let queue = load_queue(&portal.store, &user.caller, &filters.filter(tab), LINES).await?;
    let waiting = waiting_words(&queue);
    let departments = queue.departments.iter();
    let departments = departments.map(|it| Choice::new(&it.id, &it.name));
    let mut page = QueuePage {
        frame: user.frame(),
        tab,
        waiting,
        states: states_seen_by(user.actor().role)
            .into_iter()
            .map(|state| Choice::new(state.code(), state.label()))
            .collect(),
        findings: Filters::findings_choices(),
        departments: departments.collect(),
        next: queue
            .next
            .as_ref()
            .map(|place| filters.href_after(tab, place)),
        lines: queue
            .items
            .into_iter()
            .map(|item| QueueLine::of(item, &user, now))
            .collect(),
        decided: Vec::new(),
        filters,
    };
    if tab == Tab::Decided {
        let before = page.filters.after_id();
        let (decided, has_more) = load_decided(&portal.store, &user.caller, before, LINES).await?;
        let last = decided.last().filter(|_| has_more);
        page.next = last.map(|last| page.filters.href_before(&last.id));
        page.decided = decided.into_iter().map(DecidedLine::of).collect();
        page.lines = Vec::new();
    }
    show(&page)
}

/// 12, or 999+ where nobody counts on.
fn waiting_words(queue: &Queue) -> String {
    match queue.waiting {
        0 => String::new(),
        waiting if waiting >= i64::from(COUNTED) => format!("{}+", COUNTED - 1),
        waiting => waiting.to_string(),
    }
}
