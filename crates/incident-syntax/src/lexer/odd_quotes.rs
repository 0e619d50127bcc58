//! Which quote of a line is the odd one: where texts can begin and end tells.

use incident_base::line_before;

use super::rules::{Rule, Scanner};
use super::strings::{is_key, text_before_next};

/// The quote that has no partner, or has one too many.
#[derive(Clone, Copy, Debug)]
pub(super) enum Odd {
    /// It begins a text whose end is missing.
    Opener(usize),
    /// It ends a text whose beginning is missing.
    Closer(usize),
    /// It stands where no text can begin or end.
    Surplus(usize),
    /// It stands inside a text, or its end stands twice.
    Inside(usize),
}

/// A quote, by its offset, and what it can do by what stands beside it.
#[derive(Clone, Copy)]
struct Quote {
    at: usize,
    opens: bool,
    closes: bool,
}

impl Quote {
    fn new(source: &str, at: usize) -> Self {
        let before = source.get(..at).unwrap_or_default().chars().next_back();
        let behind = source.get(at + 1..).unwrap_or_default().chars().next();
        let is_text = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        let parts =
            |c: Option<char>, marks: &str| c.is_none_or(|c| c.is_whitespace() || marks.contains(c));
        Self {
            at,
            opens: parts(before, "=[{,:(") && is_text(behind),
            closes: is_text(before) && parts(behind, ",[]{}():;="),
        }
    }
}

/// What the quote at hand is when it, or the one that would end its text, is the odd one of its line. `end` is how far
/// behind it the next quote stands.
pub(super) fn odd(scanner: &mut Scanner<'_>, end: Option<usize>) -> Option<Rule> {
    let start = scanner.span().end;
    let at = start.checked_sub(1)?;
    let source = scanner.source();
    if start > scanner.extras.paired_before {
        let is_pair = end.is_some_and(|end| {
            Quote::new(source, at).opens && Quote::new(source, start + end).closes
        });
        if !is_pair {
            look_at_line(scanner, at);
        }
    }
    let next = end.map(|end| start + end);
    let rule = match scanner.extras.odd_quote? {
        Odd::Surplus(odd) if odd == at && scanner.slice().len() == 1 => Rule::SurplusQuote,
        Odd::Closer(odd) if odd == at && scanner.slice().len() == 1 => Rule::UnopenedString,
        Odd::Opener(odd) if odd == at => {
            let text = source.get(start..next?)?;
            let end = text_before_next(text);
            scanner.bump(end.unwrap_or(text.trim_end().len()));
            match end {
                Some(end) if text.get(..end)?.ends_with(char::is_alphanumeric) => {
                    Rule::UnterminatedString
                }
                _ => Rule::OddQuotes,
            }
        }
        Odd::Inside(odd) if Some(odd) == next => {
            let behind = source.get(odd + 1..)?;
            let last = quotes(behind).next()?;
            scanner.bump(odd + 1 + last + 1 - start);
            return Some(Rule::QuoteInside);
        }
        _ => return None,
    };
    scanner.extras.odd_quote = None;
    Some(rule)
}

/// Finds the odd quote of the line among that at the offset and those behind it. A line is looked at once.
fn look_at_line(scanner: &mut Scanner<'_>, at: usize) {
    let source = scanner.source();
    let rest = source.get(at..).unwrap_or_default();
    let line = rest.split(['\n', '\r']).next().unwrap_or_default();
    scanner.extras.searched += line.len() as u64;
    scanner.extras.paired_before = at + line.len() + 1;
    if line.contains("\"\"\"") {
        return;
    }
    let line = line.split_once(" //").map_or(line, |(line, _)| line);
    let found: Vec<Quote> = quotes(line).map(|found| Quote::new(source, at + found)).collect();
    let in_list = scanner.extras.open_lists > 0;
    scanner.extras.odd_quote = match found.as_slice() {
        [alone] => {
            // That it ends a text, something before it must tell.
            if alone.closes && !alone.opens && !is_behind(source, alone.at, "=[{,:(") {
                scanner.extras.unclear_before = at + line.len() + 1;
            }
            let before = source.get(..at).unwrap_or_default().trim_end_matches([' ', '\t']);
            let begins_line = before.is_empty() || before.ends_with('\n');
            // Only in a list does a text begin a line.
            match begins_line && !in_list && line.len() > 1 {
                true => Some(Odd::Surplus(at)),
                false if is_apart(source, *alone, in_list) => Some(Odd::Surplus(at)),
                false => what(source, *alone, in_list).filter(|odd| matches!(odd, Odd::Surplus(_))),
            }
        }
        several if several.len() % 2 == 1 => {
            let found = odd_of(source, several, in_list);
            if found.is_none() {
                scanner.extras.unclear_before = at + line.len() + 1;
            }
            found
        }
        _ => None,
    };
}

/// The offsets of the quotes that no backslash belongs to.
fn quotes(text: &str) -> impl Iterator<Item = usize> {
    let mut escaped = false;
    text.bytes().enumerate().filter_map(move |(at, byte)| {
        let is_escaped = std::mem::take(&mut escaped);
        escaped = byte == b'\\' && !is_escaped;
        (byte == b'"' && !is_escaped).then_some(at)
    })
}

/// The only one of an odd number of quotes without which the others are whole texts.
fn odd_of(source: &str, quotes: &[Quote], in_list: bool) -> Option<Odd> {
    // Of the quotes up to each, whether they open and close in turn; of those from each on, whether they open or close first.
    let fits = |quote: &Quote, opens: bool| if opens { quote.opens } else { quote.closes };
    let first_misfit = quotes.iter().enumerate().position(|(at, it)| !fits(it, at % 2 == 0));
    // From behind, a text ends with the last.
    let last_misfit = quotes.iter().enumerate().rposition(|(at, it)| !fits(it, at % 2 == 1));
    let (first, last) = (first_misfit.unwrap_or(quotes.len()), last_misfit.unwrap_or_default());
    // Left out can be what all before it fit up to, and all behind it fit from on.
    let mut alone = (last..=first).filter(|at| at % 2 == 0 && *at < quotes.len());
    let mut inside = (last..=first).filter(|at| at % 2 == 1 && *at < quotes.len());
    match (alone.next(), alone.next(), inside.next(), inside.next()) {
        (Some(at), None, Some(behind), None)
            if behind == at + 1 && is_one_text(source, *quotes.get(at)?, *quotes.get(behind)?) =>
        {
            Some(Odd::Inside(quotes.get(behind)?.at))
        }
        (Some(at), None, _, _) => {
            let quote = *quotes.get(at)?;
            what(source, quote, in_list).or_else(|| stray(source, quote, in_list))
        }
        (None, None, Some(at), None) => Some(Odd::Inside(quotes.get(at)?.at)),
        _ => None,
    }
}

/// `description = "Finds "things"`: whether a value that begins with one quote does not end before the next.
fn is_one_text(source: &str, one: Quote, next: Quote) -> bool {
    let before = source.get(..one.at).unwrap_or_default().trim_end();
    let text = source.get(one.at + 1..next.at).unwrap_or_default();
    one.opens && before.ends_with('=') && text_before_next(text).is_none()
}

/// `[mon, tue," fri]`, `starts =" 2026-01-05`: a quote before a blank and a value that needs none.
fn is_apart(source: &str, quote: Quote, in_list: bool) -> bool {
    let behind = source.get(quote.at + 1..).unwrap_or_default();
    let value = behind.trim_start_matches([' ', '\t']);
    let line = value.split(['\n', '\r']).next().unwrap_or_default();
    let line = line.split_once(" //").map_or(line, |(line, _)| line);
    let value = line.trim_end_matches([' ', '\t', ',', '}', ']']);
    let is_value = !value.is_empty() && !value.contains([' ', ',', '{', '}', '[', ']']);
    !quote.opens
        && is_value
        && (in_list && is_behind(source, quote.at, ",")
            || is_behind(source, quote.at, "=") && value.starts_with(|c: char| c.is_ascii_digit()))
}

fn is_behind(source: &str, at: usize, marks: &str) -> bool {
    source.get(..at).unwrap_or_default().ends_with(|c| marks.contains(c))
}

/// A quote that neither opens nor closes, among others that do: in a word, before an entry, or before what opens a block.
fn stray(source: &str, quote: Quote, in_list: bool) -> Option<Odd> {
    let is_word = |c: char| c.is_alphanumeric() || "_-".contains(c);
    let before = source.get(..quote.at)?;
    let behind = source.get(quote.at + 1..)?;
    let line_before = line_before(source, quote.at).trim_end();
    let next = behind.trim_start_matches([' ', '\t']);
    let begins_entry = !in_list && (line_before.is_empty() || line_before.ends_with(['{', '}']));
    let is_stray = before.ends_with(is_word) && behind.starts_with(is_word)
        || next.starts_with(['"', '{'])
        || begins_entry && next.starts_with(char::is_alphabetic);
    is_stray.then_some(Odd::Surplus(quote.at))
}

/// What a quote without a partner is.
fn what(source: &str, quote: Quote, in_list: bool) -> Option<Odd> {
    let before = source.get(..quote.at)?;
    let behind = source.get(quote.at + 1..)?;
    let line_before = line_before(source, quote.at).trim_end();
    let is_behind_word = line_before.ends_with(|c: char| c.is_alphanumeric() || "_\"".contains(c));
    let begins_entry = !in_list && (line_before.is_empty() || line_before.ends_with(['{', ',']));
    if is_behind_word && behind.starts_with(['=', '{']) || begins_entry && is_key(behind) {
        return Some(Odd::Surplus(quote.at));
    }
    if quote.opens {
        return Some(Odd::Opener(quote.at));
    }
    if !quote.closes || is_behind(source, quote.at, "=[,:(") {
        return None;
    }
    match before.ends_with(['{', '}', ']', '"']) {
        true => Some(Odd::Surplus(quote.at)),
        false => Some(Odd::Closer(quote.at)),
    }
}
