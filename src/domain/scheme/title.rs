//! Titles and labels with the year and the agency put in.

/// What titles, labels and headings may hold between curly brackets.
pub const PLACEHOLDERS: [&str; 2] = ["year", "agency"];

/// A title or label with the year and the agency put in.
#[must_use]
pub fn fill_in(text: &str, year: i32, agency: &str) -> String {
    text.replace("{year}", &year.to_string())
        .replace("{agency}", agency)
}
