//! A mail server on this machine that keeps what arrives and can be told to be difficult.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How a mail server behaves.
#[derive(Debug, Clone, Default)]
pub struct Manner {
    /// Who may log in, `user` and password; nobody needs to without.
    pub log_in: Option<(&'static str, &'static str)>,
    /// What it says to the next recipients, one after the other, before it takes them.
    pub to_recipients: VecDeque<&'static str>,
}

/// A mail that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// The recipient of the envelope.
    pub to: String,
    /// Headers and body as they came.
    pub text: String,
}

/// A mail server.
pub struct MailServer {
    /// Where it listens.
    pub port: u16,
    arrived: Arc<Mutex<Vec<Arrived>>>,
}

impl MailServer {
    /// One that behaves like this.
    pub async fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let arrived = Arc::new(Mutex::new(Vec::new()));
        let (manner, kept) = (Arc::new(Mutex::new(manner)), Arc::clone(&arrived));
        actix_web::rt::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let talk = talk(client, Arc::clone(&manner), Arc::clone(&kept));
                actix_web::rt::spawn(talk);
            }
        });
        Self { port, arrived }
    }

    /// What has arrived so far.
    pub fn arrived(&self) -> Vec<Arrived> {
        self.arrived.lock().unwrap().clone()
    }
}

/// Answers one client until it goes.
async fn talk(client: TcpStream, manner: Arc<Mutex<Manner>>, kept: Arc<Mutex<Vec<Arrived>>>) {
    let mut client = BufReader::new(client);
    let (mut to, mut is_known) = (String::new(), false);
    say(&mut client, "220 test").await;
    while let Some(line) = next(&mut client).await {
        let verb = line.split([' ', ':']).next().unwrap_or_default();
        let log_in = manner.lock().unwrap().log_in;
        let answer = match verb.to_ascii_uppercase().as_str() {
            "EHLO" if log_in.is_some() => "250-test\r\n250-8BITMIME\r\n250 AUTH PLAIN".to_owned(),
            "EHLO" => "250-test\r\n250 8BITMIME".to_owned(),
            "AUTH" => {
                is_known = log_in.is_some_and(|who| line.ends_with(&plain(who)));
                if is_known { "235 ok" } else { "535 no" }.to_owned()
            }
            "MAIL" if log_in.is_some() && !is_known => "530 log in".to_owned(),
            "RCPT" => {
                to = line
                    .trim_end_matches('>')
                    .rsplit('<')
                    .next()
                    .unwrap()
                    .to_owned();
                let difficult = manner.lock().unwrap().to_recipients.pop_front();
                difficult.unwrap_or("250 ok").to_owned()
            }
            "DATA" => {
                say(&mut client, "354 go on").await;
                let text = read_mail(&mut client).await;
                let to = to.clone();
                kept.lock().unwrap().push(Arrived { to, text });
                "250 ok".to_owned()
            }
            "QUIT" => "221 bye".to_owned(),
            _ => "250 ok".to_owned(),
        };
        say(&mut client, &answer).await;
    }
}

fn plain((user, password): (&str, &str)) -> String {
    STANDARD.encode(format!("\0{user}\0{password}"))
}

async fn say(client: &mut BufReader<TcpStream>, answer: &str) {
    // A client that has gone need not be answered.
    let _ = client.write_all(format!("{answer}\r\n").as_bytes()).await;
}

async fn next(client: &mut BufReader<TcpStream>) -> Option<String> {
    let mut line = String::new();
    match client.read_line(&mut line).await {
        Ok(1..) => Some(line.trim_end().to_owned()),
        _ => None,
    }
}

/// Everything up to the line with a single dot.
async fn read_mail(client: &mut BufReader<TcpStream>) -> String {
    let mut text = String::new();
    while let Some(line) = next(client).await {
        if line == "." {
            break;
        }
        text.push_str(line.strip_prefix('.').unwrap_or(&line));
        text.push('\n');
    }
    text
}
