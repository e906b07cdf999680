//! Two neighbours of a list change places; what stands around them stays.

use toml_edit::{Array, ArrayOfTables, Item, Table};

/// Exchanges the table with this number and the next one.
///
/// Where a table is written is a number of its own, and the tables in it have theirs; they are given
/// out anew among both, so that each keeps its own below it.
pub(super) fn exchange(tables: &mut ArrayOfTables, first: usize) -> Option<()> {
    let mut upper = tables.get(first)?.clone();
    let mut lower = tables.get(first + 1)?.clone();
    let mut places = Vec::new();
    collect(&upper, &mut places);
    collect(&lower, &mut places);
    places.sort_unstable();
    let mut places = places.into_iter();
    place(&mut lower, &mut places);
    place(&mut upper, &mut places);
    tables.replace(first, lower);
    tables.replace(first + 1, upper);
    Some(())
}

fn collect(table: &Table, places: &mut Vec<isize>) {
    places.extend(table.position());
    for (_, item) in table {
        match item {
            Item::Table(inner) => collect(inner, places),
            Item::ArrayOfTables(inner) => inner.iter().for_each(|it| collect(it, places)),
            _ => {}
        }
    }
}

fn place(table: &mut Table, places: &mut impl Iterator<Item = isize>) {
    if table.position().is_some() {
        table.set_position(places.next());
    }
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(inner) => place(inner, places),
            Item::ArrayOfTables(inner) => inner.iter_mut().for_each(|it| place(it, places)),
            _ => {}
        }
    }
}

/// Exchanges the element with this number and the next one; each takes over where the other stood.
pub(super) fn step_over(array: &mut Array, first: usize) -> Option<()> {
    let mut upper = array.get(first)?.clone();
    let mut lower = array.get(first + 1)?.clone();
    let decor = upper.decor().clone();
    *upper.decor_mut() = lower.decor().clone();
    *lower.decor_mut() = decor;
    array.replace_formatted(first, lower);
    array.replace_formatted(first + 1, upper);
    Some(())
}
