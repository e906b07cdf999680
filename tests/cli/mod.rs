//! The command line: settings, and start-up errors that say what to do.

mod settings;
mod start_up;
