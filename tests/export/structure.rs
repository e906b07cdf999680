//! The structure of the outputs, and that the same filing always gives the same bytes.

use ziping::export::Kind;

use super::{bytes, part, snapshot, snapshots};

/// The tags of a part with the attributes that tell structure, one a line.
fn outline(xml: &str, tags: &[&str]) -> String {
    let mut lines = Vec::new();
    for tag in xml.split('<').skip(1) {
        let tag = tag.split(['>']).next().unwrap().trim_end_matches('/');
        let name = tag.split(' ').next().unwrap();
        if tags.contains(&name) {
            lines.push(tag.to_owned());
        }
    }
    lines.dedup();
    lines.join("\n")
}

#[test]
fn the_same_filing_gives_the_same_bytes() {
    for (name, snapshot) in snapshots() {
        for kind in Kind::ALL {
            let same = bytes(&snapshot, kind) == bytes(&snapshot, kind);
            assert!(same, "{name} as {}", kind.ending());
        }
    }
}

#[test]
fn sections_headings_and_merged_cells_of_the_word_file() {
    let document = part(
        &bytes(&snapshot("datonghu-2020"), Kind::Word),
        "word/document.xml",
    );
    let tags = [
        "w:tbl",
        "w:tblHeader",
        "w:gridCol",
        "w:pgSz",
        "w:pgMar",
        "w:footerReference",
        "w:sectPr",
    ];
    insta::assert_snapshot!("datonghu_word", outline(&document, &tags));
    let rows = document.matches("<w:tr>").count();
    let uncut = document.matches("<w:cantSplit/>").count();
    assert!(
        uncut + 5 > rows && uncut <= rows,
        "{uncut} of {rows} rows are kept whole"
    );
    assert!(document.contains("<w:vMerge w:val=\"restart\"/>") && document.contains("<w:gridSpan"));
}

#[test]
fn official_faces_and_page_numbers() {
    let file = bytes(&snapshot("datonghu-2020"), Kind::Word);
    let styles = part(&file, "word/styles.xml");
    for face in ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体", "宋体"] {
        assert!(styles.contains(&format!("w:eastAsia=\"{face}\"")), "{face}");
    }
    let footer = part(&file, "word/footer1.xml");
    assert!(footer.contains("w:instr=\"PAGE\"") && footer.contains("w:instr=\"NUMPAGES\""));
}

#[test]
fn pages_and_formulas_of_the_workbook() {
    let file = bytes(&snapshot("datonghu-2020"), Kind::Workbook);
    let mut lines = Vec::new();
    for (number, name) in (1..).zip(["附件1", "附件4", "附件5"]) {
        let page = part(&file, &format!("xl/worksheets/sheet{number}.xml"));
        lines.push(format!("--- {name}"));
        let set_up = outline(
            &page,
            &["pageSetup", "printOptions", "pageSetUpPr", "oddFooter"],
        );
        lines.push(set_up);
        for cell in page
            .split("<c ")
            .skip(1)
            .filter(|cell| cell.contains("<f>"))
        {
            let at = cell
                .split("r=\"")
                .nth(1)
                .unwrap()
                .split('"')
                .next()
                .unwrap();
            let formula = cell
                .split("<f>")
                .nth(1)
                .unwrap()
                .split("</f>")
                .next()
                .unwrap();
            let value = cell
                .split("<v>")
                .nth(1)
                .unwrap()
                .split("</v>")
                .next()
                .unwrap();
            lines.push(format!("{at} = {formula} -> {value}"));
        }
    }
    insta::assert_snapshot!("datonghu_workbook", lines.join("\n"));
}

#[test]
fn the_piece_to_paste_needs_nothing_from_elsewhere() {
    for (name, snapshot) in snapshots() {
        let page = String::from_utf8(bytes(&snapshot, Kind::Page)).unwrap();
        for unwanted in [
            "<script", "<style", "<link", "<html", "<body", "class=", "src=", "href=", "id=",
        ] {
            assert!(!page.contains(unwanted), "{name} has {unwanted}");
        }
    }
}

#[test]
fn the_bundle_holds_every_kind_with_its_digest() {
    let snapshot = snapshot("lukou-2022");
    let bundle = bytes(&snapshot, Kind::Bundle);
    let list = part(&bundle, "SHA256SUMS.txt");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bundle)).unwrap();
    assert_eq!(archive.len(), Kind::ALL.len());
    let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Bundle);
    for (line, kind) in list.lines().zip(kinds) {
        let (digest, name) = line.split_once("  ").unwrap();
        let mut file = Vec::new();
        std::io::Read::read_to_end(&mut archive.by_name(name).unwrap(), &mut file).unwrap();
        assert_eq!(file, bytes(&snapshot, kind), "{name}");
        assert_eq!(
            digest,
            ziping::domain::publication::sha256_hex(&file),
            "{name}"
        );
    }
}
