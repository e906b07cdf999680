//! Numbers that Word writes before paragraphs by itself: 一、 （一） 1. of lists and heading styles.

mod digits;
mod read;

use std::collections::{HashMap, HashSet};

pub(super) use read::{lists, styles};

/// The levels a list has in Word.
const LEVELS: usize = 9;

/// Styles may be based on each other; no real one is further from its root.
const LONGEST_CHAIN: usize = 20;

/// What is written before a paragraph of a level.
#[derive(Debug, Clone, Default)]
struct Level {
    /// The first number; 1 where the file names none, 0 where it names that.
    start: Option<u32>,
    /// How the number is written: `chineseCounting`.
    format: String,
    /// What is written, with the numbers of the levels as `%1`: `第%1章`.
    text: String,
    /// The style whose paragraphs stand on this level.
    style: Option<String>,
    /// The numbers of the levels above are written in digits.
    is_legal: bool,
    /// The level whose next number begins this one anew; 0 for none.
    restart: Option<usize>,
}

/// The levels of a list, which several lists may share.
#[derive(Debug, Default)]
struct Outline {
    levels: HashMap<usize, Level>,
    /// The list style that this outline is.
    is_style: Option<String>,
    /// The list style whose outline stands for this one.
    of_style: Option<String>,
}

/// A list: an outline with what it changes of it.
#[derive(Debug, Default)]
struct List {
    outline: String,
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

/// What a paragraph or a style says of its number.
#[derive(Debug, Clone, Default)]
pub(super) struct Wish {
    /// The list; `0` for none.
    pub list: Option<String>,
    /// The level, from 0.
    pub level: Option<usize>,
    /// The style of the paragraph, or the one a style is based on.
    pub style: Option<String>,
}

/// The lists of a file and how far each has come.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    outlines: HashMap<String, Outline>,
    lists: HashMap<String, List>,
    styles: HashMap<String, Wish>,
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    /// Lists that have begun at the number they set themselves.
    begun: HashSet<(String, usize)>,
}

impl Numbering {
    /// Counts a paragraph, and gives what stands before it; none where it has no number.
    pub fn next(&mut self, wish: &Wish) -> Option<String> {
        let (list_name, level) = self.place(wish)?;
        let list = self.lists.get(&list_name)?;
        let outline_name = self.outline_name(&list.outline)?.to_owned();
        let start = |at: usize| -> u32 {
            let own = list.starts.get(&at).copied();
            own.or_else(|| self.level(list, &outline_name, at)?.start)
                .unwrap_or(1)
        };
        let starts: Vec<u32> = (0..LEVELS).map(start).collect();
        let begins =
            list.starts.contains_key(&level) && self.begun.insert((list_name.clone(), level));
        let restarts: Vec<Option<usize>> = (0..LEVELS)
            .map(|at| {
                self.lists
                    .get(&list_name)
                    .and_then(|list| self.level(list, &outline_name, at))?
                    .restart
            })
            .collect();
        let counts = self.counts.entry(outline_name.clone()).or_default();
        for (at, count) in counts.iter_mut().enumerate() {
            let first = starts.get(at).copied().unwrap_or(1);
            match at.cmp(&level) {
                std::cmp::Ordering::Less => {
                    count.get_or_insert(first);
                }
                std::cmp::Ordering::Equal => {
                    *count = match *count {
                        Some(number) if !begins => Some(number.saturating_add(1)),
                        _ => Some(first),
                    };
                }
                std::cmp::Ordering::Greater => {
                    let restart = restarts.get(at).copied().flatten();
                    // A level begins anew after any above it, or after the one it names.
                    if restart.is_none_or(|above| above > level) {
                        *count = None;
                    }
                }
            }
        }
        let counts = *counts;
        let list = self.lists.get(&list_name)?;
        let level = self.level(list, &outline_name, level)?;
        (level.format != "bullet").then(|| self.written(list, &outline_name, level, &counts))
    }

    /// The list and the level of a paragraph, from itself or from its style.
    fn place(&self, wish: &Wish) -> Option<(String, usize)> {
        let mut list = wish.list.as_deref();
        let mut level = wish.level;
        let mut style = wish.style.as_deref();
        for _ in 0..LONGEST_CHAIN {
            let Some(name) = style.filter(|_| list.is_none()) else {
                break;
            };
            let of_style = self.styles.get(name)?;
            list = of_style.list.as_deref();
            if let Some(found) = list {
                level = level
                    .or_else(|| self.level_of_style(found, name))
                    .or(of_style.level);
            }
            style = of_style.style.as_deref();
        }
        let list = list.filter(|list| *list != "0")?;
        Some((list.to_owned(), level.unwrap_or(0).min(LEVELS - 1)))
    }

    /// The level of a list that names the style.
    fn level_of_style(&self, list: &str, style: &str) -> Option<usize> {
        let outline = self
            .outlines
            .get(self.outline_name(&self.lists.get(list)?.outline)?)?;
        let mut levels = outline.levels.iter();
        let found = levels.find(|(_, level)| level.style.as_deref() == Some(style))?;
        Some(*found.0)
    }

    /// The outline that stands for another, where that one only names a style.
    fn outline_name<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        let (name, outline) = self.outlines.get_key_value(name)?;
        let Some(style) = outline
            .of_style
            .as_ref()
            .filter(|_| outline.levels.is_empty())
        else {
            return Some(name);
        };
        let mut others = self.outlines.iter();
        let found = others.find(|(_, other)| other.is_style.as_ref() == Some(style));
        Some(found.map_or(name, |(name, _)| name))
    }

    fn level<'a>(&'a self, list: &'a List, outline: &str, level: usize) -> Option<&'a Level> {
        let own = list.levels.get(&level);
        own.or_else(|| self.outlines.get(outline)?.levels.get(&level))
    }

    /// The text of a level with its numbers.
    fn written(&self, list: &List, outline: &str, level: &Level, counts: &[Option<u32>]) -> String {
        let mut written = String::new();
        let mut letters = level.text.chars().peekable();
        while let Some(letter) = letters.next() {
            let number = letters.peek().and_then(|digit| digit.to_digit(10));
            let above = number.filter(|number| letter == '%' && *number > 0);
            let Some(above) = above.and_then(|number| usize::try_from(number - 1).ok()) else {
                written.push(letter);
                continue;
            };
            letters.next();
            let count = counts.get(above).copied().flatten().unwrap_or(1);
            let format = self
                .level(list, outline, above)
                .map_or("decimal", |l| &l.format);
            let format = if level.is_legal { "decimal" } else { format };
            written.push_str(&digits::write(count, format));
        }
        let is_open = written.ends_with(|c: char| c.is_alphanumeric() || c == '.');
        if is_open {
            written.push(' ');
        }
        written
    }
}
