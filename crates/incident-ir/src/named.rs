/// An enumeration whose members have names in the language.
///
/// The names are the schema's; a test in `incident-analysis` holds the two lists against each other.
macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($(#[$member_meta:meta])* $member:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$member_meta])* $member,)+
        }

        impl $name {
            /// Every member, in the order of the language's reference.
            pub const ALL: &'static [Self] = &[$(Self::$member),+];

            /// The member's name in the language.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$member => $text,)+
                }
            }

            /// The member with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($text => Some(Self::$member),)+
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use named;
