//! K04, K11, K18 and K21 on statements that stand far apart in a text, or lack what would let
//! anybody check them.

use crate::domain::check::Severity;
use crate::domain::figure::{Exact, fixed};

use super::finding::AuditFinding;
use super::place::Forms;
use super::printed::Printed;
use super::stream::Token;

/// An amount with the token in which it stands.
struct Amount {
    index: usize,
    figure: Printed,
}

/// The checks of this family.
pub(super) fn check(tokens: &[Token], forms: &Forms) -> Vec<AuditFinding> {
    [
        staff_costs(tokens, forms),
        project_not_stated(tokens, forms),
        reduction_without_base(tokens, forms),
        two_natures(tokens, forms),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The one amount in 万元 that stands right after one of `names`; `None` when there are two.
fn amount(tokens: &[Token], names: &[&str]) -> Option<Amount> {
    let mut found: Option<Amount> = None;
    for (index, token) in tokens.iter().enumerate() {
        for name in names {
            for (at, _) in token.label.match_indices(name) {
                let rest = token.label.get(at + name.len()..).unwrap_or("");
                let rest = rest
                    .trim_start_matches("支出")
                    .trim_start_matches(['为', ':']);
                let Some((digits, _)) = rest.split_once("万元") else {
                    continue;
                };
                let Some(figure) = Printed::of(digits, token.line) else {
                    continue;
                };
                match &found {
                    Some(known) if known.figure.number != figure.number => return None,
                    Some(_) => {}
                    None => found = Some(Amount { index, figure }),
                }
            }
        }
    }
    found
}

/// 人员经费 below what 工资福利支出 and 对个人和家庭的补助 come to.
fn staff_costs(tokens: &[Token], forms: &Forms) -> Option<AuditFinding> {
    let staff = amount(tokens, &["人员经费"])?;
    let wages = amount(tokens, &["工资福利"])?;
    let aid = amount(tokens, &["对个人和家庭的补助", "对个人和家庭补助"]);
    let sum = aid.as_ref().map_or_else(
        || wages.figure.number.clone(),
        |aid| &wages.figure.number + &aid.figure.number,
    );
    let tail = Exact::whole(1).divided_by(&Exact::whole(50))?;
    if &sum - &staff.figure.number <= tail {
        return None;
    }
    let parts = aid.map_or_else(
        || format!("工资福利支出是 {}", wages.figure.text),
        |aid| {
            format!(
                "工资福利支出 {}＋对个人和家庭的补助 {}＝{}",
                wages.figure.text,
                aid.figure.text,
                fixed(&sum, 2)
            )
        },
    );
    Some(AuditFinding {
        check: "K04",
        severity: Severity::Warning,
        place: forms.place(staff.index, &["人员经费"], staff.figure.line),
        published: format!("{}万元", staff.figure.text),
        expected: String::new(),
        message: format!(
            "人员经费是 {}万元，{parts}万元，两种分类对不上。",
            staff.figure.text
        ),
        cure: "请核对；项目支出中列有人员经费的，请说明。".to_owned(),
    })
}

/// A total and 基本支出, and not a word of 项目支出.
fn project_not_stated(tokens: &[Token], forms: &Forms) -> Option<AuditFinding> {
    if tokens.iter().any(|token| token.label.contains("项目支出")) {
        return None;
    }
    let total = amount(tokens, &["整体支出", "支出合计", "支出总计", "总支出"])?;
    let basic = amount(tokens, &["基本支出"])?;
    let rest = &total.figure.number - &basic.figure.number;
    if rest.is_negative() || rest.is_zero() {
        return None;
    }
    let rest = fixed(&rest, 2);
    Some(AuditFinding {
        check: "K18",
        severity: Severity::Notice,
        place: forms.place(basic.index, &["基本支出"], basic.figure.line),
        published: format!("{}万元", basic.figure.text),
        expected: format!("项目支出{rest}万元"),
        message: format!(
            "支出 {}万元、基本支出 {}万元，没有写项目支出，按差额应为 {rest}万元。",
            total.figure.text, basic.figure.text
        ),
        cure: "请补写项目支出。".to_owned(),
    })
}

/// 减少环节286个，降幅85%: nothing says of how many.
fn reduction_without_base(tokens: &[Token], forms: &Forms) -> Option<AuditFinding> {
    let (index, token, at) = tokens
        .iter()
        .enumerate()
        .find_map(|(index, token)| Some((index, token, token.label.find(",降幅")?)))?;
    let before = token.label.get(..at)?;
    let is_count = before.ends_with(['个', '件', '天', '项', '次', '份']);
    let clause: String = before.chars().rev().take(24).collect();
    // 由 and 从 introduce a base.
    if !is_count || clause.contains(['由', '从']) {
        return None;
    }
    let rate: String = token
        .label
        .get(at + ",降幅".len()..)?
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '%'))
        .collect();
    rate.ends_with('%').then(|| AuditFinding {
        check: "K11",
        severity: Severity::Notice,
        place: forms.place(index, &[&format!("“降幅{rate}”")], token.line),
        published: rate.clone(),
        expected: String::new(),
        message: format!("“降幅{rate}”只有减少的数量，没有原来的基数，无从核对。"),
        cure: "请写明原来的数量。".to_owned(),
    })
}

/// One body said to be a government department and a public institution in one sentence.
fn two_natures(tokens: &[Token], forms: &Forms) -> Option<AuditFinding> {
    let (index, token) = tokens.iter().enumerate().find(|(_, token)| {
        token.label.split('。').any(|sentence| {
            let both = sentence.contains("政府工作部门") && sentence.contains("事业单位");
            both && !["所属", "下属", "下设", "下辖", "管理"]
                .iter()
                .any(|word| sentence.contains(word))
        })
    })?;
    Some(AuditFinding {
        check: "K21",
        severity: Severity::Notice,
        place: forms.place(index, &["单位性质"], token.line),
        published: "政府工作部门".to_owned(),
        expected: String::new(),
        message: "同一句里既说是政府工作部门，又说是事业单位。".to_owned(),
        cure: "请核对单位性质。".to_owned(),
    })
}
