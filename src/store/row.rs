//! From the plain columns of a row to typed values; what cannot be read is named by
//! table, column and key.

use chrono::{DateTime, NaiveDate, Utc};

use super::{StoreError, time};
use crate::domain::workflow::{OrganizationKind, Role};

/// A row being read.
pub(super) struct Row<'a> {
    pub(super) table: &'static str,
    pub(super) id: &'a str,
}

impl<'a> Row<'a> {
    pub(super) fn new(table: &'static str, id: &'a str) -> Self {
        Self { table, id }
    }

    /// The value, or this column named as corrupt.
    pub(super) fn some<T>(&self, column: &'static str, value: Option<T>) -> Result<T, StoreError> {
        value.ok_or_else(|| StoreError::Corrupt {
            table: self.table,
            column,
            id: self.id.to_owned(),
        })
    }

    pub(super) fn time(
        &self,
        column: &'static str,
        text: &str,
    ) -> Result<DateTime<Utc>, StoreError> {
        self.some(column, time::from_text(text))
    }

    pub(super) fn optional_time(
        &self,
        column: &'static str,
        text: Option<&str>,
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        text.map(|text| self.time(column, text)).transpose()
    }

    pub(super) fn date(&self, column: &'static str, text: &str) -> Result<NaiveDate, StoreError> {
        self.some(column, NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())
    }

    pub(super) fn year(&self, column: &'static str, number: i64) -> Result<i32, StoreError> {
        self.some(column, i32::try_from(number).ok())
    }

    pub(super) fn count(&self, column: &'static str, number: i64) -> Result<u32, StoreError> {
        self.some(column, u32::try_from(number).ok())
    }

    pub(super) fn role(&self, code: &str) -> Result<Role, StoreError> {
        self.some("role", Role::from_code(code))
    }

    pub(super) fn kind(&self, code: &str) -> Result<OrganizationKind, StoreError> {
        self.some("kind", OrganizationKind::from_code(code))
    }
}
