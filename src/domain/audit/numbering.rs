//! K19: a table's own numbers, 序号, that jump.

use crate::domain::check::Severity;

use super::finding::AuditFinding;
use super::place::Forms;
use super::stream::Token;

/// Rows numbered on both sides of a jump, so that it is one.
const ROWS_AROUND: usize = 2;

/// Every jump under a heading 序号 of a real table.
pub(super) fn check(tokens: &[Token], forms: &Forms) -> Vec<AuditFinding> {
    let heads = tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.label == "序号" && token.at.is_some());
    heads
        .filter_map(|(index, head)| jump(tokens, index, head, forms))
        .collect()
}

fn jump(tokens: &[Token], index: usize, head: &Token, forms: &Forms) -> Option<AuditFinding> {
    let (_, column) = head.at?;
    let numbers: Vec<(usize, u32)> = tokens
        .iter()
        .enumerate()
        .skip(index + 1)
        .take_while(|(_, token)| token.block == head.block && token.label != "序号")
        .filter(|(_, token)| token.at.is_some_and(|at| at.1 == column))
        .filter_map(|(at, token)| Some((at, token.label.parse().ok()?)))
        .collect();
    let place = numbers.windows(2).position(|pair| match pair {
        [(_, one), (_, next)] => *next != one + 1,
        _ => false,
    })?;
    let (_, before) = numbers.get(place)?;
    let (at, found) = numbers.get(place + 1)?;
    let begins = numbers.first().is_some_and(|(_, first)| *first == 1);
    // Two jumps are another way of counting.
    let goes_on = numbers
        .iter()
        .skip(place + 1)
        .zip(*found..)
        .all(|((_, number), wanted)| *number == wanted);
    let is_slip = begins && place + 1 >= ROWS_AROUND && *found > before + 1 && goes_on;
    let token = tokens.get(*at)?;
    is_slip.then(|| AuditFinding {
        check: "K19",
        severity: Severity::Notice,
        place: forms.place(*at, &["序号"], token.line),
        published: token.text.clone(),
        expected: (before + 1).to_string(),
        message: format!("序号从 {before} 跳到 {found}，缺 {}。", before + 1),
        cure: "请核对是否漏了一行，或改正序号。".to_owned(),
    })
}
