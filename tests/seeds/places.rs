//! Every heading, row and figure of the published documents has its place on the sheets drawn here.

use ziping::domain::evaluate::evaluate;
use ziping::domain::sheet::{Cell, Content, Part, Purpose, Row, Sheet, lay_out};

use super::shipped::{self, Case, PlaceOnPaper};

/// The texts that stand in a cell.
fn texts(cell: &Cell) -> Vec<String> {
    match &cell.content {
        Content::Text(text) => vec![text.clone()],
        Content::Field(field) => vec![field.shown.clone()],
        Content::Result(result) => {
            let by_hand = result.by_hand.iter().map(|field| field.shown.clone());
            by_hand.chain([result.shown.clone()]).collect()
        }
        Content::Checklist(lines) => lines
            .iter()
            .flat_map(|(line, field)| [line.clone(), field.shown.clone()])
            .collect(),
        Content::Heading(heading) => vec![heading.name.clone()],
    }
}

fn is_label(text: &str, label: &str) -> bool {
    text.replace('\n', "") == label
}

fn holds(texts: &[String], wanted: &[String]) -> bool {
    let holds = |figure: &String| texts.iter().any(|text| text.contains(figure));
    wanted.iter().all(holds)
}

/// Whether the rows beside a cell with this label hold everything.
fn is_in_table(rows: &[Row], place: &PlaceOnPaper) -> bool {
    rows.iter().enumerate().any(|(at, row)| {
        row.cells.iter().any(|cell| {
            let is_it = texts(cell).iter().any(|text| is_label(text, &place.label));
            let beside = rows[at..at + cell.rowspan].iter();
            let beside: Vec<String> = beside.flat_map(|row| &row.cells).flat_map(texts).collect();
            is_it && holds(&beside, &place.holds)
        })
    })
}

/// The texts under a heading, as far as the next heading that is not below it.
fn under(parts: &[Part], at: usize, level: u8) -> Vec<String> {
    let mut texts = Vec::new();
    for part in &parts[at..] {
        match part {
            Part::Section(section) if texts.is_empty() || section.level > level => {
                texts.push(section.heading.clone());
                texts.extend(section.field.iter().map(|field| field.shown.clone()));
            }
            _ => break,
        }
    }
    texts
}

fn is_on(sheet: &Sheet, place: &PlaceOnPaper) -> bool {
    let head = [
        &sheet.annex,
        &sheet.title,
        &sheet.year_line,
        &sheet.agency_line,
    ];
    let is_head = head.iter().any(|text| is_label(text, &place.label));
    let parts = sheet.parts.iter().enumerate();
    is_head && place.holds.is_empty()
        || parts.into_iter().any(|(at, part)| match part {
            Part::Table(table) => is_in_table(&table.rows, place),
            Part::Section(section) => {
                is_label(&section.heading, &place.label)
                    && holds(&under(&sheet.parts, at, section.level), &place.holds)
            }
            Part::Signature(signature) => {
                let date = [signature.date.shown.clone()];
                is_label(&signature.agency, &place.label) && holds(&date, &place.holds)
            }
        })
}

fn missing(case: &Case) -> Vec<&PlaceOnPaper> {
    let (scheme, entries) = shipped::published(case);
    let evaluation = evaluate(&scheme, &entries);
    let is_missing = |place: &&PlaceOnPaper| {
        let sheet = lay_out(
            &scheme,
            &place.form,
            &entries,
            &evaluation,
            Purpose::Reading,
        );
        !is_on(&sheet.unwrap(), place)
    };
    case.places.iter().filter(is_missing).collect()
}

#[test]
fn everything_published_has_its_place() {
    let mut faults = Vec::new();
    for (file, case) in shipped::cases() {
        assert!(!case.places.is_empty(), "{file} names no places");
        let missing = missing(&case);
        faults.extend(missing.iter().map(|place| format!("{file}: {place:?}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
