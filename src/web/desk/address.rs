//! The addresses of the desk and of reviews.

use crate::export::Kind;

/// One filing: its forms, its state, its history.
pub const FILING: &str = "/filings/{filing}";
/// One form, to fill or to read; a POST saves.
pub const FORM: &str = "/filings/{filing}/forms/{form}";
/// What a form comes to as it is being typed; nothing is stored.
pub const PREVIEW: &str = "/filings/{filing}/forms/{form}/preview";
/// 粘贴: what a block of cells comes to on a form; what is picked of it is kept.
pub const PASTE: &str = "/filings/{filing}/forms/{form}/paste";
/// The cells that changed, saved while somebody types.
pub const CELLS: &str = "/filings/{filing}/cells";
/// Every text a cell had; a POST puts one of them back.
pub const CELL_HISTORY: &str = "/filings/{filing}/cells/{code}/history";
/// The last changes of all cells of a filing.
pub const HISTORY: &str = "/filings/{filing}/history";
/// Who else fills in a filing now.
pub const PRESENCE: &str = "/filings/{filing}/presence";
/// What texts may name, with its present values.
pub const FIGURES: &str = "/filings/{filing}/figures";
/// The public page as it would be now.
pub const PUBLIC_PREVIEW: &str = "/filings/{filing}/preview";
/// 全审; a POST saves the written reasons.
pub const CHECK: &str = "/filings/{filing}/check";
/// 提交: the last look before it and the receipt after it.
pub const SUBMISSION: &str = "/filings/{filing}/submission";
/// 撤回.
pub const WITHDRAWAL: &str = "/filings/{filing}/withdrawal";
/// 导出: the filing as a file of this kind.
pub const EXPORT: &str = "/filings/{filing}/export/{kind}";
/// 导入: a filled form is brought as a file.
pub const IMPORT: &str = "/filings/{filing}/import";
/// What a file that was brought says, beside the filing; a POST takes over what was picked.
pub const IMPORTED: &str = "/filings/{filing}/import/{draft}";
/// 上年数: last year's forms beside this year's; a POST brings them as a file.
pub const LAST_YEAR: &str = "/filings/{filing}/last-year";
/// 带入: what was picked of last year's forms is taken over.
pub const CARRIED: &str = "/filings/{filing}/last-year/carried";
/// 与上年对比; a POST saves the written reasons.
pub const COMPARISON: &str = "/filings/{filing}/comparison";
/// 佐证材料; a POST brings a file, or marks or removes one.
pub const EVIDENCE: &str = "/filings/{filing}/evidence";
/// One file of it.
pub const EVIDENCE_FILE: &str = "/filings/{filing}/evidence/{file}";
/// Where a script begins to send a file.
pub const UPLOADS: &str = "/filings/{filing}/evidence/uploads";
/// A file being sent: a PUT adds a part, a POST ends it.
pub const UPLOAD: &str = "/filings/{filing}/evidence/uploads/{upload}";
/// 审核意见; a POST writes one.
pub const COMMENTS: &str = "/filings/{filing}/comments";
/// Where one of them is answered.
pub const COMMENT_ANSWERS: &str = "/filings/{filing}/comments/{comment}/answers";
/// Where one of them is marked 已处理.
pub const COMMENT_HANDLED: &str = "/filings/{filing}/comments/{comment}/handled";
/// 审核通过.
pub const APPROVAL: &str = "/filings/{filing}/approval";
/// 退回修改.
pub const RETURN: &str = "/filings/{filing}/return";
/// 财政复核: what reviewers correct; a POST keeps it.
pub const RESCORE: &str = "/reviews/{filing}/rescore";
/// What corrections come to as they are being typed; nothing is stored.
pub const RESCORE_PREVIEW: &str = "/reviews/{filing}/rescore/preview";
/// 申诉 against corrections.
pub const APPEAL: &str = "/reviews/{filing}/appeal";
/// 答复 of an appeal.
pub const APPEAL_ANSWER: &str = "/reviews/{filing}/appeal/answer";
/// One filing for its reviewer.
pub const REVIEW: &str = "/reviews/{filing}";

fn put_in(pattern: &str, filing: &str) -> String {
    pattern.replace("{filing}", filing)
}

/// Where a filing is.
#[must_use]
pub fn filing(id: &str) -> String {
    put_in(FILING, id)
}

/// Where a form is.
#[must_use]
pub fn form(id: &str, form: &str) -> String {
    put_in(FORM, id).replace("{form}", form)
}

/// Where a form is evaluated while it is typed.
#[must_use]
pub fn preview(id: &str, form: &str) -> String {
    put_in(PREVIEW, id).replace("{form}", form)
}

/// Where a block of cells is brought.
#[must_use]
pub fn paste(id: &str, form: &str) -> String {
    put_in(PASTE, id).replace("{form}", form)
}

/// Where changed cells are sent.
#[must_use]
pub fn cells(id: &str) -> String {
    put_in(CELLS, id)
}

/// Where a cell's history is.
#[must_use]
pub fn cell_history(id: &str, code: &str) -> String {
    put_in(CELL_HISTORY, id).replace("{code}", code)
}

/// Where the last changes of a filing are.
#[must_use]
pub fn history(id: &str) -> String {
    put_in(HISTORY, id)
}

/// Where open pages say that they are there.
#[must_use]
pub fn presence(id: &str) -> String {
    put_in(PRESENCE, id)
}

/// Where the figures are that texts may name.
#[must_use]
pub fn figures(id: &str) -> String {
    put_in(FIGURES, id)
}

/// Where the public page is seen before it is one.
#[must_use]
pub fn public_preview(id: &str) -> String {
    put_in(PUBLIC_PREVIEW, id)
}

/// Where 全审 is.
#[must_use]
pub fn check(id: &str) -> String {
    put_in(CHECK, id)
}

/// Where 提交 is.
#[must_use]
pub fn submission(id: &str) -> String {
    put_in(SUBMISSION, id)
}

/// Where 撤回 is sent.
#[must_use]
pub fn withdrawal(id: &str) -> String {
    put_in(WITHDRAWAL, id)
}

/// Where a filing is had as a file.
#[must_use]
pub fn export(id: &str, kind: Kind) -> String {
    put_in(EXPORT, id).replace("{kind}", kind.ending())
}

/// Where a filled form is brought.
#[must_use]
pub fn import(id: &str) -> String {
    put_in(IMPORT, id)
}

/// Where a file that was brought stands beside the filing.
#[must_use]
pub fn imported(id: &str, draft: &str) -> String {
    put_in(IMPORTED, id).replace("{draft}", draft)
}

/// Where last year's forms stand beside this year's, and where they are brought.
#[must_use]
pub fn last_year(id: &str) -> String {
    put_in(LAST_YEAR, id)
}

/// Where what was picked of last year's forms is sent.
#[must_use]
pub fn carried(id: &str) -> String {
    put_in(CARRIED, id)
}

/// Where both years stand beside each other.
#[must_use]
pub fn comparison(id: &str) -> String {
    put_in(COMPARISON, id)
}

/// Where the evidence of a filing is.
#[must_use]
pub fn evidence(id: &str) -> String {
    put_in(EVIDENCE, id)
}

/// The same, ready to bring a file for a subject.
#[must_use]
pub fn evidence_for(id: &str, subject: &str) -> String {
    let subject: String = form_urlencoded::byte_serialize(subject.as_bytes()).collect();
    format!("{}?subject={subject}", evidence(id))
}

/// Where one file of evidence is.
#[must_use]
pub fn evidence_file(id: &str, file: &str) -> String {
    put_in(EVIDENCE_FILE, id).replace("{file}", file)
}

/// Where a script begins to send a file.
#[must_use]
pub fn uploads(id: &str) -> String {
    put_in(UPLOADS, id)
}

/// Where a file is sent part by part.
#[must_use]
pub fn upload(id: &str, upload: &str) -> String {
    put_in(UPLOAD, id).replace("{upload}", upload)
}

/// Where the comments of a filing are.
#[must_use]
pub fn comments(id: &str) -> String {
    put_in(COMMENTS, id)
}

/// The same, ready to write one about a subject.
#[must_use]
pub fn comment_on(id: &str, subject: &str) -> String {
    let subject: String = form_urlencoded::byte_serialize(subject.as_bytes()).collect();
    format!("{}?about={subject}", comments(id))
}

/// Where a comment is answered.
#[must_use]
pub fn comment_answers(id: &str, comment: &str) -> String {
    put_in(COMMENT_ANSWERS, id).replace("{comment}", comment)
}

/// Where a comment is marked 已处理.
#[must_use]
pub fn comment_handled(id: &str, comment: &str) -> String {
    put_in(COMMENT_HANDLED, id).replace("{comment}", comment)
}

/// Where 审核通过 is sent.
#[must_use]
pub fn approval(id: &str) -> String {
    put_in(APPROVAL, id)
}

/// Where 退回修改 is sent.
#[must_use]
pub fn return_(id: &str) -> String {
    put_in(RETURN, id)
}

/// Where a filing is re-scored.
#[must_use]
pub fn rescore(id: &str) -> String {
    put_in(RESCORE, id)
}

/// Where corrections are evaluated while they are typed.
#[must_use]
pub fn rescore_preview(id: &str) -> String {
    put_in(RESCORE_PREVIEW, id)
}

/// Where an appeal is sent.
#[must_use]
pub fn appeal(id: &str) -> String {
    put_in(APPEAL, id)
}

/// Where the answer to an appeal is sent.
#[must_use]
pub fn appeal_answer(id: &str) -> String {
    put_in(APPEAL_ANSWER, id)
}

/// Where a reviewer looks at a filing.
#[must_use]
pub fn review(id: &str) -> String {
    put_in(REVIEW, id)
}
