//! The command line: settings, the audit of files, and start-up errors that say what to do.

mod audit;
mod evaluate;
mod export;
mod import;
mod sample;
mod scheme;
mod settings;
mod start_up;
