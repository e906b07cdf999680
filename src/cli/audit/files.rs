//! Which files are checked, and their bytes.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::import::{ReadError, limits};

/// A file to check.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::cli) struct Source {
    /// The name as the findings give it: the path as given, from there with `/`.
    pub name: String,
    path: PathBuf,
}

/// What documents are kept as.
const DOCUMENTS: [&str; 11] = [
    "txt", "md", "html", "htm", "shtml", "xhtml", "docx", "xlsx", "xlsm", "csv", "tsv",
];

/// What is not read; who names a folder is told so, lest he take these for checked.
const UNREADABLE: [&str; 9] = ["doc", "xls", "wps", "et", "pdf", "rtf", "odt", "ods", "mht"];

/// The named files in the order given, and the documents in named folders in the order of their
/// names; the file to write to is none of them.
pub(in crate::cli) fn list(named: &[PathBuf], out: Option<&Path>) -> Vec<Source> {
    let mut sources = Vec::new();
    for path in named {
        if path.is_dir() {
            let mut below = Vec::new();
            walk(path, &path.to_string_lossy(), &mut below);
            below.sort();
            sources.append(&mut below);
        } else {
            let name = path.to_string_lossy().into_owned();
            sources.push(Source {
                name,
                path: path.clone(),
            });
        }
    }
    if let Some(out) = out.and_then(|out| out.canonicalize().ok()) {
        sources.retain(|source| source.path.canonicalize().ok().as_ref() != Some(&out));
    }
    sources
}

/// The documents below a folder. Links to folders are not followed: they may lead back.
fn walk(folder: &Path, name: &str, found: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else {
        // Reading it as a file says that it cannot be opened.
        found.push(Source {
            name: name.to_owned(),
            path: folder.to_owned(),
        });
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let own = entry.file_name().to_string_lossy().into_owned();
        let name = format!("{}/{own}", name.trim_end_matches(['/', '\\']));
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            if !own.starts_with('.') {
                walk(&path, &name, found);
            }
        } else if is_document(&own) && path.is_file() {
            found.push(Source { name, path });
        }
    }
}

/// Whether a file in a folder is a document: by its extension, without what editors keep beside it.
fn is_document(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let mut endings = DOCUMENTS.iter().chain(&UNREADABLE);
    !name.starts_with('.')
        && !name.starts_with("~$")
        && endings.any(|known| known.eq_ignore_ascii_case(ending))
}

impl Source {
    /// The bytes, never more than one above the limit.
    ///
    /// # Errors
    /// A sentence that says why the file cannot be read and what to do.
    pub fn bytes(&self) -> Result<Vec<u8>, String> {
        let bytes = if self.path == Path::new("-") {
            take(io::stdin().lock())
        } else {
            File::open(&self.path).and_then(take)
        };
        let bytes = bytes.map_err(|error| explain(&error).to_owned())?;
        if bytes.len() > limits::FILE_BYTES {
            return Err(ReadError::TooLarge.to_string());
        }
        Ok(bytes)
    }
}

fn take(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(limits::FILE_BYTES).unwrap_or(u64::MAX);
    reader
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn explain(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件，请核对文件名和所在文件夹",
        io::ErrorKind::PermissionDenied => "没有读取权限，请取得权限或把文件复制到自己的文件夹",
        _ => "文件无法打开，请检查文件是否完好、所在磁盘是否可用",
    }
}
