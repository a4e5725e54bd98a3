//! What a file is, by its first bytes. What the sender says of it is not believed: its name must agree.

/// How many of the first bytes are looked at.
pub const HEAD: usize = 8 * 1024;

/// A kind of file that is known by its first bytes, and the ends of names that it goes by.
struct Known {
    kind: &'static str,
    ends: &'static [&'static str],
}

const KNOWN: &[Known] = &[
    Known { kind: "application/pdf", ends: &["pdf"] },
    Known { kind: "image/png", ends: &["png"] },
    Known { kind: "image/jpeg", ends: &["jpg", "jpeg"] },
    Known { kind: "image/gif", ends: &["gif"] },
    Known { kind: "image/webp", ends: &["webp"] },
    Known { kind: "image/tiff", ends: &["tif", "tiff"] },
    Known { kind: "application/zip", ends: &["zip"] },
    Known { kind: "application/gzip", ends: &["gz", "tgz"] },
    Known {
        kind: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ends: &["docx"],
    },
    Known { kind: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ends: &["xlsx"] },
    Known {
        kind: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ends: &["pptx"],
    },
    Known { kind: "application/vnd.oasis.opendocument.text", ends: &["odt"] },
    Known { kind: "application/vnd.oasis.opendocument.spreadsheet", ends: &["ods"] },
    Known { kind: "application/vnd.oasis.opendocument.presentation", ends: &["odp"] },
    Known { kind: "application/msword", ends: &["doc"] },
    Known { kind: "application/vnd.ms-excel", ends: &["xls"] },
    Known { kind: "application/vnd.ms-powerpoint", ends: &["ppt"] },
    Known { kind: "application/rtf", ends: &["rtf"] },
    Known { kind: "video/mp4", ends: &["mp4", "m4v"] },
    Known { kind: "audio/mpeg", ends: &["mp3"] },
];

/// A package of these may be told no further than what carries it: some writers begin with another part.
const CARRIERS: &[(&str, &[&str])] = &[
    ("application/zip", &["docx", "xlsx", "pptx", "odt", "ods", "odp"]),
    ("application/x-ole-storage", &["doc", "xls", "ppt", "msg"]),
];

/// What is not known, and not text.
pub const BYTES: &str = "application/octet-stream";
/// What reads as text, whatever it means: never served as what a browser runs.
pub const TEXT: &str = "text/plain";

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A program: nobody attaches one to a record, save to have it run.
    Program,
    /// The name says one kind, the bytes another.
    Lying {
        /// What the bytes are.
        kind: &'static str,
    },
}

/// What a file of this name is, by its first bytes.
pub fn kind(name: &str, head: &[u8]) -> Result<&'static str, Refused> {
    let end = name.rsplit_once('.').map(|(_, end)| end.to_lowercase()).unwrap_or_default();
    let found = infer::get(head);
    if found.is_some_and(|found| found.matcher_type() == infer::MatcherType::App && runs(found.mime_type()))
        || head.starts_with(b"#!")
    {
        return Err(Refused::Program);
    }
    let found = found.map(|found| found.mime_type());
    let known = found.and_then(|found| KNOWN.iter().find(|known| known.kind == found));
    let claimed = KNOWN.iter().find(|known| known.ends.contains(&end.as_str()));
    let carried = found.is_some_and(|found| {
        CARRIERS.iter().any(|(carrier, ends)| *carrier == found && ends.contains(&end.as_str()))
    });
    match (known, claimed) {
        (_, Some(claimed)) if carried => Ok(claimed.kind),
        (Some(known), Some(claimed)) if known.kind == claimed.kind => Ok(known.kind),
        // A name that says nothing known is believed for what it is: only its bytes speak.
        (Some(known), None) if end.is_empty() => Ok(known.kind),
        (Some(known), _) => Err(Refused::Lying { kind: known.kind }),
        (None, Some(_)) => Err(Refused::Lying { kind: if is_text(head) { TEXT } else { BYTES } }),
        (None, None) if is_text(head) => Ok(TEXT),
        (None, None) => Ok(BYTES),
    }
}

fn runs(kind: &str) -> bool {
    matches!(
        kind,
        "application/x-executable"
            | "application/vnd.microsoft.portable-executable"
            | "application/x-mach-binary"
            | "application/java"
            | "application/wasm"
            | "application/x-msdownload"
    )
}

/// Whether the bytes read as text. The head may cut a letter in two.
fn is_text(head: &[u8]) -> bool {
    let whole = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && head.len() - error.valid_up_to() < 4,
    };
    whole && !head.contains(&0)
}

/// The name of a file as it is kept: no path, no control, not too long, never empty.
pub fn name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !c.is_control() && !BIDI.contains(c)).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = plain.trim_start_matches('.');
    if plain.chars().count() <= LONGEST {
        return if plain.is_empty() { "file".to_owned() } else { plain.to_owned() };
    }
    let end =
        plain.rsplit_once('.').map(|(_, end)| end).filter(|end| end.chars().count() <= 10).unwrap_or("");
    let kept: String = plain.chars().take(LONGEST - 1 - end.chars().count()).collect();
    if end.is_empty() { kept } else { format!("{kept}.{end}") }
}

/// How many letters a name keeps.
const LONGEST: usize = 200;
/// Marks that turn the order of letters, so that `exe.pdf` reads as something else.
const BIDI: [char; 12] = [
    '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}',
    '\u{2067}', '\u{2068}', '\u{2069}', '\u{feff}',
];

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &[u8] = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    const ELF: &[u8] = b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0\0\0\0\0\0\0\0\0\x40\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x40\0\x38\0";

    #[test]
    fn the_bytes_say_what_a_file_is() {
        for (name, head, expected) in [
            ("plan.pdf", PDF, Ok("application/pdf")),
            ("PLAN.PDF", PDF, Ok("application/pdf")),
            ("plan", PDF, Ok("application/pdf")),
            ("photo.png", PNG, Ok("image/png")),
            ("photo.pdf", PNG, Err(Refused::Lying { kind: "image/png" })),
            ("plan.txt", PDF, Err(Refused::Lying { kind: "application/pdf" })),
            ("plan.pdf", b"<html><script>", Err(Refused::Lying { kind: TEXT })),
            ("page.html", b"<html><script>alert(1)</script>", Ok(TEXT)),
            ("notes.csv", "nom;ville\nÉcluse;Arles".as_bytes(), Ok(TEXT)),
            ("tool.pdf", ELF, Err(Refused::Program)),
            ("tool", ELF, Err(Refused::Program)),
            ("run.txt", b"#!/bin/sh\nrm", Err(Refused::Program)),
            ("odd.bin", b"\x01\x02\0\x03", Ok(BYTES)),
            (
                "report.docx",
                b"PK\x03\x04\x14\0\0\0",
                Ok("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            ),
        ] {
            assert_eq!(kind(name, head), expected, "{name}");
        }
    }

    #[test]
    fn text_cut_in_a_letter_is_text() {
        assert_eq!(kind("a.txt", &"é".as_bytes()[..1]), Ok(TEXT));
        assert_eq!(kind("a.txt", b"\xff\xfe\xff\xff\xff"), Ok(BYTES));
    }

    #[test]
    fn a_name_holds_no_path_and_no_trick() {
        assert_eq!(name("C:\\dossiers\\plan.pdf"), "plan.pdf");
        assert_eq!(name("../../etc/passwd"), "passwd");
        assert_eq!(name("a\r\nb\0 \u{202e}fdp.pdf"), "ab fdp.pdf");
        assert_eq!(name(".."), "file");
        let long = name(&format!("{}.pdf", "é".repeat(400)));
        assert!(long.chars().count() == 200 && long.ends_with("é.pdf"));
    }
}
