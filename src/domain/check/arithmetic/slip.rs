//! Slips of the pen: two numbers that are one, but for a digit.

/// Whether two numbers as printed differ as a slip makes them differ: two neighbouring digits
/// exchanged, one digit another, one left out or one too many.
///
/// Short numbers are near each other by chance and never count.
#[must_use]
pub fn is_slip(first: &str, second: &str) -> bool {
    const SHORTEST: usize = 3;
    let digits = |text: &str| -> Vec<char> {
        let kept = text.chars().filter(char::is_ascii_digit);
        kept.skip_while(|c| *c == '0').collect()
    };
    let (first, second) = (digits(first), digits(second));
    if first.len().min(second.len()) < SHORTEST || first == second {
        return false;
    }
    let (short, long) = if first.len() <= second.len() {
        (&first, &second)
    } else {
        (&second, &first)
    };
    match long.len() - short.len() {
        0 => is_one_other(short, long) || is_exchanged(short, long),
        1 => is_one_more(short, long),
        _ => false,
    }
}

fn is_one_other(first: &[char], second: &[char]) -> bool {
    first.iter().zip(second).filter(|(a, b)| a != b).count() == 1
}

fn is_exchanged(first: &[char], second: &[char]) -> bool {
    let at: Vec<usize> = (0..first.len())
        .filter(|at| first.get(*at) != second.get(*at))
        .collect();
    let [a, b] = at.as_slice() else { return false };
    *b == a + 1 && first.get(*a) == second.get(*b) && first.get(*b) == second.get(*a)
}

fn is_one_more(short: &[char], long: &[char]) -> bool {
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    short.get(same..) == long.get(same + 1..)
}
