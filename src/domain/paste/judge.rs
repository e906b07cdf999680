//! What a person should look at before a block is pasted.

use super::lay::Found;
use super::{Choice, Pasted, units};
use crate::domain::check::{Finding, place_label};
use crate::domain::evaluate::{Evaluation, evaluate};
use crate::domain::figure::{Exact, Quantity, Reading, read};
use crate::domain::filing::{Entries, understand, understood};
use crate::domain::proposal::{Shown, is_dash, is_printed, shown};
use crate::domain::scheme::Scheme;
use crate::domain::scheme::source::ItemKind;

/// Checks that look at one text: a malformed number, a unit.
const OF_ONE_TEXT: [&str; 2] = ["K14", "K15"];

/// The cells with what is to be asked about them. Blank pieces and lone dashes change nothing.
pub(super) fn judge(
    scheme: &Scheme,
    present: &Entries,
    before: &Evaluation,
    found: Vec<Found>,
    unit: &str,
) -> Vec<Pasted> {
    let found: Vec<Drawn> = found
        .into_iter()
        .filter(|found| !is_dash(&found.text))
        .map(|found| Drawn {
            texts: texts(scheme, &found, unit),
            found,
        })
        .collect();
    let entries = with(present, &found);
    let evaluation = evaluate(scheme, &entries);
    let cells = shown(scheme, &entries, &evaluation);
    let judge = Judge {
        scheme,
        present,
        entries: &entries,
        before,
        evaluation: &evaluation,
    };
    let pasted = found.into_iter().filter_map(|drawn| {
        let (_, shown) = cells.get(&drawn.found.code)?;
        Some(judge.pasted(drawn, shown))
    });
    pasted.collect()
}

/// A piece with the texts that it may mean, the likeliest first.
struct Drawn {
    found: Found,
    texts: Vec<String>,
}

struct Judge<'a> {
    scheme: &'a Scheme,
    present: &'a Entries,
    entries: &'a Entries,
    before: &'a Evaluation,
    evaluation: &'a Evaluation,
}

impl Judge<'_> {
    fn pasted(&self, drawn: Drawn, shown: &Shown) -> Pasted {
        let Drawn { found, mut texts } = drawn;
        let mut questions = Vec::new();
        let is_computed = match shown {
            Shown::Computed(value) => {
                questions.extend(against_value(&found.text, value.as_deref()));
                true
            }
            Shown::Typed { .. } => {
                questions.extend(self.asked(&found, &mut texts));
                false
            }
        };
        let choice = |text: String| Choice {
            understood: self.understood(&found.code, &text),
            text,
        };
        Pasted {
            label: place_label(self.scheme, self.entries, &found.code),
            present: self.present.typed(&found.code).trim().to_owned(),
            choices: texts.into_iter().map(choice).collect(),
            questions,
            is_computed,
            new_row: found.new_row,
            at: found.at,
            code: found.code,
        }
    }

    /// What is to be asked about a typed cell. A finding that knows a better text offers it.
    fn asked(&self, found: &Found, texts: &mut Vec<String>) -> Vec<String> {
        let mut questions = Vec::new();
        if texts.len() > 1 {
            questions.push(format!("“{}”是比值还是百分数？请选择。", found.text.trim()));
        }
        for finding in self.new_findings(&found.code) {
            questions.push(finding.message.clone());
            texts.extend(finding.repair.clone());
        }
        texts.dedup();
        questions
    }

    fn new_findings(&self, code: &str) -> impl Iterator<Item = &Finding> {
        let is_old = |finding: &Finding| {
            let mut old = self.before.findings_at(&finding.cell);
            old.any(|old| old.message == finding.message)
        };
        self.evaluation
            .findings_at(code)
            .filter(move |finding| OF_ONE_TEXT.contains(&finding.check) && !is_old(finding))
    }

    /// How a text is understood in a cell, where that is not how it reads.
    fn understood(&self, code: &str, text: &str) -> Option<String> {
        if let (Some(item), Some(slot)) = (self.scheme.item(code), self.scheme.slot(code)) {
            let value = understand(self.scheme, slot, item, text);
            return understood(item, &value, text, &self.scheme.head.amount_unit);
        }
        let Reading::Number(quantity) = read(text) else {
            return None;
        };
        let plain = quantity.to_string();
        (plain != text.trim()).then_some(plain)
    }
}

/// The filing with the likeliest text in every cell.
fn with(present: &Entries, found: &[Drawn]) -> Entries {
    let mut entries = present.clone();
    for Drawn { found, texts } in found {
        let Some(text) = texts.first() else { continue };
        entries.cells.insert(found.code.clone(), text.clone());
        if let Some((list, row)) = &found.new_row {
            let mut lists = std::collections::BTreeMap::new();
            crate::domain::filing::list_row(&mut lists, &entries, list, row);
            entries.cells.extend(lists);
        }
    }
    entries
}

fn texts(scheme: &Scheme, found: &Found, unit: &str) -> Vec<String> {
    let text = units::with_unit(scheme, &found.code, found.text.trim(), unit);
    let is_percent = match scheme.item(&found.code) {
        Some(item) => item.kind == ItemKind::Percent,
        None => false,
    };
    match as_percent(&text) {
        Some(percent) if is_percent => vec![percent, text],
        _ => vec![text],
    }
}

/// 97% for 0.97: how a spreadsheet holds a share.
fn as_percent(text: &str) -> Option<String> {
    let Reading::Number(quantity) = read(text) else {
        return None;
    };
    let Quantity { number, .. } = &quantity;
    let is_share =
        quantity.is_bare() && number.scale() > 0 && Exact::from(*number).abs() <= Exact::whole(2);
    is_share.then(|| {
        format!(
            "{}%",
            (&Exact::from(*number) * &Exact::whole(100)).in_full()
        )
    })
}

/// What the block says in a locked cell against what is computed there.
fn against_value(text: &str, value: Option<&str>) -> Option<String> {
    match value {
        None => Some("本格由系统计算，不粘贴；数据填齐后请核对算出的数。".to_owned()),
        Some(value) if is_printed(text, value) => None,
        Some(value) => Some(format!(
            "粘贴的是“{}”，按粘贴后的数据计算为“{value}”。本格由系统计算，不粘贴，请核对哪个数有误。",
            text.trim()
        )),
    }
}
