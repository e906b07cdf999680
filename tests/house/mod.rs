//! The rules of the house as tests: who may import what, tidiness, documents that stay true.

mod dependencies;
mod docs;
mod files;
mod imports;
mod tidy;
