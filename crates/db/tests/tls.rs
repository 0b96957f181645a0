//! The way to a database server elsewhere: encrypted, and only to the one that was meant.
//!
//! The server here speaks the beginning of PostgreSQL's protocol and TLS, which is all there is to see.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a failing test is reported by its panic")]

use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use rustls::{ServerConfig, ServerConnection};
use securecart_db::{DatabaseConfig, OpenError, connect};

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join("tls").join(name)
}

/// What the server says to a client that asks for TLS.
enum Answer {
    Handshake,
    Refuse,
}

/// Serves one client. The result is whether the client finished the handshake, or what came instead.
fn server(answer: Answer) -> (u16, JoinHandle<Result<(), String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let serve = move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = [0; 8];
        stream.read_exact(&mut request).map_err(|error| error.to_string())?;
        assert_eq!(request, [0, 0, 0, 8, 4, 210, 22, 47], "PostgreSQL's SSLRequest");
        if matches!(answer, Answer::Refuse) {
            stream.write_all(b"N").unwrap();
            let mut rest = Vec::new();
            stream.read_to_end(&mut rest).unwrap();
            return if rest.is_empty() { Ok(()) } else { Err("it went on in plain text".to_owned()) };
        }
        stream.write_all(b"S").unwrap();
        let mut tls = ServerConnection::new(tls_config()).unwrap();
        while tls.is_handshaking() {
            tls.complete_io(&mut stream).map_err(|error| error.to_string())?;
        }
        Ok(())
    };
    (port, thread::spawn(serve))
}

fn tls_config() -> Arc<ServerConfig> {
    let open = |name| BufReader::new(File::open(fixture(name)).unwrap());
    let certificates = rustls_pemfile::certs(&mut open("server.pem")).map(Result::unwrap).collect();
    let key = rustls_pemfile::private_key(&mut open("server-key.pem")).unwrap().unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    Arc::new(config.with_no_client_auth().with_single_cert(certificates, key).unwrap())
}

/// Connects to a server at this host name; tells what the server saw, and why the client gave up.
async fn meet(host: &str, options: &str, answer: Answer) -> (Result<(), String>, String) {
    let (port, server) = server(answer);
    let url = format!("postgres://shop@{host}:{port}/shop?sslmode=verify-full{options}");
    let connected = connect(&DatabaseConfig::new(url)).await;
    let error = connected.err().expect("nothing there speaks PostgreSQL to the end");
    let seen = tokio::task::spawn_blocking(|| server.join().unwrap()).await.unwrap();
    (seen, format!("{error:?}"))
}

fn trusting() -> String {
    format!("&sslrootcert={}", fixture("authority.pem").display())
}

#[tokio::test]
async fn a_server_whose_authority_is_trusted_is_talked_to() {
    let (seen, _) = meet("localhost", &trusting(), Answer::Handshake).await;
    assert_eq!(seen, Ok(()));
}

#[tokio::test]
async fn a_server_of_an_unknown_authority_is_not_talked_to() {
    let (seen, error) = meet("localhost", "", Answer::Handshake).await;
    assert!(seen.is_err() && error.contains("UnknownIssuer"), "{error}");
}

#[tokio::test]
async fn a_server_with_a_certificate_for_another_name_is_not_talked_to() {
    let (seen, error) = meet("127.0.0.1", &trusting(), Answer::Handshake).await;
    assert!(seen.is_err() && error.contains("NotValidForName"), "{error}");
}

#[tokio::test]
async fn a_server_without_tls_hears_nothing_more() {
    let (seen, _) = meet("localhost", &trusting(), Answer::Refuse).await;
    assert_eq!(seen, Ok(()));
}

#[tokio::test]
async fn certificates_that_cannot_be_read_are_told_before_anything_connects() {
    for name in ["missing.pem", "README.md"] {
        let url = format!("postgres://shop@db.example.com/shop?sslrootcert={}", fixture(name).display());
        let error = securecart_db::Db::open(&DatabaseConfig::new(url)).unwrap_err();
        assert!(matches!(error, OpenError::Tls(_)) && error.to_string().contains(name), "{error}");
    }
}
