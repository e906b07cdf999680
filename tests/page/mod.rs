//! Every page in every case: valid HTML, unique ids, links and labels that lead somewhere.

mod body;
mod judge;
pub mod samples;
