//! The national project form: as shipped, and as places print it, in 元 and with 指标性质 and 度量单位.

use ziping::domain::evaluate::evaluate;
use ziping::domain::figure::points;
use ziping::domain::filing::Entries;
use ziping::domain::scheme::Scheme;
use ziping::domain::sheet::{Content, Part, Purpose, Sheet, lay_out};

use super::shipped;

/// The form in 元 with both columns: what a place changes in the file.
fn in_yuan() -> Scheme {
    let text = shipped::text("project-2020")
        .replace("amount_unit = \"万元\"", "amount_unit = \"元\"")
        .replace("项目资金（万元）", "项目资金（元）")
        .replace(
            "scored = true",
            "scored = true\ncolumns = [\"nature\", \"unit\"]",
        );
    Scheme::parse(&text).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// The demo filling in 元, its first targets split over three cells.
fn entries_in_yuan() -> Entries {
    let (_, mut entries) = shipped::filing("project-2020");
    let changes = [
        ("total_initial", "1200000"),
        ("total_annual", "1,286,000.00"),
        // A unit typed in the cell goes before the form's.
        ("total_executed", "125.43万元"),
        ("current_appropriation_initial", "1120000"),
        ("current_appropriation_annual", "1206000"),
        ("current_appropriation_executed", "1174300.00"),
        ("carried_over_initial", "80000"),
        ("carried_over_annual", "80000"),
        ("carried_over_executed", "80000元"),
        ("ind.quantity1.nature", "≥"),
        ("ind.quantity1.target", "210"),
        ("ind.quantity1.unit", "台"),
        ("ind.quantity1.actual", "208"),
        ("ind.quantity2.nature", "＝"),
        ("ind.quantity2.target", "12"),
        ("ind.quantity2.actual", "12"),
        ("ind.quality1.nature", "≥"),
        ("ind.time1.nature", "≤"),
        ("ind.time1.target", "4"),
        ("ind.time1.unit", "小时"),
        ("ind.time1.actual", "3.2"),
        ("ind.cost1.nature", "≤"),
        ("ind.social1.nature", "≥"),
        ("ind.lasting1.nature", "定性"),
        ("ind.satisfaction1.nature", "≥"),
    ];
    for (cell, typed) in changes {
        entries.cells.insert(cell.to_owned(), typed.to_owned());
    }
    entries
}

fn sheet(scheme: &Scheme, entries: &Entries) -> Sheet {
    let evaluation = evaluate(scheme, entries);
    lay_out(scheme, "f1", entries, &evaluation, Purpose::Reading).unwrap()
}

/// The texts of the row that holds `word`.
fn row(sheet: &Sheet, word: &str) -> Vec<String> {
    let tables = sheet.parts.iter().filter_map(|part| match part {
        Part::Table(table) => Some(&table.rows),
        _ => None,
    });
    let rows = tables.flatten().map(|row| {
        let texts = row.cells.iter().map(|cell| match &cell.content {
            Content::Text(text) => text.clone(),
            Content::Field(field) => field.shown.clone(),
            Content::Result(result) => result.shown.clone(),
            Content::Heading(heading) => heading.name.clone(),
            Content::Checklist(_) => String::new(),
        });
        texts.collect::<Vec<String>>()
    });
    let mut rows = rows.filter(|texts| texts.iter().any(|text| text == word));
    rows.next().unwrap_or_default()
}

#[test]
fn the_national_form_finds_nothing_wrong_in_a_right_filing() {
    let (scheme, entries) = shipped::filing("project-2020");
    let evaluation = evaluate(&scheme, &entries);
    assert_eq!(evaluation.findings, Vec::new());
    // 10 × 125.43 ÷ 128.60 = 9.75; two points are lost for the rules still in preparation.
    assert_eq!(points(&evaluation.total.unwrap(), 2), "97.75");
    let sheet = sheet(&scheme, &entries);
    let money = [
        "年度资金总额",
        "120.00",
        "128.60",
        "125.43",
        "10",
        "97.53%",
        "9.75",
    ];
    assert_eq!(row(&sheet, "年度资金总额"), money);
    assert_eq!(row(&sheet, "总分"), ["总分", "100", "97.75（优）", ""]);
}

#[test]
fn amounts_in_yuan_read_in_yuan() {
    let (scheme, entries) = (in_yuan(), entries_in_yuan());
    let sheet = sheet(&scheme, &entries);
    let money = [
        "1,200,000.00",
        "1,286,000.00",
        "1,254,300.00",
        "10",
        "97.53%",
        "9.75",
    ];
    assert_eq!(row(&sheet, "年度资金总额")[1..], money);
    let evaluation = evaluate(&scheme, &entries);
    let sums = evaluation
        .findings
        .iter()
        .filter(|found| found.check == "K03");
    assert_eq!(sums.count(), 0);
}

#[test]
fn a_unit_of_another_size_is_found_by_its_sum() {
    let (scheme, mut entries) = (in_yuan(), entries_in_yuan());
    let slip = "125.43".to_owned();
    entries.cells.insert("total_executed".to_owned(), slip);
    let evaluation = evaluate(&scheme, &entries);
    let found = evaluation.findings_at("total_executed").next().unwrap();
    assert_eq!(found.check, "K03");
    assert!(found.message.contains("1254300"), "{}", found.message);
}

#[test]
fn comparator_and_unit_may_have_cells_of_their_own() {
    let (scheme, entries) = (in_yuan(), entries_in_yuan());
    let sheet = sheet(&scheme, &entries);
    let headings = [
        "三级指标",
        "指标性质",
        "年度指标值",
        "度量单位",
        "实际完成值",
        "分值",
    ];
    let row_of_headings = row(&sheet, "指标性质");
    let at = row_of_headings
        .iter()
        .position(|text| text == "三级指标")
        .unwrap();
    assert_eq!(row_of_headings[at..at + 6], headings);
    let cells = row(&sheet, "维护设备数量");
    let at = cells
        .iter()
        .position(|text| text == "维护设备数量")
        .unwrap();
    assert_eq!(cells[at..at + 5], ["维护设备数量", "≥", "210", "台", "208"]);
    assert_eq!(row(&sheet, "总分").len(), 4);

    let evaluation = evaluate(&scheme, &entries);
    let about = |cell: &str, check: &str| {
        let mut found = evaluation.findings_at(cell);
        found.any(|finding| finding.check == check)
    };
    // 208 of ≥210 台 is not full marks; 3.2 of ≤4 小时 is.
    assert!(about("ind.quantity1.score", "K09"));
    assert!(!about("ind.time1.score", "K09"));
    // A bare number without a unit anywhere wants one; a word does not.
    assert!(about("ind.quantity2.unit", "K18"));
    assert!(!about("ind.lasting1.unit", "K18"));
}

#[test]
fn columns_that_the_form_does_not_print_take_no_text() {
    let (scheme, _) = shipped::filing("project-2020");
    assert!(scheme.place("ind.q1.nature").is_none());
    assert!(in_yuan().place("ind.q1.nature").is_some());
    assert!(scheme.place("ind.q1.target").is_some());
}
