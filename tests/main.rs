//! The one test program of ziping: every integration test is a module of it.
//!
//! `cargo test` runs all that needs neither a browser nor a database server and
//! ends with the names of what it left out; `tests/run` provides both and runs
//! everything. The modules are marked as tests so that the lints which hold the
//! product free of `unwrap` and `panic!` leave them alone.

#![expect(
    clippy::too_many_lines,
    reason = "a table of cases, or a story told to its end, is read from the top"
)]

#[cfg(test)]
mod cli;
#[cfg(test)]
mod courier;
#[cfg(test)]
mod desk;
#[cfg(test)]
mod domain;
#[cfg(test)]
mod export;
#[cfg(test)]
mod house;
#[cfg(test)]
mod import;
#[cfg(test)]
mod journey;
#[cfg(test)]
mod page;
#[cfg(test)]
mod seeds;
#[cfg(test)]
mod store;
#[cfg(test)]
mod support;
#[cfg(test)]
mod vault;
#[cfg(test)]
mod web;

/// Sorts last, so that its lines stand just above the closing one.
#[cfg(test)]
mod what_was_left_out {
    #[test]
    fn of_this_run() {
        super::support::left_out::summarise();
    }
}
