//! 登录, 退出登录, 修改密码, 已登录设备.

mod log_in;
mod log_in_json;
mod log_out;
mod password;
pub(super) mod samples;
mod sessions;
mod work;

use super::extract::Access;
use super::routes::{self, Routes};

pub use log_in::LogInPage;
pub use password::{Forced, PasswordPage};
pub use sessions::SessionsPage;

/// The routes of this area.
pub fn routes(routes: &mut Routes) {
    routes.get(routes::LOG_IN, Access::Everyone, log_in::get);
    routes.post(routes::LOG_IN, Access::Everyone, log_in::post);
    routes.post(routes::LOG_OUT, Access::Person, log_out::post);
    routes.get(routes::PASSWORD, Access::Person, password::get);
    routes.post(routes::PASSWORD, Access::Person, password::post);
    routes.get(routes::SESSIONS, Access::Person, sessions::get);
    routes.post(routes::SESSIONS, Access::Person, sessions::end_all);
    routes.post(routes::SESSION_END, Access::Person, sessions::end);
    routes.get(routes::WORK, Access::Person, work::get);
}
