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
}
