//! 审核: the reviewers' queue, a filing as its reviewer sees it, and his decisions.

mod decide;
mod filing;
mod queue;
pub mod samples;

pub use filing::ReviewPage;
pub use queue::{QueueLine, QueuePage, Tab};

use super::desk::address;
use super::extract::Access;
use super::routes::{self, Routes};
use crate::domain::workflow::Area;

/// Declares the addresses of this area.
pub fn routes(routes: &mut Routes) {
    routes.get(routes::REVIEWS, Access::Area(Area::Review), queue::get);
    routes.get(address::REVIEW, Access::Person, filing::get);
    routes.post(
        address::APPROVAL,
        Access::Area(Area::Review),
        decide::approve,
    );
    // The publisher too sends back what should not be published; the workflow decides.
    routes.post(address::RETURN, Access::Person, decide::return_);
}
