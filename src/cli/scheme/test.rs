//! `ziping scheme test`: the scheme's own examples.

use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::given::{FileReport, GivenArgs};
use crate::actions::schemes::SchemesError;
use crate::cli::library::{Found, Library};
use crate::cli::table::Table;
use crate::domain::example::{Trial, try_all};
use crate::domain::scheme::source;

/// Try the examples that scheme files bring with them
///
/// Exit status: 0 everything comes out as the examples say, 1 something does not, 2 could not run.
#[derive(Debug, Args)]
pub(super) struct TestArgs {
    #[command(flatten)]
    given: GivenArgs,
}

/// How the examples of one file came out.
#[derive(Debug, Serialize)]
struct Report {
    file: String,
    scheme: String,
    examples: usize,
    differing: usize,
    trials: Vec<Trial>,
}

pub(super) fn run(library: &Library, args: &TestArgs) -> Result<ExitCode> {
    args.given.judge(library, report)
}

fn report(found: &Found) -> Result<Report> {
    let scheme = found.compile()?;
    // A scheme that compiles can be read.
    let source = source::read(&found.text).map_err(|_| SchemesError(Vec::new()))?;
    let trials = try_all(&scheme, &source.examples);
    let differing = trials.iter().filter(|trial| !trial.differences.is_empty());
    Ok(Report {
        file: found.name.clone(),
        scheme: scheme.key(),
        examples: trials.len(),
        differing: differing.count(),
        trials,
    })
}

impl FileReport for Report {
    fn told(&self) -> String {
        let mut text = format!("{}\n", self.file);
        for trial in self
            .trials
            .iter()
            .filter(|trial| !trial.differences.is_empty())
        {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "  例子“{}”", trial.name);
            let mut table = Table::new(&["项目", "单元格", "例子写的", "算出来的"]);
            for difference in &trial.differences {
                table.row(&[
                    &difference.what,
                    &difference.cell,
                    &difference.expected,
                    &difference.found,
                ]);
            }
            text.push_str(&table.indented(4));
        }
        let ending = match (self.examples, self.differing) {
            (0, _) => "没有例子。".to_owned(),
            (examples, 0) => format!("例子 {examples} 个，全部符合。"),
            (examples, differing) => format!("例子 {examples} 个，{differing} 个不符合。"),
        };
        let _ = writeln!(text, "  {ending}\n");
        text
    }

    fn is_bad(&self) -> bool {
        self.differing > 0
    }
}
