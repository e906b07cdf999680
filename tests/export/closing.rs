//! The lists and the draft of a closing pack in an office program of others: every figure is there,
//! figures as numbers.

use ziping::domain::statistics::{Execution, Facts, Scope, Statistics, Table, Tally, add};
use ziping::export::{table_as_comma, tables_as_workbook, write_circular};

use super::office::Office;

fn statistics() -> Statistics {
    let mut tally = Tally::new();
    for number in 0..7 {
        let facts = Facts {
            total: Some(950_000 - number * 12_300),
            grade: "优".to_owned(),
            execution: Some(Execution {
                rate: 965_000,
                executed: Some(96_500_000),
                budget: Some(100_000_000),
            }),
            ..Facts::default()
        };
        add(&mut tally, &facts.tally(true));
    }
    Statistics {
        scope: Scope {
            due: 9,
            handed_in: 7,
            grades: vec!["优".to_owned()],
            full_marks: 1000,
        },
        tally,
        ..Statistics::default()
    }
}

#[test]
fn the_draft_opens_as_it_was_written() {
    let Some(office) = Office::open("circular") else {
        return;
    };
    let lines = statistics().circular("乙区财政局", 2025);
    office.write("circular.docx", &write_circular(&lines).unwrap());
    office.convert(&["circular.docx".to_owned()], "txt:Text (encoded):UTF8");
    let text = office.text("circular.txt");
    for wanted in [
        "关于2025年度部门整体支出绩效自评情况的通报（草稿）",
        "应报送自评的单位 9 家，已报送 7 家，报送率 77.8%，尚有 2 家未完成报送",
        "自评得分平均 91.31 分",
        "全年预算数合计 700.00 万元，全年执行数合计 675.50 万元，总体执行率 96.50%",
        "乙区财政局",
    ] {
        assert!(text.contains(wanted), "no {wanted} in {text}");
    }
}

#[test]
fn tables_open_with_figures_that_can_be_added_up() {
    let mut table = Table::new(1, &["单位", "金额（万元）", "执行率"]);
    let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
    table.push(row(["=1+1", "1,234.50", "96.55%"]));
    table.push(row(["乙区图书馆", "-3.20", "—"]));
    let list = String::from_utf8(table_as_comma(&table).unwrap()).unwrap();
    assert_eq!(
        list,
        "\u{feff}单位,金额（万元）,执行率\r\n'=1+1,\"1,234.50\",96.55%\r\n乙区图书馆,-3.20,—\r\n"
    );
    let Some(office) = Office::open("table") else {
        return;
    };
    let bytes = tables_as_workbook("统计表", &[("得分分布", &table)]).unwrap();
    let again = tables_as_workbook("统计表", &[("得分分布", &table)]).unwrap();
    assert_eq!(bytes, again, "the same bytes every time");
    office.write("table.xlsx", &bytes);
    // In UTF-8, whatever the locale of the machine.
    let as_text = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false";
    office.convert(&["table.xlsx".to_owned()], as_text);
    let opened = office.text("table.csv").replace(',', " ");
    for wanted in ["单位", "=1+1", "234.5", "96.55%", "乙区图书馆", "-3.2", "—"] {
        assert!(opened.contains(wanted), "no {wanted} in {opened}");
    }
}
