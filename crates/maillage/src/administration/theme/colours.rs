//! Whether an accent colour is read wherever the stylesheet puts it. The grounds and the mixtures are those of the tokens of
//! `assets/css/maillage.css`, which a test compares; ratios are those of WCAG 2.2 (1.4.3), mixtures those of CSS Color 5 in
//! Oklab (Björn Ottosson, 2020).

use std::fmt;

/// The least ratio of a text to its ground, level AA.
pub const LEAST: f64 = 4.5;

/// A colour of a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

impl Colour {
    /// `#0b6470`, `0B6470` or `#0bf`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits: Vec<u8> = text
            .strip_prefix('#')
            .unwrap_or(text)
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok()))
            .collect::<Option<_>>()?;
        let pairs: Vec<u8> = match digits.len() {
            3 => digits.iter().map(|digit| digit * 17).collect(),
            6 => digits.chunks(2).map(|pair| pair.iter().fold(0, |all, digit| all * 16 + digit)).collect(),
            _ => return None,
        };
        pairs.try_into().ok().map(Self)
    }

    /// Relative luminance, from 0 to 1.
    fn luminance(self) -> f64 {
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn linear(self) -> [f64; 3] {
        self.0.map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// So much of this, in hundredths, and the rest of another.
    fn mixed(self, hundredths: f64, other: Self) -> Self {
        let (part, own, rest) = (hundredths / 100.0, Oklab::of(self), Oklab::of(other));
        let between = |a: f64, b: f64| a * part + b * (1.0 - part);
        Oklab { l: between(own.l, rest.l), a: between(own.a, rest.a), b: between(own.b, rest.b) }.clipped()
    }
}

/// The ratio of two colours, from 1 to 21.
pub fn ratio(one: Colour, other: Colour) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[derive(Clone, Copy)]
struct Oklab {
    l: f64,
    a: f64,
    b: f64,
}

impl Oklab {
    fn of(colour: Colour) -> Self {
        let [red, green, blue] = colour.linear();
        let l = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let m = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let s = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        Self {
            l: 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            a: 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            b: 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        }
    }

    /// The three channels, which are beyond 0 to 1 when no screen shows the colour.
    fn channels(self) -> [f64; 3] {
        let l = (self.l + 0.396_337_777_4 * self.a + 0.215_803_757_3 * self.b).powi(3);
        let m = (self.l - 0.105_561_345_8 * self.a - 0.063_854_172_8 * self.b).powi(3);
        let s = (self.l - 0.089_484_177_5 * self.a - 1.291_485_548_0 * self.b).powi(3);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ]
        .map(|value| if value <= 0.003_130_8 { 12.92 * value } else { 1.055 * value.powf(1.0 / 2.4) - 0.055 })
    }

    fn clipped(self) -> Colour {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
        let byte = |value: f64| (value.clamp(0.0, 1.0) * 255.0).round() as u8;
        Colour(self.channels().map(byte))
    }

    /// Of this lightness and hue, as vivid as this at most and as a screen can show.
    fn lit(self, lightness: f64) -> Colour {
        let at = |vivid: f64| Self { l: lightness, a: self.a * vivid, b: self.b * vivid };
        let shown = |lab: &Self| lab.channels().iter().all(|value| (-0.002..=1.002).contains(value));
        (0..=50).map(|step| at(1.0 - f64::from(step) / 50.0)).find(shown).unwrap_or(at(0.0)).clipped()
    }
}

/// Where a text is put with the accent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// White on a button.
    Button,
    /// A link on the light ground that is nearest to it.
    SunkenLight,
    /// A tag, light.
    TagLight,
    /// Dark on a button, dark.
    ButtonDark,
    /// A link on the dark ground that is nearest to it.
    SunkenDark,
    /// A tag, dark.
    TagDark,
}

impl Place {
    /// The key of the message that refuses a colour for this place.
    pub fn key(self) -> &'static str {
        match self {
            Self::Button => "error-contrast-button",
            Self::SunkenLight => "error-contrast-sunken-light",
            Self::TagLight => "error-contrast-tag-light",
            Self::ButtonDark => "error-contrast-button-dark",
            Self::SunkenDark => "error-contrast-sunken-dark",
            Self::TagDark => "error-contrast-tag-dark",
        }
    }
}

/// A colour that is not read somewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Poor {
    /// Where it is worst.
    pub place: Place,
    /// Its ratio there.
    pub ratio: f64,
}

impl Poor {
    /// The units and the tenths of the ratio, cut and not rounded: 4.46 is not told as 4.5, which would pass.
    pub fn said(&self) -> (String, String) {
        let cut = format!("{:.1}", (self.ratio * 10.0).floor() / 10.0);
        let (units, tenths) = cut.split_once('.').unwrap_or((&cut, "0"));
        (units.to_owned(), tenths.to_owned())
    }
}

const WHITE: Colour = Colour([0xff; 3]);
const BLACK: Colour = Colour([0; 3]);
/// `--m-surface`, dark.
const SURFACE_DARK: Colour = Colour([0x16, 0x1d, 0x20]);
/// `--m-bg` and `--m-sunken`, light: white is lighter than both.
const GROUNDS_LIGHT: [Colour; 2] = [Colour([0xf3, 0xf5, 0xf5]), Colour([0xed, 0xf1, 0xf1])];
/// `--m-bg`, `--m-surface` and `--m-sunken`, dark.
const GROUNDS_DARK: [Colour; 3] = [Colour([0x0f, 0x15, 0x17]), SURFACE_DARK, Colour([0x1e, 0x28, 0x2c])];
/// `--m-on-accent`, dark.
const ON_ACCENT_DARK: Colour = Colour([0x0b, 0x14, 0x16]);
/// `--m-accent-base`.
pub const DEFAULT: Colour = Colour([0x0b, 0x64, 0x70]);

/// Every text that the stylesheet writes with the accent or on it, and its ratio, in light and in dark.
fn texts(base: Colour) -> Vec<(Place, f64)> {
    let soft = base.mixed(10.0, WHITE);
    let (dark, dark_soft) = (base.mixed(48.0, WHITE), base.mixed(30.0, SURFACE_DARK));
    let mut all = vec![
        (Place::Button, ratio(WHITE, base)),
        (Place::TagLight, ratio(base, soft)),
        (Place::TagLight, ratio(base.mixed(80.0, BLACK), soft)),
        (Place::ButtonDark, ratio(ON_ACCENT_DARK, dark)),
        (Place::TagDark, ratio(dark, dark_soft)),
        (Place::TagDark, ratio(base.mixed(30.0, WHITE), dark_soft)),
    ];
    all.extend(GROUNDS_LIGHT.map(|ground| (Place::SunkenLight, ratio(base, ground))));
    all.extend(GROUNDS_DARK.map(|ground| (Place::SunkenDark, ratio(dark, ground))));
    all
}

/// Whether the accent is read wherever it is put; where it is worst if not.
pub fn legible(base: Colour) -> Result<(), Poor> {
    let worst = texts(base).into_iter().min_by(|a, b| a.1.total_cmp(&b.1));
    match worst {
        Some((place, ratio)) if ratio < LEAST => Err(Poor { place, ratio }),
        _ => Ok(()),
    }
}

/// The colour of the same hue that is read everywhere and whose lightness is nearest.
pub fn nearest(base: Colour) -> Colour {
    let lab = Oklab::of(base);
    (0..=400_u32)
        .flat_map(|step| [-1.0, 1.0].map(|way| lab.l + way * f64::from(step) / 400.0))
        .filter(|lightness| (0.0..=1.0).contains(lightness))
        .map(|lightness| lab.lit(lightness))
        .find(|colour| legible(*colour).is_ok())
        .unwrap_or(DEFAULT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_people_write_them() {
        for (text, read) in [
            ("#0b6470", Some("#0b6470")),
            (" 0B6470 ", Some("#0b6470")),
            ("#fa0", Some("#ffaa00")),
            ("rouge", None),
            ("#12345", None),
            ("", None),
            ("#0b6470;}body{", None),
        ] {
            assert_eq!(Colour::parse(text).map(|colour| colour.to_string()).as_deref(), read, "{text}");
        }
    }

    /// Ratios published with WCAG's own formula: black on white, #767676 as the lightest grey that passes on white.
    #[test]
    fn ratios_are_those_of_wcag() {
        assert!((ratio(BLACK, WHITE) - 21.0).abs() < 1e-9);
        assert!((ratio(WHITE, Colour([0x76; 3])) - 4.54).abs() < 0.005);
        assert!((ratio(WHITE, Colour([0x77; 3])) - 4.48).abs() < 0.005);
    }

    #[test]
    fn oklab_goes_and_comes_back() {
        for colour in [DEFAULT, WHITE, BLACK, Colour([255, 0, 0]), Colour([12, 200, 90])] {
            assert_eq!(Oklab::of(colour).clipped(), colour);
            assert_eq!(colour.mixed(100.0, WHITE), colour);
        }
    }

    #[test]
    fn the_programs_own_colour_passes_and_extremes_do_not() {
        assert_eq!(legible(DEFAULT), Ok(()));
        assert_eq!(nearest(DEFAULT), DEFAULT);
        assert_eq!(legible(Colour([0xff, 0xcc, 0])).unwrap_err().place, Place::SunkenLight);
        assert!(legible(WHITE).is_err() && legible(BLACK).is_err());
        assert_eq!(Poor { place: Place::Button, ratio: 4.499 }.said(), ("4".into(), "4".into()));
    }

    #[test]
    fn every_colour_has_a_nearest_that_passes_and_keeps_its_hue() {
        let steps = [0, 51, 102, 153, 204, 255];
        for r in steps {
            for g in steps {
                for b in steps {
                    let (asked, near) = (Colour([r, g, b]), nearest(Colour([r, g, b])));
                    assert_eq!(legible(near), Ok(()), "{asked}");
                    let (one, other) = (Oklab::of(asked), Oklab::of(near));
                    let vivid = |lab: Oklab| lab.a.hypot(lab.b);
                    if vivid(one) > 0.05 && vivid(other) > 0.05 {
                        let turn = (one.a * other.a + one.b * other.b) / (vivid(one) * vivid(other));
                        assert!(turn > 0.97, "{asked} became {near}");
                    }
                }
            }
        }
    }

    /// The grounds and the mixtures written here are those of the stylesheet.
    #[test]
    fn the_tokens_are_those_of_the_stylesheet() {
        let css = include_str!("../../../../../assets/css/maillage.css");
        for token in [
            "--m-accent-base: #0b6470;",
            "--m-accent: light-dark(var(--m-accent-base), color-mix(in oklab, var(--m-accent-base) 48%, white));",
            "--m-accent-strong: light-dark(color-mix(in oklab, var(--m-accent-base) 80%, black), color-mix(in oklab, var(--m-accent-base) 30%, white));",
            "--m-accent-soft: light-dark(color-mix(in oklab, var(--m-accent-base) 10%, white), color-mix(in oklab, var(--m-accent-base) 30%, #161d20));",
            "--m-on-accent: light-dark(#fff, #0b1416);",
            "--m-bg: light-dark(#f3f5f5, #0f1517);",
            "--m-surface: light-dark(#fff, #161d20);",
            "--m-sunken: light-dark(#edf1f1, #1e282c);",
        ] {
            assert!(css.contains(token), "{token} changed: change the check with it");
        }
    }
}
