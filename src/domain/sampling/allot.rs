//! How many places each stratum gets: shares in proportion, the largest remainders first (最大余数法).

use std::cmp::Reverse;

/// Shares out `places` among strata with so many members, each counted `weight` times.
///
/// A stratum never gets more places than it has members; what that leaves over is shared out among
/// the others in the same way. Equal remainders go to the stratum that stands first. The places given
/// add up to `places`, or to all members where there are fewer.
#[must_use]
pub fn allot(strata: &[(usize, u64)], places: usize) -> Vec<usize> {
    let mut given = vec![0; strata.len()];
    let mut open: Vec<Claim> = strata
        .iter()
        .enumerate()
        .map(|(at, (members, weight))| Claim::new(at, *members, *weight))
        .collect();
    let members: usize = open.iter().map(|claim| claim.members).sum();
    let mut left = places.min(members);
    loop {
        let all: u128 = open.iter().map(|claim| claim.claimed).sum();
        let (full, rest): (Vec<Claim>, Vec<Claim>) = open
            .into_iter()
            .partition(|claim| claim.claimed * left as u128 > claim.members as u128 * all);
        if full.is_empty() {
            by_remainder(&rest, left, all, &mut given);
            return given;
        }
        for claim in full {
            left = left.saturating_sub(claim.members);
            give(&mut given, claim.at, claim.members);
        }
        open = rest;
    }
}

/// What a stratum claims.
struct Claim {
    at: usize,
    members: usize,
    claimed: u128,
}

impl Claim {
    fn new(at: usize, members: usize, weight: u64) -> Self {
        Self {
            at,
            members,
            claimed: members as u128 * u128::from(weight.max(1)),
        }
    }
}

/// Whole shares to all, then one more to those with the largest remainders.
fn by_remainder(claims: &[Claim], places: usize, all: u128, given: &mut [usize]) {
    let mut left = places;
    let mut remainders = Vec::new();
    for claim in claims {
        let share = claim.claimed * places as u128;
        let whole = share.checked_div(all).unwrap_or(0);
        let whole = usize::try_from(whole).unwrap_or(claim.members);
        left = left.saturating_sub(whole);
        give(given, claim.at, whole);
        let remainder = share.checked_rem(all).unwrap_or(0);
        remainders.push((Reverse(remainder), claim.at));
    }
    remainders.sort_unstable();
    for (_, at) in remainders.into_iter().take(left) {
        give(given, at, 1);
    }
}

fn give(given: &mut [usize], at: usize, more: usize) {
    if let Some(places) = given.get_mut(at) {
        *places += more;
    }
}
