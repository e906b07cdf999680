//! `ziping scheme show`: a scheme in words, to be held against the paper.

use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::Library;
use super::find::find;
use crate::actions::schemes::SchemesError;
use crate::cli::output::{Format, print, print_json};
use crate::cli::table::Table;
use crate::domain::scheme::Scheme;
use crate::domain::scheme::source::{
    self, ComputedSource, ItemKind, ItemSource, Required, SchemeSource, rule_words,
};

/// Show a scheme in words: forms, items, formulas, indicators with weights and rules
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
    amount_unit: &'a str,
    full_marks: String,
    grades: Vec<(&'a str, String)>,
    forms: Vec<ShownForm<'a>>,
    items: Vec<ShownItem<'a>>,
    computed: Vec<ShownComputed<'a>>,
    indicators: Vec<ShownIndicator<'a>>,
}

#[derive(Serialize)]
struct ShownForm<'a> {
    id: &'a str,
    annex: &'a str,
    name: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct ShownItem<'a> {
    code: &'a str,
    name: &'a str,
    kind: &'static str,
    unit: &'a str,
    required: &'static str,
    form: &'a str,
}

#[derive(Serialize)]
struct ShownComputed<'a> {
    code: &'a str,
    name: &'a str,
    unit: &'a str,
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
    printed: &'a str,
    rule: Vec<String>,
}

pub(super) fn run(library: &Library, args: &ShowArgs) -> Result<ExitCode> {
    let found = find(library, &args.scheme)?;
    let scheme = Scheme::parse(&found.text).map_err(SchemesError)?;
    // A scheme that compiles can be read.
    let source = source::read(&found.text).map_err(|_| SchemesError(Vec::new()))?;
    let shown = shown(&scheme, &source);
    match args.format {
        Format::Json => print_json(&shown)?,
        Format::Text => print(&told(&shown))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn shown<'a>(scheme: &'a Scheme, source: &'a SchemeSource) -> Shown<'a> {
    let head = &source.scheme;
    let annex_of = |code: &str| {
        let form = scheme.form(scheme.form_of(code));
        form.map_or("", |form| form.annex.as_str())
    };
    let grades = head.grades.iter();
    let forms = source.forms.iter();
    let indicators = source.indicators.iter();
    Shown {
        scheme: scheme.key(),
        title: &head.title,
        source: &head.source,
        amount_unit: &head.amount_unit,
        full_marks: head.full_marks.to_string(),
        grades: grades
            .map(|grade| (grade.name.as_str(), grade.at_least.to_string()))
            .collect(),
        forms: forms
            .map(|form| ShownForm {
                id: &form.id,
                annex: &form.annex,
                name: &form.name,
                title: &form.title,
            })
            .collect(),
        items: source
            .items
            .iter()
            .map(|item| shown_item(item, &head.amount_unit, annex_of(&item.code)))
            .collect(),
        computed: source
            .computed
            .iter()
            .map(|value| shown_computed(value, annex_of(&value.code)))
            .collect(),
        indicators: indicators
            .map(|indicator| ShownIndicator {
                code: &indicator.code,
                level1: &indicator.level1,
                level2: &indicator.level2,
                name: &indicator.name,
                weight: indicator.weight.normalize().to_string(),
                printed: indicator.rule_text.trim(),
                rule: rule_words(indicator),
            })
            .collect(),
    }
}

fn shown_item<'a>(item: &'a ItemSource, amount_unit: &'a str, form: &'a str) -> ShownItem<'a> {
    let (kind, unit) = match item.kind {
        ItemKind::Amount => ("金额", amount_unit),
        ItemKind::Number => ("数字", item.unit.as_str()),
        ItemKind::Percent => ("百分数", "%"),
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
        form,
    }
}

fn shown_computed<'a>(value: &'a ComputedSource, form: &'a str) -> ShownComputed<'a> {
    ShownComputed {
        code: &value.code,
        name: &value.name,
        unit: &value.unit,
        formula: &value.formula,
        form,
    }
}

fn told(shown: &Shown<'_>) -> String {
    let grades: Vec<String> = shown
        .grades
        .iter()
        .map(|(name, least)| format!("{name} {least} 分起"))
        .collect();
    let mut text = format!(
        "{}　{}\n来源：{}\n满分 {} 分；{}；金额单位 {}\n",
        shown.scheme,
        shown.title,
        shown.source,
        shown.full_marks,
        grades.join("，"),
        shown.amount_unit
    );
    let mut forms = Table::new(&["编号", "附件", "表", "标题"]);
    for form in &shown.forms {
        forms.row(&[form.id, form.annex, form.name, form.title]);
    }
    let mut items = Table::new(&["代码", "名称", "种类", "单位", "填写", "所在表"]);
    for item in &shown.items {
        items.row(&[
            item.code,
            item.name,
            item.kind,
            item.unit,
            item.required,
            item.form,
        ]);
    }
    let mut computed = Table::new(&["代码", "名称", "单位", "公式", "所在表"]);
    for value in &shown.computed {
        computed.row(&[
            value.code,
            value.name,
            value.unit,
            value.formula,
            value.form,
        ]);
    }
    for (heading, table) in [("表", &forms), ("数据项", &items), ("计算项", &computed)] {
        // Writing to a String cannot fail.
        let _ = write!(text, "\n【{heading}】\n{}", table.indented(2));
    }
    text.push_str("\n【指标】\n");
    for indicator in &shown.indicators {
        let levels = [indicator.level1, indicator.level2, indicator.name];
        let levels: Vec<&str> = levels
            .into_iter()
            .filter(|level| !level.is_empty())
            .collect();
        let _ = writeln!(
            text,
            "  {}（{} 分，{}）",
            levels.join(" / "),
            indicator.weight,
            indicator.code
        );
        if !indicator.printed.is_empty() {
            let printed = indicator.printed.replace('\n', "");
            let _ = writeln!(text, "    表上写的：{printed}");
        }
        let _ = writeln!(text, "    方案这样算：{}", indicator.rule.join("；"));
    }
    text
}
