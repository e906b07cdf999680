//! Years and days in a text.

/// Every `2021年` in the text, four digits before 年.
pub(super) fn years(text: &str) -> Vec<i32> {
    numbers_before(text, '年')
        .into_iter()
        .filter(|(digits, _)| digits.len() == 4)
        .filter_map(|(digits, _)| digits.parse().ok())
        .collect()
}

/// Every `9月31日` that no year has.
pub(super) fn impossible_dates(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (month, rest) in numbers_before(text, '月') {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let is_day = rest
            .get(digits.len()..)
            .is_some_and(|after| after.starts_with(['日', '号']));
        let (Ok(month), Ok(day)) = (month.parse::<u32>(), digits.parse::<u32>()) else {
            continue;
        };
        if is_day && (day == 0 || day > longest_month(month)) {
            found.push(format!("{month}月{day}日"));
        }
    }
    found
}

fn longest_month(month: u32) -> u32 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// The digits directly before each `mark`, with the text after the mark.
fn numbers_before(text: &str, mark: char) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(mark) {
        let (before, from) = text.split_at(at);
        let start = before
            .rfind(|c: char| !c.is_ascii_digit())
            .map_or(0, |last| {
                last + before
                    .get(last..)
                    .and_then(|s| s.chars().next())
                    .map_or(1, char::len_utf8)
            });
        let digits = before.get(start..).unwrap_or("");
        if !digits.is_empty() {
            found.push((digits, from.get(mark.len_utf8()..).unwrap_or("")));
        }
    }
    found
}
