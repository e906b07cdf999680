//! 登录, 退出登录, 修改密码, 动态验证码, 已登录设备, 我的通知.

mod log_in;
mod log_in_code;
mod log_in_json;
mod log_out;
pub(in crate::web) mod notices;
mod password;
mod qr;
pub(super) mod samples;
mod second_factor;
mod sessions;
mod sign_on;
mod work;

use super::extract::Access;
use super::routes::{self, Routes};

pub use log_in::LogInPage;
pub use log_in_code::LogInCodePage;
pub use notices::NoticesPage;
pub use password::{Forced, PasswordPage};
pub use qr::Picture;
pub use second_factor::{RecoveryCodesPage, SecondFactorPage, SecondFactorState};
pub use sessions::SessionsPage;
pub use sign_on::{SignOnConfirmPage, SignOnFailedPage};

/// The routes of this area.
pub fn routes(routes: &mut Routes) {
    routes.get(routes::LOG_IN, Access::Everyone, log_in::get);
    routes.post(routes::LOG_IN, Access::Everyone, log_in::post);
    routes.get(routes::LOG_IN_CODE, Access::Everyone, log_in_code::get);
    routes.post(routes::LOG_IN_CODE, Access::Everyone, log_in_code::post);
    routes.get(routes::SIGN_ON, Access::Everyone, sign_on::ask);
    routes.get(routes::SIGN_ON_ANSWER, Access::Everyone, sign_on::answer);
    routes.get(
        routes::SIGN_ON_CONFIRMED,
        Access::Everyone,
        sign_on::get_confirm,
    );
    routes.post(
        routes::SIGN_ON_CONFIRMED,
        Access::Everyone,
        sign_on::confirm,
    );
    routes.post(routes::LOG_OUT, Access::Person, log_out::post);
    routes.get(routes::PASSWORD, Access::Person, password::get);
    routes.post(routes::PASSWORD, Access::Person, password::post);
    routes.get(routes::SECOND_FACTOR, Access::Person, second_factor::get);
    routes.post(routes::SECOND_FACTOR, Access::Person, second_factor::begin);
    routes.post(
        routes::SECOND_FACTOR_CONFIRMED,
        Access::Person,
        second_factor::confirm,
    );
    routes.post(routes::RECOVERY_CODES, Access::Person, second_factor::renew);
    routes.get(routes::SESSIONS, Access::Person, sessions::get);
    routes.post(routes::SESSIONS, Access::Person, sessions::end_all);
    routes.post(routes::SESSION_END, Access::Person, sessions::end);
    routes.get(routes::NOTICES, Access::Person, notices::get);
    routes.post(routes::NOTICES, Access::Person, notices::post);
    routes.get(routes::WORK, Access::Person, work::get);
}
