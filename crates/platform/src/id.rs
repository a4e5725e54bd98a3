//! Identifiers and randomness, as parameters.

use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::{StdRng, SysRng};
use rand::{Rng, SeedableRng, TryRng};
use uuid::{Builder, Uuid};

use crate::clock::Clock;

/// Where random bytes come from: the machine, or a seed that a test chose.
#[derive(Clone, Debug)]
pub struct Chance(Source);

#[derive(Clone, Debug)]
enum Source {
    Machine,
    Seeded(Arc<Mutex<StdRng>>),
}

impl Chance {
    /// The machine's own source, fit for secrets.
    pub fn machine() -> Self {
        Self(Source::Machine)
    }

    /// The same bytes at every run.
    pub fn seeded(seed: u64) -> Self {
        Self(Source::Seeded(Arc::new(Mutex::new(StdRng::seed_from_u64(seed)))))
    }

    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match &self.0 {
            Source::Machine => SysRng.try_fill_bytes(&mut bytes).expect("the machine gives random bytes"),
            Source::Seeded(rng) => rng.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes),
        }
        bytes
    }
}

/// Makes `UUIDv7` identifiers: their order is the order of creation, to the millisecond.
#[derive(Clone, Debug)]
pub struct Ids {
    clock: Clock,
    chance: Chance,
}

impl Ids {
    /// Identifiers dated by this clock and completed by this chance.
    pub fn new(clock: Clock, chance: Chance) -> Self {
        Self { clock, chance }
    }

    /// The clock that dates them.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The chance that completes them.
    pub fn chance(&self) -> &Chance {
        &self.chance
    }

    /// A new identifier of the kind the caller expects.
    pub fn next<I: From<Uuid>>(&self) -> I {
        let millis = u64::try_from(self.clock.now().as_millisecond()).unwrap_or(0);
        I::from(Builder::from_unix_timestamp_millis(millis, &self.chance.bytes()).into_uuid())
    }
}

/// Declares a typed identifier, so that two kinds cannot be swapped. Its text form is a hyphenated UUID everywhere:
/// URL, database, log, CSV.
#[macro_export]
macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $crate::Uuid);

        impl From<$crate::Uuid> for $name {
            fn from(id: $crate::Uuid) -> Self {
                Self(id)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UuidError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<$name> for $crate::database::Value<'_> {
            fn from(id: $name) -> Self {
                Self::Text(id.0.to_string().into())
            }
        }

        impl $crate::database::Column for $name {
            fn read(cell: $crate::database::Cell<'_>) -> $crate::database::Result<Self> {
                cell.parse()
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.0)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as $crate::serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map(Self).map_err($crate::serde::de::Error::custom)
            }
        }
    };
}
