//! Mail by SMTP.

use lettre::message::{Mailbox, header};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use samverk_web::{BoxFuture, Mail, Postman};
use std::time::Duration;

/// Longest time for one mail.
const SEND_SECONDS_MAX: u64 = 30;

/// Says that a machine wrote it, so that no absence is answered (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl header::Header for AutoSubmitted {
    fn name() -> header::HeaderName {
        header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> header::HeaderValue {
        header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// A mail server.
pub(crate) struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    /// Takes the server's address, `smtp://`, `smtps://`, or `smtp://…?tls=required`.
    pub(crate) fn new(server: &str, from: &str) -> Result<Self, String> {
        let from = from.parse().map_err(|error| format!("--mail-from {from}: {error}"))?;
        // The address may hold a password, so it is not told.
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(server);
        let transport = transport.map_err(|error| format!("--smtp: {error}"))?;
        let transport = transport.timeout(Some(Duration::from_secs(SEND_SECONDS_MAX))).build();
        Ok(Self { transport, from })
    }

    async fn hand_over(&self, mail: &Mail) -> Result<(), String> {
        let told = |error: &dyn std::fmt::Display| error.to_string();
        let to: Mailbox = mail.recipient.parse().map_err(|error| told(&error))?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(&mail.subject)
            // One sent twice, after a crash between sending and noting it,
            // can be told by its id.
            .message_id(Some(format!("<{}@samverk>", mail.id)))
            .header(header::MIME_VERSION_1_0)
            .header(AutoSubmitted)
            .header(header::ContentType::TEXT_PLAIN)
            .body(mail.body.clone())
            .map_err(|error| told(&error))?;
        self.transport.send(message).await.map(drop).map_err(|error| told(&error))
    }
}

impl Postman for Smtp {
    fn send<'a>(&'a self, mail: &'a Mail) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(self.hand_over(mail))
    }
}
