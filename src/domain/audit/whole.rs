//! K11, K16 and K18 on a document as a whole: what a self-assessment should hold, and when it was
//! published.

use chrono::NaiveDate;

use crate::domain::check::Severity;

use super::finding::AuditFinding;
use super::place::Forms;
use super::stream::Token;

/// Days from the report to its page after which somebody may ask why.
const LONGEST_WAIT_DAYS: i64 = 60;

/// Lines at the top and at the end in which publication and report date stand.
const EDGE_LINES: usize = 12;

/// The checks of this family; `is_scored` says whether a tree or sheet with scores was recognised.
pub(super) fn check(tokens: &[Token], is_scored: bool, forms: &Forms) -> Vec<AuditFinding> {
    if !is_self_assessment(tokens) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    findings.extend(late(tokens, forms));
    findings.extend(without_scores(tokens, is_scored, forms));
    findings.extend(without_usual_content(tokens, forms));
    findings
}

/// The title speaks of the self-assessment of whole-department expenditure.
fn is_self_assessment(tokens: &[Token]) -> bool {
    tokens.iter().take(EDGE_LINES).any(|token| {
        token.label.contains("整体支出绩效")
            && ["自评", "评价"]
                .iter()
                .any(|word| token.label.contains(word))
            && token.label.chars().count() < 50
    })
}

/// A page that came long after its report.
fn late(tokens: &[Token], forms: &Forms) -> Option<AuditFinding> {
    let published = tokens.iter().take(EDGE_LINES).find_map(|token| {
        let at = ["发布时间", "发布日期", "公开时间", "公开日期"]
            .iter()
            .find_map(|word| Some(token.label.find(word)? + word.len()))?;
        date(token.label.get(at..)?.trim_start_matches(':'))
    })?;
    let (index, token, signed) =
        tokens
            .iter()
            .enumerate()
            .rev()
            .take(EDGE_LINES)
            .find_map(|(index, token)| {
                let is_date = token.label.chars().count() <= 11 && token.label.contains('年');
                Some((index, token, date(&token.label).filter(|_| is_date)?))
            })?;
    let days = (published - signed).num_days();
    (days > LONGEST_WAIT_DAYS).then(|| AuditFinding {
        check: "K16",
        severity: Severity::Notice,
        place: forms.place(index, &["落款日期"], token.line),
        published: published.to_string(),
        expected: String::new(),
        message: format!("报告落款 {signed}，网页发布 {published}，相隔 {days} 天。"),
        cure: "请按规定时限公开；属补发或更正的，请注明。".to_owned(),
    })
}

/// The first date of a text: `2021-11-19`, `2021年8月30日`.
fn date(text: &str) -> Option<NaiveDate> {
    let mut numbers = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .map(str::parse::<u32>);
    let year = numbers.next()?.ok()?;
    let (month, day) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
    // 2021-11-19 09:16 and 2021-11-1909:16 both begin with the day.
    let day = if day > 31 { day / 100 } else { day };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// A score or grade without the points behind it, or none at all.
fn without_scores(tokens: &[Token], is_scored: bool, forms: &Forms) -> Option<AuditFinding> {
    // The forms may be files beside the page.
    let has_files = tokens.iter().any(|token| {
        [
            ".xls",
            ".doc",
            ".pdf",
            ".wps",
            ".rar",
            ".zip",
            "附件下载",
            "见附件",
            "附表",
            "详见附",
        ]
        .iter()
        .any(|word| token.label.contains(word))
    });
    let is_report = tokens
        .iter()
        .take(EDGE_LINES)
        .any(|token| token.label.ends_with("报告") && token.label.chars().count() < 50);
    if is_scored || has_files || !is_report {
        return None;
    }
    let score = tokens.iter().enumerate().find_map(|(index, token)| {
        let at = token.label.find("得分")?;
        let after: String = token
            .label
            .get(at + "得分".len()..)?
            .chars()
            .take(8)
            .collect();
        let digits: String = after
            .chars()
            .skip_while(|c| !c.is_ascii_digit())
            .take_while(|c| c.is_ascii_digit() || *c == '.')
            .collect();
        (after.contains('分') && !digits.is_empty()).then_some((index, digits))
    });
    let grade = tokens.iter().enumerate().find_map(|(index, token)| {
        let is_label = ["评价结果", "评价等级", "自评等级", "评价结论", "自评结果"]
            .contains(&token.label.as_str());
        let next = tokens.get(index + 1).filter(|_| is_label)?;
        ["优", "良", "中", "差", "优秀", "良好"]
            .contains(&next.label.as_str())
            .then_some((index + 1, next.text.clone()))
    });
    // 投入13分、过程46分… in the text is a breakdown too.
    let is_broken_down = tokens
        .iter()
        .any(|token| token.label.contains("得分") && points_named(&token.label) >= 3)
        || super::scores::headed(tokens).len() >= 3;
    if is_broken_down {
        return None;
    }
    let (check, index, published, message) = match (score, grade) {
        (Some((index, score)), _) => (
            "K11",
            index,
            score.clone(),
            format!("只写了总得分 {score} 分，没有各项指标的得分，无从核对。"),
        ),
        (None, Some((index, grade))) => (
            "K11",
            index,
            grade.clone(),
            format!("只写了等级“{grade}”，没有得分，无从核对。"),
        ),
        (None, None) => (
            "K18",
            0,
            String::new(),
            "全文没有自评得分、等级，也没有自评表。".to_owned(),
        ),
    };
    Some(AuditFinding {
        check,
        severity: Severity::Notice,
        place: forms.place(index, &[], tokens.get(index)?.line),
        published,
        expected: String::new(),
        message,
        cure: "请附自评表或指标计分表。".to_owned(),
    })
}

/// How many numbers of points a text names.
fn points_named(text: &str) -> usize {
    text.match_indices('分')
        .filter(|(at, _)| {
            let before = text.get(..*at).unwrap_or("");
            before.ends_with(|c: char| c.is_ascii_digit())
        })
        .count()
}

/// A report on basic and project expenditure that says nothing of 三公经费.
fn without_usual_content(tokens: &[Token], forms: &Forms) -> Option<AuditFinding> {
    let says = |word: &str| tokens.iter().any(|token| token.label.contains(word));
    let report = tokens.iter().position(|token| {
        token.label.chars().count() < 40
            && ["自评报告", "评价报告"]
                .iter()
                .any(|word| token.label.ends_with(word))
    })?;
    if !says("基本支出") || says("三公") {
        return None;
    }
    let others: Vec<&str> = ["政府采购", "结转"]
        .into_iter()
        .filter(|word| !says(word))
        .collect();
    let also = if others.is_empty() {
        String::new()
    } else {
        format!("，也没有写{}", others.join("、"))
    };
    Some(AuditFinding {
        check: "K18",
        severity: Severity::Notice,
        place: forms.place(report, &["自评报告"], tokens.get(report)?.line),
        published: String::new(),
        expected: "三公经费情况".to_owned(),
        message: format!("报告没有写三公经费的预算和支出{also}。"),
        cure: "请按报告提纲补充；确实没有的，写明没有。".to_owned(),
    })
}
