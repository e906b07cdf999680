//! Checks: what is wrong in a filing, each with a permanent number, both figures and a cure.

mod finding;

pub use finding::{Finding, Severity};
