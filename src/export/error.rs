//! Why an output could not be made.

use std::io;

use rust_xlsxwriter::XlsxError;
use zip::result::ZipError;

/// A writer failed.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The workbook.
    #[error("workbook: {0}")]
    Workbook(#[from] XlsxError),
    /// The PDF.
    #[cfg(feature = "pdf")]
    #[error("pdf: {0}")]
    Pdf(#[from] ziping_pdf::PdfError),
    /// A zipped file.
    #[error("zip: {0}")]
    Zip(#[from] ZipError),
    /// A part of a zipped file.
    #[error("zip: {0}")]
    Io(#[from] io::Error),
    /// The list.
    #[error("csv: {0}")]
    Comma(#[from] csv::Error),
    /// The data.
    #[error("json: {0}")]
    Data(#[from] serde_json::Error),
}
