//! What is asked of the HTML of any page.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{ElementRef, Html, Selector};

/// Everything that is wrong with a page or a part of one.
pub fn faults(html: &str) -> Vec<String> {
    let is_page = html.trim_start().starts_with("<!DOCTYPE");
    let document = if is_page {
        Html::parse_document(html)
    } else {
        Html::parse_fragment(html)
    };
    let mut faults: Vec<String> = document
        .errors
        .iter()
        .map(|error| format!("markup: {error}"))
        .collect();
    let ids = ids(&document, &mut faults);
    if is_page {
        targets(&document, &ids, &mut faults);
        outline(&document, &mut faults);
    }
    labels(&document, &ids, &mut faults);
    lists(&document, &mut faults);
    faults
}

/// The cells on forms to which a page links: form and fragment.
pub fn links_to_cells(html: &str) -> Vec<(String, String)> {
    let document = Html::parse_document(html);
    let hrefs = all(&document, "a[href*='#cell-']");
    let split = |href: &str| {
        let (page, cell) = href.split_once('#')?;
        Some((page.rsplit_once("/forms/")?.1.to_owned(), cell.to_owned()))
    };
    hrefs
        .iter()
        .filter_map(|link| split(link.attr("href")?))
        .collect()
}

fn all<'a>(document: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    document.select(&selector).collect()
}

fn ids(document: &Html, faults: &mut Vec<String>) -> BTreeSet<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for element in all(document, "[id]") {
        *seen
            .entry(element.attr("id").unwrap_or_default().to_owned())
            .or_default() += 1;
    }
    for (id, times) in &seen {
        if *times > 1 {
            faults.push(format!("id {id} stands {times} times"));
        }
        if id.is_empty() || id.contains(char::is_whitespace) {
            faults.push(format!("id {id:?} is none"));
        }
    }
    seen.into_keys().collect()
}

fn targets(document: &Html, ids: &BTreeSet<String>, faults: &mut Vec<String>) {
    for link in all(document, "a[href^='#']") {
        let target = link
            .attr("href")
            .unwrap_or_default()
            .trim_start_matches('#')
            .to_owned();
        if !ids.contains(&target) {
            faults.push(format!("a link leads to #{target}, which is not there"));
        }
    }
    for attribute in ["for", "aria-labelledby", "aria-describedby"] {
        for element in all(document, &format!("[{attribute}]")) {
            for id in element
                .attr(attribute)
                .unwrap_or_default()
                .split_whitespace()
            {
                if !ids.contains(id) {
                    faults.push(format!("{attribute} names {id}, which is not there"));
                }
            }
        }
    }
}

fn outline(document: &Html, faults: &mut Vec<String>) {
    let headings = all(document, "h1").len();
    if headings != 1 {
        faults.push(format!("{headings} first-level headings"));
    }
    if all(document, "main").len() != 1 {
        faults.push("not one main".to_owned());
    }
    let title = all(document, "title")
        .first()
        .map(|title| title.text().collect::<String>())
        .unwrap_or_default();
    if title.trim().is_empty() {
        faults.push("no title".to_owned());
    }
}

/// Every input has a label with words in it, or an `aria-label`.
fn labels(document: &Html, ids: &BTreeSet<String>, faults: &mut Vec<String>) {
    let labelled: BTreeSet<String> = all(document, "label[for]")
        .iter()
        .filter_map(|label| label.attr("for").map(str::to_owned))
        .collect();
    for input in all(document, "input:not([type=hidden]), select, textarea") {
        let own = input
            .attr("id")
            .is_some_and(|id| labelled.contains(id) && ids.contains(id));
        let within = input
            .ancestors()
            .filter_map(ElementRef::wrap)
            .any(|ancestor| {
                ancestor.value().name() == "label"
                    && !ancestor.text().collect::<String>().trim().is_empty()
            });
        if !own
            && !within
            && input
                .attr("aria-label")
                .is_none_or(|label| label.trim().is_empty())
        {
            faults.push(format!(
                "an input without a label: {:?}",
                input.attr("name")
            ));
        }
        if input.attr("type") == Some("number") {
            faults.push(format!("an input of type number: {:?}", input.attr("name")));
        }
    }
    for button in all(document, "button, a[href], summary") {
        let words: String = button.text().collect();
        let label = button.attr("aria-label").unwrap_or_default();
        if words.trim().is_empty() && label.trim().is_empty() {
            faults.push(format!("a {} without words", button.value().name()));
        }
    }
}

/// Every cell of a list says what its column is called: on a narrow screen the row is a card.
fn lists(document: &Html, faults: &mut Vec<String>) {
    let (heading, row, cell) = (
        Selector::parse("thead th").unwrap(),
        Selector::parse("tbody tr").unwrap(),
        Selector::parse("th, td").unwrap(),
    );
    for list in all(document, "table.list") {
        let words = |heading: ElementRef<'_>| heading.text().collect::<String>().trim().to_owned();
        let headings: Vec<String> = list.select(&heading).map(words).collect();
        for row in list.select(&row) {
            let said: Vec<&str> = row
                .select(&cell)
                .map(|cell| cell.attr("data-label").unwrap_or_default())
                .collect();
            if said != headings {
                faults.push(format!("a row of a list says {said:?} for {headings:?}"));
            }
        }
    }
}
