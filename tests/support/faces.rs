//! The faces in a PDF.

use std::path::Path;

use super::poppler;

/// A face of a file.
#[derive(Debug)]
pub struct Face {
    /// Its name, behind a mark when it was cut down to what the file needs.
    pub name: String,
    /// Whether it is part of the file.
    pub is_embedded: bool,
    /// Whether its characters are known when text is copied.
    pub is_copyable: bool,
}

/// The faces of a file.
pub fn fonts(pdf: &Path) -> Vec<Face> {
    let told = poppler::run("pdffonts", &[], pdf, &[]);
    let lines = told.lines().skip(2);
    lines
        .map(|line| {
            // name, type of several words, encoding, emb, sub, uni, object, generation
            let words: Vec<&str> = line.split_whitespace().collect();
            let from_the_end = |place: usize| words[words.len() - place] == "yes";
            Face {
                name: words[0].to_owned(),
                is_embedded: from_the_end(5) && from_the_end(4),
                is_copyable: from_the_end(3),
            }
        })
        .collect()
}
