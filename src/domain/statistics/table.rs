//! Tables and pictures as they are read, before anybody draws them.

/// A table: what stands in it is ready to be read, and nothing is computed from it again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Its columns from the left; the first names the line.
    pub columns: Vec<Column>,
    /// Its lines from above.
    pub lines: Vec<Line>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands above it.
    pub name: &'static str,
    /// Whether figures stand in it.
    pub is_figure: bool,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The id of the department it is about; empty for all other lines.
    pub department: String,
    /// Its cells from the left.
    pub cells: Vec<String>,
}

impl Table {
    /// An empty table whose first `words` columns hold words, the others figures.
    #[must_use]
    pub fn new(words: usize, names: &[&'static str]) -> Self {
        let column = |(place, name): (usize, &&'static str)| Column {
            name,
            is_figure: place >= words,
        };
        Self {
            columns: names.iter().enumerate().map(column).collect(),
            lines: Vec::new(),
        }
    }

    /// Adds a line.
    pub fn push(&mut self, cells: Vec<String>) {
        self.lines.push(Line {
            department: String::new(),
            cells,
        });
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

/// A picture of a table; every figure in it stands in the table too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture {
    /// One bar a line.
    Bars(Vec<Series>),
    /// One bar a line, parted; the names of the parts first.
    Parted(Vec<&'static str>, Vec<Series>),
    /// One point a year, in their order.
    Years(Vec<Series>),
}

/// A bar or a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What it is about.
    pub label: String,
    /// How long its parts are beside those of the others, in any unit.
    pub values: Vec<i64>,
    /// Its figure in words.
    pub shown: String,
}

impl Series {
    /// A bar of one part.
    pub(super) fn one(label: impl Into<String>, value: i64, shown: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            values: vec![value],
            shown: shown.into(),
        }
    }
}

impl Picture {
    /// What is drawn, line by line.
    #[must_use]
    pub fn series(&self) -> &[Series] {
        match self {
            Self::Bars(series) | Self::Parted(_, series) | Self::Years(series) => series,
        }
    }
}
