//! The chain of the event record: every record carries a digest over its own text and the digest
//! of the one before, so that nothing in it can be changed, taken out or put in unseen.
//!
//! The digests need no secret. Whoever can write to the database and knows this file could make
//! the whole chain anew; against that the head is noted elsewhere now and then, and the chain must
//! still pass through it ([`Walk::through`]).

use std::fmt::Write as _;

use crate::domain::publication::sha256_hex;

/// What stands before the first record.
pub const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The permanent code of the record that closes what is no longer kept.
pub const CHECKPOINT: &str = "close-events";

/// One record as the chain sees it: everything in it, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its place, from 1; `None` for what was put in past the chain.
    pub position: Option<i64>,
    /// Its own digest as kept.
    pub digest: Option<String>,
    /// Its id.
    pub id: String,
    /// When, as kept.
    pub at: String,
    /// Who.
    pub account_id: Option<String>,
    /// His log-in name at that time.
    pub login_name: String,
    /// What.
    pub action: String,
    /// On which filing.
    pub filing_id: Option<String>,
    /// How it ended.
    pub result: String,
    /// From where.
    pub from_address: String,
    /// The request.
    pub request_id: String,
    /// Codes and counts.
    pub detail: String,
}

impl Link {
    /// The digest that this record must carry at this place behind the one with that digest.
    /// Every text is written with its length, so no two records have one text.
    #[must_use]
    pub fn digest_behind(&self, previous: &str, position: i64) -> String {
        let mut text = format!("ziping event 1\n{previous}\n{position}\n");
        for field in [
            Some(&self.id),
            Some(&self.at),
            self.account_id.as_ref(),
            Some(&self.login_name),
            Some(&self.action),
            self.filing_id.as_ref(),
            Some(&self.result),
            Some(&self.from_address),
            Some(&self.request_id),
            Some(&self.detail),
        ] {
            // Writing to a String cannot fail.
            let _ = match field {
                Some(field) => writeln!(text, "{}:{field}", field.len()),
                None => writeln!(text, "-"),
            };
        }
        sha256_hex(text.as_bytes())
    }
}

/// A place in the chain with the digest that stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The place; 0 before the first record.
    pub position: i64,
    /// The digest of the record there.
    pub digest: String,
}

impl Mark {
    /// What stands before the first record.
    #[must_use]
    pub fn beginning() -> Self {
        Self {
            position: 0,
            digest: BEGINNING.to_owned(),
        }
    }

    /// The mark written as `POSITION:DIGEST`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (position, digest) = text.trim().split_once(':')?;
        let fits = digest.len() == BEGINNING.len() && digest.bytes().all(|b| b.is_ascii_hexdigit());
        Some(Self {
            position: position.parse().ok().filter(|position| *position >= 0)?,
            digest: fits.then(|| digest.to_ascii_lowercase())?,
        })
    }

    /// What the record that closes everything up to here says of it.
    #[must_use]
    pub fn closing_detail(&self) -> String {
        format!("through={} digest={}", self.position, self.digest)
    }
}

/// What is wrong with a chain, and where it shows first.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Break {
    /// A record is not what it was when it was written.
    #[error("record {position} (id {id}) was changed, or another was put in its place")]
    Changed {
        /// Its place.
        position: i64,
        /// Its id.
        id: String,
    },
    /// A record is gone.
    #[error("record {position} was removed")]
    Removed {
        /// Its place.
        position: i64,
    },
    /// A record stands where the chain has no place for it.
    #[error("the record with id {id} was put in past the chain")]
    Inserted {
        /// Its id.
        id: String,
    },
    /// The head says that the chain is longer, or ends otherwise.
    #[error("the chain ends at record {position}, but its head says otherwise")]
    Head {
        /// The last place.
        position: i64,
    },
    /// What came before was taken away without the record that closes it.
    #[error("the records up to {position} were taken away, and no record of the chain closes them")]
    Unclosed {
        /// The last place that is gone.
        position: i64,
    },
    /// The chain does not pass through a head that was noted earlier.
    #[error("record {position} does not carry the digest that was noted for it")]
    OffMark {
        /// The place noted.
        position: i64,
    },
}

/// Walks along the chain, record after record.
#[derive(Debug)]
pub struct Walk {
    last: Mark,
    begun_at: Mark,
    is_closed: bool,
    through: Option<Mark>,
}

impl Walk {
    /// A walk over the records behind `start`: the beginning, or what the last closing left.
    #[must_use]
    pub fn from(start: Mark) -> Self {
        Self {
            is_closed: start.position == 0,
            last: start.clone(),
            begun_at: start,
            through: None,
        }
    }

    /// The same, and the chain must pass through this mark.
    #[must_use]
    pub fn through(mut self, mark: Mark) -> Self {
        self.through = Some(mark);
        self
    }

    /// Goes on to the next record in the order of places.
    pub fn step(&mut self, link: &Link) -> Result<(), Break> {
        let Some(position) = link.position else {
            return Err(Break::Inserted {
                id: link.id.clone(),
            });
        };
        let expected = self.last.position.saturating_add(1);
        if position > expected {
            return Err(Break::Removed { position: expected });
        }
        let digest = link.digest_behind(&self.last.digest, position);
        if position < expected || link.digest.as_ref() != Some(&digest) {
            return Err(Break::Changed {
                position,
                id: link.id.clone(),
            });
        }
        let closing = self.begun_at.closing_detail();
        self.is_closed |= link.action == CHECKPOINT && link.detail.starts_with(&closing);
        self.last = Mark { position, digest };
        self.check_mark()
    }

    /// The end of the walk: the last record must be the one that the head names.
    pub fn end(self, head: &Mark) -> Result<Mark, Break> {
        if self.last.position < head.position {
            return Err(Break::Removed {
                position: self.last.position.saturating_add(1),
            });
        }
        if self.last != *head {
            return Err(Break::Head {
                position: self.last.position,
            });
        }
        if !self.is_closed {
            return Err(Break::Unclosed {
                position: self.begun_at.position,
            });
        }
        match self.through {
            Some(mark) if mark.position > self.last.position => Err(Break::Removed {
                position: mark.position,
            }),
            _ => Ok(self.last),
        }
    }

    fn check_mark(&self) -> Result<(), Break> {
        match &self.through {
            Some(mark) if mark.position == self.last.position && *mark != self.last => {
                Err(Break::OffMark {
                    position: mark.position,
                })
            }
            _ => Ok(()),
        }
    }
}
