use std::fmt;

/// Where the pages of the diagnostics stand.
pub const PAGES: &str = "https://github.com/ops-incident/ops-incident/blob/main/docs/diagnostics";

/// The number of a diagnostic, shown as `INC001`. A code never changes its meaning.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u16);

impl Code {
    /// The code with this number, 1 to 999.
    pub const fn new(number: u16) -> Self {
        Self(number)
    }

    /// The address of its page, which editors and code hosts link to.
    pub fn page_address(self) -> String {
        format!("{PAGES}/{self}.md")
    }

    /// Reads `INC001`, `inc1` or `1`; anything else is `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = match text.get(..3) {
            Some(prefix) if prefix.eq_ignore_ascii_case("INC") => text.get(3..)?,
            _ => text,
        };
        let well_formed = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let number = digits.parse().ok().filter(|_| well_formed)?;
        (1..=999).contains(&number).then_some(Self(number))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "INC{:03}", self.0)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_a_person_types() {
        for text in ["INC001", "inc001", "INC1", "1", " INC001 "] {
            assert_eq!(Code::parse(text), Some(Code::new(1)), "{text}");
        }
        for text in ["", "INC", "INC0", "INC1000", "E001", "INC+1", "INC-1", "é1"] {
            assert_eq!(Code::parse(text), None, "{text}");
        }
        assert_eq!(Code::new(5).to_string(), "INC005");
    }
}
