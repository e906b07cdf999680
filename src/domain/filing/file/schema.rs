//! The JSON Schema of the filings of one scheme, for programs that make them.

use serde_json::{Map, Value, json};

use super::FORMAT;
use crate::domain::check::place_label;
use crate::domain::filing::{Entries, RowColumn};
use crate::domain::scheme::source::{ItemKind, ItemSource, NotApplicable};
use crate::domain::scheme::{Place, PlaceKind, Rule, Scheme, SlotKind};
use crate::domain::scoring::{FULFILLED, NOT_APPLICABLE, UNFULFILLED};

const ROW_ID: &str = "[a-z0-9]{1,24}";

/// The JSON Schema (draft 2020-12) of the filings of a scheme: every cell with its Chinese name.
#[must_use]
pub fn json_schema(scheme: &Scheme) -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:ziping:filing:{}:{}", scheme.head.id, scheme.head.version),
        "title": format!("填报：{}", scheme.head.title),
        "description": scheme.head.source,
        "type": "object",
        "additionalProperties": false,
        "required": ["format", "scheme", "year", "agency", "cells"],
        "properties": {
            "format": { "title": "格式", "const": FORMAT },
            "scheme": { "title": "方案", "const": scheme.head.id },
            "version": { "title": "方案版本", "const": scheme.head.version },
            "year": { "title": "预算年度", "type": "integer", "minimum": 2000, "maximum": 2100 },
            "agency": { "title": "单位全称", "type": "string", "pattern": "\\S" },
            "cells": cells(scheme),
            "evaluation": {
                "title": "计算结果",
                "description": "导出时系统算出的数，读取时不用。",
                "type": "object",
            },
        },
    })
}

fn cells(scheme: &Scheme) -> Value {
    let nothing = Entries::default();
    let mut fixed = Map::new();
    for (code, place) in scheme.fixed_cells() {
        let title = place_label(scheme, &nothing, code);
        fixed.insert(code.to_owned(), cell(scheme, place, &title));
    }
    let mut patterns = Map::new();
    for tree in &scheme.trees {
        for heading in &tree.level2 {
            let list = json!({
                "title": format!("{}的行", heading.name),
                "description": "行号之间空一格，如 q1 q2。",
                "type": "string",
                "pattern": format!("^\\s*({ROW_ID}\\s*)*$"),
            });
            fixed.insert(format!("{}.{}.rows", tree.id, heading.code), list);
        }
        for column in RowColumn::ALL {
            let pattern = format!("^{}\\.{ROW_ID}\\.{}$", tree.id, column.code());
            patterns.insert(
                pattern,
                json!({ "title": column.label(), "type": "string" }),
            );
        }
    }
    patterns.insert(
        "^reason\\.K[0-9]{2}\\..+$".to_owned(),
        json!({ "title": "对审核发现的说明", "type": "string" }),
    );
    json!({
        "title": "填报内容",
        "description": "栏目编码与所填文本，照填报原样。",
        "type": "object",
        "additionalProperties": false,
        "properties": fixed,
        "patternProperties": patterns,
    })
}

fn cell(scheme: &Scheme, place: &Place, title: &str) -> Value {
    match place.kind {
        PlaceKind::Slot(slot) => match scheme.definition(slot).map(|it| (&it.kind, &it.unit)) {
            Some((SlotKind::Input(source), unit)) => item(source, unit, title),
            Some((SlotKind::Computed { .. }, unit)) => {
                let title = with_unit(title, unit);
                json!({ "title": title, "description": "由系统计算；填原表所印的数，只用于核对。", "type": "string" })
            }
            None => json!({ "title": title, "type": "string" }),
        },
        PlaceKind::ChecklistItem { indicator, .. } => {
            let mut answers = vec![FULFILLED, UNFULFILLED];
            let rule = scheme.indicators.get(indicator).map(|it| &it.rule);
            if rule.is_some_and(|rule| rule.not_applicable() != NotApplicable::NotOffered) {
                answers.push(NOT_APPLICABLE);
            }
            one_of(title, answers)
        }
        PlaceKind::Grade(index) => match scheme.indicators.get(index).map(|it| &it.rule) {
            Some(Rule::Judged { grades }) => {
                one_of(title, grades.iter().map(|grade| grade.name.as_str()))
            }
            _ => json!({ "title": title, "type": "string" }),
        },
        PlaceKind::Score(index) => match scheme.indicators.get(index).map(|it| &it.rule) {
            Some(Rule::Graded { grades }) => {
                one_of(title, grades.iter().map(|grade| grade.name.as_str()))
            }
            Some(Rule::Manual | Rule::Judged { .. }) => json!({ "title": title, "type": "string" }),
            _ => {
                json!({ "title": title, "description": "由系统计分；数据确实缺少时可手填。", "type": "string" })
            }
        },
        PlaceKind::Row { .. }
        | PlaceKind::RowList { .. }
        | PlaceKind::Deduction
        | PlaceKind::Total => {
            json!({ "title": title, "type": "string" })
        }
    }
}

fn item(source: &ItemSource, unit: &str, title: &str) -> Value {
    let mut made = match source.kind {
        ItemKind::YesNo => one_of(title, ["是", "否"]),
        ItemKind::Choice => one_of(title, source.choices.iter().map(String::as_str)),
        _ => json!({ "title": with_unit(title, unit), "type": "string" }),
    };
    if let Some(object) = made.as_object_mut() {
        let description = description(source);
        if !description.is_empty() {
            object.insert("description".to_owned(), json!(description));
        }
        if !source.example.is_empty() {
            object.insert("examples".to_owned(), json!([source.example]));
        }
    }
    made
}

/// What belongs in a cell, and where it is found.
fn description(source: &ItemSource) -> String {
    let found = match source.source.as_str() {
        "" => String::new(),
        place => format!("数据来源：{place}"),
    };
    let last_year = source.from_last_year.as_ref();
    let last_year = last_year.map(|from| format!("上年的{from}。"));
    format!("{}{}{found}", last_year.unwrap_or_default(), source.help)
}

/// One of a few words, or nothing yet.
fn one_of<'a>(title: &str, words: impl IntoIterator<Item = &'a str>) -> Value {
    let words: Vec<&str> = words.into_iter().chain([""]).collect();
    json!({ "title": title, "enum": words })
}

fn with_unit(title: &str, unit: &str) -> String {
    if unit.is_empty() {
        title.to_owned()
    } else {
        format!("{title}（{unit}）")
    }
}
