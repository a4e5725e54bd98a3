//! Files that a browser saves instead of showing.

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
    fn a_name_cannot_leave_its_header() {
        assert_eq!(
            disposition("Écluse \"a\";\r\nx.pdf"),
            "attachment; filename=\"_cluse _a____x.pdf\"; filename*=UTF-8''%C3%89cluse%20%22a%22%3B%0D%0Ax.pdf"
        );
    }
}
