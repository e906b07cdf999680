//! 审核: the reviewers' queue, a filing as its reviewer sees it, and his decisions.

mod batch;
mod decide;
mod filing;
mod filters;
mod looks;
mod news;
mod queue;
mod rescore;
pub mod samples;

pub use batch::{BatchLine, BatchPage};
pub use filing::ReviewPage;
pub use filters::Filters;
pub use looks::Looks;
pub use news::{GonePage, News, NewsLine};
pub use queue::{DecidedLine, QueueLine, QueuePage, Tab};
pub use rescore::{
    AppealRow, AppealView, CauseLine, CellLine, CorrectedBy, FormLines, RescoreLive, RescorePage,
    Totals,
};

use super::desk::address;
use super::extract::Access;
use super::routes::{self, Routes};
use crate::domain::workflow::Area;

/// Declares the addresses of this area.
pub fn routes(routes: &mut Routes) {
    routes.get(routes::REVIEWS, Access::Area(Area::Review), queue::get);
    routes.get(
        routes::REVIEWS_CHOSEN,
        Access::Area(Area::Review),
        batch::get,
    );
    routes.post(
        routes::REVIEWS_CHOSEN,
        Access::Area(Area::Review),
        batch::post,
    );
    routes.get(address::REVIEW, Access::Person, filing::get);
    // The agency reads what was corrected; the workflow says from when on.
    routes.get(address::RESCORE, Access::Person, rescore::get);
    routes.post(address::RESCORE, Access::Person, rescore::post);
    routes.post(address::APPEAL, Access::Person, rescore::file);
    routes.post(
        address::APPEAL_ANSWER,
        Access::Area(Area::Review),
        rescore::answer,
    );
    routes.post(
        address::RESCORE_PREVIEW,
        Access::Area(Area::Review),
        rescore::preview,
    );
    routes.post(
        address::APPROVAL,
        Access::Area(Area::Review),
        decide::approve,
    );
    // The publisher too sends back what should not be published; the workflow decides.
    routes.post(address::RETURN, Access::Person, decide::return_);
}
