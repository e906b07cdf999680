//! The chain of events: whatever is changed, removed, put in, exchanged or cut off shows.

use proptest::prelude::*;
use ziping::domain::event_chain::{Break, CHECKPOINT, Link, Mark, Walk};

fn record(number: usize, action: &str, detail: &str) -> Link {
    Link {
        position: None,
        digest: None,
        id: format!("id-{number}"),
        at: format!("2026-03-02T01:{:02}:00.000Z", number % 60),
        account_id: (!number.is_multiple_of(3)).then(|| format!("a{}", number % 4)),
        login_name: "tianbao".to_owned(),
        action: action.to_owned(),
        filing_id: number.is_multiple_of(2).then(|| "f1".to_owned()),
        result: "done".to_owned(),
        from_address: "192.0.2.7".to_owned(),
        request_id: number.to_string(),
        detail: detail.to_owned(),
    }
}

/// A chain of so many records behind a mark, and its head.
fn chain(behind: &Mark, records: Vec<Link>) -> (Vec<Link>, Mark) {
    let mut head = behind.clone();
    let links = records
        .into_iter()
        .map(|record| {
            let position = head.position + 1;
            let digest = record.digest_behind(&head.digest, position);
            head = Mark {
                position,
                digest: digest.clone(),
            };
            Link {
                position: Some(position),
                digest: Some(digest),
                ..record
            }
        })
        .collect();
    (links, head)
}

fn saves(count: usize) -> (Vec<Link>, Mark) {
    let records = (0..count).map(|number| record(number, "save", "cells=1"));
    chain(&Mark::beginning(), records.collect())
}

fn walk(links: &[Link], head: &Mark) -> Result<Mark, Break> {
    let mut walk = Walk::from(Mark::beginning());
    for link in links {
        walk.step(link)?;
    }
    walk.end(head)
}

/// Every field of a record, each changed in its own way.
const CHANGES: [fn(&mut Link); 9] = [
    |link| link.id.push('x'),
    |link| link.at.push('x'),
    |link| link.account_id = Some("somebody".to_owned()),
    |link| link.login_name.push('x'),
    |link| link.action.push('x'),
    |link| link.filing_id = Some("another".to_owned()),
    |link| link.result.push('x'),
    |link| link.from_address.push('x'),
    |link| link.detail.push('x'),
];

proptest! {
    #[test]
    fn a_change_of_any_field_shows_at_its_record(
        count in 1_usize..40, place in any::<prop::sample::Index>(), change in 0..CHANGES.len(),
    ) {
        let (mut links, head) = saves(count);
        let place = place.index(count);
        CHANGES[change](&mut links[place]);
        let id = links[place].id.clone();
        let position = i64::try_from(place).unwrap() + 1;
        prop_assert_eq!(walk(&links, &head), Err(Break::Changed { position, id }));
    }

    #[test]
    fn a_removed_record_shows_where_it_stood(
        count in 1_usize..40, place in any::<prop::sample::Index>(),
    ) {
        let (mut links, head) = saves(count);
        let place = place.index(count);
        links.remove(place);
        let position = i64::try_from(place).unwrap() + 1;
        prop_assert_eq!(walk(&links, &head), Err(Break::Removed { position }));
    }

    #[test]
    fn a_record_put_in_shows(count in 2_usize..40, place in any::<prop::sample::Index>()) {
        let (mut links, head) = saves(count);
        let place = place.index(count);
        // With the place and digest of the record it pushes aside, which is the best it can have.
        let forged = Link { id: "forged".to_owned(), ..links[place].clone() };
        links.insert(place, forged);
        let position = i64::try_from(place).unwrap() + 1;
        let id = "forged".to_owned();
        prop_assert_eq!(walk(&links, &head), Err(Break::Changed { position, id }));
        let (mut links, head) = saves(count);
        links.insert(place, Link { position: None, ..record(99, "save", "") });
        prop_assert_eq!(walk(&links, &head), Err(Break::Inserted { id: "id-99".to_owned() }));
    }

    #[test]
    fn two_records_exchanged_show_at_the_first(
        count in 2_usize..40,
        one in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
    ) {
        let (mut links, head) = saves(count);
        let (one, other) = (one.index(count), other.index(count));
        prop_assume!(one != other);
        links.swap(one, other);
        let (first, second) = (links[one].position, links[other].position);
        links[one].position = second;
        links[other].position = first;
        let place = one.min(other);
        let found = walk(&links, &head);
        prop_assert!(
            matches!(found, Err(Break::Changed { position, .. }) if position == i64::try_from(place).unwrap() + 1),
            "{:?}", found
        );
    }

    #[test]
    fn a_cut_tail_shows_by_the_head_and_by_a_head_noted_elsewhere(
        count in 2_usize..40, cut in any::<prop::sample::Index>(),
    ) {
        let (links, head) = saves(count);
        let kept = cut.index(count);
        let position = i64::try_from(kept).unwrap() + 1;
        prop_assert_eq!(walk(&links[..kept], &head), Err(Break::Removed { position }));
        // Who also sets the head back is found by whoever noted the head before.
        let (_, earlier) = saves(kept);
        prop_assert_eq!(walk(&links[..kept], &earlier), Ok(earlier.clone()));
        let mut noted = Walk::from(Mark::beginning()).through(head.clone());
        for link in &links[..kept] {
            noted.step(link).unwrap();
        }
        prop_assert!(noted.end(&earlier).is_err());
    }

    #[test]
    fn a_chain_made_anew_does_not_pass_through_the_noted_head(count in 1_usize..20) {
        let (_, head) = saves(count);
        let others = (0..count + 3).map(|number| record(number, "save", "cells=2"));
        let (forged, _) = chain(&Mark::beginning(), others.collect());
        let mut noted = Walk::from(Mark::beginning()).through(head.clone());
        let broken = forged.iter().find_map(|link| noted.step(link).err());
        prop_assert_eq!(broken, Some(Break::OffMark { position: head.position }));
    }
}

#[test]
fn a_sound_chain_ends_at_its_head() {
    for count in [0, 1, 2, 50] {
        let (links, head) = saves(count);
        assert_eq!(walk(&links, &head), Ok(head));
    }
}

#[test]
fn what_is_no_longer_kept_is_closed_by_a_record_of_the_chain() {
    let (_, before) = saves(5);
    let closing = record(6, CHECKPOINT, &before.closing_detail());
    for (records, is_sound) in [
        (vec![record(5, "save", ""), closing.clone()], true),
        (vec![record(5, "save", "")], false),
        (vec![record(6, "save", &before.closing_detail())], false),
        (
            vec![record(6, CHECKPOINT, "through=5 digest=another")],
            false,
        ),
    ] {
        let (links, head) = chain(&before, records);
        let mut walk = Walk::from(before.clone());
        for link in &links {
            walk.step(link).unwrap();
        }
        let expected = if is_sound {
            Ok(head.clone())
        } else {
            Err(Break::Unclosed { position: 5 })
        };
        assert_eq!(walk.end(&head), expected);
    }
}

#[test]
fn no_two_records_have_one_text() {
    let one = record(1, "save", "ab");
    let other = Link {
        request_id: format!("{}a", one.request_id),
        detail: "b".to_owned(),
        ..one.clone()
    };
    let mark = Mark::beginning();
    assert_ne!(
        one.digest_behind(&mark.digest, 1),
        other.digest_behind(&mark.digest, 1)
    );
    let none = Link {
        filing_id: None,
        ..one.clone()
    };
    let empty = Link {
        filing_id: Some(String::new()),
        ..one
    };
    assert_ne!(
        none.digest_behind(&mark.digest, 1),
        empty.digest_behind(&mark.digest, 1)
    );
}

#[test]
fn marks_are_read_as_they_are_printed() {
    let (_, head) = saves(3);
    let text = format!("{}:{}", head.position, head.digest);
    assert_eq!(Mark::parse(&text), Some(head));
    for wrong in ["", "3", "3:abc", ":0", "-1:0", "x:y"] {
        assert_eq!(Mark::parse(wrong), None, "{wrong}");
    }
}
