//! The app: its middleware around its routes, the same for `serve` and for tests.

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::Data;
use actix_web::{App, HttpServer};

use super::routes::Routes;
use super::state::Portal;
use super::{failure, headers, nul, request_number};

/// How long requests under way may take when the program is asked to stop.
const STOP_SECONDS: u64 = 10;

/// A head that has not arrived after so long never will.
const HEAD_PATIENCE: Duration = Duration::from_secs(10);

/// The portal on a listening socket, and where it listens.
///
/// # Errors
/// When the socket is of no use.
pub fn serve(portal: Data<Portal>, listener: TcpListener) -> std::io::Result<(Server, SocketAddr)> {
    let address = listener.local_addr()?;
    let server = HttpServer::new(move || {
        // The last one wrapped is the first to see a request: headers stand on whatever comes out,
        // errors of the compressor included.
        App::new()
            .app_data(portal.clone())
            .wrap(Compress::default())
            .wrap(from_fn(nul::refuse))
            .wrap(from_fn(failure::render))
            .wrap(from_fn(request_number::number))
            .wrap(from_fn(headers::secure))
            .configure(|config| Routes::all().configure(config))
    })
    .client_request_timeout(HEAD_PATIENCE)
    .shutdown_timeout(STOP_SECONDS)
    .listen(listener)?
    .run();
    Ok((server, address))
}
