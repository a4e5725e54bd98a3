//! `demo`: everything a visitor needs, in one command.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;

use super::{database, files, refused, say, serve};
use crate::reference::territories;
use crate::settings::Settings;

/// The options of the demonstration.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder of its database and mails; made anew unless `--keep`.
    #[arg(long, default_value = "target/demo")]
    folder: PathBuf,
    /// Go on with the database of the last time.
    #[arg(long)]
    keep: bool,
    /// Without the invented portfolio: what the documents say, and a few projects.
    #[arg(long)]
    brief: bool,
    /// The port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

pub(super) async fn run(arguments: Arguments, mut settings: Settings) -> anyhow::Result<ExitCode> {
    let folder = &arguments.folder;
    if !arguments.keep {
        empty(folder)?;
    }
    std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    settings.demonstration = true;
    settings.listen = format!("127.0.0.1:{}", arguments.port);
    settings.mail_url = format!("folder:{}", folder.join("mails").display());
    if !settings.has_server() {
        settings.database_url = folder.join("demo.db").display().to_string();
    }
    let listener = serve::listen(&settings).await?;
    settings.public_url = format!("http://{}", listener.local_addr()?);
    let database = database(&settings).await?;
    if settings.files_url == Settings::default().files_url {
        settings.files_url = format!("folder:{}", folder.join("files").display());
    }
    // First: cities and locations are looked up among territories as they are written.
    territories::refresh_at_start(&database).await?;
    let loaded = if arguments.brief {
        crate::demo::load(&database).await
    } else {
        crate::demo::load_whole(&database, &files(&settings)?).await
    };
    loaded.map_err(|problem| refused(&settings, &problem))?;
    crate::demo::draw(&database).await.map_err(|problem| refused(&settings, &problem))?;
    say("Démonstration. Un lien de connexion par personne (il sert une fois) :");
    let links = crate::demo::links(&database).await.map_err(|problem| refused(&settings, &problem))?;
    for (name, shows, token) in links {
        say(format!(
            "  {name:<16} {}/sign-in/link/{}\n  {:<16} {shows}",
            settings.public_url,
            token.secret(),
            ""
        ));
    }
    say(format!("Les courriels sont écrits dans {}.", folder.join("mails").display()));
    serve::serve(database, settings, listener, serve::stopping()).await
}

/// Removes the database of the last time: only a folder that holds nothing but a demonstration.
fn empty(folder: &PathBuf) -> anyhow::Result<()> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(()) };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !(name.starts_with("demo.db") || name == "mails" || name == "files") {
            anyhow::bail!("{} holds {name}: choose another --folder", folder.display());
        }
    }
    std::fs::remove_dir_all(folder).with_context(|| format!("{} cannot be emptied", folder.display()))
}
