//! The registers that number organisations, as a table, and what a number of each must be. The SIREN is an organisation's
//! own field; the others stand beside it, several at once.

/// A register.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    /// Its key: that of org-id.guide where it lists the register.
    pub key: &'static str,
    /// What is wrong with a number, as a message key; its letters and digits only.
    check: fn(&str) -> Option<&'static str>,
}

/// Every register known by name. Others are entered under `XX-OTHER`, as they are written.
pub const SCHEMES: &[Scheme] = &[
    Scheme { key: "FR-SIRET", check: siret_fault },
    Scheme { key: "FR-RNA", check: rna_fault },
    Scheme { key: "XI-LEI", check: lei_fault },
    Scheme { key: "XI-VAT", check: vat_fault },
    Scheme { key: "XI-ROR", check: ror_fault },
    Scheme { key: "BE-BCE_KBO", check: belgian_fault },
    Scheme { key: "CH-UID", check: swiss_fault },
    Scheme { key: "DE-CR", check: any },
    Scheme { key: "GB-COH", check: companies_house_fault },
    Scheme { key: "MA-ICE", check: moroccan_fault },
    Scheme { key: "SN-NINEA", check: any },
    Scheme { key: "TN-RNE", check: any },
    Scheme { key: "US-EIN", check: american_fault },
    Scheme { key: "XX-OTHER", check: any },
];

/// La Poste numbers its establishments before the Luhn key existed.
const LA_POSTE: &str = "356000000";

/// Its head office follows the key all the same.
const LA_POSTE_SEAT: &str = "35600000000048";

/// The register that bears this key.
pub fn scheme(key: &str) -> Option<&'static Scheme> {
    SCHEMES.iter().find(|scheme| scheme.key == key)
}

/// A number as it is kept: letters and digits only, in capitals. What a register of ours does not know is kept as written.
pub fn plain(scheme: &Scheme, typed: &str) -> String {
    let clean = |c: &char| c.is_ascii_alphanumeric();
    match scheme.key {
        "XX-OTHER" | "DE-CR" => platform::text::tidy(typed),
        "XI-ROR" => typed.trim().trim_start_matches("https://ror.org/").to_ascii_lowercase(),
        _ => typed.chars().filter(clean).collect::<String>().to_ascii_uppercase(),
    }
}

/// What is wrong with a number, as [`plain`] leaves it.
pub fn fault(scheme: &Scheme, value: &str) -> Option<&'static str> {
    match value.chars().count() {
        0 => Some("error-required"),
        41.. => Some("error-too-long"),
        _ => (scheme.check)(value),
    }
}

fn any(_: &str) -> Option<&'static str> {
    None
}

fn digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn wrong(right: bool, fault: &'static str) -> Option<&'static str> {
    (!right).then_some(fault)
}

/// What is wrong with a SIREN, as a message key; nothing when it is right.
pub fn siren_fault(siren: &str) -> Option<&'static str> {
    if !digits(siren) {
        return Some("error-siren-digits");
    }
    match siren.len() {
        9 => wrong(siren == LA_POSTE || luhn(siren), "error-siren-key"),
        _ => Some("error-siren-length"),
    }
}

/// A SIRET is a SIREN and five digits, with a key of its own; those of La Poste add up to a multiple of five, except its head
/// office.
fn siret_fault(siret: &str) -> Option<&'static str> {
    if !digits(siret) {
        return Some("error-siret-digits");
    }
    if siret.len() != 14 {
        return Some("error-siret-length");
    }
    if siren_fault(&siret[..9]).is_some() {
        return Some("error-siret-siren");
    }
    let sum: u32 = siret.bytes().map(|byte| u32::from(byte - b'0')).sum();
    let right = match &siret[..9] {
        LA_POSTE => siret == LA_POSTE_SEAT || sum.is_multiple_of(5),
        _ => luhn(siret),
    };
    wrong(right, "error-siret-key")
}

/// The key of ISO/IEC 7812, from the right.
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0');
            let weighed = if place % 2 == 1 { digit * 2 } else { digit };
            weighed / 10 + weighed % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

/// *Répertoire national des associations*: a W and nine digits.
fn rna_fault(rna: &str) -> Option<&'static str> {
    wrong(rna.len() == 10 && rna.starts_with('W') && digits(&rna[1..]), "error-rna")
}

/// ISO 17442: eighteen letters or digits and two digits, the whole being one modulo 97 (ISO 7064).
fn lei_fault(lei: &str) -> Option<&'static str> {
    let shape = lei.len() == 20 && digits(&lei[18..]);
    wrong(shape && modulo_97(lei) == 1, "error-lei")
}

/// The remainder by 97, letters counting from 10 for A.
fn modulo_97(text: &str) -> u32 {
    text.chars().filter_map(|c| c.to_digit(36)).fold(0, |rest, value| {
        let shift = if value > 9 { 100 } else { 10 };
        (rest * shift + value) % 97
    })
}

/// A VAT number begins with its country; that of France holds a SIREN and its key.
fn vat_fault(vat: &str) -> Option<&'static str> {
    let shape = (4..=14).contains(&vat.len()) && vat.bytes().take(2).all(|byte| byte.is_ascii_uppercase());
    if !shape {
        return Some("error-vat");
    }
    let french = vat.strip_prefix("FR")?;
    let right = french.len() == 11
        && digits(french)
        && siren_fault(&french[2..]).is_none()
        && french[..2].parse() == french[2..].parse::<u64>().map(|siren| (12 + 3 * (siren % 97)) % 97);
    wrong(right, "error-vat-french")
}

/// Research organisations: a zero, six letters or digits, two digits.
fn ror_fault(ror: &str) -> Option<&'static str> {
    let shape =
        ror.len() == 9 && ror.starts_with('0') && ror.bytes().all(|byte| byte.is_ascii_alphanumeric());
    wrong(shape && digits(&ror[7..]), "error-ror")
}

/// Ten digits, the last two being 97 less the remainder of the others.
fn belgian_fault(number: &str) -> Option<&'static str> {
    let right = number.len() == 10
        && digits(number)
        && number[..8].parse::<u32>().is_ok_and(|head| number[8..].parse() == Ok(97 - head % 97));
    wrong(right, "error-belgian")
}

/// CHE and nine digits, the last a key by weights 5 4 3 2 7 6 5 4 modulo 11.
fn swiss_fault(uid: &str) -> Option<&'static str> {
    const WEIGHTS: [u32; 8] = [5, 4, 3, 2, 7, 6, 5, 4];
    let right = uid.strip_prefix("CHE").is_some_and(|number| {
        number.len() == 9 && digits(number) && {
            let value = |byte: u8| u32::from(byte - b'0');
            let sum: u32 = number.bytes().zip(WEIGHTS).map(|(byte, weight)| value(byte) * weight).sum();
            number.bytes().last().map(value) == Some((11 - sum % 11) % 11)
        }
    });
    wrong(right, "error-swiss")
}

fn companies_house_fault(number: &str) -> Option<&'static str> {
    wrong(number.len() == 8 && digits(&number[2..]), "error-companies-house")
}

fn moroccan_fault(number: &str) -> Option<&'static str> {
    wrong(number.len() == 15 && digits(number), "error-moroccan")
}

fn american_fault(number: &str) -> Option<&'static str> {
    wrong(number.len() == 9 && digits(number), "error-american")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_siren_has_nine_digits_and_a_key() {
        for (siren, fault) in [
            ("552100554", None),
            ("356000000", None),
            ("55210055", Some("error-siren-length")),
            ("552100555", Some("error-siren-key")),
            ("55210055A", Some("error-siren-digits")),
        ] {
            assert_eq!(siren_fault(siren), fault, "{siren}");
        }
    }

    /// The numbers are those of the registers' own documentation, or of public bodies.
    #[test]
    fn each_register_has_its_key() {
        for (key, typed, expected) in [
            ("FR-SIRET", "552 100 554 00013", None),
            ("FR-SIRET", "55210055400014", Some("error-siret-key")),
            ("FR-SIRET", "5521005540001", Some("error-siret-length")),
            ("FR-SIRET", "55210055A00013", Some("error-siret-digits")),
            ("FR-SIRET", "12345678900011", Some("error-siret-siren")),
            // La Poste: its head office by Luhn, its establishments by their sum.
            ("FR-SIRET", "35600000000048", None),
            ("FR-SIRET", "35600000049837", None),
            ("FR-SIRET", "35600000049838", Some("error-siret-key")),
            ("FR-RNA", "W751004076", None),
            ("FR-RNA", "751004076", Some("error-rna")),
            ("XI-LEI", "529900T8BM49AURSDO55", None),
            ("XI-LEI", "529900T8BM49AURSDO56", Some("error-lei")),
            ("XI-LEI", "529900T8BM49AURSDO5", Some("error-lei")),
            ("XI-VAT", "FR 83 404 833 048", None),
            ("XI-VAT", "FR 84 404 833 048", Some("error-vat-french")),
            ("XI-VAT", "DE 123456789", None),
            ("XI-VAT", "12", Some("error-vat")),
            ("XI-ROR", "https://ror.org/05f950310", None),
            ("XI-ROR", "5f950310", Some("error-ror")),
            ("BE-BCE_KBO", "0202.239.951", None),
            ("BE-BCE_KBO", "0202.239.952", Some("error-belgian")),
            ("CH-UID", "CHE-116.281.710", None),
            ("CH-UID", "CHE-116.281.711", Some("error-swiss")),
            ("GB-COH", "SC123456", None),
            ("GB-COH", "1234", Some("error-companies-house")),
            ("MA-ICE", "001525713000038", None),
            ("MA-ICE", "1525713000038", Some("error-moroccan")),
            ("US-EIN", "12-3456789", None),
            ("XX-OTHER", " Amtsgericht  Bonn HRB 1 ", None),
            ("XX-OTHER", "   ", Some("error-required")),
        ] {
            let known = scheme(key).unwrap();
            assert_eq!(fault(known, &plain(known, typed)), expected, "{key} {typed}");
        }
    }

    #[test]
    fn a_number_is_kept_plain() {
        let kept = |key, typed| plain(scheme(key).unwrap(), typed);
        assert_eq!(kept("FR-SIRET", "552 100 554\u{a0}00013"), "55210055400013");
        assert_eq!(kept("XX-OTHER", " HRB  1 "), "HRB 1");
        assert_eq!(kept("XI-ROR", "https://ror.org/05F950310"), "05f950310");
    }
}
