//! A scheme file in which single values are changed. Whatever is not changed stays as it was written,
//! comments and all.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value};

use super::order::{exchange, step_over};
use super::shape::{Control, List, Shape};
use super::typed::{shown, value_of};

/// A scheme file. Places in it are named by keys and numbers: `indicator.3.rule.bands.0.score`.
#[derive(Debug, Clone)]
pub struct Document(DocumentMut);

/// What stands at a place.
#[derive(Clone, Copy)]
enum Look<'a> {
    Item(&'a Item),
    Table(&'a Table),
    Value(&'a Value),
}

/// A table or a list on the way to a place that is changed.
enum Spot<'a> {
    Item(&'a mut Item),
    Table(&'a mut Table),
    Value(&'a mut Value),
}

impl Document {
    /// Reads a file; `None` when it is no TOML.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }

    /// The file.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.to_string()
    }

    /// What a field shows of the value at a place; nothing where there is none.
    #[must_use]
    pub fn shown(&self, path: &str, control: Control) -> String {
        match self.look(path) {
            None => String::new(),
            Some(Look::Item(Item::Value(value)) | Look::Value(value)) => shown(control, value),
            Some(Look::Item(item)) => written(item.clone()),
            Some(Look::Table(table)) => written(Item::Table(table.clone())),
        }
    }

    /// Whether something stands at a place.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.look(path).is_some()
    }

    /// How many elements the list at a place has.
    #[must_use]
    pub fn count(&self, path: &str) -> usize {
        match self.look(path) {
            Some(Look::Item(Item::ArrayOfTables(tables))) => tables.len(),
            Some(
                Look::Item(Item::Value(Value::Array(array))) | Look::Value(Value::Array(array)),
            ) => array.len(),
            _ => 0,
        }
    }

    /// Writes what was typed at a place; whether that changes anything. A text that shows as the one
    /// that stands there already changes nothing.
    pub fn set(&mut self, path: &str, control: Control, must: bool, typed: &str) -> bool {
        if self.has(path) && self.shown(path, control) == typed {
            return false;
        }
        let value = value_of(control, must, typed);
        let Some((parent, key)) = path.rsplit_once('.') else {
            return false;
        };
        if value.is_none() && !self.has(path) {
            return false;
        }
        let Some(mut spot) = self.spot(parent) else {
            return false;
        };
        let Some(table) = spot.table() else {
            return false;
        };
        match (value, table.get_mut(key)) {
            (None, _) => {
                table.remove(key);
            }
            (Some(value), Some(Item::Value(old))) => {
                let decor = old.decor().clone();
                *old = value;
                *old.decor_mut() = decor;
            }
            (Some(value), _) => {
                table.insert(key, Item::Value(value));
            }
        }
        true
    }

    /// Makes a table of another kind: what that kind cannot have is left out, what it must have is
    /// begun.
    pub fn set_kind(&mut self, path: &str, shape: &Shape, kind: &str) -> bool {
        let fields = shape.fields_of(kind);
        let begun: Vec<_> = fields
            .filter(|field| field.must && field.key != "kind")
            .collect();
        let Some(mut spot) = self.spot(path) else {
            return false;
        };
        let Some(table) = spot.table() else {
            return false;
        };
        let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
        for key in keys.iter().filter(|key| !shape.has(kind, key)) {
            table.remove(key);
        }
        for field in begun {
            if !table.contains_key(field.key)
                && let Some(value) = value_of(field.control, true, field.start)
            {
                table.insert(field.key, Item::Value(value));
            }
        }
        begin_lists(table, shape, kind);
        self.set(&format!("{path}.kind"), Control::Line, true, kind)
    }

    /// Adds an element to the list at a place; gives its number.
    pub fn add(&mut self, path: &str, list: &List) -> Option<usize> {
        let parent = path.rsplit_once('.').map(|(parent, _)| parent);
        let mut spot = self.spot(parent.unwrap_or_default())?;
        let is_section = list.is_section && !matches!(spot, Spot::Value(_));
        let table = spot.table()?;
        let is_empty = |item: &Item| item.as_array().is_some_and(Array::is_empty);
        if table.get(list.key).is_none_or(is_empty) {
            let empty = if is_section {
                Item::ArrayOfTables(ArrayOfTables::new())
            } else {
                Item::Value(Value::from(Array::new()))
            };
            table.insert(list.key, empty);
        }
        match table.get_mut(list.key)? {
            Item::ArrayOfTables(tables) => {
                let mut fresh = Table::new();
                begin(&mut fresh, list.shape);
                tables.push(fresh);
                Some(tables.len().saturating_sub(1))
            }
            Item::Value(Value::Array(array)) => {
                let mut fresh = InlineTable::new();
                begin(&mut fresh, list.shape);
                push(array, Value::InlineTable(fresh));
                Some(array.len().saturating_sub(1))
            }
            _ => None,
        }
    }

    /// Takes out the element of a list, or the table, at a place; whether there was one.
    pub fn remove(&mut self, path: &str) -> bool {
        let (parent, key) = path.rsplit_once('.').unwrap_or(("", path));
        let Some(mut spot) = self.spot(parent) else {
            return false;
        };
        if let Some(table) = spot.table() {
            return table.remove(key).is_some();
        }
        let Ok(number) = key.parse::<usize>() else {
            return false;
        };
        match spot {
            Spot::Item(Item::ArrayOfTables(tables)) if number < tables.len() => {
                tables.remove(number);
                true
            }
            Spot::Item(Item::Value(Value::Array(array))) | Spot::Value(Value::Array(array))
                if number < array.len() =>
            {
                array.remove(number);
                true
            }
            _ => false,
        }
    }

    /// Moves the element of a list at a place one place up or down; gives its new number.
    pub fn shift(&mut self, path: &str, up: bool) -> Option<usize> {
        let (parent, key) = path.rsplit_once('.')?;
        let here: usize = key.parse().ok()?;
        let there = if up { here.checked_sub(1)? } else { here + 1 };
        match self.spot(parent)? {
            Spot::Item(Item::ArrayOfTables(tables)) => exchange(tables, here.min(there))?,
            Spot::Item(Item::Value(Value::Array(array))) | Spot::Value(Value::Array(array)) => {
                step_over(array, here.min(there))?;
            }
            _ => return None,
        }
        Some(there)
    }

    fn look(&self, path: &str) -> Option<Look<'_>> {
        let root = Look::Table(self.0.as_table());
        let mut steps = path.split('.').filter(|step| !step.is_empty());
        steps.try_fold(root, Look::step)
    }

    fn spot(&mut self, path: &str) -> Option<Spot<'_>> {
        let root = Spot::Table(self.0.as_table_mut());
        let mut steps = path.split('.').filter(|step| !step.is_empty());
        steps.try_fold(root, Spot::step)
    }
}

impl Spot<'_> {
    fn step(self, step: &str) -> Option<Self> {
        let number = || step.parse::<usize>().ok();
        match self {
            Self::Table(table) | Self::Item(Item::Table(table)) => {
                table.get_mut(step).map(Self::Item)
            }
            Self::Item(Item::ArrayOfTables(tables)) => tables.get_mut(number()?).map(Spot::Table),
            Self::Item(Item::Value(value)) | Self::Value(value) => match value {
                Value::InlineTable(table) => table.get_mut(step).map(Spot::Value),
                Value::Array(array) => array.get_mut(number()?).map(Spot::Value),
                _ => None,
            },
            Self::Item(Item::None) => None,
        }
    }

    fn table(&mut self) -> Option<&mut dyn toml_edit::TableLike> {
        match self {
            Self::Table(table) => Some(*table),
            Self::Item(item) => item.as_table_like_mut(),
            Self::Value(Value::InlineTable(table)) => Some(table),
            Self::Value(_) => None,
        }
    }
}

impl<'a> Look<'a> {
    fn step(self, step: &str) -> Option<Self> {
        let number = || step.parse::<usize>().ok();
        let some = |item: &'a Item| (!item.is_none()).then_some(Self::Item(item));
        match self {
            Self::Table(table) | Self::Item(Item::Table(table)) => table.get(step).and_then(some),
            Self::Item(Item::ArrayOfTables(tables)) => tables.get(number()?).map(Self::Table),
            Self::Item(Item::Value(value)) | Self::Value(value) => match value {
                Value::InlineTable(table) => table.get(step).map(Self::Value),
                Value::Array(array) => array.get(number()?).map(Self::Value),
                _ => None,
            },
            Self::Item(Item::None) => None,
        }
    }
}

/// A table in the way of the file, in one line.
fn written(item: Item) -> String {
    let value = item.into_value();
    value.map_or_else(|_| String::new(), |value| shown(Control::Fragment, &value))
}

/// What a new table begins with.
fn begin(table: &mut dyn toml_edit::TableLike, shape: &Shape) {
    let kind = shape.fields.iter().find(|field| field.key == "kind");
    let kind = kind.map_or("", |field| field.start);
    for field in shape.fields_of(kind).filter(|field| field.must) {
        if let Some(value) = value_of(field.control, true, field.start) {
            table.insert(field.key, Item::Value(value));
        }
    }
    for sub in shape.subs {
        let mut fresh = InlineTable::new();
        begin(&mut fresh, sub.shape);
        table.insert(sub.key, Item::Value(Value::InlineTable(fresh)));
    }
    begin_lists(table, shape, kind);
}

/// The lists of a new table, empty.
fn begin_lists(table: &mut dyn toml_edit::TableLike, shape: &Shape, kind: &str) {
    for list in shape.lists_of(kind) {
        if !table.contains_key(list.key) {
            table.insert(list.key, Item::Value(Value::from(Array::new())));
        }
    }
}

/// Adds an element as the last one is written, on a line of its own or behind it.
fn push(array: &mut Array, mut value: Value) {
    let last = array.iter().last();
    if let Some(last) = last {
        let prefix = last.decor().prefix().and_then(|text| text.as_str());
        // A comment behind the element before stands in front of this one's line break.
        let line = prefix.and_then(|text| text.rsplit_once('\n'));
        let prefix = line.map_or(" ".to_owned(), |(_, indent)| format!("\n{indent}"));
        value.decor_mut().set_prefix(prefix);
    }
    array.push_formatted(value);
}
