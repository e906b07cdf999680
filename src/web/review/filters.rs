//! What a reviewer's list is narrowed to, as its address says it.

use super::Tab;
use crate::actions::queue::QueueFilter;
use crate::domain::filing::typed_hundredths;
use crate::domain::workflow::State;
use crate::store::queue::{QueueFindings, QueueOrder, QueuePlace};
use crate::web::form::Choice;
use crate::web::query::Query;
use crate::web::routes;

/// What a list is narrowed to, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// The budget year.
    pub year: String,
    /// The department's id.
    pub department: String,
    /// The state's code.
    pub state: String,
    /// The lowest score.
    pub from: String,
    /// The highest score.
    pub to: String,
    /// With which findings.
    pub findings: String,
    /// In which order.
    pub sort: String,
    /// What the list is sorted by at the place after which it goes on, and the filing's id there.
    pub after: (String, String),
}

const FINDINGS: [(&str, &str, QueueFindings); 4] = [
    ("errors", "有错误", QueueFindings::Errors),
    ("unanswered", "有未说明的事项", QueueFindings::Unanswered),
    ("warnings", "有已说明的事项", QueueFindings::Warnings),
    ("nothing", "没有问题", QueueFindings::Nothing),
];

/// The word in an address for a list by score.
const BY_SCORE: &str = "score";

impl Filters {
    /// As an address says it.
    #[must_use]
    pub fn of(query: &Query, tab: Tab) -> Self {
        let text = |name: &str| query.text(name).to_owned();
        let state = if tab == Tab::All {
            text("state")
        } else {
            String::new()
        };
        Self {
            year: text("year"),
            department: text("department"),
            state,
            from: text("from"),
            to: text("to"),
            findings: text("findings"),
            sort: text("sort"),
            after: (text("after"), text("id")),
        }
    }

    /// What is asked of the store. What is typed and means nothing narrows nothing.
    #[must_use]
    pub fn filter(&self, tab: Tab) -> QueueFilter {
        let findings = FINDINGS.iter().find(|(code, _, _)| *code == self.findings);
        let (key, id) = &self.after;
        QueueFilter {
            is_todo: tab == Tab::Todo,
            state: State::from_code(&self.state),
            year: self.year.parse().ok(),
            department: Some(self.department.clone()).filter(|id| !id.is_empty()),
            score: (typed_hundredths(&self.from), typed_hundredths(&self.to)),
            findings: findings.map(|(_, _, findings)| *findings),
            order: self.order(),
            after: Some(QueuePlace {
                key: key.clone(),
                id: id.clone(),
            })
            .filter(|place| !place.key.is_empty() && tab != Tab::Decided),
        }
    }

    /// Where a list of decisions goes on.
    #[must_use]
    pub fn after_id(&self) -> Option<&str> {
        Some(self.after.1.as_str()).filter(|id| !id.is_empty())
    }

    /// Whether it is sorted by score.
    #[must_use]
    pub fn is_by_score(&self) -> bool {
        self.order() == QueueOrder::Score
    }

    /// Whether the list shown is not its first part.
    #[must_use]
    pub fn is_further(&self) -> bool {
        !self.after.1.is_empty()
    }

    /// The address of the part after a place.
    #[must_use]
    pub fn href_after(&self, tab: Tab, place: &QueuePlace) -> String {
        self.href(tab, &self.sort, &[("after", &place.key), ("id", &place.id)])
    }

    /// The address of the decisions before one of them.
    #[must_use]
    pub fn href_before(&self, decision: &str) -> String {
        self.href(Tab::Decided, &self.sort, &[("id", decision)])
    }

    /// The address of the first part.
    #[must_use]
    pub fn href_first(&self, tab: Tab) -> String {
        self.href(tab, &self.sort, &[])
    }

    /// The address of the same list in the other order.
    #[must_use]
    pub fn href_sorted(&self, tab: Tab) -> String {
        let other = if self.is_by_score() { "" } else { BY_SCORE };
        self.href(tab, other, &[])
    }

    /// What may be found.
    #[must_use]
    pub fn findings_choices() -> Vec<Choice> {
        let all = FINDINGS.iter();
        all.map(|(code, label, _)| Choice::new(*code, *label))
            .collect()
    }

    fn order(&self) -> QueueOrder {
        if self.sort == BY_SCORE {
            QueueOrder::Score
        } else {
            QueueOrder::Waiting
        }
    }

    fn href(&self, tab: Tab, sort: &str, more: &[(&str, &str)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let own = [
            ("list", tab.code()),
            ("year", &self.year),
            ("department", &self.department),
            ("state", &self.state),
            ("from", &self.from),
            ("to", &self.to),
            ("findings", &self.findings),
            ("sort", sort),
        ];
        let all = own.iter().chain(more);
        for (name, text) in all.filter(|(_, text)| !text.is_empty()) {
            query.append_pair(name, text);
        }
        match query.finish() {
            query if query.is_empty() => routes::REVIEWS.to_owned(),
            query => format!("{}?{query}", routes::REVIEWS),
        }
    }
}
