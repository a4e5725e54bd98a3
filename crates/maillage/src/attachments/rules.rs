//! How a file is named to people and to browsers.

use platform::i18n::Language;

/// A size as people read it: `640 Ko`, `1.2 MB`.
pub fn size(bytes: i64, language: Language) -> String {
    let (units, point) = match language {
        Language::French => (["octets", "Ko", "Mo", "Go"], ","),
        Language::English => (["bytes", "KB", "MB", "GB"], "."),
    };
    let (mut whole, mut tenth, mut unit) = (bytes, 0, 0);
    while whole >= 1000 && unit + 1 < units.len() {
        tenth = whole % 1000 / 100;
        whole /= 1000;
        unit += 1;
    }
    let space = if language == Language::French { '\u{a0}' } else { ' ' };
    if unit >= 2 && whole < 10 && tenth > 0 {
        format!("{whole}{point}{tenth}{space}{}", units[unit])
    } else {
        format!("{whole}{space}{}", units[unit])
    }
}

/// The header by which a browser saves a file instead of showing it, under its own name.
pub fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_graphic() && !"\"\\%;".contains(c) || c == ' ' { c } else { '_' })
        .collect();
    let encode = |byte: u8| match byte {
        b'.' | b'-' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    let encoded: Vec<String> = name.bytes().map(encode).collect();
    let encoded = encoded.concat();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_well() {
        for (bytes, french, english) in [
            (0, "0\u{a0}octets", "0 bytes"),
            (999, "999\u{a0}octets", "999 bytes"),
            (64_300, "64\u{a0}Ko", "64 KB"),
            (1_250_000, "1,2\u{a0}Mo", "1.2 MB"),
            (25_000_000, "25\u{a0}Mo", "25 MB"),
        ] {
            assert_eq!(
                (size(bytes, Language::French), size(bytes, Language::English)),
                (french.into(), english.into())
            );
        }
    }

    #[test]
    fn a_name_cannot_leave_its_header() {
        assert_eq!(
            disposition("Écluse \"a\";\r\nx.pdf"),
            "attachment; filename=\"_cluse _a____x.pdf\"; filename*=UTF-8''%C3%89cluse%20%22a%22%3B%0D%0Ax.pdf"
        );
    }
}
