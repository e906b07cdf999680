//! What the tables of a scheme file are made of, in the words of the people who edit them.

/// How a value is typed and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// A text of one line.
    Line,
    /// A text of several lines.
    Text,
    /// Points or another exact number: a whole one stands bare, others between quotation marks.
    Points,
    /// A whole number.
    Whole,
    /// Yes or no; no is written by leaving it out.
    Tick,
    /// One of these words, with what people call them.
    Choice(&'static [(&'static str, &'static str)]),
    /// Several texts, one a line.
    Lines,
    /// Anything else, in the way of the file.
    Fragment,
}

/// A value of a table.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its key in the file.
    pub key: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// How it is typed.
    pub control: Control,
    /// Whether it stands in the file even when nothing is typed.
    pub must: bool,
    /// What a new table begins with.
    pub start: &'static str,
    /// What belongs here.
    pub hint: &'static str,
}

impl Field {
    /// A value that may be left out.
    pub(super) const fn new(key: &'static str, label: &'static str, control: Control) -> Self {
        Self {
            key,
            label,
            control,
            must: false,
            start: "",
            hint: "",
        }
    }

    /// A value that must be there; a new table begins with `start`.
    pub(super) const fn must(
        key: &'static str,
        label: &'static str,
        control: Control,
        start: &'static str,
    ) -> Self {
        Self {
            must: true,
            start,
            ..Self::new(key, label, control)
        }
    }

    /// The same with what belongs here.
    pub(super) const fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }
}

/// A list of tables in a table.
#[derive(Debug, Clone, Copy)]
pub struct List {
    /// Its key in the file.
    pub key: &'static str,
    /// What people call one of them.
    pub label: &'static str,
    /// What one of them is made of.
    pub shape: &'static Shape,
    /// Whether each stands under a heading of its own (`[[form.block]]`), not within brackets.
    pub is_section: bool,
}

/// A table in a table.
#[derive(Debug, Clone, Copy)]
pub struct Sub {
    /// Its key in the file.
    pub key: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// What it is made of.
    pub shape: &'static Shape,
}

/// One kind of a table that comes in several.
#[derive(Debug, Clone, Copy)]
pub struct Variant {
    /// The word in the file.
    pub word: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// What it has beyond the others.
    pub fields: &'static [Field],
    /// Its lists.
    pub lists: &'static [List],
}

/// What a table is made of.
#[derive(Debug)]
pub struct Shape {
    /// Its values.
    pub fields: &'static [Field],
    /// Its kinds, told by the key `kind`; empty for a table of one kind.
    pub variants: &'static [Variant],
    /// The tables in it.
    pub subs: &'static [Sub],
    /// The lists in it.
    pub lists: &'static [List],
}

impl Shape {
    /// A table of values only.
    pub(super) const fn of(fields: &'static [Field]) -> Self {
        Self {
            fields,
            variants: &[],
            subs: &[],
            lists: &[],
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn variant(&self, word: &str) -> Option<&'static Variant> {
        self.variants.iter().find(|variant| variant.word == word)
    }

    /// The values of a table of this kind.
    pub fn fields_of(&self, kind: &str) -> impl Iterator<Item = &'static Field> {
        let own = self.variant(kind).map_or(&[][..], |variant| variant.fields);
        self.fields.iter().chain(own)
    }

    /// The lists of a table of this kind.
    pub fn lists_of(&self, kind: &str) -> impl Iterator<Item = &'static List> {
        let own = self.variant(kind).map_or(&[][..], |variant| variant.lists);
        self.lists.iter().chain(own)
    }

    /// Whether a table of this kind may have this key, as far as pages show it.
    #[must_use]
    pub fn has(&self, kind: &str, key: &str) -> bool {
        self.fields_of(kind).any(|field| field.key == key)
            || self.lists_of(kind).any(|list| list.key == key)
            || self.subs.iter().any(|sub| sub.key == key)
    }
}
