//! The word a person most likely meant.

/// The candidate nearest to a misspelt word, when one is near enough to be meant.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().take(LONGEST).collect();
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let letters: Vec<char> = candidate.chars().take(LONGEST).collect();
            let changes = distance(&word, &letters);
            let length = word.len().max(letters.len());
            // A third of the letters may differ; a part of the word alone is also a hint.
            let is_part = word.len() >= 2 && holds(&letters, &word) || holds(&word, &letters);
            let is_near = changes * 3 <= length || (is_part && letters.len() >= 2);
            is_near.then_some((changes, candidate))
        })
        .min_by_key(|(changes, _)| *changes)
        .map(|(_, candidate)| candidate)
}

/// `您是不是想写“年初预算”？`, or nothing.
#[must_use]
pub fn suggestion<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, candidates)
        .map(|near| format!("您是不是想写“{near}”？"))
        .unwrap_or_default()
}

/// Names are short; what is longer is compared by its beginning.
const LONGEST: usize = 60;

fn holds(long: &[char], part: &[char]) -> bool {
    !part.is_empty() && long.windows(part.len()).any(|window| window == part)
}

/// Letters to put in, leave out, change, or swap with their neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, x) in a.iter().enumerate() {
        let mut next = vec![at + 1];
        for (place, y) in b.iter().enumerate() {
            let near = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(LONGEST);
            let changed = near(&row, place) + usize::from(x != y);
            let mut least = changed
                .min(near(&row, place + 1) + 1)
                .min(near(&next, place) + 1);
            let is_swapped =
                at > 0 && place > 0 && a.get(at - 1) == Some(y) && b.get(place - 1) == Some(x);
            if is_swapped {
                least = least.min(near(&before, place - 1) + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or(0)
}
