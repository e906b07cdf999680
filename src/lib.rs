//! ziping (自评): the portal for the yearly self-assessment of whole-department expenditure.
//!
//! The map of this tree is `ARCHITECTURE.md`; the modules below are its rooms.

pub mod actions;
pub mod cli;
pub mod config;
pub mod courier;
pub mod demo;
pub mod domain;
pub mod export;
pub mod import;
pub mod jobs;
pub mod sign_on;
pub mod store;
pub mod vault;
pub mod web;
