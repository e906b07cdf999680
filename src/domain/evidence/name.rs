//! Names of files as people give them: shown, sent back, never part of a path.

/// The longest name that is kept, characters.
const LONGEST: usize = 120;

/// The longest ending that is kept whole when a name is cut, characters with its dot.
const LONGEST_ENDING: usize = 10;

/// The last part of a name that may carry folders, without signs that no page can show or that
/// turn the direction of writing; cut in the middle when it is too long, so that its ending stays.
#[must_use]
pub fn bare_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|letter| is_shown(*letter)).collect();
    let name = shortened(name.trim());
    if name.chars().all(|letter| letter == '.') {
        String::new()
    } else {
        name
    }
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let tail = match name.rsplit_once('.') {
        Some((_, ending)) if ending.chars().count() < LONGEST_ENDING => format!(".{ending}"),
        _ => String::new(),
    };
    let stem = LONGEST.saturating_sub(tail.chars().count());
    let cut: String = name.chars().take(stem).chain(tail.chars()).collect();
    cut.trim().to_owned()
}

/// The ending of a name in small letters; empty without one.
#[must_use]
pub fn ending(name: &str) -> String {
    name.rsplit_once('.')
        .map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

/// Signs that turn the direction of writing make `exe.fdp` out of `pdf.exe`.
fn is_shown(letter: char) -> bool {
    let turns = matches!(
        letter,
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    );
    !letter.is_control() && !turns
}
