//! `ziping user import`: people with their accounts and duties from a spreadsheet.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::listing::{read_list, tell};
use super::output::{say, verdict};
use super::place::{now, open_passwords};
use crate::actions::Caller;
use crate::actions::staff_list::{preview_staff_list, take_staff_list};
use crate::domain::staff_list;
use crate::store::Store;

/// What `ziping user import` is given.
#[derive(Debug, Args)]
pub(super) struct StaffListArgs {
    /// The list: .xlsx or .csv with the headings 姓名, 登录名, 岗位; also 单位代码, 联系电话
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Only tell what would become of each row
    #[arg(long)]
    dry_run: bool,
}

/// Takes a list over as a whole, or nothing of it when a row is wrong.
pub(super) async fn run(store: &Store, args: &StaffListArgs) -> Result<ExitCode> {
    let rows = read_list(&args.file, staff_list::read)?;
    let caller = Caller::command_line();
    let preview = preview_staff_list(store, &caller, &rows, now()).await?;
    tell(&preview, |row| {
        format!("{}\t{}\t{}", row.number, row.login_name, row.name)
    });
    if !args.dry_run && preview.is_sound() {
        let passwords = open_passwords()?;
        let made = take_staff_list(store, &passwords, &caller, &rows, now()).await?;
        say("taken over");
        if !made.is_empty() {
            say("Passwords, shown this once; each must be changed at the first log-in:");
        }
        for first in made {
            say(&format!("{}\t{}", first.login_name, first.password));
        }
    }
    Ok(verdict(preview.has_wrong()))
}
