//! One filing as its reviewer sees it: what was found, the agency's reasons, all forms, the decision.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use crate::actions::review::{find_since, find_submitted_before};
use crate::domain::comment::Subject;
use crate::domain::filing::Entries;
use crate::domain::review::Matter;
use crate::domain::sheet::Sheet;
use crate::domain::workflow::Verb;
use crate::web::desk::paper::{Links, Mode, Note, Paper, cell_id};
use crate::web::desk::{
    Clips, CommentMarks, FilingView, FindingLine, Opened, ThreadView, Timeline, address,
};
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::form::FormState;
use crate::web::frame::Frame;
use crate::web::page::show_apart;
use crate::web::state::Portal;

use super::{Looks, News};

/// The name of the field that holds the reason of 退回修改.
pub(super) const REASON: &str = "reason";

/// One filing for its reviewer.
#[derive(Debug, Clone, Template)]
#[template(path = "review/filing.html")]
pub struct ReviewPage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing.
    pub view: FilingView,
    /// All forms, to be read.
    pub sheets: Vec<Sheet>,
    /// What is worth a look.
    pub looks: Looks,
    /// What files prove which cell.
    pub clips: Clips,
    /// What was done with the filing so far, oldest first, and what is to come.
    pub history: Timeline,
    /// What reviewers said at which cell.
    pub comments: CommentMarks,
    /// What became of it after the page was opened on which somebody judged it.
    pub news: Option<News>,
    /// The comments picked for the return, where somebody picked before.
    pub picked: Option<Vec<String>>,
    /// The reason being typed.
    pub form: FormState,
}

impl ReviewPage {
    /// A filing as its reviewer sees it, with the reason he is typing; `before` is what was
    /// submitted the time before.
    #[must_use]
    pub fn of(opened: &Opened, frame: Frame, form: FormState, before: Option<&Entries>) -> Self {
        Self {
            frame,
            view: opened.view(),
            sheets: opened.sheets(),
            looks: Looks::of(opened, before),
            clips: Clips::of(opened),
            comments: CommentMarks::of(&opened.record),
            news: None,
            picked: None,
            history: Timeline::of(&opened.record.filing.facts, &opened.record.decisions),
            form,
        }
    }

    fn paper<'a>(&'a self, sheet: &'a Sheet) -> Paper<'a> {
        Paper::new(sheet, Mode::Review, Links::SamePage)
            .with_clips(&self.clips)
            .with_comments(&self.comments)
            .with_looks(&self.looks.marks)
    }

    /// A matter as a finding's line, where a check found it.
    fn line<'a>(&self, matter: &'a Matter) -> Option<FindingLine<'a>> {
        let finding = matter.finding.as_ref()?;
        Some(FindingLine {
            href: self.cell_href(&matter.cell),
            note: Note { finding },
        })
    }

    /// A cell on this page, where all forms stand.
    fn cell_href(&self, cell: &str) -> String {
        format!("#{}", cell_id(cell))
    }

    /// Whether a comment goes along with a return unless its box is emptied: what was picked
    /// before, else what nobody has sent yet.
    fn is_picked(&self, thread: &ThreadView) -> bool {
        match &self.picked {
            Some(picked) => picked.contains(&thread.id),
            None => thread.is_internal(),
        }
    }

    /// The reason that was typed, where there is no field any more to hold it.
    fn unsent(&self) -> &str {
        if self.may_return() {
            ""
        } else {
            self.form.typed(REASON)
        }
    }

    fn may_comment(&self) -> bool {
        self.comments.may_write()
    }

    fn comment_href(&self, subject: &str) -> String {
        address::comment_on(&self.view.id, subject)
    }

    fn comment_on_form(&self, form: &str) -> String {
        self.comment_href(&Subject::Form(form.to_owned()).code())
    }

    fn may_decide(&self) -> bool {
        self.may_approve() || self.may_return()
    }

    fn may_approve(&self) -> bool {
        self.view.may(Verb::Approve)
    }

    fn may_return(&self) -> bool {
        self.view.may(Verb::Return)
    }
}

/// `GET /reviews/{filing}`.
pub async fn get(
    user: CurrentUser,
    portal: Data<Portal>,
    filing: Path<String>,
) -> Result<HttpResponse, WebError> {
    let opened = Opened::load(&portal, &user.caller, &filing).await?;
    draw(&user, &portal, opened, Again::default(), StatusCode::OK).await
}

/// What a page shows that comes back.
#[derive(Debug, Default)]
pub(super) struct Again {
    /// What was typed, and what is wrong.
    pub form: FormState,
    /// The comments that were picked.
    pub picked: Option<Vec<String>>,
    /// The version that the person had before him, where the filing has moved on since.
    pub stale: Option<i64>,
}

/// The page again, with what is wrong.
pub(super) async fn again(
    user: &CurrentUser,
    portal: &Portal,
    filing: &str,
    again: Again,
    status: StatusCode,
) -> Result<HttpResponse, WebError> {
    let opened = Opened::load(portal, &user.caller, filing).await?;
    draw(user, portal, opened, again, status).await
}

async fn draw(
    user: &CurrentUser,
    portal: &Portal,
    opened: Opened,
    again: Again,
    status: StatusCode,
) -> Result<HttpResponse, WebError> {
    let before = find_submitted_before(&portal.store, &opened.record).await?;
    let since = match again.stale {
        Some(seen) => Some(find_since(&portal.store, &opened.record, seen).await?),
        None => None,
    };
    let frame = user.frame();
    let page = move || {
        Ok(ReviewPage {
            news: since.map(|since| News::of(&opened.record, &opened.evaluation, &since)),
            picked: again.picked,
            ..ReviewPage::of(&opened, frame, again.form, before.as_ref())
        })
    };
    show_apart(portal, &user.caller, status, page).await
}
