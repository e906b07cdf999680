//! Findings as text, as JSON and as a table.

use std::io::{self, Write};

use serde::Serialize;

use super::{Format, count};
use crate::domain::audit::AuditFinding;
use crate::domain::check::Severity;

/// Writes findings file by file; nothing is kept but the counts.
pub(super) struct Report {
    format: Format,
    to: Box<dyn Write>,
    files: usize,
    unreadable: usize,
    rows: usize,
    counts: [(Severity, usize); 3],
}

/// One finding as scripts read it; the order of the fields is that of the columns.
#[derive(Serialize)]
struct Row<'a> {
    file: &'a str,
    check: &'a str,
    severity: &'a str,
    place: &'a str,
    published: &'a str,
    expected: &'a str,
    message: &'a str,
    cure: &'a str,
}

const COLUMNS: &str = "file,check,severity,place,published,expected,message,cure";

impl Report {
    pub fn new(format: Format, to: Box<dyn Write>) -> Self {
        let counts =
            [Severity::Error, Severity::Warning, Severity::Notice].map(|severity| (severity, 0));
        Self {
            format,
            to,
            files: 0,
            unreadable: 0,
            rows: 0,
            counts,
        }
    }

    /// What stands before the first finding. Excel takes a table for UTF-8 by its first bytes.
    pub fn begin(&mut self) -> io::Result<()> {
        match self.format {
            Format::Text => Ok(()),
            Format::Json => write!(self.to, "["),
            Format::Csv => write!(self.to, "\u{feff}{COLUMNS}\r\n"),
        }
    }

    /// The findings of one file.
    pub fn file(
        &mut self,
        name: &str,
        mut findings: Vec<AuditFinding>,
        is_read: bool,
    ) -> io::Result<()> {
        self.files += 1;
        self.unreadable += usize::from(!is_read);
        for (severity, total) in &mut self.counts {
            *total += count(&findings, *severity);
        }
        if self.format == Format::Text {
            findings.sort_by_key(|finding| finding.severity);
            self.text(name, &findings)?;
        } else {
            for finding in &findings {
                self.row(&Row {
                    file: name,
                    check: finding.check,
                    severity: finding.severity.code(),
                    place: &finding.place,
                    published: &finding.published,
                    expected: &finding.expected,
                    message: &finding.message,
                    cure: &finding.cure,
                })?;
            }
        }
        self.to.flush()
    }

    /// What stands behind the last finding.
    pub fn end(&mut self) -> io::Result<()> {
        match self.format {
            Format::Text => self.summary()?,
            Format::Json => writeln!(self.to, "{}]", if self.rows == 0 { "" } else { "\n" })?,
            Format::Csv => {}
        }
        self.to.flush()
    }

    fn row(&mut self, row: &Row) -> io::Result<()> {
        self.rows += 1;
        if self.format == Format::Json {
            writeln!(self.to, "{}", if self.rows == 1 { "" } else { "," })?;
            return Ok(serde_json::to_writer(&mut self.to, row)?);
        }
        let mut line = csv::WriterBuilder::new()
            .has_headers(false)
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        line.serialize(row.neutral()).map_err(io::Error::other)?;
        let line = line
            .into_inner()
            .map_err(|error| io::Error::other(error.to_string()))?;
        self.to.write_all(&line)
    }

    fn text(&mut self, name: &str, findings: &[AuditFinding]) -> io::Result<()> {
        writeln!(self.to, "{}", plain(name))?;
        if findings.is_empty() {
            writeln!(self.to, "  未发现问题")?;
        }
        for finding in findings {
            let place = if finding.place.is_empty() { "" } else { " " };
            writeln!(
                self.to,
                "  {} {}{place}{}",
                finding.severity.label(),
                finding.check,
                plain(&finding.place)
            )?;
            for sentence in [&finding.message, &finding.cure] {
                if !sentence.is_empty() {
                    writeln!(self.to, "      {}", plain(sentence))?;
                }
            }
        }
        writeln!(self.to)
    }

    fn summary(&mut self) -> io::Result<()> {
        write!(self.to, "共检查{}个文件", self.files)?;
        for ((severity, total), sign) in self.counts.iter().zip(["：", "，", "，"]) {
            write!(self.to, "{sign}{}{total}处", severity.label())?;
        }
        if self.unreadable > 0 {
            write!(self.to, "；{}个文件未能读取", self.unreadable)?;
        }
        writeln!(self.to, "。")
    }
}

impl Row<'_> {
    /// The fields as a spreadsheet may have them: none is taken for a formula.
    fn neutral(&self) -> [String; 8] {
        [
            self.file,
            self.check,
            self.severity,
            self.place,
            self.published,
            self.expected,
            self.message,
            self.cure,
        ]
        .map(neutral)
    }
}

/// A field that begins like a formula gets a quotation mark in front, unless it is a number.
fn neutral(field: &str) -> String {
    let is_number = |text: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|symbol| symbol.is_ascii_digit() || matches!(symbol, '.' | ',' | '%'))
    };
    let begins_like_formula =
        field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let is_signed_number = field.strip_prefix(['+', '-']).is_some_and(is_number);
    if begins_like_formula && !is_signed_number {
        format!("'{field}")
    } else {
        field.to_owned()
    }
}

/// The text without what would steer a terminal.
fn plain(text: &str) -> String {
    text.chars()
        .map(|symbol| if symbol.is_control() { ' ' } else { symbol })
        .collect()
}
