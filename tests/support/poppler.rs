//! What stands in a PDF, as poppler's tools tell it.

use std::path::Path;
use std::process::Command;

/// How a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lies {
    /// A4, upright.
    Upright,
    /// A4, turned.
    OnItsSide,
}

/// The text of each page without white space.
pub fn pages(pdf: &Path) -> Vec<String> {
    let text = run("pdftotext", &[], pdf, &["-"]);
    let pages = text.split('\u{c}').map(|page| {
        let shown = page.chars().filter(|symbol| !symbol.is_whitespace());
        shown.collect::<String>()
    });
    pages.filter(|page| !page.is_empty()).collect()
}

/// How each page lies; a page that is not A4 fails.
pub fn sizes(pdf: &Path) -> Vec<Lies> {
    let told = run("pdfinfo", &["-l", "999"], pdf, &[]);
    let lines = told
        .lines()
        .filter(|line| line.starts_with("Page ") && line.contains("size:"));
    lines
        .map(|line| {
            let numbers = line.split(' ').filter_map(|word| word.parse::<f32>().ok());
            let numbers: Vec<f32> = numbers.filter(|number| *number > 500.0).collect();
            match numbers.as_slice() {
                [width, height] if is_a4(*width, *height) => Lies::Upright,
                [width, height] if is_a4(*height, *width) => Lies::OnItsSide,
                _ => panic!("{line}"),
            }
        })
        .collect()
}

fn is_a4(width: f32, height: f32) -> bool {
    (width - 595.3).abs() < 1.0 && (height - 841.9).abs() < 1.0
}

/// What one of the tools prints.
pub fn run(tool: &str, before: &[&str], pdf: &Path, after: &[&str]) -> String {
    let output = Command::new(tool)
        .args(before)
        .arg(pdf)
        .args(after)
        .output();
    let output = output.unwrap_or_else(|error| panic!("{tool}: {error}"));
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}
