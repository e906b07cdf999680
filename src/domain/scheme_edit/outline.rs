//! The parts of a scheme file as a tree, and the fields of one part.

use super::catalogue::{LISTS, TABLES};
use super::document::Document;
use super::shape::{Control, Field, List, Shape};

/// A part of the file in the tree, with the parts below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// Where it is.
    pub path: String,
    /// What people call it.
    pub label: String,
    /// The parts below it.
    pub branches: Vec<Branch>,
}

/// One table of the part that is shown: its fields, and the rows of the lists in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Where it is.
    pub path: String,
    /// What people call it.
    pub label: String,
    /// How deep it lies in the part.
    pub depth: usize,
    /// Whether it can be taken out and moved: it is one of a list.
    pub is_row: bool,
    /// Its fields.
    pub leaves: Vec<Leaf>,
    /// What can be added to it.
    pub rows: Vec<Row>,
}

/// A field as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// Where it is.
    pub path: String,
    /// What people call it.
    pub label: &'static str,
    /// What belongs here.
    pub hint: &'static str,
    /// How it is typed.
    pub control: Control,
    /// Whether it stands in the file even when nothing is typed.
    pub must: bool,
    /// What is there.
    pub typed: String,
}

/// A list to which elements can be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where the list is.
    pub path: String,
    /// What one of them is called.
    pub label: &'static str,
}

/// The tree of a file: what stands once, then the lists with their elements.
#[must_use]
pub fn branches(document: &Document) -> Vec<Branch> {
    let tables = TABLES.iter().filter(|table| document.has(table.key));
    let tables = tables.map(|table| Branch {
        path: table.key.to_owned(),
        label: table.label.to_owned(),
        branches: Vec::new(),
    });
    let lists = LISTS.iter().map(|list| Branch {
        path: list.key.to_owned(),
        label: list.label.to_owned(),
        branches: elements(document, list, list.key),
    });
    tables.chain(lists).collect()
}

fn elements(document: &Document, list: &List, path: &str) -> Vec<Branch> {
    let element = |number: usize| {
        let path = format!("{path}.{number}");
        let inner = list.shape.lists.iter().filter(|inner| inner.is_section);
        let inner = inner.flat_map(|inner| {
            let path = format!("{path}.{}", inner.key);
            elements(document, inner, &path)
        });
        Branch {
            branches: inner.collect(),
            label: name_of(document, list.shape, &path)
                .unwrap_or_else(|| format!("{} {}", list.label, number + 1)),
            path,
        }
    };
    (0..document.count(path)).map(element).collect()
}

/// The words by which people know a table: its name, or its kind and the first of its fields.
pub(super) fn name_of(document: &Document, shape: &Shape, path: &str) -> Option<String> {
    let word = |key: &str| {
        let typed = document.shown(&format!("{path}.{key}"), Control::Line);
        Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty())
    };
    let named = || {
        word("name")
            .or_else(|| word("because"))
            .or_else(|| word("heading"))
    };
    let Some(kind) = word("kind").filter(|_| !shape.variants.is_empty()) else {
        return named();
    };
    let variant = shape.variant(&kind);
    let label = variant.map_or(kind, |variant| variant.label.to_owned());
    let first = variant.and_then(|variant| variant.fields.first());
    let first = first.filter(|field| field.control == Control::Line);
    let more = named().or_else(|| first.and_then(|field| word(field.key)));
    Some(more.map_or_else(|| label.clone(), |more| format!("{label}：{more}")))
}

/// The shape of the table at a place, and what people call one of them; `None` for a place that is no
/// table, or none of those that pages show.
pub(super) fn shape_at(
    document: &Document,
    path: &str,
) -> Option<(&'static Shape, &'static str, bool)> {
    let mut steps = path.split('.');
    let first = steps.next()?;
    let mut here = first.to_owned();
    let table = TABLES.iter().find(|table| table.key == first);
    let mut found = if let Some(table) = table {
        (table.shape, table.label, false)
    } else {
        let list = LISTS.iter().find(|list| list.key == first)?;
        here = format!("{here}.{}", steps.next()?);
        (list.shape, list.label, true)
    };
    while let Some(step) = steps.next() {
        let kind = document.shown(&format!("{here}.kind"), Control::Line);
        let shape = found.0;
        if let Some(sub) = shape.subs.iter().find(|sub| sub.key == step) {
            here = format!("{here}.{step}");
            found = (sub.shape, sub.label, false);
            continue;
        }
        let list = shape.lists_of(&kind).find(|list| list.key == step)?;
        here = format!("{here}.{step}.{}", steps.next()?);
        found = (list.shape, list.label, true);
    }
    document.has(&here).then_some(found)
}

/// The list at a place, for adding to it.
pub(super) fn list_at(document: &Document, path: &str) -> Option<&'static List> {
    let Some((parent, key)) = path.rsplit_once('.') else {
        return LISTS.iter().find(|list| list.key == path);
    };
    let (shape, ..) = shape_at(document, parent)?;
    let kind = document.shown(&format!("{parent}.kind"), Control::Line);
    shape.lists_of(&kind).find(|list| list.key == key)
}

/// The fields of the table at a place, and of the tables in it that have no page of their own.
#[must_use]
pub fn groups(document: &Document, path: &str) -> Vec<Group> {
    let Some((shape, label, is_row)) = shape_at(document, path) else {
        return Vec::new();
    };
    let mut groups = Vec::new();
    add_group(document, (shape, label, is_row), (path, 0), &mut groups);
    groups
}

fn add_group(
    document: &Document,
    (shape, label, is_row): (&'static Shape, &str, bool),
    (path, depth): (&str, usize),
    groups: &mut Vec<Group>,
) {
    let kind = document.shown(&format!("{path}.kind"), Control::Line);
    let lists: Vec<&List> = shape.lists_of(&kind).collect();
    let row = |list: &&List| Row {
        path: format!("{path}.{}", list.key),
        label: list.label,
    };
    groups.push(Group {
        path: path.to_owned(),
        label: label.to_owned(),
        depth,
        is_row,
        leaves: shape
            .fields_of(&kind)
            .map(|field| leaf(document, path, field))
            .collect(),
        rows: lists.iter().map(row).collect(),
    });
    for sub in shape.subs {
        let inner = format!("{path}.{}", sub.key);
        if document.has(&inner) {
            let what = (sub.shape, sub.label, false);
            add_group(document, what, (&inner, depth + 1), groups);
        }
    }
    // Blocks of a form have pages of their own.
    for list in lists.iter().filter(|list| list.key != "block") {
        let inner = format!("{path}.{}", list.key);
        for number in 0..document.count(&inner) {
            let label = format!("{} {}", list.label, number + 1);
            let what = (list.shape, label.as_str(), true);
            add_group(
                document,
                what,
                (&format!("{inner}.{number}"), depth + 1),
                groups,
            );
        }
    }
}

fn leaf(document: &Document, path: &str, field: &'static Field) -> Leaf {
    let path = format!("{path}.{}", field.key);
    Leaf {
        typed: document.shown(&path, field.control),
        path,
        label: field.label,
        hint: field.hint,
        control: field.control,
        must: field.must,
    }
}

impl Document {
    /// Writes what was typed on the page of a part; texts of fields that the part does not have are
    /// no part of it and left alone. Whether anything changed.
    pub fn fill<'t>(&mut self, path: &str, typed: impl Fn(&str) -> Option<&'t str>) -> bool {
        let mut has_changed = false;
        for group in groups(self, path) {
            let kind_path = format!("{}.kind", group.path);
            for leaf in &group.leaves {
                let Some(text) = typed(&leaf.path).filter(|_| leaf.path != kind_path) else {
                    continue;
                };
                has_changed |= self.set(&leaf.path, leaf.control, leaf.must, text);
            }
        }
        for group in groups(self, path) {
            has_changed |= self.change_kind(&group, &typed);
        }
        has_changed
    }

    fn change_kind<'t>(&mut self, group: &Group, typed: &impl Fn(&str) -> Option<&'t str>) -> bool {
        let kind_path = format!("{}.kind", group.path);
        let wanted =
            typed(&kind_path).filter(|kind| *kind != self.shown(&kind_path, Control::Line));
        let Some((wanted, (shape, ..))) = wanted.zip(shape_at(self, &group.path)) else {
            return false;
        };
        if shape.variants.is_empty() {
            return self.set(&kind_path, Control::Line, true, wanted);
        }
        // A word that no list offers comes from no page of ours.
        shape.variant(wanted).is_some() && self.set_kind(&group.path, shape, wanted)
    }

    /// Adds an element to the list at a place that pages show; gives its place.
    pub fn add_to(&mut self, path: &str) -> Option<String> {
        let list = list_at(self, path)?;
        let number = self.add(path, list)?;
        Some(format!("{path}.{number}"))
    }

    /// Takes out the element at a place that pages show; whether there was one.
    pub fn take_out(&mut self, path: &str) -> bool {
        let is_row = shape_at(self, path).is_some_and(|(.., is_row)| is_row);
        is_row && self.remove(path)
    }
}
