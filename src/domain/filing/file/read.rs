//! From the text of a file to a filing, member by member.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::error::Category;

use super::{
    FORMAT, FilingFile, FilingProblem, LONGEST_CELL_BYTES, MOST_BYTES, MOST_CELLS, Problems,
};
use crate::domain::filing::CellCode;
use crate::domain::scheme::{Position, suggestion};

const MEMBERS: [&str; 7] = [
    "format",
    "scheme",
    "version",
    "year",
    "agency",
    "cells",
    // What an export computed. It is left aside: figures are always computed anew.
    "evaluation",
];

/// The members of an object in their order, doubled ones too: a JSON map would keep one of them
/// and drop what somebody typed.
struct Members<V>(Vec<(String, V)>);

/// A member of the file.
#[derive(Deserialize)]
#[serde(untagged)]
enum Member {
    Text(String),
    Object(Members<Cell>),
    Other(Value),
}

/// A member of `cells`.
#[derive(Deserialize)]
#[serde(untagged)]
enum Cell {
    Text(String),
    Other(Value),
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Members<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder(PhantomData))
    }
}

struct InOrder<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for InOrder<V> {
    type Value = Members<V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<V>, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

/// The file being read, with what does not fit so far.
struct Reader<'a> {
    text: &'a str,
    problems: Problems,
}

impl FilingFile {
    /// Reads a file.
    ///
    /// # Errors
    /// Everything that does not fit, with its place in the file.
    pub fn read(text: &str) -> Result<Self, Vec<FilingProblem>> {
        if text.len() > MOST_BYTES {
            let message = format!("文件超过 {} MB，不像一份填报。", MOST_BYTES / 1024 / 1024);
            let cure = "请核对是否选错了文件。";
            return Err(vec![FilingProblem::new(message, cure)]);
        }
        // Editors on Windows put a mark before the first letter.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let Members(members) =
            serde_json::from_str(text).map_err(|fault| vec![not_json(&fault, text)])?;
        let mut reader = Reader {
            text,
            problems: Problems::default(),
        };
        let file = reader.file(members);
        let problems = reader.problems.all();
        file.filter(|_| problems.is_empty()).ok_or(problems)
    }
}

fn not_json(fault: &serde_json::Error, text: &str) -> FilingProblem {
    let position = (fault.line() > 0).then(|| Position {
        line: fault.line(),
        column: column_of(text, fault.line(), fault.column()),
    });
    let problem = match fault.classify() {
        _ if text.trim().is_empty() => FilingProblem::new("文件是空的。", "请核对是否选错了文件。"),
        Category::Eof => {
            FilingProblem::new("文件没有写完。", "请补上末尾缺少的引号、括号，或重新导出。")
        }
        Category::Data => FilingProblem::new(
            "文件应是一个对象，写在花括号中。",
            "请按 docs/filing-format.md 的样例书写。",
        ),
        Category::Syntax | Category::Io => FilingProblem::new(
            "此处不是规范的 JSON。",
            "请检查逗号、引号和括号是否多写、漏写或用了全角；换行在文本中写作 \\n。",
        ),
    };
    problem.at(position)
}

/// `serde_json` counts bytes; people count characters.
fn column_of(text: &str, line: usize, byte: usize) -> usize {
    let line = text.split('\n').nth(line.saturating_sub(1));
    let before = line.and_then(|line| line.get(..byte.saturating_sub(1)));
    before.map_or(byte.max(1), |before| before.chars().count() + 1)
}

impl Reader<'_> {
    fn problem(&mut self, member: &str, message: impl Into<String>, cure: impl Into<String>) {
        self.problems
            .push(self.text, member, FilingProblem::new(message, cure));
    }

    fn file(&mut self, members: Vec<(String, Member)>) -> Option<FilingFile> {
        let mut kept: BTreeMap<String, Member> = BTreeMap::new();
        for (name, member) in members {
            if !MEMBERS.contains(&name.as_str()) {
                let near = suggestion(&name, MEMBERS);
                let cure = format!("{near}可以有的是 {}。", MEMBERS.join("、"));
                self.problem(&name, format!("不认识“{}”。", short(&name)), cure);
            } else if kept.insert(name.clone(), member).is_some() {
                self.problem(&name, format!("“{name}”写了两次。"), "请只留一个。");
            }
        }
        self.format(kept.remove("format"));
        let scheme = self.text_of(
            "scheme",
            kept.remove("scheme"),
            "方案编号，如 \"lukou-2022\"",
        );
        let version = self.version(kept.remove("version"));
        let year = self.year(kept.remove("year").as_ref());
        let agency = self.text_of("agency", kept.remove("agency"), "单位全称");
        let cells = self.cells(kept.remove("cells"));
        Some(FilingFile {
            scheme: scheme?,
            version: version?,
            year: year?,
            agency: agency?,
            cells: cells?,
        })
    }

    fn format(&mut self, member: Option<Member>) {
        let cure = format!("请写 \"format\": \"{FORMAT}\"。");
        match member {
            Some(Member::Text(text)) if text == FORMAT => {}
            Some(Member::Text(text)) => {
                let message = format!("格式“{}”不是本程序认识的。", short(&text));
                self.problem("format", message, cure);
            }
            Some(_) => self.problem("format", "“format”应是文本。", cure),
            None => self.problem("format", "缺少“format”，不知道文件是哪一版格式。", cure),
        }
    }

    fn text_of(&mut self, name: &str, member: Option<Member>, what: &str) -> Option<String> {
        match member {
            Some(Member::Text(text)) if !text.trim().is_empty() => return Some(text),
            Some(_) => self.problem(name, format!("“{name}”应是文本，写{what}。"), ""),
            None => self.problem(name, format!("缺少“{name}”。"), format!("请写明{what}。")),
        }
        None
    }

    /// The outer `None` is a version that does not fit, the inner one a version left out.
    #[expect(
        clippy::option_option,
        reason = "left out and not fitting are different things here"
    )]
    fn version(&mut self, member: Option<Member>) -> Option<Option<u32>> {
        let Some(member) = member else {
            return Some(None);
        };
        let number = whole(&member).and_then(|number| u32::try_from(number).ok());
        if number.is_none() {
            self.problem("version", "“version”应是整数，如 1。", "不写则用最新一版。");
        }
        number.map(Some)
    }

    fn year(&mut self, member: Option<&Member>) -> Option<i32> {
        let year = member.and_then(whole);
        let year = year
            .and_then(|year| i32::try_from(year).ok())
            .filter(|year| (2000..=2100).contains(year));
        if year.is_none() {
            let message = match member {
                Some(_) => "“year”应是2000至2100之间的整数。",
                None => "缺少“year”。",
            };
            self.problem("year", message, "请写预算年度，如 2022，不加引号。");
        }
        year
    }

    fn cells(&mut self, member: Option<Member>) -> Option<BTreeMap<CellCode, String>> {
        let members = match member {
            Some(Member::Object(Members(members))) => members,
            Some(_) => {
                let message = "“cells”应是一个对象，写在花括号中。";
                self.problem("cells", message, "左边写栏目编码，右边写填报的文本。");
                return None;
            }
            None => {
                let message = "缺少“cells”，没有填报内容。";
                self.problem("cells", message, "左边写栏目编码，右边写填报的文本。");
                return None;
            }
        };
        if members.len() > MOST_CELLS {
            let message = format!("有 {} 个栏目，超过 {MOST_CELLS} 个。", members.len());
            self.problem("cells", message, "请核对文件是否把多份填报合在了一起。");
            return None;
        }
        let mut cells = BTreeMap::new();
        for (code, cell) in members {
            if cells.contains_key(&code) {
                let message = format!("栏目“{}”写了两次。", short(&code));
                self.problem(&code, message, "请只留一个。");
            }
            let text = self.cell(&code, cell).unwrap_or_default();
            cells.insert(code, text);
        }
        Some(cells)
    }

    fn cell(&mut self, code: &str, cell: Cell) -> Option<String> {
        let shown = short(code);
        match cell {
            Cell::Text(text) if text.len() <= LONGEST_CELL_BYTES => return Some(text),
            Cell::Text(_) => {
                let message = format!("栏目“{shown}”的内容超过 {LONGEST_CELL_BYTES} 字节。");
                self.problem(code, message, "请精简。");
            }
            Cell::Other(Value::Number(number)) => {
                let message = format!("栏目“{shown}”的内容应是文本。");
                let cure = format!("请加上引号写成 \"{number}\"，小数末尾的0才不会丢。");
                self.problem(code, message, cure);
            }
            Cell::Other(Value::Null) => {
                let message = format!("栏目“{shown}”的内容应是文本。");
                self.problem(code, message, "没有填的，请写 \"\" 或去掉这一栏。");
            }
            Cell::Other(_) => {
                let message = format!("栏目“{shown}”的内容应是文本。");
                self.problem(code, message, "请写在引号中，换行写作 \\n。");
            }
        }
        None
    }
}

fn whole(member: &Member) -> Option<i64> {
    match member {
        Member::Other(Value::Number(number)) => number.as_i64(),
        _ => None,
    }
}

/// The beginning of a text, for a message.
pub(super) fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut shown: String = text.chars().take(LONGEST).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}
