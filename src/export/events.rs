//! The record of events as a file: CSV for spreadsheets, JSON lines for programs. With the place
//! and the digest of each record, so that whoever has the file can walk the chain himself.

use serde::Serialize;

use super::ExportError;
use super::comma::{MARK, harmless};
use crate::domain::event_chain::Link;

/// How the record is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventFormat {
    /// One line a record, with headings.
    Csv,
    /// One JSON object a line.
    Jsonl,
}

const HEADINGS: [&str; 12] = [
    "序号",
    "时间（UTC）",
    "账号编号",
    "登录名",
    "操作",
    "填报编号",
    "结果",
    "来源地址",
    "请求编号",
    "明细",
    "记录编号",
    "摘要",
];

#[derive(Serialize)]
struct Line<'a> {
    position: Option<i64>,
    at: &'a str,
    account_id: Option<&'a str>,
    login_name: &'a str,
    action: &'a str,
    filing_id: Option<&'a str>,
    result: &'a str,
    from_address: &'a str,
    request_id: &'a str,
    detail: &'a str,
    id: &'a str,
    digest: Option<&'a str>,
}

impl EventFormat {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Jsonl];

    /// How the names of such files end.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
        }
    }

    /// The format whose files end so.
    #[must_use]
    pub fn from_ending(ending: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|format| format.ending() == ending)
    }

    /// The type said to a browser.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Jsonl => "application/jsonl; charset=utf-8",
        }
    }

    /// What stands before the first record.
    pub fn beginning(self) -> Result<Vec<u8>, ExportError> {
        match self {
            Self::Csv => {
                let mut rows = rows(MARK.to_vec());
                rows.write_record(HEADINGS)?;
                finished(rows)
            }
            Self::Jsonl => Ok(Vec::new()),
        }
    }

    /// Some records.
    pub fn write(self, links: &[Link]) -> Result<Vec<u8>, ExportError> {
        match self {
            Self::Csv => {
                let mut rows = rows(Vec::new());
                for link in links {
                    let position = link.position.map(|place| place.to_string());
                    let cells = cells(link, position.as_deref().unwrap_or_default()).map(harmless);
                    rows.write_record(cells.iter().map(|cell| cell.as_bytes()))?;
                }
                finished(rows)
            }
            Self::Jsonl => {
                let mut bytes = Vec::new();
                for link in links {
                    serde_json::to_writer(&mut bytes, &line(link))?;
                    bytes.push(b'\n');
                }
                Ok(bytes)
            }
        }
    }
}

fn rows(begun: Vec<u8>) -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(begun)
}

fn finished(rows: csv::Writer<Vec<u8>>) -> Result<Vec<u8>, ExportError> {
    let bytes = rows.into_inner();
    Ok(bytes.map_err(csv::IntoInnerError::into_error)?)
}

fn cells<'a>(link: &'a Link, position: &'a str) -> [&'a str; 12] {
    let text = |text: &'a Option<String>| text.as_deref().unwrap_or_default();
    [
        position,
        &link.at,
        text(&link.account_id),
        &link.login_name,
        &link.action,
        text(&link.filing_id),
        &link.result,
        &link.from_address,
        &link.request_id,
        &link.detail,
        &link.id,
        text(&link.digest),
    ]
}

fn line(link: &Link) -> Line<'_> {
    Line {
        position: link.position,
        at: &link.at,
        account_id: link.account_id.as_deref(),
        login_name: &link.login_name,
        action: &link.action,
        filing_id: link.filing_id.as_deref(),
        result: &link.result,
        from_address: &link.from_address,
        request_id: &link.request_id,
        detail: &link.detail,
        id: &link.id,
        digest: link.digest.as_deref(),
    }
}
