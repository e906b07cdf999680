//! The words after a total that open a list of its parts.

/// How a list of parts opens.
pub(super) struct Opening {
    pub is_bracketed: bool,
    /// Whether the words say that nothing is left over.
    pub is_exhaustive: bool,
    /// Whether the words say that parts follow.
    pub says_part: bool,
    /// Whether a colon or a bracket ties every part to the total.
    pub is_tied: bool,
}

impl Opening {
    /// A list that other words tie to its total.
    pub fn plain() -> Self {
        Self {
            is_bracketed: false,
            is_exhaustive: true,
            says_part: true,
            is_tied: true,
        }
    }
}

/// Words that open a list of parts, and whether such a list is complete.
const OPENINGS: [(&str, bool); 17] = [
    ("其中", false),
    ("分别为", true),
    ("分别是", true),
    ("分为", true),
    ("具体为", true),
    ("具体是", true),
    ("具体用于", false),
    ("具体包括", false),
    ("主要包括", false),
    ("主要用于以下方面", false),
    ("主要用于以下几个方面", false),
    ("主要用于", false),
    ("全部用于", true),
    ("用于以下方面", false),
    ("用于", false),
    ("包括", false),
    ("含", false),
];

/// Words that lead to the parts after the opening: 其中用于A…，用于B….
const LEADING: [&str; 2] = ["主要", "按用途分"];

/// Reads the words between a total and what may be its first part.
pub(super) fn opening(gap: &str) -> Option<Opening> {
    let trimmed = gap.trim_start_matches(['，', '。', ';', ',', ':', '、']);
    let inner = trimmed.strip_prefix('(');
    let body = inner.unwrap_or(trimmed);
    let word = word_of(body);
    let is_bracketed = inner.is_some();
    if word.is_none() && !is_bracketed {
        return None;
    }
    // (含…), (其中…) and (…) after a total speak of it; a bracket that closes at once does not.
    if is_bracketed && closes_before_end(body) {
        return None;
    }
    let after = word.map_or("", |(word, _)| body.strip_prefix(word).unwrap_or(""));
    // 会议费3.26万元，用于召开会议，人数520人: a purpose in prose, no list.
    let tells_purpose = word.is_some_and(|(word, _)| word.ends_with("用于"));
    if tells_purpose && after.contains(['，', ';', '。']) {
        return None;
    }
    Some(Opening {
        is_tied: is_bracketed || after.starts_with(':'),
        is_bracketed,
        is_exhaustive: word.is_some_and(|(_, complete)| *complete),
        says_part: word.is_some(),
    })
}

fn word_of(body: &str) -> Option<&'static (&'static str, bool)> {
    OPENINGS.iter().find(|(word, _)| body.starts_with(word))
}

/// The words of a gap behind those that open the list.
pub(super) fn first_words(gap: &str) -> &str {
    let sentence = gap.rsplit('。').next().unwrap_or(gap);
    if let Some((_, rest)) = sentence.split_once("其中") {
        return rest;
    }
    if let Some((head, rest)) = sentence.rsplit_once(['：', ':'])
        && head.contains('按')
    {
        return rest;
    }
    let body = sentence.trim_start_matches(['，', ';', ',', ':', '、', '(']);
    let rest = word_of(body).and_then(|(word, _)| body.strip_prefix(word));
    let rest = rest.unwrap_or(sentence);
    LEADING
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest)
}

fn closes_before_end(body: &str) -> bool {
    let mut depth = 1_i32;
    for letter in body.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return true;
        }
    }
    false
}
