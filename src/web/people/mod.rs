//! 授权, 任职, 转办: what people may do, for whom, and who does it in their place.

mod hand_over;
mod permission;
mod permissions;
mod postings;
pub(super) mod samples;
mod staff;

use super::extract::Access;
use super::routes::{self, Routes};
use crate::domain::workflow::Area;

pub use hand_over::HandOverPage;
pub use permission::PermissionPage;
pub use permissions::PermissionsPage;
pub use postings::{PostingLine, PostingsPage};
pub use staff::{StaffLine, StaffPage};

/// The routes of this area.
pub fn routes(routes: &mut Routes) {
    let person = Access::Person;
    routes.get(routes::POSTINGS, person, postings::get);
    routes.post(routes::POSTING_SESSION, person, postings::switch);
    routes.get(routes::HAND_OVER, person, hand_over::get);
    routes.post(routes::HAND_OVER, person, hand_over::post);
    routes.post(routes::HAND_OVER_UNDONE, person, hand_over::undo);

    routes.get(routes::STAFF, Access::Area(Area::Review), staff::get);

    let security = Access::Area(Area::Security);
    routes.get(routes::PERMISSIONS, security, permissions::get);
    routes.get("/permissions/{login_name}", security, permission::get);
    routes.post("/permissions/{login_name}", security, permission::post);
    routes.post(
        "/permissions/{login_name}/lock",
        security,
        permission::unlock,
    );
    routes.post(
        "/permissions/{login_name}/binding",
        security,
        permission::take_binding_off,
    );
    routes.post(
        "/permissions/{login_name}/second-factor",
        security,
        permission::take_factor_off,
    );
    routes.post(routes::POSTING_GRANT, security, permission::grant);
    routes.post(routes::POSTING_END, security, permission::end);
}
