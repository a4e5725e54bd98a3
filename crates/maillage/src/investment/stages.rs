//! The stages of a project, as data (practice: enquiry to landing). A stage names what must be known to enter it in the
//! table of fields.

/// A stage, by its number: 0 is the first signal, 8 the follow-up of a win.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stage(pub u8);

/// What is known of a stage.
#[derive(Debug)]
pub struct StageRule {
    /// The stage.
    pub stage: Stage,
    /// Its key in translations and in the API.
    pub key: &'static str,
    /// How many days a project usually spends in it; past that it is signalled.
    pub usual_days: i64,
    /// Whether a project may enter it in this version.
    pub open: bool,
    /// Who may move a project into it.
    pub mover: Mover,
}

/// Who may move a project into a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mover {
    /// Any officer of the organisation that owns it.
    Officer,
    /// Another pair of eyes than the referent's: the second reader, or a manager.
    SecondReader,
}

/// The nine stages.
pub const STAGES: &[StageRule] = &[
    StageRule { stage: Stage(0), key: "signal", usual_days: 7, open: true, mover: Mover::Officer },
    StageRule { stage: Stage(1), key: "contact", usual_days: 21, open: true, mover: Mover::Officer },
    StageRule { stage: Stage(2), key: "qualified", usual_days: 30, open: true, mover: Mover::SecondReader },
    StageRule { stage: Stage(3), key: "consulted", usual_days: 14, open: false, mover: Mover::Officer },
    StageRule { stage: Stage(4), key: "offers", usual_days: 21, open: false, mover: Mover::Officer },
    StageRule { stage: Stage(5), key: "visit", usual_days: 35, open: false, mover: Mover::Officer },
    StageRule { stage: Stage(6), key: "decision", usual_days: 30, open: false, mover: Mover::SecondReader },
    StageRule { stage: Stage(7), key: "won", usual_days: 30, open: false, mover: Mover::SecondReader },
    StageRule { stage: Stage(8), key: "aftercare", usual_days: 365, open: false, mover: Mover::Officer },
];

impl Stage {
    /// The first one.
    pub const FIRST: Self = Self(0);

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

    /// The one after, if a project may enter it.
    pub fn next(self) -> Option<Self> {
        STAGES.iter().find(|rule| rule.stage.0 == self.0 + 1 && rule.open).map(|rule| rule.stage)
    }

    /// The one before.
    pub fn previous(self) -> Option<Self> {
        self.0.checked_sub(1).map(Self)
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
