//! The pages of a long list.

use std::fmt::Display;

use crate::store::Page;

/// Where a list stands, and the addresses of its other pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pager {
    /// The page shown, from 1.
    pub current: u32,
    /// How many pages there are, at least 1.
    pub last: u32,
    /// How many lines the whole list has, when they were counted.
    pub total: Option<i64>,
    /// Lines on a page.
    per_page: u32,
    /// The list's address with its filters, ready for `page=`.
    base: String,
}

impl Pager {
    /// The page a visitor asks for; the first when he asks for none. `filters` are kept in the
    /// addresses of the other pages, empty ones left out.
    #[must_use]
    pub fn new(path: &str, filters: &[(&str, &str)], asked: Option<u32>, per_page: u32) -> Self {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, text) in filters.iter().filter(|(_, text)| !text.is_empty()) {
            query.append_pair(name, text);
        }
        let query = query.finish();
        let base = if query.is_empty() {
            format!("{path}?")
        } else {
            format!("{path}?{query}&")
        };
        Self {
            current: asked.unwrap_or(1).max(1),
            last: u32::MAX,
            total: None,
            per_page: per_page.max(1),
            base,
        }
    }

    /// The part of the list to load.
    #[must_use]
    pub fn part(&self) -> Page {
        Page {
            limit: self.per_page,
            offset: (self.current - 1).saturating_mul(self.per_page),
        }
    }

    /// The same when the length of the list is known.
    #[must_use]
    pub fn of_total(mut self, total: i64) -> Self {
        self.total = Some(total);
        let pages = u64::try_from(total)
            .unwrap_or(0)
            .div_ceil(u64::from(self.per_page));
        self.last = u32::try_from(pages).unwrap_or(u32::MAX).max(1);
        self
    }

    /// The same for a list too long to be counted: one line more than shown was looked for.
    #[must_use]
    pub fn of_unknown_total(mut self, has_more: bool) -> Self {
        self.last = if has_more {
            self.current.saturating_add(1)
        } else {
            self.current
        };
        self
    }

    /// How many lines a page has.
    #[must_use]
    pub fn lines(&self) -> usize {
        usize::try_from(self.per_page).unwrap_or(usize::MAX)
    }

    /// The number of the first line shown, for 序号.
    #[must_use]
    pub fn first_number(&self) -> usize {
        usize::try_from(self.part().offset)
            .unwrap_or(0)
            .saturating_add(1)
    }

    /// The address of a page.
    #[must_use]
    pub fn href(&self, page: impl Display) -> String {
        format!("{}page={page}", self.base)
    }

    /// The page before this one, where there is one with lines.
    #[must_use]
    pub fn before(&self) -> Option<u32> {
        (self.current > 1).then(|| (self.current - 1).min(self.last))
    }

    /// The page after this one.
    #[must_use]
    pub fn after(&self) -> Option<u32> {
        (self.current < self.last).then(|| self.current + 1)
    }
}
