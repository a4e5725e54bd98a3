//! The stages of a project, as data (practice: enquiry to landing). A stage names what must be known to enter it in the
//! table of fields.

/// A stage, by its number: 0 is the first signal, 8 the follow-up of a win.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stage(pub u8);

/// What is known of a stage.
#[derive(Clone, Copy, Debug)]
pub struct StageRule {
    /// The stage.
    pub stage: Stage,
    /// Its key in translations and in the API.
    pub key: &'static str,
    /// How many days a project usually spends in it; past that it is signalled.
    pub usual_days: i64,
    /// Who may move a project into it.
    pub mover: Mover,
    /// Whether a project may pass it, with a reason: not every project is shown to several territories.
    pub passable: bool,
    /// Whether written evidence must be attached to enter it.
    pub evidence: bool,
}

/// Who may move a project into a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mover {
    /// Any officer of the organisation that owns it.
    Officer,
    /// The referent, or a manager of the organisation that owns it: it commits the organisation.
    Referent,
    /// Another pair of eyes than the referent's: the second reader, or a manager.
    SecondReader,
    /// The verifier named in the project, who neither answers for it nor declared its decision.
    Verifier,
}

impl Mover {
    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Referent => "referent",
            Self::SecondReader => "second-reader",
            Self::Verifier => "verifier",
        }
    }
}

const fn stage(number: u8, key: &'static str, usual_days: i64, mover: Mover) -> StageRule {
    StageRule { stage: Stage(number), key, usual_days, mover, passable: false, evidence: false }
}

const fn passable(rule: StageRule) -> StageRule {
    StageRule { passable: true, ..rule }
}

const fn proved(rule: StageRule) -> StageRule {
    StageRule { evidence: true, ..rule }
}

/// The nine stages.
pub const STAGES: &[StageRule] = &[
    stage(0, "signal", 7, Mover::Officer),
    stage(1, "contact", 21, Mover::Officer),
    stage(2, "qualified", 30, Mover::SecondReader),
    passable(stage(3, "consulted", 14, Mover::Referent)),
    passable(stage(4, "offers", 21, Mover::Referent)),
    stage(5, "visit", 35, Mover::Officer),
    proved(stage(6, "decision", 30, Mover::Referent)),
    proved(stage(7, "won", 30, Mover::Verifier)),
    stage(8, "aftercare", 365, Mover::Officer),
];

impl Stage {
    /// The first one.
    pub const FIRST: Self = Self(0);
    /// The company's decision, announced and not verified yet.
    pub const DECISION: Self = Self(6);
    /// The verified win: from here on the record is frozen.
    pub const WON: Self = Self(7);

    /// What is known of it.
    pub fn rule(self) -> &'static StageRule {
        STAGES.iter().find(|rule| rule.stage == self).unwrap_or(&STAGES[0])
    }

    /// Its key.
    pub fn key(self) -> &'static str {
        self.rule().key
    }

    /// The stage of this key.
    pub fn from_key(key: &str) -> Option<Self> {
        STAGES.iter().find(|rule| rule.key == key).map(|rule| rule.stage)
    }

    /// Every key, in order.
    pub fn keys() -> Vec<&'static str> {
        STAGES.iter().map(|rule| rule.key).collect()
    }

    /// The one after.
    pub fn next(self) -> Option<Self> {
        STAGES.iter().find(|rule| rule.stage.0 == self.0 + 1).map(|rule| rule.stage)
    }

    /// The one before.
    pub fn previous(self) -> Option<Self> {
        self.0.checked_sub(1).map(Self)
    }

    /// Where a project may go forward: the next stage, and beyond it as long as what is passed may be.
    pub fn onward(self) -> impl Iterator<Item = Self> {
        let mut reached = self.next();
        std::iter::from_fn(move || {
            let stage = reached?;
            reached = stage.next().filter(|_| stage.rule().passable);
            Some(stage)
        })
    }

    /// Where a project may go back, with a reason: the stage before, and further as long as what lies between may be
    /// passed. A verified win does not go back: it is restated.
    pub fn backward(self) -> impl Iterator<Item = Self> {
        let mut reached = self.previous().filter(|_| self < Self::WON);
        std::iter::from_fn(move || {
            let stage = reached?;
            reached = stage.previous().filter(|_| stage.rule().passable);
            Some(stage)
        })
    }
}

impl From<Stage> for platform::database::Value<'_> {
    fn from(stage: Stage) -> Self {
        Self::Integer(stage.0.into())
    }
}

impl platform::database::Column for Stage {
    fn read(cell: platform::database::Cell<'_>) -> platform::database::Result<Self> {
        let number = i64::read(cell)?;
        u8::try_from(number).map(Self).map_err(platform::database::Error::decode)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_be_passed_is_passed() {
        let onward = |stage: u8| Stage(stage).onward().map(|stage| stage.0).collect::<Vec<_>>();
        let backward = |stage: u8| Stage(stage).backward().map(|stage| stage.0).collect::<Vec<_>>();
        assert_eq!((onward(0), onward(1)), (vec![1], vec![2]));
        assert_eq!((onward(2), onward(3), onward(4)), (vec![3, 4, 5], vec![4, 5], vec![5]));
        assert_eq!((onward(7), onward(8)), (vec![8], vec![]));
        assert_eq!((backward(0), backward(2), backward(5)), (vec![], vec![1], vec![4, 3, 2]));
        assert_eq!((backward(6), backward(7), backward(8)), (vec![5], vec![], vec![]));
    }
}
