//! `ziping scheme list`: the known schemes.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::cli::library::Library;
use crate::cli::output::{Format, print, print_json};
use crate::cli::table::Table;
use crate::domain::lint::lint;
use crate::domain::scheme::source;

/// List the schemes that come with the program and those of the operator's folders
#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Serialize)]
struct Listed {
    id: String,
    version: u32,
    title: String,
    source: String,
    file: String,
    usable: bool,
}

pub(super) fn run(library: &Library, args: &ListArgs) -> Result<ExitCode> {
    let listed: Vec<Listed> = library
        .all()?
        .into_iter()
        .map(|found| {
            let head = source::read(&found.text).ok().map(|source| source.scheme);
            let usable = !lint(&found.text).is_refused();
            match head {
                Some(head) => Listed {
                    id: head.id,
                    version: head.version,
                    title: head.title,
                    source: head.source,
                    file: if found.stem.is_empty() {
                        String::new()
                    } else {
                        found.name
                    },
                    usable,
                },
                None => Listed {
                    id: found.stem,
                    version: 0,
                    title: String::new(),
                    source: String::new(),
                    file: found.name,
                    usable,
                },
            }
        })
        .collect();
    if args.format == Format::Json {
        print_json(&listed)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut table = Table::new(&["方案", "版本", "名称", "文件"]);
    for scheme in &listed {
        let file = match (scheme.file.is_empty(), scheme.usable) {
            (true, _) => "随程序提供".to_owned(),
            (false, true) => scheme.file.clone(),
            (false, false) => format!("{}（有错误，不能用）", scheme.file),
        };
        let version = scheme.version.to_string();
        table.row(&[&scheme.id, &version, &scheme.title, &file]);
    }
    print(&table.indented(0))?;
    Ok(ExitCode::SUCCESS)
}
