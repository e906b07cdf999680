//! Mail through a mail server.

use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{Error, PoolConfig};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};

use super::{CourierError, Letter, secret};
use crate::config::{MailSettings, MailTls};
use crate::domain::message::{EmailAddress, Failure, one_line};

/// A server that has not answered after so long will not.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a mail server says about a log-in: wanted, refused, too weak, not over this connection
/// (RFC 4954, 6).
const LOG_IN_CODES: [&str; 4] = ["530", "534", "535", "538"];

/// The environment variable with the password.
const PASSWORD_VARIABLE: &str = "ZIPING_MAIL_PASSWORD";

/// Mail through a mail server.
#[derive(Debug)]
pub(super) struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    reply_to: Option<Mailbox>,
}

impl Mailer {
    /// Makes ready what the operator set; nothing is connected yet.
    pub fn open(settings: &MailSettings, site: &str) -> Result<Self, CourierError> {
        let from = address(&settings.from, "mail.from")?;
        let reply_to = if settings.reply_to.is_empty() {
            None
        } else {
            Some(Mailbox::new(
                None,
                address(&settings.reply_to, "mail.reply_to")?,
            ))
        };
        let hello = ClientId::Domain(from.domain().to_owned());
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.server)
            .port(port(settings))
            .tls(protection(settings)?)
            .hello_name(hello)
            .timeout(Some(PATIENCE))
            .pool_config(PoolConfig::new().max_size(1));
        if let Some(credentials) = credentials(settings)? {
            builder = builder.credentials(credentials);
        }
        Ok(Self {
            transport: builder.build(),
            from: Mailbox::new(named(site), from),
            reply_to,
        })
    }

    /// Hands one message to the server.
    pub async fn send(&self, letter: &Letter<'_>, now: DateTime<Utc>) -> Result<(), Failure> {
        let message = self.compose(letter, now)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) => {
                tracing::warn!(message = letter.id, %error, "a mail did not go through");
                Err(failure(&error))
            }
        }
    }

    fn compose(&self, letter: &Letter<'_>, now: DateTime<Utc>) -> Result<Message, Failure> {
        let unfit = || Failure::last("收信地址不能使用，请核对此人的电子邮箱。");
        let to: Address = letter.recipient.parse().map_err(|_| unfit())?;
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(named(letter.name), to))
            .subject(one_line(letter.subject))
            .date(SystemTime::from(now))
            .message_id(Some(format!(
                "<{}@{}>",
                letter.id,
                self.from.email.domain()
            )))
            .header(ContentType::TEXT_PLAIN);
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(reply_to.clone());
        }
        // Nobody's note of absence shall answer a program (RFC 3834, 5).
        if let Ok(name) = HeaderName::new_from_ascii("Auto-Submitted".to_owned()) {
            builder = builder.raw_header(HeaderValue::new(name, "auto-generated".to_owned()));
        }
        builder.body(letter.body.to_owned()).map_err(|_| unfit())
    }
}

/// A name for a header: one line, or none at all.
fn named(name: &str) -> Option<String> {
    Some(one_line(name)).filter(|name| !name.trim().is_empty())
}

fn address(text: &str, key: &'static str) -> Result<Address, CourierError> {
    let parsed = EmailAddress::parse(text).map_err(|_| CourierError::Address { key })?;
    parsed
        .as_str()
        .parse()
        .map_err(|_| CourierError::Address { key })
}

fn port(settings: &MailSettings) -> u16 {
    match (settings.port, settings.tls) {
        (0, MailTls::Starttls) => 587,
        (0, MailTls::Tls) => 465,
        (0, MailTls::None) => 25,
        (port, _) => port,
    }
}

fn protection(settings: &MailSettings) -> Result<Tls, CourierError> {
    if settings.tls == MailTls::None {
        return Ok(Tls::None);
    }
    let unusable = |error: Error| CourierError::Tls(error.to_string());
    let mut parameters = TlsParameters::builder(settings.server.clone());
    if let Some(file) = &settings.authority_file {
        let pem = secret::read_file(file)?;
        let certificate = Certificate::from_pem(pem.as_bytes()).map_err(unusable)?;
        parameters = parameters.add_root_certificate(certificate);
    }
    let parameters = parameters.build_rustls().map_err(unusable)?;
    Ok(if settings.tls == MailTls::Tls {
        Tls::Wrapper(parameters)
    } else {
        Tls::Required(parameters)
    })
}

fn credentials(settings: &MailSettings) -> Result<Option<Credentials>, CourierError> {
    if settings.user.is_empty() {
        return if settings.password.is_empty() && settings.password_file.is_none() {
            Ok(None)
        } else {
            Err(CourierError::HalfLogIn)
        };
    }
    let is_here = matches!(settings.server.as_str(), "localhost" | "127.0.0.1" | "::1");
    if settings.tls == MailTls::None && !is_here {
        return Err(CourierError::OpenPassword);
    }
    let file = settings.password_file.as_deref();
    let password = secret::read(&settings.password, file, Some(PASSWORD_VARIABLE))?;
    if password.is_empty() {
        return Err(CourierError::HalfLogIn);
    }
    Ok(Some(Credentials::new(settings.user.clone(), password)))
}

/// What is wrong, for the people of the bureau. What the server itself said stands in the log.
fn failure(error: &Error) -> Failure {
    let code = error.status().map(|code| code.to_string());
    let code = code.as_deref().unwrap_or_default();
    if LOG_IN_CODES.contains(&code) {
        return Failure::passing(format!(
            "邮件服务器不接受登录（{code}），请系统管理员检查邮件的用户名和密码。"
        ));
    }
    if error.is_permanent() {
        return Failure::last(format!(
            "邮件服务器拒收（{code}），收信地址可能有误，请核对此人的电子邮箱。"
        ));
    }
    if error.is_transient() {
        return Failure::passing(format!("邮件服务器暂时不收（{code}），稍后自动重试。"));
    }
    Failure::passing(if error.is_timeout() {
        "邮件服务器没有在规定时间内应答，稍后自动重试。"
    } else if error.is_tls() {
        "与邮件服务器的加密连接没有建成，请系统管理员检查加密方式和服务器证书。"
    } else if error.is_client() {
        "邮件服务器不支持所设的加密方式或登录方式，请系统管理员检查配置文件。"
    } else {
        "与邮件服务器的连接没有建成或者中断，请系统管理员检查服务器地址和端口。"
    })
}
