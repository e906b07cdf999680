//! Single cells: typed fields and computed results.

use std::sync::Arc;

use super::builder::{Builder, Purpose};
use super::{Cell, Content, Control, Field, Help, ResultField, Role, Section, Signature, Writing};
use crate::domain::explanation::unknown_words;
use crate::domain::figure::{Exact, Reading, amount, fixed, percent, points};
use crate::domain::filing::{Entries, Value, understood};
use crate::domain::formula::{Slot, Unknown};
use crate::domain::prose::{Figures, Prose, is_prose, skeleton_of};
use crate::domain::scheme::source::{ItemKind, ItemSource, NotApplicable, SectionSource};
use crate::domain::scheme::{
    Indicator, PlaceKind, Rule, SlotDefinition, SlotKind, TOTAL_CELL, fill_in, grade_cell,
    score_label,
};
use crate::domain::scoring::{Basis, FULFILLED, NOT_APPLICABLE, UNFULFILLED};

/// A label with the year and the agency put in.
pub(super) fn fill(label: &str, entries: &Entries) -> String {
    fill_in(label, entries.year, &entries.agency)
}

/// Printed text.
pub(super) fn label(text: &str, colspan: usize) -> Cell {
    Cell {
        colspan,
        rowspan: 1,
        role: Role::Label,
        content: Content::Text(text.to_owned()),
    }
}

impl Builder<'_> {
    /// Whether nothing is typed in any cell that a computed value is made of.
    fn is_untouched(&self, definition: &SlotDefinition) -> bool {
        let SlotKind::Computed { formula, .. } = &definition.kind else {
            return false;
        };
        formula.slots().iter().all(|slot| {
            let input = self.scheme.definition(*slot);
            input.is_none_or(|input| self.entries.filled(&input.code).is_none())
        })
    }

    /// The cell for a code of the scheme file: an item, a computed value, a score, `=text` or nothing.
    pub fn coded(&self, code: &str, colspan: usize) -> Cell {
        if let Some(text) = code.strip_prefix('=') {
            return label(&fill(text, self.entries), colspan);
        }
        let (role, content) = match self.scheme.place(code).map(|place| place.kind) {
            Some(PlaceKind::Slot(slot)) => self.slot(slot),
            Some(PlaceKind::Score(index)) => self.score(index),
            _ => (Role::Label, Content::Text(String::new())),
        };
        Cell {
            colspan,
            rowspan: 1,
            role,
            content,
        }
    }

    fn slot(&self, slot: Slot) -> (Role, Content) {
        let Some(definition) = self.scheme.definition(slot) else {
            return (Role::Label, Content::Text(String::new()));
        };
        match &definition.kind {
            SlotKind::Input(item) => {
                let role = match item.kind {
                    ItemKind::Amount | ItemKind::Number | ItemKind::Percent => Role::Figure,
                    ItemKind::Text => Role::Words,
                    ItemKind::YesNo | ItemKind::Choice => Role::Mark,
                };
                (role, Content::Field(Box::new(self.item(slot, item))))
            }
            SlotKind::Computed { .. } => (Role::Figure, self.computed(slot, definition)),
        }
    }

    fn item(&self, slot: Slot, item: &ItemSource) -> Field {
        let control = match item.kind {
            ItemKind::Amount | ItemKind::Number | ItemKind::Percent => Control::Figure,
            ItemKind::Text if item.one_line => Control::Line,
            ItemKind::Text => Control::Paragraph,
            ItemKind::YesNo => Control::Choice(vec!["是".to_owned(), "否".to_owned()]),
            ItemKind::Choice => Control::Choice(item.choices.clone()),
        };
        let unit = match item.kind {
            ItemKind::Number => item.unit.clone(),
            ItemKind::Percent => "%".to_owned(),
            _ => String::new(),
        };
        let mut field = self.field(&item.code, &item.name, control);
        if let Some(value) = self.evaluation.values.get(slot) {
            field.understood = understood(item, value, &field.typed, &self.scheme.head.amount_unit);
            if let Some(shown) = shown(item, value) {
                field.shown = shown;
            }
        }
        if is_prose(item) {
            let writing = self.writing(item, &field.typed);
            field.shown.clone_from(&writing.prose.plain);
            field.writing = Some(writing);
        }
        field.unit = unit;
        if self.is_foreign() && item.kind == ItemKind::Amount {
            self.convert(slot, &mut field);
        }
        field
    }

    /// An amount in the unit shown: the exact figure with the unit's name.
    fn convert(&self, slot: Slot, field: &mut Field) {
        let word = self.unit.word();
        let typed = self.unit.shown(self.scheme, &field.code, &field.typed);
        let value = self.evaluation.values.get(slot);
        let value = value.filter(|value| !matches!(value.reading, Reading::Empty));
        let exact = value.and_then(|value| value.exact.as_ref().ok());
        let amount_here = exact.map(|exact| self.unit.amount(self.scheme, exact));
        field.understood = amount_here
            .as_ref()
            .map(|amount| format!("{}{word}", amount.in_full()))
            .filter(|plain| *plain != typed.trim());
        if let Some(here) = &amount_here {
            field.shown = amount(here);
        }
        field.typed = typed;
        field.bare_unit = word;
    }

    /// A typed cell as it stands.
    pub fn field(&self, code: &str, label: &str, control: Control) -> Field {
        let typed = self.entries.typed(code).to_owned();
        Field {
            code: code.to_owned(),
            label: label.to_owned(),
            control,
            shown: typed.trim().to_owned(),
            typed,
            unit: String::new(),
            bare_unit: "",
            writing: None,
            understood: None,
            help: self.help(code),
            findings: self.evaluation.findings_at(code).cloned().collect(),
        }
    }

    /// What the scheme says to who fills an item; nothing for cells that are none.
    fn help(&self, code: &str) -> Help {
        let slot = self.scheme.slot(code);
        let definition = slot.and_then(|slot| self.scheme.definition(slot));
        match definition.map(|definition| &definition.kind) {
            Some(SlotKind::Input(item)) => Help {
                what: item.help.clone(),
                source: item.source.clone(),
                example: item.example.clone(),
            },
            _ => Help::default(),
        }
    }

    fn computed(&self, slot: Slot, definition: &SlotDefinition) -> Content {
        let exact = self.evaluation.values.get(slot).map(|value| &value.exact);
        let shown = match exact {
            Some(Ok(exact)) if definition.unit == "%" => percent(exact, definition.decimals),
            Some(Ok(exact)) if definition.unit == self.scheme.head.amount_unit => {
                amount(&self.unit.amount(self.scheme, exact))
            }
            Some(Ok(exact)) => fixed(exact, definition.decimals),
            // 0 ÷ 0 in a row that is left blank alarms nobody.
            Some(Err(Unknown::ZeroDivisor(_))) if self.is_untouched(definition) => "—".to_owned(),
            Some(Err(why)) if self.purpose == Purpose::Entry => unknown_words(self.scheme, why),
            _ => "—".to_owned(),
        };
        Content::Result(Box::new(ResultField {
            code: definition.code.clone(),
            label: definition.name.clone(),
            shown,
            is_known: matches!(exact, Some(Ok(_))),
            explanation: self.explanations.slot(slot),
            by_hand: None,
            findings: self
                .evaluation
                .findings_at(&definition.code)
                .cloned()
                .collect(),
        }))
    }

    fn score(&self, index: usize) -> (Role, Content) {
        match self.scheme.indicators.get(index) {
            Some(indicator) => (Role::Mark, self.score_of(index, indicator)),
            None => (Role::Mark, Content::Text(String::new())),
        }
    }

    /// The score of an indicator: computed and locked, with a place for what a person must give.
    pub fn score_of(&self, index: usize, indicator: &Indicator) -> Content {
        let score = self.evaluation.scores.get(index);
        let outcome = score.map(|score| &score.points);
        let label = score_label(&indicator.name);
        if matches!(indicator.rule, Rule::Manual) {
            return Content::Field(Box::new(self.field(
                &indicator.code,
                &label,
                Control::Figure,
            )));
        }
        if let Rule::Judged { grades } = &indicator.rule {
            let choices = grades.iter().map(|grade| grade.name.clone()).collect();
            let grade = self.field(
                &grade_cell(&indicator.code),
                &format!("{}等次", indicator.name),
                Control::Choice(choices),
            );
            let points = self.field(&indicator.code, &label, Control::Figure);
            return Content::Checklist(vec![
                ("等次".to_owned(), grade),
                ("得分".to_owned(), points),
            ]);
        }
        let is_by_hand = score.is_some_and(|score| score.basis == Basis::ByHand);
        let is_unknown = matches!(outcome, Some(Err(_)));
        let by_hand = match &indicator.rule {
            Rule::Graded { grades } => {
                let choices = grades.iter().map(|grade| grade.name.clone()).collect();
                Some(self.field(
                    &indicator.code,
                    &format!("{}等次", indicator.name),
                    Control::Choice(choices),
                ))
            }
            _ if indicator.by_hand && (is_by_hand || is_unknown) => Some(self.field(
                &indicator.code,
                &format!("{label}（手填）"),
                Control::Figure,
            )),
            _ => None,
        };
        Content::Result(Box::new(ResultField {
            code: indicator.code.clone(),
            label,
            shown: self.points_or_why(outcome),
            is_known: matches!(outcome, Some(Ok(_))),
            explanation: self.explanations.score(index),
            by_hand,
            findings: self
                .evaluation
                .findings_at(&indicator.code)
                .cloned()
                .collect(),
        }))
    }

    /// The requirements of a checklist, each with its choice.
    pub fn checklist(&self, indicator: &Indicator) -> Content {
        let mut choices = vec![FULFILLED.to_owned(), UNFULFILLED.to_owned()];
        if indicator.rule.not_applicable() != NotApplicable::NotOffered {
            choices.push(NOT_APPLICABLE.to_owned());
        }
        let requirements = indicator.rule.requirements().into_iter().enumerate();
        let fields = requirements
            .map(|(item, text)| {
                let code = crate::domain::scheme::checklist_cell(&indicator.code, item);
                let label = format!("{}第{}项", indicator.name, item + 1);
                (
                    text.to_owned(),
                    self.field(&code, &label, Control::Choice(choices.clone())),
                )
            })
            .collect();
        Content::Checklist(fields)
    }

    /// The total of the filing.
    pub fn total_of(&self) -> Content {
        let grade = self
            .evaluation
            .grade
            .as_deref()
            .map(|grade| format!("（{grade}）"))
            .unwrap_or_default();
        Content::Result(Box::new(ResultField {
            code: TOTAL_CELL.to_owned(),
            label: "总分".to_owned(),
            shown: format!(
                "{}{grade}",
                self.points_or_why(Some(&self.evaluation.total))
            ),
            is_known: self.evaluation.total.is_ok(),
            explanation: Arc::new(self.explanations.total()),
            by_hand: None,
            findings: self.evaluation.findings_at(TOTAL_CELL).cloned().collect(),
        }))
    }

    fn points_or_why(&self, outcome: Option<&Result<Exact, Unknown>>) -> String {
        match outcome {
            Some(Ok(score)) => points(score, self.scheme.head.score_decimals),
            Some(Err(why)) if self.purpose == Purpose::Entry => unknown_words(self.scheme, why),
            _ => "—".to_owned(),
        }
    }

    /// What belongs to a long text.
    fn writing(&self, item: &ItemSource, typed: &str) -> Writing {
        let figures = Figures {
            scheme: self.scheme,
            entries: self.entries,
            evaluation: self.evaluation,
        };
        Writing {
            prose: Prose::of(typed, &figures),
            skeleton: skeleton_of(item, self.entries),
            length: item.length,
        }
    }

    /// The cell of a section's text: the item's, called after its heading.
    fn section_field(&self, code: &str, name: &str) -> Option<Field> {
        let slot = self.scheme.slot(code)?;
        let SlotKind::Input(item) = &self.scheme.definition(slot)?.kind else {
            return None;
        };
        Some(Field {
            label: name.to_owned(),
            control: Control::Paragraph,
            ..self.item(slot, item)
        })
    }

    /// A section of a report.
    pub fn section(&self, source: &SectionSource) -> Section {
        let heading = fill(&source.heading, self.entries);
        let name = match self.item_name(&source.cell) {
            Some(name) if heading.is_empty() => name,
            _ => &heading,
        };
        let field = self.section_field(&source.cell, name);
        Section {
            level: source.level,
            heading,
            guidance: source.guidance.clone(),
            field,
        }
    }

    /// 落款 of a report.
    pub fn signature(&self, date: &str) -> Signature {
        let label = self.item_name(date).unwrap_or_default();
        Signature {
            agency: self.entries.agency.clone(),
            date: self.field(date, label, Control::Line),
        }
    }

    fn item_name(&self, code: &str) -> Option<&str> {
        let slot = self.scheme.slot(code)?;
        Some(self.scheme.definition(slot)?.name.as_str())
    }
}

/// How a figure reads on a page that is only read.
fn shown(item: &ItemSource, value: &Value) -> Option<String> {
    let exact = value.exact.as_ref().ok()?;
    if matches!(value.reading, Reading::Empty) {
        return Some(String::new());
    }
    Some(match item.kind {
        ItemKind::Amount => amount(exact),
        ItemKind::Percent => format!("{}%", (exact * &Exact::whole(100)).in_full()),
        _ => exact.in_full(),
    })
}
