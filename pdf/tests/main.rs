//! What stands in the PDF, as poppler's tools tell it.

#[cfg(test)]
#[path = "../../tests/support/faces.rs"]
mod faces;
#[cfg(test)]
#[path = "../../tests/support/poppler.rs"]
mod poppler;
#[cfg(test)]
mod sheets;
