//! Mails: plain text, sent by a job after the transaction that asked for them.

use std::path::PathBuf;
use std::sync::Arc;

use lettre::message::header::{ContentTransferEncoding, ContentType, MIME_VERSION_1_0};
use lettre::message::{Body, Mailbox};
use lettre::{AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::text::hex;

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

impl Mail {
    /// What tells it from any other: each holds a link of its own, or is the same.
    fn digest(&self) -> String {
        let parts = [&self.to, &self.subject, &self.body].into_iter();
        hex(&parts.fold(Sha256::new(), |digest, part| digest.chain_update(part).chain_update([0])).finalize())
    }
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
    /// Whether mails could leave by this address: `folder:PATH`, or that of a server.
    pub fn understands(url: &str) -> bool {
        match url.strip_prefix("folder:") {
            Some(folder) => !folder.is_empty(),
            None => AsyncSmtpTransport::<Tokio1Executor>::from_url(url).is_ok(),
        }
    }

    /// Whether mails could come from this address.
    pub fn may_be_from(sender: &str) -> bool {
        sender.parse::<Mailbox>().is_ok()
    }

    /// Sends through a server: `smtp://user:password@host:port`, `smtps://…`.
    pub fn smtp(sender: &str, url: &str) -> Result<Self, String> {
        let transport =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|error| error.to_string())?.build();
        Ok(Self { sender: sender.into(), transport: Transport::Smtp(transport) })
    }

    /// Writes each mail as a file, in a folder that only its owner opens: its links let in whoever reads them.
    pub fn folder(sender: &str, folder: PathBuf) -> std::io::Result<Self> {
        use std::os::unix::fs::DirBuilderExt;
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder)?;
        Ok(Self { sender: sender.into(), transport: Transport::Folder(AsyncFileTransport::new(folder)) })
    }

    /// Sends a mail. The error is a sentence for the administrator.
    pub async fn send(&self, mail: &Mail) -> Result<(), String> {
        let sender: Mailbox =
            self.sender.parse().map_err(|error| format!("the sender's address: {error}"))?;
        let message = Message::builder()
            .message_id(Some(format!("<{}@{}>", mail.digest(), sender.email.domain())))
            .from(sender)
            .to(mail.to.parse().map_err(|error| format!("the address: {error}"))?)
            .subject(&mail.subject)
            .header(MIME_VERSION_1_0)
            .header(ContentType::TEXT_PLAIN)
            .body(self.body(&mail.body))
            .map_err(|error| error.to_string())?;
        match &self.transport {
            Transport::Smtp(smtp) => smtp.send(message).await.map(drop).map_err(|error| error.to_string()),
            Transport::Folder(folder) => {
                folder.send(message).await.map(drop).map_err(|error| error.to_string())
            }
        }
    }

    /// The text as it travels; in a file as it is read, so that no link is cut at the end of a line.
    fn body(&self, text: &str) -> Body {
        match &self.transport {
            Transport::Smtp(_) => Body::new(text.to_owned()),
            Transport::Folder(_) => {
                Body::dangerous_pre_encoded(text.into(), ContentTransferEncoding::EightBit)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::clock::Clock;
    use crate::id::{Chance, Ids};

    /// Whoever runs an instance without a server of mails takes the link out of the file.
    #[tokio::test]
    async fn a_mail_in_a_file_is_read_as_it_was_written_by_its_owner_alone() {
        let name: crate::Uuid = Ids::new(Clock::machine(), Chance::machine()).next();
        let folder = std::env::temp_dir().join(format!("maillage-mails-{name}"));
        let mailer = Mailer::folder("maillage@example.org", folder.clone()).unwrap();
        let body = format!("Écluse\n\nhttps://maillage.example.org/invitations/{}\n", "x".repeat(80));
        let mail = Mail { to: "ada@example.org".into(), subject: "Écluse".into(), body: body.clone() };
        mailer.send(&mail).await.unwrap();
        let written = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
        let text = std::fs::read_to_string(written).unwrap().replace("\r\n", "\n");
        let mode = std::fs::metadata(&folder).unwrap().permissions().mode();
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(text.contains(&body), "{text}");
        // Without these some servers suspect it, and some readers show its letters as codes.
        assert!(text.contains("MIME-Version: 1.0\n"), "{text}");
        let id = text.lines().find_map(|line| line.strip_prefix("Message-ID: <")).unwrap();
        assert!(id.len() == 64 + "@example.org>".len() && id.ends_with("@example.org>"), "{id}");
        assert_eq!(mode & 0o777, 0o700);
    }
}
