//! A logo is a PNG and nothing else: read piece by piece, and written again with the pieces that draw it only. Whatever else
//! the file carried, a script for instance, is not kept.

use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Crc;
use flate2::read::ZlibDecoder;

/// The largest file, in bytes.
pub const LARGEST: usize = 64 * 1024;
/// The shortest and the longest side, in pixels.
pub const SIDES: [u32; 2] = [16, 1024];

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The pieces that draw: the others are comments, dates and what programs keep for themselves.
const DRAWS: [&[u8; 4]; 8] = [b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"IDAT", b"IEND"];

/// The bytes of a PNG that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture(Vec<u8>);

/// Why a file is not a logo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is heavier than [`LARGEST`].
    Heavy,
    /// It does not begin as a PNG.
    Kind,
    /// It begins as a PNG and does not hold: cut, altered, or followed by something else.
    Broken,
    /// A side is beyond [`SIDES`].
    Size,
}

impl Refusal {
    /// The key of its message.
    pub fn key(self) -> &'static str {
        match self {
            Self::Heavy => "error-logo-heavy",
            Self::Kind => "error-logo-kind",
            Self::Broken => "error-logo-broken",
            Self::Size => "error-logo-size",
        }
    }
}

impl Picture {
    /// In base 64, as forms and the database carry it.
    pub fn base64(&self) -> String {
        STANDARD.encode(&self.0)
    }
}

/// What a form or the database carried; nothing if it is not base 64.
pub fn from_base64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

/// The picture of a file.
pub fn check(file: &[u8]) -> Result<Picture, Refusal> {
    let mut rest = file.strip_prefix(SIGNATURE).ok_or(Refusal::Kind)?;
    if file.len() > LARGEST {
        return Err(Refusal::Heavy);
    }
    let (mut kept, mut packed, mut header) = (SIGNATURE.to_vec(), Vec::new(), None);
    loop {
        let (kind, data, whole, after) = piece(rest).ok_or(Refusal::Broken)?;
        rest = after;
        if header.is_none() {
            header = Some(Header::read(kind, data)?);
        } else if kind == b"IHDR" {
            return Err(Refusal::Broken);
        }
        if kind == b"IDAT" {
            packed.extend_from_slice(data);
        }
        if DRAWS.contains(&kind) {
            kept.extend_from_slice(whole);
        }
        if kind == b"IEND" {
            break;
        }
    }
    let drawn = header.is_some_and(|header| header.filled_by(&packed));
    if rest.is_empty() && drawn { Ok(Picture(kept)) } else { Err(Refusal::Broken) }
}

type Piece<'a> = (&'a [u8; 4], &'a [u8], &'a [u8], &'a [u8]);

/// The first piece: its kind, its data, all of it, and what follows. Its sum is checked.
fn piece(bytes: &[u8]) -> Option<Piece<'_>> {
    let length = usize::try_from(u32::from_be_bytes(*bytes.first_chunk()?)).ok()?;
    let end = length.checked_add(12)?;
    let (whole, after) = bytes.split_at_checked(end)?;
    let kind = whole.get(4..)?.first_chunk()?;
    let (data, sum) = whole.get(8..)?.split_at_checked(length)?;
    let mut crc = Crc::new();
    crc.update(whole.get(4..8 + length)?);
    (u32::from_be_bytes(*sum.first_chunk()?) == crc.sum()).then_some((kind, data, whole, after))
}

/// What the first piece says.
#[derive(Clone, Copy)]
struct Header {
    width: u32,
    height: u32,
    bits: u32,
    interlaced: bool,
}

impl Header {
    fn read(kind: &[u8; 4], data: &[u8]) -> Result<Self, Refusal> {
        let (b"IHDR", &[w1, w2, w3, w4, h1, h2, h3, h4, depth, colour, 0, 0, interlace @ (0 | 1)]) =
            (kind, data)
        else {
            return Err(Refusal::Broken);
        };
        let channels = match (colour, depth) {
            (0, 1 | 2 | 4 | 8 | 16) | (3, 1 | 2 | 4 | 8) => 1,
            (2, 8 | 16) => 3,
            (4, 8 | 16) => 2,
            (6, 8 | 16) => 4,
            _ => return Err(Refusal::Broken),
        };
        let (width, height) = (u32::from_be_bytes([w1, w2, w3, w4]), u32::from_be_bytes([h1, h2, h3, h4]));
        let [least, most] = SIDES;
        if ![width, height].iter().all(|side| (least..=most).contains(side)) {
            return Err(Refusal::Size);
        }
        Ok(Self { width, height, bits: channels * u32::from(depth), interlaced: interlace == 1 })
    }

    /// Whether these packed bytes are its lines, no more than memory bears. An interlaced picture has more lines, shorter: at
    /// least as many bytes.
    fn filled_by(self, packed: &[u8]) -> bool {
        let line = u64::from((self.width * self.bits).div_ceil(8)) + 1;
        let wanted = line * u64::from(self.height);
        let mut unpacked = Vec::new();
        let most = wanted * 2 + 1;
        let read = ZlibDecoder::new(packed).take(most).read_to_end(&mut unpacked);
        let came = unpacked.len() as u64;
        read.is_ok() && if self.interlaced { came >= wanted && came < most } else { came == wanted }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn piece_of(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let mut body = kind.to_vec();
        body.extend_from_slice(data);
        let mut crc = Crc::new();
        crc.update(&body);
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length[..], &body, &crc.sum().to_be_bytes()].concat()
    }

    fn png(width: u32, height: u32, more: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(&vec![0; (width as usize + 1) * height as usize]).unwrap();
        let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
        let packed = packer.finish().unwrap();
        let pieces =
            [piece_of(b"IHDR", &header), more.to_vec(), piece_of(b"IDAT", &packed), piece_of(b"IEND", b"")];
        [SIGNATURE, &pieces.concat()].concat()
    }

    #[test]
    fn a_png_is_kept_without_what_does_not_draw() {
        let plain = png(32, 16, b"");
        assert_eq!(check(&plain).unwrap().0, plain);
        let talkative = png(32, 16, &piece_of(b"tEXt", b"Comment\0<script>alert(1)</script>"));
        assert_eq!(check(&talkative).unwrap().0, plain);
    }

    #[test]
    fn what_is_not_a_whole_png_of_a_fair_size_is_refused() {
        let good = png(32, 32, b"");
        let mut altered = good.clone();
        altered[20] ^= 1;
        let followed = [&good[..], b"<script>alert(1)</script>"].concat();
        let heavy = png(32, 32, &piece_of(b"tEXt", &vec![b'x'; LARGEST]));
        for (file, refusal) in [
            (&b"<svg onload='alert(1)'/>"[..], Refusal::Kind),
            (b"GIF89a", Refusal::Kind),
            (b"", Refusal::Kind),
            (b"\x89PNG\r\n\x1a\n", Refusal::Broken),
            (&good[..good.len() - 1], Refusal::Broken),
            (&altered, Refusal::Broken),
            (&followed, Refusal::Broken),
            (&heavy, Refusal::Heavy),
            (&png(15, 32, b""), Refusal::Size),
            (&png(32, 1025, b""), Refusal::Size),
        ] {
            assert_eq!(check(file).unwrap_err(), refusal);
        }
        let short = [&good[..33], &piece_of(b"IDAT", b"nothing"), &piece_of(b"IEND", b"")[..]].concat();
        assert_eq!(check(&short).unwrap_err(), Refusal::Broken);
    }
}
