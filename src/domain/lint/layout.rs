//! L08, L24: forms that could not be drawn as meant, and places that leave the accountant alone.

use super::subject::{Subject, error, notice, warning};
use crate::domain::scheme::source::{
    BlockSource, FormSource, GridRowSource, Level1Source, Level2Source,
};
use crate::domain::scheme::{Fault, Spot, suggestion};

pub(super) fn lint(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let forms = &subject.source.forms;
    if forms.is_empty() {
        let fault = error("L08", Spot::File).place("方案").says("没有一张表。");
        faults.push(fault.cure("请用 [[form]] 写出各张表。"));
    }
    for (at, form) in forms.iter().enumerate() {
        for (number, block) in form.blocks.iter().enumerate() {
            let place = Place {
                path: format!("form.{at}.block.{number}"),
                form,
            };
            faults.extend(block_faults(&place, block));
        }
    }
    faults.extend(total_line(subject));
    faults
}

struct Place<'a> {
    path: String,
    form: &'a FormSource,
}

impl Place<'_> {
    fn error(&self, rest: &str) -> Fault {
        error("L08", Spot::Path(format!("{}.{rest}", self.path))).place(&self.form.name)
    }
}

fn block_faults(place: &Place<'_>, block: &BlockSource) -> Vec<Fault> {
    match block {
        BlockSource::Grid { columns, rows, .. } => grid(place, columns, rows),
        BlockSource::Texts { columns, cells, .. }
            if !columns.is_empty() && columns.len() != cells.len() =>
        {
            vec![count(place, "cells", columns.len(), cells.len())]
        }
        BlockSource::Indicators {
            scored,
            level1,
            level2,
            ..
        } => tree(place, *scored, level1, level2),
        BlockSource::Report { sections, .. } => sections
            .iter()
            .enumerate()
            .filter(|(_, section)| !section.cell.is_empty() && section.guidance.trim().is_empty())
            .map(|(row, section)| {
                let path = format!("{}.sections.{row}", place.path);
                notice("L24", Spot::Path(path))
                    .place(&section.heading)
                    .says("这一节没有填写提示。")
                    .cure("请用 guidance 写一句话，说明这里写什么、哪些数要与表一致。")
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn count(place: &Place<'_>, rest: &str, wanted: usize, found: usize) -> Fault {
    place
        .error(rest)
        .says(format!("有 {wanted} 个栏目，却写了 {found} 个单元格。"))
        .cure("每个栏目一个单元格；空着的写 \"\"，印文字的写 \"=文字\"。")
}

fn grid(place: &Place<'_>, columns: &[String], rows: &[GridRowSource]) -> Vec<Fault> {
    let wanted = if columns.is_empty() {
        rows.first().map_or(0, |row| row.cells.len())
    } else {
        columns.len()
    };
    let mut faults: Vec<Fault> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.cells.len() != wanted)
        .map(|(at, row)| count(place, &format!("rows.{at}"), wanted, row.cells.len()))
        .collect();
    let labelled = rows.iter().filter(|row| row.label.is_some()).count();
    if labelled > 0 && labelled < rows.len() {
        faults.push(
            place
                .error("rows")
                .says("有的行写了 label，有的没有。")
                .cure("要么每行都写，要么都不写；空着的写 label = \"\"。"),
        );
    }
    faults
}

fn tree(
    place: &Place<'_>,
    scored: bool,
    level1: &[Level1Source],
    level2: &[Level2Source],
) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, heading) in level2.iter().enumerate() {
        if !level1.iter().any(|upper| upper.name == heading.under) {
            let near = suggestion(
                &heading.under,
                level1.iter().map(|upper| upper.name.as_str()),
            );
            faults.push(
                place
                    .error(&format!("level2.{at}.under"))
                    .says(format!(
                        "“{}”上面没有一级指标“{}”。",
                        heading.name, heading.under
                    ))
                    .cure(near + "under 写 level1 里的名称，一字不差。"),
            );
        }
    }
    for (at, upper) in level1.iter().enumerate() {
        let fault = place.error(&format!("level1.{at}"));
        if !level2.iter().any(|heading| heading.under == upper.name) {
            faults.push(
                fault
                    .says(format!(
                        "一级指标“{}”下面没有二级指标，无法填写。",
                        upper.name
                    ))
                    .cure("请在 level2 中补上。"),
            );
        } else if scored && upper.weight.is_none() {
            faults.push(
                fault
                    .says(format!("一级指标“{}”没有分值。", upper.name))
                    .cure("有分值和得分栏的指标块，每个一级指标都写 weight。"),
            );
        } else if !scored && upper.weight.is_some() {
            faults.push(
                fault
                    .says(format!(
                        "一级指标“{}”写了分值，指标块却不计分。",
                        upper.name
                    ))
                    .cure("表上有分值和得分栏的写 scored = true，没有的删去 weight。"),
            );
        }
    }
    faults
}

/// A scheme that scores prints its total.
fn total_line(subject: &Subject<'_>) -> Option<Fault> {
    let blocks = || subject.source.forms.iter().flat_map(|form| &form.blocks);
    let is_scored = blocks().any(|block| {
        matches!(
            block,
            BlockSource::ScoreSheet { .. } | BlockSource::Indicators { scored: true, .. }
        )
    });
    let has_total = blocks().any(|block| matches!(block, BlockSource::Total { .. }));
    (is_scored && !has_total).then(|| {
        warning("L08", Spot::File)
            .place("总分")
            .says("方案计分，但没有一张表印总分。")
            .cure("请在计分的表后面加一块 kind = \"total\"。")
    })
}
