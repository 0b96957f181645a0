//! A mail server that writes everything down and does as it is told.

use std::{
    path::Path,
    sync::{Arc, Mutex},
};

use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::TlsAcceptor;

/// What the server does.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manners {
    /// Offers STARTTLS.
    pub(crate) starttls: bool,
    /// Takes connections and never says a word.
    pub(crate) silent: bool,
    /// What it says to a recipient.
    pub(crate) recipient: &'static str,
    /// What it says to a mail.
    pub(crate) mail: &'static str,
}

impl Default for Manners {
    fn default() -> Self {
        Self { starttls: false, silent: false, recipient: "250 fine", mail: "250 taken" }
    }
}

/// A mail as it came over the wire.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) recipients: Vec<String>,
    pub(crate) data: String,
    pub(crate) encrypted: bool,
}

/// The running server; it ends with the test's runtime.
#[derive(Clone)]
pub(crate) struct SmtpSink {
    pub(crate) port: u16,
    manners: Arc<Mutex<Manners>>,
    received: Arc<Mutex<Vec<Received>>>,
}

/// The authority that the server's certificate for `localhost` comes from.
pub(crate) fn authority() -> String {
    file("authority.pem")
}

fn file(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/api/support/smtp_tls");
    folder.join(name).to_string_lossy().into_owned()
}

impl SmtpSink {
    pub(crate) async fn start(manners: Manners) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let sink = Self {
            port: listener.local_addr().unwrap().port(),
            manners: Arc::new(Mutex::new(manners)),
            received: Arc::default(),
        };
        let taker = sink.clone();
        actix_web::rt::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let taker = taker.clone();
                actix_web::rt::spawn(async move { drop(taker.serve(stream).await) });
            }
        });
        sink
    }

    /// Behaves like that from now on.
    pub(crate) fn behave(&self, manners: Manners) {
        *self.manners.lock().unwrap() = manners;
    }

    /// Every mail that was taken or refused after its last line.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    fn manners(&self) -> Manners {
        *self.manners.lock().unwrap()
    }

    async fn serve(&self, mut stream: TcpStream) -> std::io::Result<()> {
        if self.manners().silent {
            std::future::pending::<()>().await;
        }
        stream.write_all(b"220 sink\r\n").await?;
        if let Some(stream) = self.talk(stream, false).await? {
            let stream = acceptor().accept(stream).await?;
            self.talk(stream, true).await?;
        }
        Ok(())
    }

    /// Until the client leaves, or asks for TLS: then the stream is given back.
    async fn talk<S>(&self, stream: S, encrypted: bool) -> std::io::Result<Option<S>>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let (mut stream, mut recipients) = (BufReader::new(stream), Vec::new());
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(None);
            }
            let manners = self.manners();
            let command = line.trim_end().to_uppercase();
            let answer = match command.split([' ', ':']).next().unwrap_or_default() {
                "EHLO" if manners.starttls && !encrypted => "250-sink\r\n250 STARTTLS",
                "STARTTLS" => {
                    stream.write_all(b"220 go on\r\n").await?;
                    return Ok(Some(stream.into_inner()));
                }
                "RCPT" => {
                    recipients.push(line.trim_end().to_owned());
                    manners.recipient
                }
                "DATA" => {
                    stream.write_all(b"354 go on\r\n").await?;
                    let data = read_mail(&mut stream).await?;
                    let recipients = std::mem::take(&mut recipients);
                    self.received.lock().unwrap().push(Received { recipients, data, encrypted });
                    manners.mail
                }
                "QUIT" => return Ok(None),
                _ => "250 fine",
            };
            stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
        }
    }
}

async fn read_mail<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> std::io::Result<String> {
    let mut data = String::new();
    while !data.ends_with("\r\n.\r\n") {
        if stream.read_line(&mut data).await? == 0 {
            break;
        }
    }
    Ok(data)
}

fn acceptor() -> TlsAcceptor {
    let chain = vec![CertificateDer::from_pem_file(file("server.pem")).unwrap()];
    let key = PrivateKeyDer::from_pem_file(file("server-key.pem")).unwrap();
    let config = ServerConfig::builder().with_no_client_auth().with_single_cert(chain, key).unwrap();
    TlsAcceptor::from(Arc::new(config))
}
