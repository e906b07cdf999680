//! The outline of a form in words.

use crate::domain::scheme::source::{
    BlockSource, FormSource, Level1Source, Level2Source, SectionSource, TreeColumn,
};

/// What a form consists of from the top, a line each; what belongs to a line stands two spaces in.
#[must_use]
pub fn form_words(form: &FormSource) -> Vec<String> {
    form.blocks.iter().flat_map(block_words).collect()
}

fn block_words(block: &BlockSource) -> Vec<String> {
    match block {
        BlockSource::Agency { label } => vec![format!("单位名称：{label}")],
        BlockSource::Grid {
            label,
            columns,
            rows,
        } => grid_words(label, columns, rows.len()),
        BlockSource::SideBySide { label, lists } => {
            let titles: Vec<&str> = lists
                .iter()
                .map(|list| list.title.trim_end_matches('：'))
                .collect();
            vec![format!("并列的数字{}：{}", named(label), titles.join("、"))]
        }
        BlockSource::Texts { label, columns, .. } => {
            vec![format!("文字{}：{}", named(label), columns.join("、"))]
        }
        BlockSource::Record { rows } => {
            let labels: Vec<&str> = rows
                .iter()
                .flatten()
                .map(|(label, _)| label.as_str())
                .collect();
            vec![format!("登记栏：{}", labels.join("、"))]
        }
        BlockSource::Indicators {
            id,
            label,
            scored,
            columns,
            level1,
            level2,
        } => {
            let scored = if *scored { "，打分" } else { "，不打分" };
            let columns: String = columns.iter().map(|column| column_words(*column)).collect();
            let head = format!("指标表{}（{id}{scored}{columns}）：", named(label));
            [vec![head], tree_words(level1, level2)].concat()
        }
        BlockSource::Total { label } => vec![format!("合计行：{label}")],
        BlockSource::ScoreSheet { .. } => vec!["评分表：所有有一级指标的指标".to_owned()],
        BlockSource::Report { sections } => {
            let head = vec!["自评报告：".to_owned()];
            [head, sections.iter().map(section_words).collect()].concat()
        }
        BlockSource::Signature { date } => vec![format!("落款：单位名称和日期（{date}）")],
    }
}

fn grid_words(label: &str, columns: &[String], rows: usize) -> Vec<String> {
    let label = named(label);
    let columns = if columns.is_empty() {
        "没有栏名".to_owned()
    } else {
        columns.join("、")
    };
    vec![format!("表格{label}（{rows} 行）：{columns}")]
}

/// The headings of an indicator tree with their points.
fn tree_words(level1: &[Level1Source], level2: &[Level2Source]) -> Vec<String> {
    let mut lines = Vec::new();
    for first in level1 {
        let weight = first.weight;
        let weight = weight.map(|weight| format!("（{} 分）", weight.normalize()));
        lines.push(format!("  {}{}", first.name, weight.unwrap_or_default()));
        let under = level2.iter().filter(|second| second.under == first.name);
        lines.extend(under.map(|second| {
            let lower = if second.lower_is_better {
                "，越低越好"
            } else {
                ""
            };
            format!("    {}（{}{lower}）", second.name, second.code)
        }));
    }
    lines
}

fn section_words(section: &SectionSource) -> String {
    let indent = "  ".repeat(usize::from(section.level.max(1)));
    let cell = if section.cell.is_empty() {
        String::new()
    } else {
        format!("（{}）", section.cell)
    };
    let guidance = if section.guidance.is_empty() {
        String::new()
    } else {
        format!("：{}", section.guidance.trim().replace('\n', ""))
    };
    format!("{indent}{}{cell}{guidance}", section.heading)
}

fn column_words(column: TreeColumn) -> &'static str {
    match column {
        TreeColumn::Nature => "，有“指标性质”栏",
        TreeColumn::Unit => "，有“度量单位”栏",
    }
}

fn named(label: &str) -> String {
    if label.is_empty() {
        String::new()
    } else {
        format!(" {}", label.replace('\n', "").trim_end_matches('：'))
    }
}
