//! Sets of numbers as stretches between cuts, so that no open or closed end is forgotten.

use std::cmp::Ordering;

use crate::domain::figure::Exact;
use crate::domain::scheme::Band;

/// A cut in the line of numbers, just before or just after one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cut {
    /// Before all numbers.
    Start,
    /// Just before a number.
    Before(Exact),
    /// Just after a number.
    After(Exact),
    /// After all numbers.
    End,
}

impl Ord for Cut {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Before(a), Self::Before(b)) | (Self::After(a), Self::After(b)) => a.cmp(b),
            (Self::Before(a), Self::After(b)) => a.cmp(b).then(Ordering::Less),
            (Self::After(a), Self::Before(b)) => a.cmp(b).then(Ordering::Greater),
            _ => self.rank().cmp(&other.rank()),
        }
    }
}

impl PartialOrd for Cut {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Cut {
    fn rank(&self) -> u8 {
        match self {
            Self::Start => 0,
            Self::Before(_) | Self::After(_) => 1,
            Self::End => 2,
        }
    }
}

/// All numbers between two cuts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Where it begins.
    pub from: Cut,
    /// Where it ends.
    pub to: Cut,
}

impl Stretch {
    /// The numbers that a band holds; `None` when it holds none.
    pub fn of_band(band: &Band) -> Option<Self> {
        let lows = [
            band.ends.at_least.clone().map(Cut::Before),
            band.ends.above.clone().map(Cut::After),
            band.ends.exactly.clone().map(Cut::Before),
        ];
        let highs = [
            band.ends.at_most.clone().map(Cut::After),
            band.ends.below.clone().map(Cut::Before),
            band.ends.exactly.clone().map(Cut::After),
        ];
        Self::between(
            lows.into_iter().flatten().max().unwrap_or(Cut::Start),
            highs.into_iter().flatten().min().unwrap_or(Cut::End),
        )
    }

    /// The numbers between two cuts, when there are any.
    pub fn between(from: Cut, to: Cut) -> Option<Self> {
        (from < to).then_some(Self { from, to })
    }

    /// What is in both.
    pub fn common(&self, other: &Self) -> Option<Self> {
        Self::between(
            self.from.clone().max(other.from.clone()),
            self.to.clone().min(other.to.clone()),
        )
    }

    /// Whether all of the other is in this.
    pub fn holds(&self, other: &Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// What is left when the other is taken out.
    pub fn without(&self, other: &Self) -> Vec<Self> {
        let before = Self::between(self.from.clone(), self.to.clone().min(other.from.clone()));
        let after = Self::between(self.from.clone().max(other.to.clone()), self.to.clone());
        before.into_iter().chain(after).collect()
    }

    /// `大于10%、小于20%`, each end printed by `show`.
    pub fn words(&self, show: impl Fn(&Exact) -> String) -> String {
        if let (Cut::Before(low), Cut::After(high)) = (&self.from, &self.to)
            && low == high
        {
            return format!("恰好等于{}", show(low));
        }
        let from = match &self.from {
            Cut::Before(low) => Some(format!("大于等于{}", show(low))),
            Cut::After(low) => Some(format!("大于{}", show(low))),
            Cut::Start | Cut::End => None,
        };
        let to = match &self.to {
            Cut::Before(high) => Some(format!("小于{}", show(high))),
            Cut::After(high) => Some(format!("小于等于{}", show(high))),
            Cut::Start | Cut::End => None,
        };
        let ends: Vec<String> = from.into_iter().chain(to).collect();
        if ends.is_empty() {
            return "任何数".to_owned();
        }
        ends.join("、")
    }
}

/// What is left of some stretches when one is taken out.
pub(super) fn take_out(stretches: &[Stretch], out: &Stretch) -> Vec<Stretch> {
    stretches
        .iter()
        .flat_map(|stretch| stretch.without(out))
        .collect()
}
