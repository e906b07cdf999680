//! Outputs: one filing as a Word file, a PDF, a workbook, a page to paste, a list, data.
//!
//! Every output is made from one [`Snapshot`]: the sheets that every page draws and the values they
//! rest on, laid out once. No output looks at anything else, so no two of them can differ in a
//! cell. Nothing here reads a clock, a database or a setting.

mod archive;
mod bundle;
mod comma;
mod data;
mod error;
pub mod events;
mod kind;
mod markup;
mod name;
mod page;
#[cfg(feature = "pdf")]
mod pdf;
mod sample;
mod snapshot;
mod table;
mod word;
mod workbook;

pub use archive::{Archive, Manifest, Unsound, verify_archive};
pub use comma::comma_list;
pub use error::ExportError;
pub use kind::Kind;
pub use name::safe as safe_name;
pub use sample::sample_list;
pub use snapshot::Snapshot;
pub use table::{table_as_comma, tables_as_workbook};
pub use word::write_circular;

/// A file, ready to be sent or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// Its name: 单位全称＋年度＋表名 with the ending of its kind, safe on every file system.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Makes one output.
///
/// # Errors
/// When a writer fails, which no filing that could be kept is known to make it do.
pub fn export(snapshot: &Snapshot, kind: Kind) -> Result<Exported, ExportError> {
    let bytes = match kind {
        Kind::Word => word::write(snapshot)?,
        #[cfg(feature = "pdf")]
        Kind::Pdf => pdf::write(snapshot)?,
        Kind::Workbook => workbook::write(snapshot)?,
        Kind::Page => page::write(snapshot).into_bytes(),
        Kind::Comma => comma::write(snapshot)?,
        Kind::Data => data::write(snapshot)?,
        Kind::Bundle => bundle::write(snapshot)?,
    };
    Ok(Exported {
        name: format!("{}.{}", snapshot.name(), kind.ending()),
        kind,
        bytes,
    })
}
