//! A workbook with formulas, as agencies fill it in a spreadsheet: whoever reads it has to compute.

use std::io::{Cursor, Write as _};

use anyhow::Result;
use zip::write::{SimpleFileOptions, ZipWriter};

/// The format's own names begin with this.
const FORMAT: &str = "http://schemas.openxmlformats.org";

/// A workbook with a funding grid, so many indicator rows, and the total below them.
pub fn with_rows(rows: usize) -> Result<Vec<u8>> {
    let mut sheet = row(
        1,
        &["资金", "年初预算数", "全年预算数", "全年执行数", "执行率"],
    );
    sheet += &row(2, &["年度资金总额", "485.88", "817.29", "806.15", "=D2/C2"]);
    sheet += &row(
        3,
        &[
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
        ],
    );
    let last = rows + 3;
    for number in 4..=last {
        let score = format!("=ROUND(F{number}*MIN(1,E{number}/D{number}),2)");
        let name = format!("培训场次{number}");
        sheet += &row(
            number,
            &["产出指标", "数量指标", &name, "30", "28", "1.5", &score],
        );
    }
    let total = format!("=SUM(G4:G{last})");
    sheet += &row(last + 1, &["总分", "", "", "", "", "", &total]);
    package(&sheet)
}

/// One row; `=` begins a formula, a number stands as a number.
fn row(number: usize, cells: &[&str]) -> String {
    let cells: String = ('A'..)
        .zip(cells)
        .map(|(column, text)| {
            let at = format!("{column}{number}");
            match text.strip_prefix('=') {
                Some(formula) => format!("<c r=\"{at}\"><f>{formula}</f></c>"),
                None if text.parse::<f64>().is_ok() => {
                    format!("<c r=\"{at}\"><v>{text}</v></c>")
                }
                None => {
                    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
                }
            }
        })
        .collect();
    format!("<row r=\"{number}\">{cells}</row>")
}

fn package(sheet: &str) -> Result<Vec<u8>> {
    let relations = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{FORMAT}/package/2006/relationships\"><Relationship Id=\"{id}\" \
             Type=\"{FORMAT}/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let main = format!("{FORMAT}/spreadsheetml/2006/main");
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{FORMAT}/package/2006/content-types\">\
                 <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                 <Override PartName=\"/xl/workbook.xml\" ContentType=\"{kind}.sheet.main+xml\"/>\
                 <Override PartName=\"/xl/s.xml\" ContentType=\"{kind}.worksheet+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            relations("r1", "officeDocument", "xl/workbook.xml"),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{FORMAT}/officeDocument/2006/relationships\"><sheets>\
                 <sheet name=\"附件1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations("r1", "worksheet", "s.xml"),
        ),
        (
            "xl/s.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{sheet}</sheetData></worksheet>"),
        ),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name, SimpleFileOptions::default())?;
        writer.write_all(content.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}
