//! File names: 单位全称＋年度＋表名.

use crate::domain::filing::Entries;
use crate::domain::scheme::{PLACEHOLDERS, Scheme};

/// File systems take 255 bytes; a Chinese character is three, and the ending wants room.
const MOST_BYTES: usize = 200;

/// The name of a filing's files, without an ending.
pub(super) fn of_filing(scheme: &Scheme, entries: &Entries) -> String {
    let form = scheme.forms.first();
    let title = form.map_or("", |form| form.title.as_str());
    safe(&format!(
        "{}{}年度{}",
        entries.agency,
        entries.year,
        without_placeholders(title)
    ))
}

/// The title of a form without the year and the agency that it may print.
fn without_placeholders(title: &str) -> String {
    let mut title = title.replace("{year}年度", "").replace("{year}年", "");
    for placeholder in PLACEHOLDERS {
        title = title.replace(&format!("{{{placeholder}}}"), "");
    }
    title
}

/// A name that every file system takes: no separators, no signs with a meaning to a shell or to
/// Windows, nothing invisible, no dot at its ends, not too long.
#[must_use]
pub fn safe(name: &str) -> String {
    let is_unsafe = |symbol: char| {
        symbol.is_control()
            || "/\\:*?\"<>|`$%&;#~^{}".contains(symbol)
            || matches!(symbol, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let mut kept = String::with_capacity(name.len());
    for symbol in name.chars().filter(|symbol| !is_unsafe(*symbol)) {
        if kept.len() + symbol.len_utf8() > MOST_BYTES {
            break;
        }
        kept.push(if symbol.is_whitespace() { ' ' } else { symbol });
    }
    let trimmed = kept.trim_matches(|symbol: char| symbol == '.' || symbol == ' ' || symbol == '-');
    if trimmed.is_empty() {
        "部门整体支出绩效自评".to_owned()
    } else {
        trimmed.to_owned()
    }
}
