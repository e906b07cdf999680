//! The wire between a browser and the portal, which a test can cut.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, copy};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Passes connections on while it is whole; cut, it ends all of them and takes no new one.
pub struct Wire {
    /// `http://127.0.0.1:port`, where the browser goes.
    pub address: String,
    is_whole: Arc<watch::Sender<bool>>,
    /// How many bytes the browser may still send.
    left: Arc<AtomicU64>,
}

impl Wire {
    /// A whole wire to a portal at `http://127.0.0.1:port`.
    pub async fn to(portal: &str) -> Self {
        let portal: SocketAddr = portal.trim_start_matches("http://").parse().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let is_whole = Arc::new(watch::channel(true).0);
        let left = Arc::new(AtomicU64::new(u64::MAX));
        let (end, budget) = (Arc::clone(&is_whole), Arc::clone(&left));
        actix_web::rt::spawn(async move {
            while let Ok((browser, _)) = listener.accept().await {
                let ends = (Arc::clone(&end), Arc::clone(&budget));
                actix_web::rt::spawn(pass(browser, portal, ends));
            }
        });
        Self {
            address,
            is_whole,
            left,
        }
    }

    /// Cuts it when the browser has sent so many more bytes.
    pub fn cut_after(&self, bytes: u64) {
        self.left.store(bytes, Ordering::Relaxed);
    }

    /// Cuts it.
    pub fn cut(&self) {
        self.is_whole.send_replace(false);
    }

    /// Mends it.
    pub fn mend(&self) {
        self.left.store(u64::MAX, Ordering::Relaxed);
        self.is_whole.send_replace(true);
    }
}

type Ends = (Arc<watch::Sender<bool>>, Arc<AtomicU64>);

async fn pass(browser: TcpStream, portal: SocketAddr, (end, left): Ends) {
    let mut is_whole = end.subscribe();
    if !*is_whole.borrow() {
        return;
    }
    let Ok(server) = TcpStream::connect(portal).await else {
        return;
    };
    let (mut from_browser, mut to_browser) = browser.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let up = async {
        if send(&mut from_browser, &mut to_server, &left).await {
            end.send_replace(false);
        }
    };
    let both = async { tokio::join!(copy(&mut from_server, &mut to_browser), up) };
    tokio::select! {
        _ = both => {}
        _ = is_whole.wait_for(|is_whole| !is_whole) => {}
    }
}

/// Passes on what the browser sends; whether it has sent as much as it may.
async fn send(
    browser: &mut (impl AsyncRead + Unpin),
    server: &mut (impl AsyncWrite + Unpin),
    left: &AtomicU64,
) -> bool {
    let mut part = vec![0; 16 * 1024];
    loop {
        let Ok(length @ 1..) = browser.read(&mut part).await else {
            let _ = server.shutdown().await;
            return false;
        };
        let bytes = u64::try_from(length).unwrap();
        let before = left.load(Ordering::Relaxed);
        if before < bytes {
            return true;
        }
        if before < u64::MAX {
            left.fetch_sub(bytes, Ordering::Relaxed);
        }
        if server.write_all(&part[..length]).await.is_err() {
            return false;
        }
    }
}
