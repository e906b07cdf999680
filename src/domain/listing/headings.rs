//! Which column of a list holds what, known by its heading.

/// What the columns of a list can hold, each under one of several headings.
pub trait Headings: Copy + Ord + 'static {
    /// What the list is called.
    const LIST: &'static str;

    /// What one line of it is about.
    const LINE: &'static str;

    /// The headings of each column; the first is what we call it.
    const COLUMNS: &'static [(Self, &'static [&'static str])];

    /// The columns that a list cannot be without.
    const NEEDED: &'static [Self];

    /// The column under this heading.
    fn of(heading: &str) -> Option<Self> {
        let bare: String = heading
            .chars()
            .filter(|symbol| !symbol.is_whitespace())
            .collect();
        let bare = bare.trim_end_matches(['*', '＊']);
        let found = Self::COLUMNS
            .iter()
            .find(|(_, names)| names.contains(&bare));
        found.map(|(column, _)| *column)
    }

    /// What we call it.
    fn label(self) -> &'static str {
        Self::COLUMNS
            .iter()
            .find(|(column, _)| *column == self)
            .and_then(|(_, names)| names.first().copied())
            .unwrap_or_default()
    }
}
