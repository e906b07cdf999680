//! The sections of a report: what stands under their headings.

use crate::domain::audit::{Token, label};
use crate::domain::scheme::fill_in;
use crate::domain::scheme::source::{BlockSource, SectionSource};

use super::cells::Reader;
use super::found::{Findings, Found};

/// A heading of the document with the section it begins.
struct Start<'a> {
    index: usize,
    section: &'a SectionSource,
    /// What follows the heading in its own paragraph.
    rest: String,
}

/// The longest heading, characters.
const LONGEST_HEADING: usize = 40;

impl Reader<'_> {
    /// Reads the reports of all forms.
    pub fn sections(&self, findings: &mut Findings) {
        for block in self.scheme.forms.iter().flat_map(|form| &form.blocks) {
            if let BlockSource::Report { sections } = block {
                self.report(sections, findings);
            }
        }
    }

    fn report(&self, sections: &[SectionSource], findings: &mut Findings) {
        let starts = self.starts(sections);
        self.opening(sections, &starts, findings);
        for (number, start) in starts.iter().enumerate() {
            findings.know(start.index);
            let end = starts
                .get(number + 1)
                .map_or(self.recognised.tokens.len(), |next| next.index);
            let (text, has_table) = self.under(start, end, findings);
            if start.section.cell.is_empty() || text.is_empty() {
                continue;
            }
            let mut doubts = Vec::new();
            if has_table {
                doubts.push("这一部分含有表格，只取了文字，请核对。".to_owned());
            }
            let found = Found {
                text,
                index: start.index,
                doubts,
            };
            findings.add(&start.section.cell, found);
        }
    }

    /// The text before the first heading, where the report has one without a heading.
    fn opening(&self, sections: &[SectionSource], starts: &[Start<'_>], findings: &mut Findings) {
        let (Some(section), Some(start)) = (sections.first(), starts.first()) else {
            return;
        };
        if !section.heading.is_empty() || section.cell.is_empty() {
            return;
        }
        let tokens = self.recognised.tokens.get(..start.index).unwrap_or(&[]);
        let is_text = |(index, token): &(usize, &Token)| {
            self.is_paragraph(*index)
                && (token.text.ends_with('。') || token.text.chars().count() > LONGEST_HEADING)
        };
        let mut lines: Vec<(usize, &Token)> = tokens
            .iter()
            .enumerate()
            .rev()
            .take_while(is_text)
            .collect();
        lines.reverse();
        for (index, _) in &lines {
            findings.know(*index);
        }
        let texts: Vec<&str> = lines.iter().map(|(_, token)| token.text.as_str()).collect();
        if let Some((index, _)) = lines.first() {
            let found = Found {
                text: texts.join("\n"),
                index: *index,
                doubts: Vec::new(),
            };
            findings.add(&section.cell, found);
        }
    }

    /// The headings in the order of the report; one that is not there is left out.
    fn starts<'s>(&self, sections: &'s [SectionSource]) -> Vec<Start<'s>> {
        let mut starts: Vec<Start<'s>> = Vec::new();
        let mut from = 0;
        for section in sections
            .iter()
            .filter(|section| !section.heading.is_empty())
        {
            let wanted = label(&fill_in(&section.heading, self.year_read(), self.agency));
            let tokens = self.recognised.tokens.iter().enumerate().skip(from);
            let found = tokens
                .filter(|(index, _)| self.is_paragraph(*index))
                .find_map(|(index, token)| Some((index, after_heading(token, &wanted)?)));
            if let Some((index, rest)) = found {
                from = index + 1;
                starts.push(Start {
                    index,
                    section,
                    rest,
                });
            }
        }
        starts
    }

    /// The paragraphs from a heading to the next one, the next form, or the signature.
    fn under(&self, start: &Start<'_>, end: usize, findings: &mut Findings) -> (String, bool) {
        let mut lines = vec![start.rest.clone()];
        let mut has_table = false;
        let form = self.recognised.form_at(start.index);
        for index in start.index + 1..end {
            let Some(token) = self.recognised.tokens.get(index) else {
                break;
            };
            let is_known = findings.known.get(index).is_some_and(|known| *known);
            let is_end = self.is_signature(token) || is_annex(token);
            if self.recognised.form_at(index) != form || is_end {
                break;
            }
            if is_known || token.is_empty() {
                continue;
            }
            if !self.is_paragraph(index) {
                has_table = true;
                continue;
            }
            findings.know(index);
            lines.push(token.text.clone());
        }
        lines.retain(|line| !line.is_empty());
        (lines.join("\n"), has_table)
    }

    /// Whether a token is a line of text: no cell, or alone in its row.
    fn is_paragraph(&self, index: usize) -> bool {
        let tokens = &self.recognised.tokens;
        let Some(token) = tokens.get(index).filter(|token| !token.is_empty()) else {
            return false;
        };
        let Some((row, _)) = token.at else {
            return true;
        };
        let is_beside = |other: &&Token| {
            other.block == token.block && other.at.is_some_and(|(own, _)| own == row)
        };
        let after = tokens.iter().skip(index + 1).take_while(is_beside);
        let before = tokens.get(..index).unwrap_or(&[]).iter().rev();
        let mut beside = before.take_while(is_beside).chain(after);
        beside.all(Token::is_empty)
    }

    fn is_signature(&self, token: &Token) -> bool {
        !self.agency.is_empty() && token.label == label(self.agency)
    }
}

/// 附件5: another form begins.
fn is_annex(token: &Token) -> bool {
    let rest = ["附件", "附表"]
        .iter()
        .find_map(|mark| token.label.strip_prefix(mark));
    rest.is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九".contains(c))
            && rest.chars().count() <= 4
    })
}

/// What follows a heading in its paragraph; `None` when the paragraph does not begin with it.
fn after_heading(token: &Token, wanted: &str) -> Option<String> {
    let own = super::fit::bare(&token.label);
    let wanted = super::fit::bare(wanted);
    if own == wanted {
        return Some(String::new());
    }
    // A heading that goes on in its paragraph: （一）主要职能。负责……
    let (heading, rest) = token.text.split_once(['。', '：', ':', '\n'])?;
    let is_it =
        heading.chars().count() <= LONGEST_HEADING && super::fit::bare(&label(heading)) == wanted;
    is_it.then(|| rest.trim().to_owned())
}
