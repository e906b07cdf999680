//! What every page about one filing shows: whose it is, how far each form has come, what is due.

use chrono::{DateTime, Utc};

use super::address;
use super::comment::ThreadView;
use super::due::Due;
use super::paper::{Note, cell_id};
use crate::actions::filing::FilingRecord;
use crate::domain::check::Finding;
use crate::domain::evaluate::Evaluation;
use crate::domain::figure::points;
use crate::domain::filing::{Counts, FormProgress, progress};
use crate::domain::replay::ReplayLine;
use crate::domain::scheme::Scheme;
use crate::domain::workflow::{State, Verb, are_corrections_shown};
use crate::export::Kind;
use crate::store::decision::Decision;
use crate::store::scheme_move::SchemeMove;
use crate::web::time::to_the_minute;

/// One filing as its pages show it.
#[derive(Debug, Clone)]
pub struct FilingView {
    /// Its id.
    pub id: String,
    /// Its version; who judges it sends this along.
    pub version: i64,
    /// The agency.
    pub agency: String,
    /// The budget year.
    pub year: i32,
    /// The campaign's title.
    pub campaign: String,
    /// Where it stands.
    pub state: State,
    /// The deadline.
    pub due: Due,
    /// The forms with their states.
    pub forms: Vec<FormProgress>,
    /// What is still to be done on all of them.
    pub counts: Counts,
    /// How many empty cells last year's forms have a 上年数 for.
    pub carryable: usize,
    /// The total as printed, when every score is known.
    pub total: Option<String>,
    /// 优, 良, 中, 差.
    pub grade: Option<String>,
    /// 96 分（优）, or the grade alone where the paper states no points.
    pub result: Option<String>,
    /// Whether the forms give points at all.
    pub gives_points: bool,
    /// When anything last happened to it.
    pub saved_at: String,
    /// What the person may do with it now.
    pub verbs: Vec<Verb>,
    /// The last 退回修改, while it is returned.
    pub returned: Option<Returned>,
    /// 审核意见 that the reader knows of.
    pub comments: Vec<ThreadView>,
    /// The last 催报, while the filing is owed.
    pub urged: Option<String>,
    /// The last move to another version of the scheme, in words.
    pub moved: Option<String>,
    /// 无需自评, while that stands.
    pub cancelled: Option<Returned>,
    /// How many files prove it.
    pub evidence: usize,
    /// 统一社会信用代码 of the agency, or empty.
    pub credit_code: String,
    /// Its 类别, or empty.
    pub kind_of_agency: String,
    /// What 提交 is called here.
    pub submit_word: &'static str,
}

/// 退回修改 or 无需自评.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// Who did it.
    pub by: String,
    /// When.
    pub at: String,
    /// Why.
    pub reason: String,
    /// The comments that went along, and those still open from before.
    pub comments: Vec<ThreadView>,
}

impl Returned {
    fn of(decision: &Decision) -> Self {
        Self {
            by: decision.decided_by_name.clone(),
            at: to_the_minute(decision.decided_at),
            reason: decision.reason.clone(),
            comments: Vec::new(),
        }
    }
}

/// 96.00 分（优）, or the grade alone where the paper states no points.
#[must_use]
pub fn shown_result(scheme: &Scheme, evaluation: &Evaluation) -> Option<String> {
    let grade = evaluation.grade.as_deref();
    let Ok(total) = &evaluation.total else {
        return grade.map(str::to_owned);
    };
    let total = points(total, scheme.head.score_decimals);
    let grade = grade.map(|grade| format!("（{grade}）"));
    Some(format!("{total} 分{}", grade.unwrap_or_default()))
}

impl FilingView {
    /// A filing as it was loaded and evaluated.
    #[must_use]
    pub fn of(record: &FilingRecord, evaluation: &Evaluation, now: DateTime<Utc>) -> Self {
        let decimals = record.scheme.head.score_decimals;
        let comments = ThreadView::list(record);
        Self {
            id: record.filing.id.clone(),
            version: record.filing.version,
            agency: record.agency.name.clone(),
            credit_code: record.agency.credit_code.clone(),
            kind_of_agency: record.agency.kind_of_agency.clone(),
            year: record.campaign.year,
            campaign: record.campaign.title.clone(),
            state: record.filing.facts.state,
            due: Due::new(record.due_on(), now),
            forms: progress(
                &record.scheme,
                &record.entries,
                &evaluation.findings,
                &record.carried,
            ),
            counts: Counts::of(&evaluation.findings).with_unconfirmed(record.carried.len()),
            carryable: 0,
            total: evaluation
                .total
                .as_ref()
                .ok()
                .map(|total| points(total, decimals)),
            grade: evaluation.grade.clone(),
            result: shown_result(&record.scheme, evaluation),
            gives_points: record.scheme.gives_points(),
            saved_at: to_the_minute(record.filing.updated_at),
            verbs: record.verbs.clone(),
            evidence: record.evidence.len(),
            moved: record.moved.as_ref().map(moved_words),
            urged: record
                .urged
                .as_ref()
                .filter(|_| record.filing.progress().is_owed())
                .map(|urging| format!("{} {}", urging.by, to_the_minute(urging.at))),
            submit_word: record.campaign.settings.submit_word.word(),
            returned: record.return_reason().map(|decision| Returned {
                comments: comments
                    .iter()
                    .filter(|thread| {
                        thread.is_open() || thread.sent_at == Some(decision.filing_version)
                    })
                    .cloned()
                    .collect(),
                ..Returned::of(decision)
            }),
            cancelled: record.cancel_reason().map(Returned::of),
            comments,
        }
    }

    /// What is said while there is no result.
    #[must_use]
    pub fn no_result(&self) -> &'static str {
        if self.gives_points {
            "尚未算出"
        } else {
            "本表式不计分"
        }
    }

    /// Whether the person may do this now.
    #[must_use]
    pub fn may(&self, verb: Verb) -> bool {
        self.verbs.contains(&verb)
    }

    /// Whether the cells take input.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.may(Verb::Save)
    }

    /// Whether 提交 can be done now.
    #[must_use]
    pub fn may_submit(&self) -> bool {
        self.may(Verb::Submit)
    }

    /// Whether it has been submitted and lies with others now.
    #[must_use]
    pub fn is_handed_in(&self) -> bool {
        self.state.is_locked() && self.state != State::Cancelled
    }

    /// Whether 撤回 can be done now.
    #[must_use]
    pub fn may_withdraw(&self) -> bool {
        self.may(Verb::Withdraw)
    }

    /// Whether the page shown is this step.
    #[must_use]
    pub fn is_at(&self, here: &str, step: &str) -> bool {
        here == step
    }

    /// Its own page.
    #[must_use]
    pub fn href(&self) -> String {
        address::filing(&self.id)
    }

    /// The page of one of its forms.
    #[must_use]
    pub fn form_href(&self, form: &str) -> String {
        address::form(&self.id, form)
    }

    /// Where the cells that changed are sent while somebody types.
    #[must_use]
    pub fn cells_href(&self) -> String {
        address::cells(&self.id)
    }

    /// Where its open pages say that they are there.
    #[must_use]
    pub fn presence_href(&self) -> String {
        address::presence(&self.id)
    }

    /// The last changes of its cells.
    #[must_use]
    pub fn history_href(&self) -> String {
        address::history(&self.id)
    }

    /// 全审.
    #[must_use]
    pub fn check_href(&self) -> String {
        address::check(&self.id)
    }

    /// What its texts may name.
    #[must_use]
    pub fn figures_href(&self) -> String {
        address::figures(&self.id)
    }

    /// Its public page as it would be.
    #[must_use]
    pub fn preview_href(&self) -> String {
        address::public_preview(&self.id)
    }

    /// 财政复核.
    #[must_use]
    pub fn rescore_href(&self) -> String {
        address::rescore(&self.id)
    }

    /// Whether what the bureau corrected is shown to the agency.
    #[must_use]
    pub fn shows_corrections(&self) -> bool {
        are_corrections_shown(self.state)
    }

    /// 佐证材料.
    #[must_use]
    pub fn evidence_href(&self) -> String {
        address::evidence(&self.id)
    }

    /// 审核意见.
    #[must_use]
    pub fn comments_href(&self) -> String {
        address::comments(&self.id)
    }

    /// How many of them the agency has still to do something about.
    #[must_use]
    pub fn open_comments(&self) -> usize {
        let open = self.comments.iter().filter(|thread| thread.is_open());
        open.count()
    }

    /// 导入.
    #[must_use]
    pub fn import_href(&self) -> String {
        address::import(&self.id)
    }

    /// 上年数.
    #[must_use]
    pub fn last_year_href(&self) -> String {
        address::last_year(&self.id)
    }

    /// 与上年对比.
    #[must_use]
    pub fn comparison_href(&self) -> String {
        address::comparison(&self.id)
    }

    /// 提交.
    #[must_use]
    pub fn submission_href(&self) -> String {
        address::submission(&self.id)
    }

    /// 撤回.
    #[must_use]
    pub fn withdrawal_href(&self) -> String {
        address::withdrawal(&self.id)
    }

    /// The files it can be had as, each with its address.
    #[must_use]
    pub fn exports(&self) -> [(Kind, String); Kind::COUNT] {
        Kind::ALL.map(|kind| (kind, address::export(&self.id, kind)))
    }

    /// Where a finding is seen: its cell on its form.
    #[must_use]
    pub fn cell_href(&self, finding: &Finding) -> String {
        format!(
            "{}#{}",
            self.form_href(&finding.form),
            cell_id(&finding.cell)
        )
    }

    /// A form with its state.
    #[must_use]
    pub fn form(&self, form: &str) -> Option<&FormProgress> {
        self.forms.iter().find(|progress| progress.form == form)
    }

    /// How many cells of a form hold what was carried over from last year, untouched.
    #[must_use]
    pub fn unconfirmed(&self, form: &str) -> usize {
        self.form(form)
            .map_or(0, |progress| progress.counts.unconfirmed)
    }

    /// What the forms are called: 附件1 自评表.
    #[must_use]
    pub fn form_name(&self, form: &str) -> String {
        self.form(form)
            .map(|progress| format!("{} {}", progress.annex, progress.name))
            .map(|name| name.trim_start().to_owned())
            .unwrap_or_default()
    }

    /// The form after this one; none after the last.
    #[must_use]
    pub fn next_form(&self, form: &str) -> Option<&FormProgress> {
        let mut rest = self
            .forms
            .iter()
            .skip_while(|progress| progress.form != form);
        rest.nth(1)
    }
}

/// A finding in a list, with the way to its cell.
#[derive(Debug, Clone)]
pub struct FindingLine<'a> {
    /// The finding with its sign.
    pub note: Note<'a>,
    /// The way to its cell.
    pub href: String,
}

impl<'a> FindingLine<'a> {
    /// The findings about what is typed on one form, for its own page. Empty cells are marked where they are.
    #[must_use]
    pub fn on_form(findings: &'a [Finding], form: &str) -> Vec<Self> {
        Note::list(findings)
            .into_iter()
            .filter(|note| note.finding.form == form && !note.is_empty_cell())
            .map(|note| Self {
                href: format!("#{}", cell_id(&note.finding.cell)),
                note,
            })
            .collect()
    }
}

/// Why a filing is on another version of its scheme now, and what that changed.
fn moved_words(moved: &SchemeMove) -> String {
    let line: Option<ReplayLine> = serde_json::from_str(&moved.report).ok();
    let changes = line.map_or_else(String::new, |line| format!("变化：{}。", line.words()));
    format!(
        "本填报已由方案第 {} 版改换到第 {} 版，原因：{}。{changes}已填的内容都保留，请核对。（{} {}）",
        moved.from_version,
        moved.to_version,
        moved.reason.trim_end_matches('。'),
        moved.moved_by_name,
        to_the_minute(moved.moved_at)
    )
}
