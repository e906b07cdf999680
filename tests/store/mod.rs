//! The store and the actions on both databases.

mod county;
mod demo;
