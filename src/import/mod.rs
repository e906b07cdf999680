//! Readers: from a file as agencies keep it to a [`Document`](crate::domain::document::Document).
