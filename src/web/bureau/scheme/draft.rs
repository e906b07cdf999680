//! What every page of a draft shows: whose draft it is, the way to its other pages, what is wrong.

use crate::domain::check::Severity;
use crate::domain::scheme::Problem;
use crate::domain::scheme_edit::HeadWords;
use crate::store::scheme_draft::SchemeDraft;
use crate::web::routes;

/// The head of a draft's page.
#[derive(Debug, Clone, Default)]
pub struct DraftHead {
    /// The draft's id.
    pub id: String,
    /// What its file calls it.
    pub title: String,
    /// The version of the draft that the page shows.
    pub version: i64,
    /// The address of the page, without its query.
    pub here: &'static str,
}

/// The pages of a draft in their order.
const TABS: [(&str, &str); 5] = [
    ("编辑", routes::SCHEME_DRAFT),
    ("方案全文", routes::SCHEME_TEXT),
    ("预览", routes::SCHEME_PREVIEW),
    ("复算", routes::SCHEME_REPLAY),
    ("检查与发布", routes::SCHEME_RELEASE),
];

impl DraftHead {
    /// The head of a draft on the page with this address.
    #[must_use]
    pub fn of(draft: &SchemeDraft, here: &'static str) -> Self {
        let title = HeadWords::read(&draft.text).label();
        Self {
            id: draft.id.clone(),
            title: if title.is_empty() {
                "未命名的方案".to_owned()
            } else {
                title
            },
            version: draft.version,
            here,
        }
    }

    /// Whether a page is the one shown, its words, where it is.
    #[must_use]
    pub fn tabs(&self) -> Vec<(bool, &'static str, String)> {
        let tab = |(label, address): (&'static str, &'static str)| {
            (
                address == self.here,
                label,
                routes::of_draft(address, &self.id),
            )
        };
        TABS.into_iter().map(tab).collect()
    }

    /// Where the page's form is sent.
    #[must_use]
    pub fn action(&self) -> String {
        routes::of_draft(self.here, &self.id)
    }

    /// Where the draft is had as a file.
    #[must_use]
    pub fn file_href(&self) -> String {
        routes::of_draft(routes::SCHEME_DRAFT_FILE, &self.id)
    }

    /// Where the draft is thrown away.
    #[must_use]
    pub fn removal(&self) -> String {
        routes::of_draft(routes::SCHEME_REMOVAL, &self.id)
    }
}

/// What the lint says, as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemLine {
    /// Where it stands, in keys and numbers; empty for the file as a whole.
    pub at: String,
    /// The part of the draft on whose page it can be mended.
    pub href: String,
    /// How much it weighs.
    pub severity: Severity,
    /// Where, in words, with the line of the file.
    pub place: String,
    /// What is wrong and what to do.
    pub words: String,
}

impl ProblemLine {
    /// A problem of a draft.
    #[must_use]
    pub fn of(draft: &str, (at, problem): &(String, Problem)) -> Self {
        let line = problem
            .position
            .map(|position| format!("第 {} 行", position.line));
        let place = [Some(problem.place.clone()), line];
        let place: Vec<String> = place
            .into_iter()
            .flatten()
            .filter(|it| !it.is_empty())
            .collect();
        Self {
            href: routes::scheme_part(draft, part_of(at)),
            at: at.clone(),
            severity: problem.severity,
            place: place.join("，"),
            words: format!("{}{}（{}）", problem.message, problem.cure, problem.lint),
        }
    }

    /// The name of its mark among the styles.
    #[must_use]
    pub fn badge(&self) -> &'static str {
        match self.severity {
            Severity::Error => "badge-error",
            Severity::Warning => "badge-warning",
            Severity::Notice => "badge-notice",
        }
    }
}

/// The part with a page of its own that holds a place: the first two steps of it, four for a block.
#[must_use]
pub(super) fn part_of(at: &str) -> &str {
    let steps = match at {
        "" => return "scheme",
        at if at.starts_with("form.") && at.split('.').nth(2) == Some("block") => 4,
        at if at
            .split('.')
            .nth(1)
            .is_some_and(|step| step.parse::<usize>().is_ok()) =>
        {
            2
        }
        _ => 1,
    };
    let end = at
        .match_indices('.')
        .nth(steps - 1)
        .map_or(at.len(), |(end, _)| end);
    at.get(..end).unwrap_or(at)
}
