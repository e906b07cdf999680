//! 看差别: what one scheme file has otherwise than another, in the words of people who edit them.

use std::collections::BTreeSet;

use serde::Serialize;
use toml::{Table, Value};

use super::catalogue::{LISTS, TABLES};
use super::shape::{Control, List, Shape};

/// How two files differ at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The part of the file: 项目, 指标与评分规则.
    pub part: String,
    /// Where in it, from the outside inwards.
    pub place: String,
    /// How.
    pub kind: Kind,
}

/// How two files differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Kind {
    /// Only the newer has it.
    Added(String),
    /// Only the older has it.
    Removed(String),
    /// Both have it, with other contents.
    Changed {
        /// In the older.
        from: String,
        /// In the newer.
        to: String,
    },
    /// Both have the same elements in another order.
    Moved,
}

impl Kind {
    /// The word on pages.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Added(_) => "增加",
            Self::Removed(_) => "删除",
            Self::Changed { .. } => "修改",
            Self::Moved => "调整顺序",
        }
    }

    /// What the older file has.
    #[must_use]
    pub fn before(&self) -> &str {
        match self {
            Self::Removed(text) | Self::Changed { from: text, .. } => text,
            Self::Added(_) | Self::Moved => "",
        }
    }

    /// What the newer file has.
    #[must_use]
    pub fn after(&self) -> &str {
        match self {
            Self::Added(text) | Self::Changed { to: text, .. } => text,
            Self::Removed(_) | Self::Moved => "",
        }
    }
}

/// A comparison under way: the part of the file, and what was found.
struct Walk {
    part: String,
    found: Vec<Difference>,
}

/// What the newer file has otherwise than the older one; `None` when one of them is no TOML.
#[must_use]
pub fn differences(older: &str, newer: &str) -> Option<Vec<Difference>> {
    let (older, newer): (Table, Table) = (toml::from_str(older).ok()?, toml::from_str(newer).ok()?);
    let mut walk = Walk {
        part: String::new(),
        found: Vec::new(),
    };
    let table = |file: &Table, key: &str| file.get(key).and_then(Value::as_table).cloned();
    for known in &TABLES {
        let (old, new) = (table(&older, known.key), table(&newer, known.key));
        known.label.clone_into(&mut walk.part);
        let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
        walk.tables(Some(known.shape), (&old, &new), "");
    }
    for known in &LISTS {
        known.label.clone_into(&mut walk.part);
        let (old, new) = (array(older.get(known.key)), array(newer.get(known.key)));
        walk.lists(known, (old, new), "");
    }
    Some(walk.found)
}

fn array(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

impl Walk {
    fn note(&mut self, place: &str, kind: Kind) {
        self.found.push(Difference {
            part: self.part.clone(),
            place: place.to_owned(),
            kind,
        });
    }

    fn tables(&mut self, shape: Option<&'static Shape>, pair: (&Table, &Table), place: &str) {
        let (older, newer) = pair;
        let kind = newer
            .get("kind")
            .and_then(Value::as_str)
            .unwrap_or_default();
        for key in keys(shape, kind, older, newer) {
            let (old, new) = (older.get(&key), newer.get(&key));
            if old == new {
                continue;
            }
            let known = shape.and_then(|shape| shape.lists_of(kind).find(|list| list.key == key));
            let sub = shape.and_then(|shape| shape.subs.iter().find(|sub| sub.key == key));
            match (known, sub, old, new) {
                (Some(list), ..) => self.lists(list, (array(old), array(new)), place),
                (None, Some(sub), Some(Value::Table(old)), Some(Value::Table(new))) => {
                    self.tables(Some(sub.shape), (old, new), &inside(place, sub.label));
                }
                _ => self.values(shape, kind, (&key, place), (old, new)),
            }
        }
    }

    fn values(
        &mut self,
        shape: Option<&'static Shape>,
        kind: &str,
        (key, place): (&str, &str),
        (old, new): (Option<&Value>, Option<&Value>),
    ) {
        let field = shape.and_then(|shape| shape.fields_of(kind).find(|field| field.key == key));
        let place = inside(place, field.map_or(key, |field| field.label));
        let words = |value: &Value| words(field.map(|field| field.control), value);
        match (old, new) {
            (Some(old), Some(new)) => {
                let (from, to) = (words(old), words(new));
                self.note(&place, Kind::Changed { from, to });
            }
            (None, Some(new)) => self.note(&place, Kind::Added(words(new))),
            (Some(old), None) => self.note(&place, Kind::Removed(words(old))),
            (None, None) => {}
        }
    }

    fn lists(&mut self, list: &'static List, pair: (&[Value], &[Value]), place: &str) {
        self.elements(Some(list.shape), pair, (place, list.label));
    }

    /// Elements with a code, an id or a name are the same when that is the same; of others those that
    /// are alike are paired first, and what is left in its order.
    fn elements(
        &mut self,
        shape: Option<&'static Shape>,
        (older, newer): (&[Value], &[Value]),
        (place, label): (&str, &str),
    ) {
        let pairs = pair_up(older, newer);
        for (old, new) in &pairs {
            let number = old.or(*new).unwrap_or_default() + 1;
            let (old, new) = (
                old.and_then(|at| older.get(at)),
                new.and_then(|at| newer.get(at)),
            );
            let Some(named) = new.or(old) else { continue };
            let name = name_of(shape, named).unwrap_or_else(|| format!("{label} {number}"));
            let place = inside(place, &name);
            match (old, new) {
                (Some(Value::Table(old)), Some(Value::Table(new))) => {
                    self.tables(shape, (old, new), &place);
                }
                (Some(old), Some(new)) if old != new => {
                    let (from, to) = (words(None, old), words(None, new));
                    self.note(&place, Kind::Changed { from, to });
                }
                (None, Some(new)) => self.note(&place, Kind::Added(summary(shape, new))),
                (Some(old), None) => self.note(&place, Kind::Removed(summary(shape, old))),
                _ => {}
            }
        }
        let both: Vec<(usize, usize)> = pairs.iter().filter_map(|(a, b)| a.zip(*b)).collect();
        if !both.is_sorted_by_key(|(old, _)| *old) {
            self.note(place, Kind::Moved);
        }
    }
}

/// Which element of the older list is which of the newer; in the order of the newer, what was removed
/// behind it.
fn pair_up(older: &[Value], newer: &[Value]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut free: BTreeSet<usize> = (0..older.len()).collect();
    let mut partner: Vec<Option<usize>> = vec![None; newer.len()];
    let mut take = |is_same: &dyn Fn(&Value, &Value) -> bool| {
        for (new, partner) in newer
            .iter()
            .zip(&mut partner)
            .filter(|(_, it)| it.is_none())
        {
            let found = free
                .iter()
                .copied()
                .find(|at| older.get(*at).is_some_and(|old| is_same(old, new)));
            if let Some(at) = found {
                free.remove(&at);
                *partner = Some(at);
            }
        }
    };
    take(&|old, new| identity(old).is_some() && identity(old) == identity(new));
    take(&|old, new| old == new);
    take(&|old, new| identity(old).is_none() && identity(new).is_none());
    let kept = partner
        .iter()
        .enumerate()
        .map(|(new, old)| (*old, Some(new)));
    let removed = free.iter().map(|old| (Some(*old), None));
    kept.chain(removed).collect()
}

/// What an element is known by for ever.
fn identity(value: &Value) -> Option<&str> {
    let table = value.as_table()?;
    let word = |key: &str| {
        table
            .get(key)
            .and_then(Value::as_str)
            .filter(|it| !it.is_empty())
    };
    word("code")
        .or_else(|| word("id"))
        .or_else(|| word("cell"))
        .or_else(|| word("name"))
}

fn name_of(shape: Option<&'static Shape>, value: &Value) -> Option<String> {
    let table = value.as_table()?;
    let word = |key: &str| {
        table
            .get(key)
            .and_then(Value::as_str)
            .filter(|it| !it.is_empty())
    };
    let named = word("name")
        .or_else(|| word("heading"))
        .or_else(|| word("title"));
    let variant = shape
        .zip(word("kind"))
        .and_then(|(shape, kind)| shape.variant(kind));
    let Some(variant) = variant else {
        return named.map(str::to_owned);
    };
    let first = variant
        .fields
        .first()
        .filter(|field| field.control == Control::Line);
    let more = named.or_else(|| first.and_then(|field| word(field.key)));
    Some(more.map_or_else(
        || variant.label.to_owned(),
        |more| format!("{}：{more}", variant.label),
    ))
}

/// A whole element in words: its fields, one behind the other.
fn summary(shape: Option<&'static Shape>, value: &Value) -> String {
    let Value::Table(table) = value else {
        return words(None, value);
    };
    let kind = table
        .get("kind")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let empty = Table::new();
    let told = keys(shape, kind, table, &empty)
        .into_iter()
        .filter_map(|key| {
            let field =
                shape.and_then(|shape| shape.fields_of(kind).find(|field| field.key == key));
            let value = words(field.map(|field| field.control), table.get(&key)?);
            let label = field.map_or(key.as_str(), |field| field.label);
            (!value.is_empty()).then(|| format!("{label}：{value}"))
        });
    told.collect::<Vec<String>>().join("；")
}

/// The keys of two tables in the order of the pages, then others.
fn keys(shape: Option<&'static Shape>, kind: &str, older: &Table, newer: &Table) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    if let Some(shape) = shape {
        let fields = shape.fields_of(kind).map(|field| field.key);
        let subs = shape.subs.iter().map(|sub| sub.key);
        let lists = shape.lists_of(kind).map(|list| list.key);
        keys.extend(fields.chain(subs).chain(lists).map(str::to_owned));
    }
    let others = older.keys().chain(newer.keys());
    let others: BTreeSet<&String> = others.filter(|key| !keys.contains(*key)).collect();
    keys.extend(others.into_iter().cloned());
    keys.retain(|key| older.contains_key(key) || newer.contains_key(key));
    keys
}

/// A value in words.
fn words(control: Option<Control>, value: &Value) -> String {
    match (control, value) {
        (Some(Control::Choice(words)), Value::String(word)) => {
            let known = words.iter().find(|(code, _)| code == word);
            known.map_or_else(|| word.clone(), |(_, label)| (*label).to_owned())
        }
        (_, Value::String(text)) => text.clone(),
        (_, Value::Boolean(answer)) => if *answer { "是" } else { "否" }.to_owned(),
        (_, Value::Array(values)) if values.iter().all(Value::is_str) => values
            .iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join("、"),
        (_, other) => other.to_string(),
    }
}

fn inside(place: &str, name: &str) -> String {
    if place.is_empty() {
        name.to_owned()
    } else {
        format!("{place} → {name}")
    }
}
