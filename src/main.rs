//! `ziping`: the program. Everything is in the library; this reads the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    ziping::cli::run()
}
