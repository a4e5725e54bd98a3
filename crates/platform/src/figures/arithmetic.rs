//! Interval arithmetic on figures: bounds propagate, an unknown upper bound
//! stays unknown, what is computed from an approximation is approximate.

use super::{CENT, Figure, Form, ONE, Qualifier, Quantity, Unit};

/// Why two figures cannot be computed together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArithmeticError {
    /// Requests do not add to commitments, euros to jobs.
    #[error("{left:?} and {right:?} are different units")]
    DifferentUnits {
        /// Unit of the first figure.
        left: Unit,
        /// Unit of the second.
        right: Unit,
    },
    /// The result is larger than a quantity holds.
    #[error("the result is too large")]
    TooLarge,
    /// Nothing is known of the result on either side.
    #[error("nothing bounds the result")]
    Unbounded,
    /// The divisor may be zero.
    #[error("the divisor may be zero")]
    DivisionByZero,
}

type Result<T> = std::result::Result<T, ArithmeticError>;

/// A computed interval before it becomes a figure, in millionths.
#[derive(Default)]
struct Outcome {
    value: Option<i128>,
    low: Option<i128>,
    high: Option<i128>,
    /// The only bound is itself left out.
    strict: bool,
    /// Both operands only said how much at most.
    ceiling: bool,
    approximate: bool,
}

impl Figure {
    /// The sum of two figures of one unit.
    pub fn plus(&self, other: &Self) -> Result<Self> {
        self.same_unit(other)?;
        let add = |left: Option<Quantity>, right: Option<Quantity>| {
            Some(i128::from(left?.0) + i128::from(right?.0))
        };
        let outcome = Outcome {
            value: add(self.value, other.value),
            low: add(self.low, other.low),
            high: add(self.high, other.high),
            strict: self.is_strict() || other.is_strict(),
            ceiling: self.is_ceiling() && other.is_ceiling(),
            approximate: self.is_approximate() || other.is_approximate(),
        };
        outcome.figure(self.unit.plural(&other.unit), self.form.joined(other.form))
    }

    /// The difference of two figures of one unit: « près de 90 » less 51 is
    /// about 39, counted from 30 to 39 (S4-20).
    pub fn minus(&self, other: &Self) -> Result<Self> {
        self.same_unit(other)?;
        let subtract = |left: Option<Quantity>, right: Option<Quantity>| {
            Some(i128::from(left?.0) - i128::from(right?.0))
        };
        let outcome = Outcome {
            value: subtract(self.value, other.value),
            low: subtract(self.low, other.high),
            high: subtract(self.high, other.low),
            strict: self.is_strict() || other.is_strict(),
            ceiling: false,
            approximate: self.is_approximate() || other.is_approximate(),
        };
        outcome.figure(self.unit.plural(&other.unit), self.form.joined(other.form))
    }

    /// So many times the figure: 4 × « 15 à 20 » is 60 to 80 (S0-30).
    pub fn times(&self, count: u32) -> Result<Self> {
        let quantity = i64::from(count).checked_mul(ONE).ok_or(ArithmeticError::TooLarge)?;
        self.times_figure(&Self::exact(Quantity(quantity), Unit::Count))
    }

    /// The product of two figures, one of which is a bare count. An open or
    /// negative operand whose product nothing bounds is refused.
    pub fn times_figure(&self, other: &Self) -> Result<Self> {
        let unit = match (&self.unit, &other.unit) {
            (unit, Unit::Count) | (Unit::Count, unit) => unit.clone(),
            (left, right) => return Err(different(left, right)),
        };
        let form = if other.unit == Unit::Count { self.form } else { other.form };
        let product = |left: Option<Quantity>, right: Option<Quantity>| {
            Some(i128::from(left?.0) * i128::from(right?.0))
        };
        let corners = [
            product(self.low, other.low),
            product(self.low, other.high),
            product(self.high, other.low),
            product(self.high, other.high),
        ];
        let positive = [self.low, other.low].iter().all(|low| low.is_some_and(|low| low.0 >= 0));
        let (low, high) = if positive {
            (corners[0], corners[3])
        } else if corners.iter().all(Option::is_some) {
            (corners.into_iter().flatten().min(), corners.into_iter().flatten().max())
        } else {
            return Err(ArithmeticError::Unbounded);
        };
        let nothing = self.is_zero() || other.is_zero();
        let beyond =
            |open: &Self, by: &Self| open.is_strict() && (open.is_ceiling() || by.low > Some(Quantity::ZERO));
        let outcome = Outcome {
            value: product(self.value, other.value).map(|value| nearest(value, ONE.into())),
            low: low.map(|low| floor(low, ONE.into())),
            high: if nothing { Some(0) } else { high.map(|high| ceiling(high, ONE.into())) },
            strict: beyond(self, other) || beyond(other, self),
            ceiling: self.is_ceiling() || other.is_ceiling(),
            approximate: !nothing && (self.is_approximate() || other.is_approximate()),
        };
        outcome.figure(unit, Form { in_words: false, ..form })
    }

    /// The sum of figures of one unit; none when there is none, which is not
    /// zero. « au moins 781 » as soon as one has no upper bound.
    pub fn sum<'f>(figures: impl IntoIterator<Item = &'f Self>) -> Result<Option<Self>> {
        let mut figures = figures.into_iter();
        let Some(first) = figures.next() else {
            return Ok(None);
        };
        figures.try_fold(first.clone(), |total, figure| total.plus(figure)).map(Some)
    }

    /// The figure when something more, of unknown size, stands beside it: a
    /// total of which one term is missing has no upper bound.
    pub fn or_more(&self) -> Result<Self> {
        let outcome = Outcome {
            low: self.low.map(|low| low.0.into()),
            strict: self.qualifier == Qualifier::MoreThan,
            ..Outcome::default()
        };
        outcome.figure(self.unit.clone(), Form { in_words: false, ..self.form })
    }

    /// How much of this figure there is for one of the other, for indicative
    /// display (S3-10, S3-11): 3,170 M€ for 65 is 48 769 €.
    ///
    /// Two exact figures give one number rounded to so many decimals (two at
    /// most for money); otherwise bounds are rounded outward. The unit is that
    /// of this figure, or a bare count when both are of one unit.
    pub fn ratio(&self, other: &Self, decimals: u32) -> Result<Self> {
        let divisor = other.low.filter(|low| low.0 > 0).ok_or(ArithmeticError::DivisionByZero)?;
        let same = self.unit.adds_to(&other.unit);
        let unit = if same { Unit::Count } else { self.unit.clone() };
        let decimals = decimals.min(if unit.step() == CENT { 2 } else { 6 });
        let step = i128::from(ONE / 10_i64.pow(decimals));
        let over = |divide: fn(i128, i128) -> i128, share: Quantity, by: Quantity| {
            divide(i128::from(share.0) * i128::from(ONE), i128::from(by.0) * step) * step
        };
        // The farthest end of the divisor brings a positive share down to zero.
        let far = |share: Quantity, divide| other.high.map_or(0, |high| over(divide, share, high));
        let low = self.low.map(|low| if low.0 < 0 { over(floor, low, divisor) } else { far(low, floor) });
        let high =
            self.high.map(|high| if high.0 < 0 { far(high, ceiling) } else { over(ceiling, high, divisor) });
        let value = self.value.zip(other.value).map(|(value, by)| over(nearest, value, by));
        let exact = [self, other].iter().all(|figure| figure.qualifier == Qualifier::Exact);
        let outcome = Outcome {
            value,
            low: if exact { value } else { low },
            high: if exact { value } else { high },
            strict: false,
            ceiling: self.is_ceiling(),
            approximate: self.is_approximate() || other.is_approximate(),
        };
        outcome.figure(unit, Form { decimals: 0, scale: 0, in_words: false })
    }

    fn same_unit(&self, other: &Self) -> Result<()> {
        if self.unit.adds_to(&other.unit) { Ok(()) } else { Err(different(&self.unit, &other.unit)) }
    }

    fn is_strict(&self) -> bool {
        matches!(self.qualifier, Qualifier::MoreThan | Qualifier::LessThan)
    }

    fn is_ceiling(&self) -> bool {
        matches!(self.qualifier, Qualifier::LessThan | Qualifier::AtMost)
    }

    fn is_zero(&self) -> bool {
        self.qualifier == Qualifier::Exact && self.low == Some(Quantity::ZERO)
    }
}

impl Outcome {
    /// The figure, its bounds rounded outward to what its unit holds.
    fn figure(self, unit: Unit, form: Form) -> Result<Figure> {
        let step = i128::from(unit.step());
        let low = held(self.low.map(|low| floor(low, step) * step))?;
        let high = held(self.high.map(|high| ceiling(high, step) * step))?;
        let value = held(self.value.map(|value| nearest(value, step) * step))?;
        let qualifier = match (low, high) {
            (None, None) => return Err(ArithmeticError::Unbounded),
            (Some(_), None) if self.strict => Qualifier::MoreThan,
            (Some(_), None) => Qualifier::AtLeast,
            (None, Some(_)) if self.strict => Qualifier::LessThan,
            (None, Some(_)) => Qualifier::AtMost,
            (Some(_), Some(_)) if self.approximate => Qualifier::About,
            (Some(low), Some(high)) if low == high => Qualifier::Exact,
            (Some(Quantity::ZERO), Some(_)) if self.ceiling && self.strict => Qualifier::LessThan,
            (Some(Quantity::ZERO), Some(_)) if self.ceiling => Qualifier::AtMost,
            (Some(_), Some(_)) => Qualifier::Range,
        };
        let value = match qualifier {
            Qualifier::Exact | Qualifier::MoreThan | Qualifier::AtLeast => low,
            Qualifier::LessThan | Qualifier::AtMost => high,
            Qualifier::Nearly | Qualifier::About => value,
            Qualifier::Range => None,
        };
        Ok(Figure { wording: None, value, low, high, qualifier, unit, form })
    }
}

impl Form {
    /// The finer scale of the two, with its decimals.
    fn joined(self, other: Self) -> Self {
        let scale = self.scale.min(other.scale);
        let decimals = [self, other].into_iter().filter(|form| form.scale == scale);
        let decimals = decimals.map(|form| form.decimals).max().unwrap_or_default();
        Self { decimals, scale, in_words: false }
    }
}

fn different(left: &Unit, right: &Unit) -> ArithmeticError {
    ArithmeticError::DifferentUnits { left: left.clone(), right: right.clone() }
}

fn held(number: Option<i128>) -> Result<Option<Quantity>> {
    let number = number.map(i64::try_from).transpose();
    number.map(|held| held.map(Quantity)).map_err(|_| ArithmeticError::TooLarge)
}

fn floor(number: i128, by: i128) -> i128 {
    number.div_euclid(by)
}

pub(super) fn ceiling(number: i128, by: i128) -> i128 {
    -(-number).div_euclid(by)
}

fn nearest(number: i128, by: i128) -> i128 {
    (2 * number + by).div_euclid(2 * by)
}
