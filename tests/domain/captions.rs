//! What every cell is called when the rows of a form stand one below another.

use ziping::domain::evaluate::evaluate;
use ziping::domain::sheet::{Caption, Content, Grid, Part, Place, Purpose, Table, lay_out};

use crate::seeds::shipped;

/// The tables of one form of a shipped filing, as it is filled in.
fn tables(scheme: &str, form: &str) -> Vec<Table> {
    let (scheme, entries) = shipped::filing(scheme);
    let evaluation = evaluate(&scheme, &entries);
    let sheet = lay_out(&scheme, form, &entries, &evaluation, Purpose::Entry).unwrap();
    let tables = sheet.parts.into_iter().filter_map(|part| match part {
        Part::Table(table) => Some(table),
        Part::Section(_) | Part::Signature(_) => None,
    });
    tables.collect()
}

/// Every cell that begins somewhere, with its caption.
fn captions(grid: &Grid<'_>) -> Vec<(String, Caption)> {
    let captions = grid.captions();
    let rows = grid.rows.iter().zip(captions);
    let cells = rows.flat_map(|(row, captions)| {
        let cells = row.places.iter().copied().zip(captions);
        cells.collect::<Vec<(Place<'_>, Caption)>>()
    });
    cells
        .filter(|(place, _)| place.rows_above == 0)
        .map(|(place, caption)| (name(&place.cell.content), caption))
        .collect()
}

fn name(content: &Content) -> String {
    match content {
        Content::Text(text) => text.clone(),
        Content::Field(field) => field.code.clone(),
        Content::Result(result) => result.code.clone(),
        Content::Checklist(_) => "checklist".to_owned(),
        Content::Heading(heading) => heading.name.clone(),
    }
}

#[test]
fn a_cell_is_called_by_the_headings_over_it() {
    for (scheme, form, cell, expected) in [
        ("lukou-2022", "f1", "total_initial", "年初预算数"),
        ("lukou-2022", "f1", "execution_score", "得分"),
        // What stands over a label and its figure is said at the label.
        ("lukou-2022", "f1", "其中：一般公共预算", "按收入性质分："),
        ("lukou-2022", "f1", "其他资金", "按收入性质分："),
        ("lukou-2022", "f1", "general_public_budget", ""),
        ("lukou-2022", "f1", "goal_expected", "预期目标"),
        ("lukou-2022", "f1", "数量指标", "二级指标"),
        ("lukou-2022", "f1", "ind.quantity1.name", "三级指标"),
        ("lukou-2022", "f1", "ind.quantity5.actual", "实际完成值"),
        ("lukou-2022", "f1", "total", "得分"),
        ("datonghu-2020", "f5", "过程", "一级指标"),
        ("datonghu-2020", "f5", "checklist", "指标说明"),
        // The title of a part of the form is none of its columns.
        (
            "datonghu-2020",
            "f4",
            "budget_completion_rate",
            "预算完成率",
        ),
    ] {
        let tables = tables(scheme, form);
        let all: Vec<(String, Caption)> = tables
            .iter()
            .flat_map(|table| captions(&Grid::of(table)))
            .collect();
        let found = all.iter().find(|(name, _)| name == cell);
        let names: Vec<&String> = all.iter().map(|(name, _)| name).collect();
        let (_, caption) = found.unwrap_or_else(|| panic!("{cell} is none of {names:?}"));
        assert_eq!(caption.text, expected, "{scheme} {cell}");
    }
}

/// A heading is left out of the cards only where a cell says it; and what a person fills in or
/// reads as a result is never left out.
#[test]
fn nothing_that_is_left_out_is_lost() {
    for (name, _) in shipped::filled() {
        let (scheme, _) = shipped::filing(&name);
        for form in &scheme.forms {
            for table in tables(&name, &form.id) {
                let all = captions(&Grid::of(&table));
                for (text, _) in all.iter().filter(|(_, caption)| caption.is_said_below) {
                    let words = text.replace('\n', "");
                    let is_said = all.iter().any(|(_, below)| below.text.contains(&words));
                    assert!(is_said, "{name} {}: {text}", form.id);
                }
            }
        }
    }
}
