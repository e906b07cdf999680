//! The replay as it is printed, filing after filing.

use std::fmt::Write as _;

use anyhow::{Context as _, Result};
use serde::Serialize;

use crate::cli::output::{Format, print};
use crate::cli::table::Table;
use crate::domain::replay::{Change, Found, Pair, Replayed, Tally};
use crate::domain::scheme::Scheme;

/// The name and version of the JSON answer.
const FORMAT: &str = "ziping-replay/1";

/// What is printed of a replay.
pub(super) struct Report {
    format: Format,
    printed: usize,
}

#[derive(Serialize)]
struct Ending<'a> {
    #[serde(flatten)]
    tally: &'a Tally,
    left_out: usize,
}

impl Report {
    /// Prints what comes before the first filing.
    pub fn begin(format: Format, old: &Scheme, new: &Scheme) -> Result<Self> {
        match format {
            Format::Text => print(&format!("原方案 {}，新方案 {}\n\n", old.key(), new.key()))?,
            Format::Json => print(&format!(
                "{{\"format\":\"{FORMAT}\",\"old\":\"{}\",\"new\":\"{}\",\"filings\":[",
                old.key(),
                new.key()
            ))?,
        }
        Ok(Self { format, printed: 0 })
    }

    /// Prints a filing in which something changes.
    pub fn filing(&mut self, replayed: &Replayed) -> Result<()> {
        self.printed += 1;
        match self.format {
            Format::Text => print(&told(replayed)),
            Format::Json => {
                let sign = if self.printed == 1 { "\n" } else { ",\n" };
                let json = serde_json::to_string(replayed).context("cannot write JSON")?;
                print(&format!("{sign}{json}"))
            }
        }
    }

    /// Prints what it comes to.
    pub fn end(&self, tally: &Tally, left_out: usize) -> Result<()> {
        match self.format {
            Format::Text => print(&summed(tally, left_out)),
            Format::Json => {
                let ending = Ending { tally, left_out };
                let json = serde_json::to_string(&ending).context("cannot write JSON")?;
                print(&format!("\n],\"summary\":{json}}}\n"))
            }
        }
    }
}

fn told(replayed: &Replayed) -> String {
    let mut text = format!("{}　{}年度\n", replayed.agency, replayed.year);
    let mut table = Table::new(&["", "原方案", "新方案"]);
    if replayed.total.differs() {
        row(&mut table, "总分", &replayed.total);
    }
    if replayed.grade.differs() {
        row(&mut table, "等级", &replayed.grade);
    }
    for Change { name, pair, .. } in replayed.scores.iter().chain(&replayed.values) {
        row(&mut table, name, pair);
    }
    if !table.is_empty() {
        text.push_str(&table.indented(2));
    }
    let mut list = |heading: &str, found: &[Found]| {
        for finding in found {
            // Writing to a String cannot fail.
            let _ = writeln!(
                text,
                "  {heading} {} {} {}",
                finding.severity.label(),
                finding.check,
                finding.message
            );
        }
    };
    list("新增", &replayed.new_findings);
    list("不再有", &replayed.gone_findings);
    if !replayed.unknown_cells.is_empty() {
        let cells = replayed.unknown_cells.join("、");
        let _ = writeln!(text, "  新方案没有的单元格：{cells}");
    }
    text.push('\n');
    text
}

fn row(table: &mut Table, name: &str, pair: &Pair) {
    let shown = |side: &Option<String>| side.clone().unwrap_or_else(|| "（无）".to_owned());
    table.row(&[name.to_owned(), shown(&pair.before), shown(&pair.after)]);
}

fn summed(tally: &Tally, left_out: usize) -> String {
    let mut text = format!(
        "共比较 {} 份填报，{} 份有变化，其中总分变化的 {} 份。\n",
        tally.filings, tally.changed, tally.total_changed
    );
    let mut line = |words: String| {
        let _ = writeln!(text, "{words}");
    };
    if left_out > 0 {
        line(format!("另有 {left_out} 份没有比较，原因见上。"));
    }
    if let Some(change) = &tally.average_change {
        line(format!("总分平均变化 {change} 分。"));
    }
    for (word, end) in [
        ("升得最多", &tally.greatest_rise),
        ("降得最多", &tally.greatest_fall),
    ] {
        if let Some((change, agency)) = end {
            line(format!("{word}：{agency} {change} 分。"));
        }
    }
    for (before, after, count) in &tally.grades {
        line(format!("等级由“{before}”变为“{after}”：{count} 份。"));
    }
    for (name, count) in &tally.scores {
        line(format!("“{name}”得分变化：{count} 份。"));
    }
    for (cell, count) in &tally.unknown_cells {
        line(format!("新方案没有的单元格 {cell}：{count} 份。"));
    }
    for rule in &tally.never_fired {
        line(format!("没有用到的规则：{rule}。"));
    }
    text
}
