//! What keeps Prometheus from reading an expression, as far as its lexer finds it: strings, brackets,
//! characters, and operators at the ends.
//!
//! By <https://prometheus.io/docs/prometheus/latest/querying/basics/>. What is found is refused by every
//! version; what is not found may be refused all the same, for names and types are for Prometheus to judge.

/// What is wrong with an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// There is nothing in it but comments.
    Empty,
    /// A string that begins with this quote does not end.
    Unterminated(char),
    /// A backslash and this, in a string that is not between backquotes.
    Escape(char),
    /// An opening bracket without its closing one.
    Unclosed(char),
    /// A closing bracket without its opening one.
    Unopened(char),
    /// A character that PromQL has outside of strings nowhere.
    Character(char),
    /// An operator at the end, with nothing behind it.
    Dangling(char),
}

/// The first fault of an expression.
pub(crate) fn fault(expression: &str) -> Option<Fault> {
    let mut letters = expression.chars();
    let mut open: Vec<char> = Vec::new();
    let mut last = None;
    while let Some(letter) = letters.next() {
        match letter {
            ' ' | '\t' | '\r' | '\n' => continue,
            '#' => {
                letters.find(|letter| matches!(letter, '\r' | '\n'));
                continue;
            }
            '"' | '\'' | '`' => {
                if let Some(fault) = in_string(letter, &mut letters) {
                    return Some(fault);
                }
            }
            '(' | '[' | '{' => open.push(letter),
            ')' | ']' | '}' => match open.pop() {
                Some(opening) if closing(opening) == letter => {}
                Some(opening) => return Some(Fault::Unclosed(opening)),
                None => return Some(Fault::Unopened(letter)),
            },
            _ if letter.is_ascii_alphanumeric() || "_:.,+-*/%^=!<>~@".contains(letter) => {}
            _ => return Some(Fault::Character(letter)),
        }
        last = Some(letter);
    }
    if let Some(opening) = open.pop() {
        return Some(Fault::Unclosed(opening));
    }
    match last {
        None => Some(Fault::Empty),
        Some(letter) if "+-*/%^=!<>~@".contains(letter) => Some(Fault::Dangling(letter)),
        Some(_) => None,
    }
}

/// What is wrong in a string behind its opening quote; takes the string and its end from the letters.
fn in_string(quote: char, letters: &mut std::str::Chars<'_>) -> Option<Fault> {
    while let Some(letter) = letters.next() {
        match letter {
            _ if letter == quote => return None,
            _ if quote == '`' => {}
            '\n' => break,
            '\\' => match letters.next() {
                None => break,
                Some(
                    'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | '\\' | 'x' | 'u' | 'U' | '0'..='7',
                ) => {}
                Some(escaped) if escaped == quote => {}
                Some(escaped) => return Some(Fault::Escape(escaped)),
            },
            _ => {}
        }
    }
    Some(Fault::Unterminated(quote))
}

fn closing(opening: char) -> char {
    match opening {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_prometheus_reads_has_no_fault() {
        for expression in [
            "up",
            "rate(http_requests_total{service='payment',status=~\"5..\"}[5m]) > 0.05",
            "sum by (job) (up{path=~`/\\d+ \"'`}) # it's (\n / on() group_left count(up)",
            "-1 + 2 ^ -x % 3 != bool 4 @ end()",
            "{__name__=~\"a\\\\.b\\x41\\u00e9\\\"ü\"} offset -1d2h",
            "max_over_time(up[1h:5m]) <= 1e-3 or :record:",
        ] {
            assert_eq!(fault(expression), None, "{expression}");
        }
    }

    #[test]
    fn each_fault_is_told_from_the_others() {
        for (expression, expected) in [
            ("", Fault::Empty),
            (" # nothing", Fault::Empty),
            ("up{a=\"b}", Fault::Unterminated('"')),
            ("up{a='b\n'}", Fault::Unterminated('\'')),
            ("up{a=`b", Fault::Unterminated('`')),
            ("up{a=~\"\\d\"}", Fault::Escape('d')),
            ("up{a=~\"\\'\"}", Fault::Escape('\'')),
            ("sum(up", Fault::Unclosed('(')),
            ("rate(up[5m)", Fault::Unclosed('[')),
            ("up}", Fault::Unopened('}')),
            ("up && down", Fault::Character('&')),
            ("up > $limit", Fault::Character('$')),
            ("größe", Fault::Character('ö')),
            ("errors > 5%", Fault::Dangling('%')),
            ("up ==", Fault::Dangling('=')),
        ] {
            assert_eq!(fault(expression), Some(expected), "{expression}");
        }
    }
}
