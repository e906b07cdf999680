//! 抽查: a sample that anybody can draw again.
//!
//! The population is cut into strata by department, size and risk. How many each stratum gives is
//! settled by the largest remainders; which ones, by a digest that needs no program of ours: within a
//! stratum the members stand in the order of
//!
//! ```text
//! SHA-256( seed ‖ "|" ‖ filing's code )
//! ```
//!
//! and the first so many are drawn (`printf '%s' 'SEED|CODE' | sha256sum`). The same seed, plan and
//! population give the same list, in whatever order the population was read.

mod allot;
mod draw;
mod member;
mod plan;
mod protocol;

pub use allot::allot;
pub use draw::{Drawn, Picked, Stratum, draw};
pub use member::{Member, Sign, Signs};
pub use plan::{Plan, PlanProblem, Quota, RiskBand, RiskRule, SizeBand};
pub use protocol::{FORMAT, Mismatch, Protocol, replay};
