//! Mails: plain text, sent by a job after the transaction that asked for them.

use std::path::PathBuf;
use std::sync::Arc;

use lettre::message::header::ContentType;
use lettre::{AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use serde::{Deserialize, Serialize};

/// A mail to send. Its subject holds no confidential word: mailboxes show it to anyone near a screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// The address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// Where mails go.
#[derive(Clone)]
pub struct Mailer {
    sender: Arc<str>,
    transport: Transport,
}

#[derive(Clone)]
enum Transport {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(AsyncFileTransport<Tokio1Executor>),
}

impl Mailer {
    /// Sends through a server: `smtp://user:password@host:port`, `smtps://…`.
    pub fn smtp(sender: &str, url: &str) -> Result<Self, String> {
        let transport =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|error| error.to_string())?.build();
        Ok(Self { sender: sender.into(), transport: Transport::Smtp(transport) })
    }

    /// Writes each mail as a file: the demonstration and the tests.
    pub fn folder(sender: &str, folder: PathBuf) -> std::io::Result<Self> {
        std::fs::create_dir_all(&folder)?;
        Ok(Self { sender: sender.into(), transport: Transport::Folder(AsyncFileTransport::new(folder)) })
    }

    /// Sends a mail. The error is a sentence for the administrator.
    pub async fn send(&self, mail: &Mail) -> Result<(), String> {
        let message = Message::builder()
            .from(self.sender.parse().map_err(|error| format!("the sender's address: {error}"))?)
            .to(mail.to.parse().map_err(|error| format!("the address: {error}"))?)
            .subject(&mail.subject)
            .header(ContentType::TEXT_PLAIN)
            .body(mail.body.clone())
            .map_err(|error| error.to_string())?;
        match &self.transport {
            Transport::Smtp(smtp) => smtp.send(message).await.map(drop).map_err(|error| error.to_string()),
            Transport::Folder(folder) => {
                folder.send(message).await.map(drop).map_err(|error| error.to_string())
            }
        }
    }
}
