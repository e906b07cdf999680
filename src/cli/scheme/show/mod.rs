//! `ziping scheme show`: a scheme in words, to be held against the paper.

mod text;

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::actions::schemes::SchemesError;
use crate::cli::library::Library;
use crate::cli::output::{Format, print, print_json};
use crate::domain::scheme::Scheme;
use crate::domain::scheme::source::{
    self, CheckSource, ComputedSource, FormSource, Head, IndicatorSource, ItemKind, ItemSource,
    Required, SchemeSource, form_words, last_year_words, limit_words, part_words, row_rule_words,
    rule_words,
};

/// Show a scheme in words: forms with their outline, items, formulas, indicators, limits, checks
#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// A scheme file or an id
    #[arg(value_name = "FILE|ID")]
    scheme: String,

    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Serialize)]
struct Shown<'a> {
    scheme: String,
    title: &'a str,
    source: &'a str,
    publication_title: &'a str,
    amount_unit: &'a str,
    full_marks: String,
    score_decimals: u32,
    score_step: Option<&'a str>,
    reviewer_deduction: bool,
    conclusion_score: Option<&'a str>,
    conclusion_grade: Option<&'a str>,
    grades: Vec<(&'a str, String)>,
    forms: Vec<ShownForm<'a>>,
    items: Vec<ShownItem<'a>>,
    computed: Vec<ShownComputed<'a>>,
    indicators: Vec<ShownIndicator<'a>>,
    row_rules: Vec<ShownRowRule<'a>>,
    parts: Vec<String>,
    limits: Vec<String>,
    last_year: Vec<String>,
    checks: Vec<ShownCheck>,
    examples: Vec<&'a str>,
    allowed: Vec<ShownAllow<'a>>,
}

#[derive(Serialize)]
struct ShownForm<'a> {
    id: &'a str,
    annex: &'a str,
    name: &'a str,
    title: &'a str,
    outline: Vec<String>,
}

#[derive(Serialize)]
struct ShownItem<'a> {
    code: &'a str,
    name: &'a str,
    kind: &'static str,
    unit: &'a str,
    required: &'static str,
    empty_is_zero: bool,
    choices: &'a [String],
    from_last_year: Option<&'a str>,
    help: &'a str,
    source: &'a str,
    example: &'a str,
    form: &'a str,
}

#[derive(Serialize)]
struct ShownComputed<'a> {
    code: &'a str,
    name: &'a str,
    unit: &'a str,
    decimals: u32,
    is_change_rate: bool,
    formula: &'a str,
    form: &'a str,
}

#[derive(Serialize)]
struct ShownIndicator<'a> {
    code: &'a str,
    level1: &'a str,
    level2: &'a str,
    name: &'a str,
    weight: String,
    definition: &'a str,
    printed: &'a str,
    rule: Vec<String>,
}

#[derive(Serialize)]
struct ShownRowRule<'a> {
    block: &'a str,
    rule: Vec<String>,
}

#[derive(Serialize)]
struct ShownCheck {
    check: &'static str,
    severity: &'static str,
    rule: String,
}

#[derive(Serialize)]
struct ShownAllow<'a> {
    lint: &'a str,
    at: &'a str,
    because: &'a str,
}

pub(super) fn run(library: &Library, args: &ShowArgs) -> Result<ExitCode> {
    let found = library.find(&args.scheme)?;
    let scheme = found.compile()?;
    // A scheme that compiles can be read.
    let source = source::read(&found.text).map_err(|_| SchemesError(Vec::new()))?;
    let shown = shown(&scheme, &source);
    match args.format {
        Format::Json => print_json(&shown)?,
        Format::Text => print(&text::write(&shown))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn shown<'a>(scheme: &'a Scheme, source: &'a SchemeSource) -> Shown<'a> {
    let head = &source.scheme;
    let annex_of = |code: &str| {
        let form = scheme.form(scheme.form_of(code));
        form.map_or("", |form| form.annex.as_str())
    };
    let conclusion = source.conclusion.as_ref();
    Shown {
        scheme: scheme.key(),
        title: &head.title,
        source: &head.source,
        publication_title: &head.publication_title,
        amount_unit: &head.amount_unit,
        full_marks: head.full_marks.to_string(),
        score_decimals: head.score_decimals,
        score_step: head.score_step.as_deref(),
        reviewer_deduction: head.reviewer_deduction,
        conclusion_score: conclusion.and_then(|conclusion| conclusion.score.as_deref()),
        conclusion_grade: conclusion.and_then(|conclusion| conclusion.grade.as_deref()),
        grades: all(&head.grades, |grade| {
            (grade.name.as_str(), grade.at_least.to_string())
        }),
        forms: all(&source.forms, shown_form),
        items: all(&source.items, |item| {
            shown_item(item, head, annex_of(&item.code))
        }),
        computed: all(&source.computed, |value| {
            shown_computed(value, annex_of(&value.code))
        }),
        indicators: all(&source.indicators, shown_indicator),
        row_rules: all(&source.row_rules, |rule| ShownRowRule {
            block: &rule.block,
            rule: row_rule_words(rule),
        }),
        parts: all(&source.parts, part_words),
        limits: all(&source.limits, limit_words),
        last_year: source
            .last_year
            .as_ref()
            .map_or_else(Vec::new, last_year_words),
        checks: all(&source.checks, shown_check),
        examples: all(&source.examples, |example| example.name.as_str()),
        allowed: all(&source.allows, |allow| ShownAllow {
            lint: &allow.lint,
            at: &allow.at,
            because: &allow.because,
        }),
    }
}

fn all<'a, T, S>(sources: &'a [T], show: impl Fn(&'a T) -> S) -> Vec<S> {
    sources.iter().map(show).collect()
}

fn shown_form(form: &FormSource) -> ShownForm<'_> {
    ShownForm {
        id: &form.id,
        annex: &form.annex,
        name: &form.name,
        title: &form.title,
        outline: form_words(form),
    }
}

fn shown_indicator(indicator: &IndicatorSource) -> ShownIndicator<'_> {
    ShownIndicator {
        code: &indicator.code,
        level1: &indicator.level1,
        level2: &indicator.level2,
        name: &indicator.name,
        weight: indicator.weight.normalize().to_string(),
        definition: indicator.definition.trim(),
        printed: indicator.rule_text.trim(),
        rule: rule_words(indicator),
    }
}

fn shown_check(check: &CheckSource) -> ShownCheck {
    ShownCheck {
        check: check.number(),
        severity: check.severity().label(),
        rule: check.words(),
    }
}

fn shown_item<'a>(item: &'a ItemSource, head: &'a Head, form: &'a str) -> ShownItem<'a> {
    let (kind, unit) = match item.kind {
        ItemKind::Amount => ("金额", head.amount_unit.as_str()),
        ItemKind::Number => ("数字", item.unit.as_str()),
        ItemKind::Percent => ("百分数", "%"),
        ItemKind::Text if item.one_line => ("一行文字", ""),
        ItemKind::Text => ("文字", ""),
        ItemKind::YesNo => ("是或否", ""),
        ItemKind::Choice => ("选择", ""),
    };
    ShownItem {
        code: &item.code,
        name: &item.name,
        kind,
        unit,
        required: match item.required {
            Required::No => "",
            Required::Warning => "不填须说明",
            Required::Error => "必填",
        },
        empty_is_zero: item.empty_is_zero,
        choices: &item.choices,
        from_last_year: item.from_last_year.as_deref(),
        help: &item.help,
        source: &item.source,
        example: &item.example,
        form,
    }
}

fn shown_computed<'a>(value: &'a ComputedSource, form: &'a str) -> ShownComputed<'a> {
    ShownComputed {
        code: &value.code,
        name: &value.name,
        unit: &value.unit,
        decimals: value.decimals,
        is_change_rate: value.is_change_rate,
        formula: &value.formula,
        form,
    }
}
