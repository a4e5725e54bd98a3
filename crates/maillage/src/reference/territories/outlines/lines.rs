//! Lines on a map: how they are kept as text, and how they are drawn. Pure; coordinates are ten-thousandths of a degree.

use std::fmt::Write;

/// East, north.
pub type Point = (i32, i32);
/// A closed line: its last point is its first.
pub type Ring = Vec<Point>;
/// An outer ring, then its holes.
pub type Polygon = Vec<Ring>;

/// How many to a degree: about eleven metres, finer than the outlines are.
pub const DEGREE: f64 = 10_000.0;

/// West, south, east, north.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Of its westernmost point.
    pub west: i32,
    /// Of its southernmost point.
    pub south: i32,
    /// Of its easternmost point.
    pub east: i32,
    /// Of its northernmost point.
    pub north: i32,
}

impl Bounds {
    /// Those of some points; none when there are none.
    pub fn of(points: impl Iterator<Item = Point>) -> Option<Self> {
        points.fold(None, |bounds: Option<Self>, (east, north)| {
            let point = Self { west: east, south: north, east, north };
            Some(bounds.map_or(point, |bounds| bounds.and(point)))
        })
    }

    /// Those of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }

    /// Its middle: latitude and longitude in degrees.
    pub fn middle(self) -> (f64, f64) {
        let middle = |one: i32, other: i32| f64::midpoint(degrees(one), degrees(other));
        (middle(self.south, self.north), middle(self.west, self.east))
    }

    /// Wider by half of its size on each side, and by a tenth of a degree at least.
    #[must_use]
    pub fn around(self) -> Self {
        let wider = (self.east - self.west).max(self.north - self.south).max(2_000) / 2;
        Self {
            west: self.west - wider,
            south: self.south - wider,
            east: self.east + wider,
            north: self.north + wider,
        }
    }
}

/// Polygons as text: differences from point to point, five bits a character, as in the encoded polylines that maps use.
/// Rings are separated by `;`, polygons by a space; neither is a character of a number.
pub fn pack(polygons: &[Polygon]) -> String {
    let mut text = String::new();
    for (at, polygon) in polygons.iter().enumerate() {
        for (ring_at, ring) in polygon.iter().enumerate() {
            match (at, ring_at) {
                (0, 0) => {}
                (_, 0) => text.push(' '),
                _ => text.push(';'),
            }
            let mut last = (0, 0);
            for point in ring {
                number(&mut text, point.0 - last.0);
                number(&mut text, point.1 - last.1);
                last = *point;
            }
        }
    }
    text
}

fn number(text: &mut String, value: i32) {
    let mut rest = (value.cast_unsigned() << 1) ^ (value >> 31).cast_unsigned();
    while rest >= 0x20 {
        text.push(char::from(u8::try_from((rest & 0x1f) | 0x20).unwrap_or_default() + 63));
        rest >>= 5;
    }
    text.push(char::from(u8::try_from(rest).unwrap_or_default() + 63));
}

/// The polygons of a text that [`pack`] made. What is not a number is passed over.
pub fn unpack(text: &str) -> Vec<Polygon> {
    text.split(' ')
        .filter(|polygon| !polygon.is_empty())
        .map(|polygon| polygon.split(';').map(ring).collect())
        .collect()
}

fn ring(text: &str) -> Ring {
    let (mut ring, mut numbers) = (Ring::new(), Vec::with_capacity(2));
    let (mut value, mut shift, mut last) = (0_u32, 0_u32, (0_i32, 0_i32));
    for byte in text.bytes().filter(|byte| (63..127).contains(byte)) {
        let bits = u32::from(byte - 63);
        value |= (bits & 0x1f).checked_shl(shift).unwrap_or_default();
        shift += 5;
        if bits & 0x20 != 0 {
            continue;
        }
        numbers.push((value >> 1).cast_signed() ^ -(value & 1).cast_signed());
        (value, shift) = (0, 0);
        if let [east, north] = numbers[..] {
            last = (last.0.wrapping_add(east), last.1.wrapping_add(north));
            ring.push(last);
            numbers.clear();
        }
    }
    ring
}

/// The coordinates of a GeoJSON `MultiPolygon`, in degrees.
pub fn coordinates(polygons: &[Polygon]) -> String {
    let mut text = String::from("[");
    for (at, polygon) in polygons.iter().enumerate() {
        text.push_str(if at == 0 { "[" } else { ",[" });
        for (at, ring) in polygon.iter().enumerate() {
            text.push_str(if at == 0 { "[" } else { ",[" });
            for (at, point) in ring.iter().enumerate() {
                let comma = if at == 0 { "" } else { "," };
                let _ = write!(text, "{comma}[{},{}]", degrees(point.0), degrees(point.1));
            }
            text.push(']');
        }
        text.push(']');
    }
    text.push(']');
    text
}

/// A coordinate in degrees.
pub fn degrees(value: i32) -> f64 {
    f64::from(value) / DEGREE
}

/// Degrees as a coordinate.
pub fn units(value: f64) -> i32 {
    round(value * DEGREE)
}

/// A picture of lines: what an SVG draws in a box of its own size.
#[derive(Clone, Copy, Debug)]
pub struct Drawing {
    bounds: Bounds,
    scale: (f64, f64),
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
}

impl Drawing {
    /// One of these bounds, within a box: a degree of longitude is as much shorter as it is where the middle lies.
    pub fn of(bounds: Bounds, (width, height): (i32, i32)) -> Self {
        let middle = f64::midpoint(degrees(bounds.south), degrees(bounds.north)).to_radians();
        let (wide, high) = (
            f64::from((bounds.east - bounds.west).max(1)) * middle.cos(),
            f64::from((bounds.north - bounds.south).max(1)),
        );
        let scale = (f64::from(width) / wide).min(f64::from(height) / high);
        let size = |length: f64| round(length * scale).max(1);
        Self { bounds, scale: (scale * middle.cos(), scale), width: size(wide), height: size(high) }
    }

    /// Where a point falls in the box.
    pub fn place(&self, point: Point) -> Point {
        let east = f64::from(point.0 - self.bounds.west) * self.scale.0;
        let south = f64::from(self.bounds.north - point.1) * self.scale.1;
        (round(east), round(south))
    }

    /// Polygons as the `d` of a path: whole numbers, from point to point; points that fall together are one.
    pub fn path(&self, polygons: &[Polygon]) -> String {
        let mut text = String::new();
        for ring in polygons.iter().flatten() {
            let mut last: Option<Point> = None;
            for point in ring {
                let place = self.place(*point);
                let _ = match last {
                    None => write!(text, "M{} {}", place.0, place.1),
                    Some(last) if last == place => continue,
                    Some(last) => write!(text, "l{} {}", place.0 - last.0, place.1 - last.1),
                };
                last = Some(place);
            }
            if last.is_some() {
                text.push('z');
            }
        }
        text
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a drawing is some hundred units wide")]
fn round(value: f64) -> i32 {
    value.round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A square with a hole, and an island on the other side of the world.
    fn shapes() -> Vec<Polygon> {
        let square = |west: i32, south: i32, side: i32| {
            vec![
                (west, south),
                (west + side, south),
                (west + side, south + side),
                (west, south + side),
                (west, south),
            ]
        };
        vec![
            vec![square(50_000, 430_000, 10_000), square(52_000, 432_000, 1_000)],
            vec![square(-1_799_999, -213_000, 15)],
        ]
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        assert_eq!(unpack(&pack(&shapes())), shapes());
        assert!(unpack("").is_empty() && unpack("é\n").iter().flatten().all(Vec::is_empty));
        assert!(pack(&shapes()).len() < 80, "{}", pack(&shapes()));
    }

    #[test]
    fn coordinates_are_degrees() {
        let line = vec![vec![vec![(52_370, 441_230), (-5, 0)]]];
        assert_eq!(coordinates(&line), "[[[[5.237,44.123],[-0.0005,0]]]]");
        assert_eq!(coordinates(&[]), "[]");
    }

    #[test]
    fn a_drawing_keeps_its_proportions_and_its_box() {
        let bounds = Bounds::of(shapes()[0].iter().flatten().copied()).unwrap();
        assert_eq!(bounds, Bounds { west: 50_000, south: 430_000, east: 60_000, north: 440_000 });
        let drawing = Drawing::of(bounds, (600, 400));
        assert_eq!(
            (drawing.width, drawing.height),
            (290, 400),
            "a degree is narrower than high at 43.5° north"
        );
        assert_eq!(
            drawing.path(&shapes()[..1][0][..1].iter().map(|ring| vec![ring.clone()]).collect::<Vec<_>>()),
            "M0 400l290 0l0 -400l-290 0l0 400z"
        );
        let point = Drawing::of(Bounds { west: 1, south: 1, east: 1, north: 1 }, (600, 400));
        assert!(point.width > 0 && point.height > 0);
    }

    #[test]
    fn what_is_around_is_wider_on_each_side() {
        let bounds = Bounds { west: 0, south: 0, east: 10_000, north: 4_000 };
        assert_eq!(bounds.around(), Bounds { west: -5_000, south: -5_000, east: 15_000, north: 9_000 });
    }
}
