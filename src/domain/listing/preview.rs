//! What each row of a list comes to: new, changed, unchanged, or wrong and why.

/// A row that knows where it stands.
pub trait Numbered {
    /// The row of the sheet, from 1.
    fn number(&self) -> usize;
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// What it is about is not known yet.
    New,
    /// It is known and these things differ, by their names.
    Changed(Vec<&'static str>),
    /// It is known just like this.
    Unchanged,
    /// It cannot be taken over, and why.
    Wrong(Vec<String>),
}

impl Verdict {
    /// What differs from what is known; none of these is [`Verdict::Unchanged`].
    #[must_use]
    pub fn of_differences<const N: usize>(differences: [(&'static str, bool); N]) -> Self {
        let differs: Vec<&'static str> = differences
            .into_iter()
            .filter_map(|(label, differs)| differs.then_some(label))
            .collect();
        if differs.is_empty() {
            Self::Unchanged
        } else {
            Self::Changed(differs)
        }
    }

    /// The word for it.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::New => "新增",
            Self::Changed(_) => "变更",
            Self::Unchanged => "不变",
            Self::Wrong(_) => "有误",
        }
    }

    /// What changes, or what is wrong; empty where there is nothing to say.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Wrong(why) => format!("{}。", why.join("；")),
            Self::Changed(what) => what.join("、"),
            Self::New | Self::Unchanged => String::new(),
        }
    }

    /// Whether it cannot be taken over.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        matches!(self, Self::Wrong(_))
    }

    /// Whether something is to be written.
    #[must_use]
    pub fn changes(&self) -> bool {
        matches!(self, Self::New | Self::Changed(_))
    }
}

/// A row with what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged<R, B> {
    /// As listed.
    pub row: R,
    /// As it would be kept; empty texts where that cannot be said.
    pub becomes: B,
    /// What becomes of it.
    pub verdict: Verdict,
}

/// A list as judged. It is taken over as a whole or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview<R, B> {
    /// Every row in the order of the file.
    pub rows: Vec<Judged<R, B>>,
}

impl<R, B> Preview<R, B> {
    /// How many rows are new, changed, unchanged and wrong.
    #[must_use]
    pub fn counts(&self) -> [usize; 4] {
        let mut counts = [0; 4];
        for judged in &self.rows {
            let [new, changed, unchanged, wrong] = &mut counts;
            let place = match judged.verdict {
                Verdict::New => new,
                Verdict::Changed(_) => changed,
                Verdict::Unchanged => unchanged,
                Verdict::Wrong(_) => wrong,
            };
            *place += 1;
        }
        counts
    }

    /// The same with the words.
    #[must_use]
    pub fn counts_in_words(&self) -> [(&'static str, usize); 4] {
        let [new, changed, unchanged, wrong] = self.counts();
        [
            ("新增", new),
            ("变更", changed),
            ("不变", unchanged),
            ("有误", wrong),
        ]
    }

    /// Whether a row cannot be taken over.
    #[must_use]
    pub fn has_wrong(&self) -> bool {
        self.rows.iter().any(|judged| judged.verdict.is_wrong())
    }

    /// Whether it may be taken over and anything would come of it.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        !self.has_wrong() && self.changes().next().is_some()
    }

    /// The rows that write something, in the order of the file.
    pub fn changes(&self) -> impl Iterator<Item = &Judged<R, B>> {
        self.rows.iter().filter(|judged| judged.verdict.changes())
    }

    /// At most so many of the rows to be looked at: what is wrong first, then what changes; what
    /// stays is not shown.
    #[must_use]
    pub fn shown(&self, most: usize) -> Vec<&Judged<R, B>> {
        let wrong = self.rows.iter().filter(|judged| judged.verdict.is_wrong());
        wrong.chain(self.changes()).take(most).collect()
    }

    /// How many of these rows are left out then.
    #[must_use]
    pub fn left_out(&self, most: usize) -> usize {
        let [new, changed, _, wrong] = self.counts();
        (new + changed + wrong).saturating_sub(most)
    }
}

/// Which other rows have the same in the column of this name.
pub fn others(
    label: &str,
    row: &impl Numbered,
    numbers: impl Iterator<Item = usize>,
) -> Option<String> {
    let others: Vec<String> = numbers
        .filter(|number| *number != row.number())
        .map(|number| number.to_string())
        .collect();
    (!others.is_empty()).then(|| format!("{label}与第 {} 行重复", others.join("、")))
}
