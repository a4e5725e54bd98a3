//! Attributes used by the platform and its tests.
