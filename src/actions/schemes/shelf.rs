//! The schemes that were released while the program runs. The list only grows, so that what was
//! handed out of it stays where it is and nobody waits to read.

use std::sync::OnceLock;

use super::Known;

/// A list to which schemes are added at the end.
#[derive(Debug, Default)]
pub(super) struct Shelf(OnceLock<Box<Place>>);

#[derive(Debug)]
struct Place {
    known: Known,
    next: Shelf,
}

impl Shelf {
    /// Adds a scheme at the end.
    pub(super) fn add(&self, known: Known) {
        let mut place = Box::new(Place {
            known,
            next: Self::default(),
        });
        let mut shelf = self;
        // Whoever was quicker has the place; the next one is tried.
        while let Err(back) = shelf.0.set(place) {
            place = back;
            match shelf.0.get() {
                Some(taken) => shelf = &taken.next,
                None => return,
            }
        }
    }

    /// The schemes in the order in which they were added.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Known> {
        let first = self.0.get();
        let places = std::iter::successors(first, |place| place.next.0.get());
        places.map(|place| &place.known)
    }
}
