//! An http server on this machine that keeps the calls it gets and answers as it is told.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A call that came.
#[derive(Debug, Clone)]
pub struct Call {
    /// The address with its query.
    pub target: String,
    /// Headers by their name in small letters.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: String,
}

/// Whoever receives the calls of webhooks.
pub struct Receiver {
    /// Where it listens.
    pub port: u16,
    calls: Arc<Mutex<Vec<Call>>>,
}

impl Receiver {
    /// One that answers every call so: the line of the status with all headers, and the body.
    pub async fn start(head: &'static str, body: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let calls = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&calls);
        actix_web::rt::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                if let Some(call) = answer(client, head, body).await {
                    kept.lock().unwrap().push(call);
                }
            }
        });
        Self { port, calls }
    }

    /// The calls so far.
    pub fn calls(&self) -> Vec<Call> {
        self.calls.lock().unwrap().clone()
    }
}

async fn answer(client: TcpStream, head: &str, body: &str) -> Option<Call> {
    let mut client = BufReader::new(client);
    let mut line = String::new();
    client.read_line(&mut line).await.ok()?;
    let target = line.split(' ').nth(1)?.to_owned();
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        client.read_line(&mut line).await.ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        headers.insert(name.to_ascii_lowercase(), value.to_owned());
    }
    let length = headers.get("content-length")?.parse().ok()?;
    let mut sent = vec![0; length];
    client.read_exact(&mut sent).await.ok()?;
    let answer = format!(
        "{head}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    client.write_all(answer.as_bytes()).await.ok()?;
    Some(Call {
        target,
        headers,
        body: String::from_utf8(sent).ok()?,
    })
}
