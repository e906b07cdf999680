//! One connection that is kept alive, sends the same request again and again, and reads
//! whole answers: the same for both sides of a comparison.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use anyhow::{Result, bail, ensure};

/// The connection.
pub struct Client {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
}

/// What came back.
pub struct Answer {
    /// The status line and headers.
    pub head: String,
    /// The body as sent.
    pub body: Vec<u8>,
}

impl Answer {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let is_it = |line: &&str| {
            line.split(':')
                .next()
                .is_some_and(|other| other.eq_ignore_ascii_case(name))
        };
        let line = self.head.lines().find(is_it)?;
        line.split_once(':').map(|(_, value)| value.trim())
    }
}

impl Client {
    /// Connects.
    pub fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self {
            address,
            stream: BufReader::with_capacity(256 * 1024, stream),
        })
    }

    /// Sends a request and reads the whole answer, whose status must be as expected.
    pub fn ask(&mut self, request: &str, status: u16) -> Result<Answer> {
        if self.send(request).is_err() {
            // A server closes a connection that rested too long; a browser opens the next one.
            *self = Self::connect(self.address)?;
            self.send(request)?;
        }
        let mut head = String::new();
        loop {
            let before = head.len();
            self.stream.read_line(&mut head)?;
            ensure!(head.len() > before, "the server hung up");
            if head.ends_with("\r\n\r\n") {
                break;
            }
        }
        ensure!(
            head.starts_with(&format!("HTTP/1.1 {status}")),
            "unexpected answer:\n{head}"
        );
        let mut answer = Answer {
            head,
            body: Vec::new(),
        };
        let length = match answer.header("content-length") {
            Some(length) => length.parse()?,
            None if status == 304 => 0,
            None => bail!("an answer without a length:\n{}", answer.head),
        };
        answer.body.resize(length, 0);
        self.stream.read_exact(&mut answer.body)?;
        Ok(answer)
    }

    /// Sends a request and waits until an answer begins.
    fn send(&mut self, request: &str) -> Result<()> {
        self.stream.get_mut().write_all(request.as_bytes())?;
        ensure!(!self.stream.fill_buf()?.is_empty(), "the server hung up");
        Ok(())
    }
}
