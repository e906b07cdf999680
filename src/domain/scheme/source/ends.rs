//! The ends of an interval as written.

/// 等于, 大于, 大于等于, 小于, 小于等于; those left out are open.
pub type EndsSource<'a> = [Option<&'a str>; 5];

/// A table of a scheme file with the ends of an interval beside its own keys. (`flatten` would do,
/// but then a key that is unknown is told without its line.)
macro_rules! with_ends {
    ($(#[$meta:meta])* pub struct $name:ident { $($own:tt)* }) => {
        $(#[$meta])*
        pub struct $name {
            $($own)*
            /// value > this.
            #[serde(default)]
            pub above: Option<String>,
            /// value ≥ this.
            #[serde(default)]
            pub at_least: Option<String>,
            /// value < this.
            #[serde(default)]
            pub below: Option<String>,
            /// value ≤ this.
            #[serde(default)]
            pub at_most: Option<String>,
            /// value = this.
            #[serde(default)]
            pub exactly: Option<String>,
        }

        impl $name {
            /// The ends as written.
            #[must_use]
            pub fn ends(&self) -> $crate::domain::scheme::source::EndsSource<'_> {
                [
                    self.exactly.as_deref(),
                    self.above.as_deref(),
                    self.at_least.as_deref(),
                    self.below.as_deref(),
                    self.at_most.as_deref(),
                ]
            }
        }
    };
}

pub(super) use with_ends;
