//! The pages of the portal, served by actix-web.
//!
//! One folder per area; a page is a struct with a template, filled by a thin handler. What may be
//! done and what a figure is worth is asked of `actions` and `domain`.

pub mod account;
pub mod assets;
pub mod bureau;
pub mod chart;
pub mod cookie;
pub mod desk;
pub mod download;
pub mod error;
pub mod error_page;
pub mod extract;
pub mod form;
pub mod frame;
pub mod guesses;
pub mod page;
pub mod pager;
pub mod people;
pub mod portal;
pub mod query;
pub mod request_number;
pub mod review;
pub mod routes;
pub mod samples;
pub mod server;
pub mod state;
pub mod time;

mod error_samples;
mod failure;
mod headers;
pub mod needed;
mod nul;
