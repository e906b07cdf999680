//! Where something stands, in words a reader of the document finds.

use crate::domain::figure::fold;

use super::stream::Token;

/// The forms of a document in the order of its tokens.
pub(in crate::domain) struct Forms {
    starts: Vec<(usize, String)>,
}

/// The longest line that may be a form's title, characters.
const LONGEST_TITLE: usize = 45;

/// Lines between 附件1 and the title of that form.
const TITLE_BELOW: usize = 4;

impl Forms {
    pub fn find(tokens: &[Token]) -> Self {
        let mut starts: Vec<(usize, String)> = Vec::new();
        for (index, token) in tokens.iter().enumerate() {
            let Some(name) = title(token) else { continue };
            // A title right below 附件1 is that form's own.
            let is_below = starts.last().is_some_and(|(start, known)| {
                index - start <= TITLE_BELOW && known.starts_with('附') && !name.starts_with('附')
            });
            if !is_below {
                starts.push((index, name));
            }
        }
        Self { starts }
    }

    /// The form on which a token stands: `附件4`; empty when the document names none.
    pub fn at(&self, index: usize) -> &str {
        self.starts
            .iter()
            .rfind(|(start, _)| *start <= index)
            .map_or("", |(_, name)| name)
    }

    /// `附件4 “三公经费”控制情况 控制率（第414行）`.
    pub fn place(&self, index: usize, names: &[&str], line: usize) -> String {
        let mut words: Vec<&str> = Vec::new();
        for name in std::iter::once(&self.at(index)).chain(names) {
            if !name.is_empty() && words.last() != Some(name) {
                words.push(name);
            }
        }
        format!("{}（第{line}行）", words.join(" "))
    }
}

/// The printed number of a form (附件4, 附表1-2), or the name of a form without one.
fn title(token: &Token) -> Option<String> {
    if token.at.is_some() || token.text.chars().count() > LONGEST_TITLE {
        return None;
    }
    for mark in ["附件", "附表"] {
        // Spaces count here: “附件4 2020年…” is the fourth, not the forty-two-thousandth.
        if let Some(rest) = token.text.strip_prefix(mark) {
            let number: String = fold(&rest.replace(char::is_whitespace, "|"))
                .trim_start_matches('|')
                .chars()
                .take_while(|c| {
                    c.is_ascii_digit() || *c == '-' || "一二三四五六七八九十".contains(*c)
                })
                .collect();
            if !number.is_empty() {
                return Some(format!("{mark}{number}"));
            }
        }
    }
    let names = ["自评表", "评价表", "基础数据表", "计分表", "评分表"];
    let name = names.into_iter().find(|name| token.label.ends_with(name))?;
    Some(name.to_owned())
}
