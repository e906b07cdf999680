//! Excel files (.xlsx, .xlsm): each sheet that is shown is a table.
//!
//! `.xls` and `.ods` are not read: the library gives their numbers without the formats, and 0.9655
//! in place of 96.55% would be found wrong where the reader of the file sees nothing wrong.

mod number;
mod sheet;

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Reader as _, SheetVisible, Xlsx};

use crate::domain::document::Document;

use super::builder::Builder;
use super::package::Package;
use super::{ReadError, limits};

const BROKEN: ReadError = ReadError::Broken { what: "Excel" };

/// Reads a workbook.
///
/// # Errors
/// [`ReadError::Broken`] and the limits.
pub(super) fn read(mut package: Package, bytes: &[u8]) -> Result<Document, ReadError> {
    let unpacked = package.unpack_all()?;
    // The library was not made for hostile files; what it stumbles over is a broken file.
    catch_unwind(AssertUnwindSafe(|| read_sheets(bytes, unpacked))).unwrap_or(Err(BROKEN))
}

fn read_sheets(bytes: &[u8], unpacked: u64) -> Result<Document, ReadError> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|_| BROKEN)?;
    let sheets = workbook.sheets_metadata();
    let shown = sheets
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible);
    let names: Vec<String> = shown.map(|sheet| sheet.name.clone()).collect();
    // Many sheets may name the same part, which is then read many times.
    let work = u64::try_from(names.len())
        .unwrap_or(u64::MAX)
        .saturating_mul(unpacked);
    if names.len() > limits::SHEETS || work > limits::SHEET_WORK {
        return Err(ReadError::TooMuch);
    }
    let mut builder = Builder::default();
    for name in names {
        if let Some(table) = sheet::read(&mut workbook, &name)? {
            builder.table(table)?;
        }
    }
    Ok(builder.finish())
}
