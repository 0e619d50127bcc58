use std::ops::Deref;

use incident_base::Origin;

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub origin: Origin,
}

impl<T> At<T> {
    /// A value written at a place.
    pub fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }
}

impl<T> Deref for At<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A key without a default.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Given<T> {
    /// It was not written.
    Absent,
    /// It was written, but not as a value of its type; that has been reported. It counts as given.
    Malformed(Origin),
    /// It was written.
    Written(At<T>),
}

impl<T> Given<T> {
    /// The value, when there is a well-formed one.
    pub fn value(&self) -> Option<&T> {
        self.written().map(|at| &at.value)
    }

    /// The value and its place, when there is a well-formed one.
    pub fn written(&self) -> Option<&At<T>> {
        match self {
            Self::Written(at) => Some(at),
            Self::Absent | Self::Malformed(_) => None,
        }
    }

    /// Where something stands, well-formed or not.
    pub fn place(&self) -> Option<Origin> {
        match self {
            Self::Absent => None,
            Self::Malformed(place) => Some(*place),
            Self::Written(at) => Some(at.origin),
        }
    }

    /// Whether nothing was written.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

/// A key with a default: the value in force and, where it was written, the place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Setting<T> {
    /// The value in force.
    pub value: T,
    /// Where it was written; `None` for the default.
    pub written: Option<Origin>,
}

impl<T> Deref for Setting<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
