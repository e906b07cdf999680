//! The wire between a browser and the portal, which a test can cut.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Passes connections on while it is whole; cut, it ends all of them and takes no new one.
pub struct Wire {
    /// `http://127.0.0.1:port`, where the browser goes.
    pub address: String,
    is_whole: Arc<watch::Sender<bool>>,
}

impl Wire {
    /// A whole wire to a portal at `http://127.0.0.1:port`.
    pub async fn to(portal: &str) -> Self {
        let portal: SocketAddr = portal.trim_start_matches("http://").parse().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (is_whole, seen) = watch::channel(true);
        actix_web::rt::spawn(async move {
            while let Ok((browser, _)) = listener.accept().await {
                actix_web::rt::spawn(pass(browser, portal, seen.clone()));
            }
        });
        Self {
            address,
            is_whole: Arc::new(is_whole),
        }
    }

    /// Cuts it.
    pub fn cut(&self) {
        self.is_whole.send_replace(false);
    }

    /// Mends it.
    pub fn mend(&self) {
        self.is_whole.send_replace(true);
    }
}

async fn pass(mut browser: TcpStream, portal: SocketAddr, mut is_whole: watch::Receiver<bool>) {
    if !*is_whole.borrow() {
        return;
    }
    let Ok(mut server) = TcpStream::connect(portal).await else {
        return;
    };
    tokio::select! {
        _ = copy_bidirectional(&mut browser, &mut server) => {}
        _ = is_whole.wait_for(|is_whole| !is_whole) => {}
    }
}
