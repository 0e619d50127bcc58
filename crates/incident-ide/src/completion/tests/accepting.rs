//! What is offered can be taken: nothing that is put in is wrong where it was offered.

use super::*;

/// How many findings there are about syntax and, unless only that is asked for, about kinds, keys, labels, members,
/// zones and channels; about names where these are asked for.
fn wrong(host: &Host, about: About) -> usize {
    let analysis = host.analysis();
    let found = analysis.diagnostics(analysis.file("main.incident").unwrap());
    let is_in = |code: Code, numbers: std::ops::RangeInclusive<u16>| {
        numbers.into_iter().any(|number| code == Code::new(number))
    };
    let counts = |code| match about {
        About::Syntax => is_in(code, 101..=113),
        About::Words => is_in(code, 101..=128) || is_in(code, 135..=136),
        About::Names => is_in(code, 101..=128) || is_in(code, 135..=138),
    };
    let found = found.iter().map(|finding| &finding.diagnostic);
    found.filter(|it| it.level != Level::Note && counts(it.code)).count()
}

#[derive(Clone, Copy, Debug)]
enum About {
    Syntax,
    Words,
    Names,
}

/// What an offer must not make wrong.
fn about(item: &Completion) -> About {
    match item.kind {
        // In place of another word, and what stands behind that stays.
        CompletionKind::Key | CompletionKind::Block if !item.text.has_stops() => About::Syntax,
        // Where nothing of a sort is declared, there is no name to put in.
        CompletionKind::Key | CompletionKind::Block => About::Words,
        _ => About::Names,
    }
}

fn host(text: &str) -> Host {
    let mut host = Host::new(jiff::civil::date(2026, 1, 2));
    let source = crate::Source::from(Contents::Text(text.into()));
    host.set_files([("main.incident".to_owned(), source)], None);
    host
}

/// The text with an offer taken.
fn taken(text: &str, found: &Completions, item: &Completion) -> String {
    let mut text = text.to_owned();
    let word = usize::from(found.word.start())..usize::from(found.word.end());
    text.replace_range(word, &item.text.filled());
    text
}

/// Takes one offer at each of these places, another one at each.
fn take_at(text: &str, places: impl Iterator<Item = usize>) -> usize {
    let mut host = host(text);
    let [syntax, words, names] =
        [About::Syntax, About::Words, About::Names].map(|about| wrong(&host, about));
    let mut count = 0;
    for (number, at) in places.filter(|at| text.is_char_boundary(*at)).enumerate() {
        let analysis = host.analysis();
        let file = analysis.file("main.incident").unwrap();
        let found = analysis.completions(file, TextSize::new(at as u32), None);
        drop(analysis);
        let Some(item) = found.items.get(number % found.items.len().max(1)) else { continue };
        let after = taken(text, &found, item);
        host.edit("main.incident", Contents::Text(after.as_str().into()));
        let now = wrong(&host, about(item));
        let known = match about(item) {
            About::Syntax => syntax,
            About::Words => words,
            About::Names => names,
        };
        assert!(now <= known, "{} at {at}: {known} to {now}\n{after}", item.label);
        host.edit("main.incident", Contents::Text(text.into()));
        count += 1;
    }
    count
}

#[test]
fn whatever_is_offered_in_the_examples_is_right_there() {
    for (number, name) in EXAMPLES.iter().enumerate() {
        let text = example(name);
        let count = take_at(&text, (number..text.len()).step_by(5));
        assert!(count > 40, "{name}: only {count}");
    }
}

#[test]
fn keys_come_with_names_that_there_are() {
    let text =
        example("payment.incident").replace("    response_time ", "    \n    response_time ");
    let at = text.find("    \n").unwrap() + 4;
    let mut host = host(&text);
    let analysis = host.analysis();
    let file = analysis.file("main.incident").unwrap();
    let found = analysis.completions(file, TextSize::new(at as u32), None);
    drop(analysis);
    let filled: Vec<String> = found.items.iter().map(|item| item.text.filled()).collect();
    assert!(filled.contains(&"escalation = payments-critical".to_owned()), "{filled:?}");
    assert!(filled.contains(&"components = [\"Payment Processing\"]".to_owned()), "{filled:?}");
    for item in &found.items {
        let after = taken(&text, &found, item);
        host.edit("main.incident", Contents::Text(after.as_str().into()));
        assert_eq!(wrong(&host, About::Names), 0, "{after}");
    }
}

#[test]
fn on_empty_lines_of_the_examples_too() {
    for name in EXAMPLES {
        let text = example(name).replace('\n', "\n\n");
        let lines = text.match_indices("\n\n").map(|(at, _)| at + 1);
        take_at(&text, lines.step_by(3));
    }
}

#[test]
fn a_place_anywhere_in_any_text_is_answered() {
    for name in EXAMPLES {
        let text = example(name);
        let host = host(&text);
        let analysis = host.analysis();
        let file = analysis.file("main.incident").unwrap();
        for at in (0..text.len() + 3).step_by(3) {
            let offset = TextSize::new(at as u32);
            let found = analysis.completions(file, offset, None);
            assert!(found.word.contains_inclusive(offset), "{at}");
            analysis.signature(file, offset);
        }
    }
}

#[test]
fn a_text_that_ends_anywhere_is_answered() {
    let text = example("payment-neighbours.incident");
    for at in (0..text.len()).step_by(17).filter(|at| text.is_char_boundary(*at)) {
        let host = host(text.get(..at).unwrap());
        let analysis = host.analysis();
        let file = analysis.file("main.incident").unwrap();
        analysis.completions(file, TextSize::new(at as u32), None);
    }
}

#[test]
fn every_block_is_right_where_it_may_stand() {
    // In an otherwise empty service, nothing is declared that examples refer to.
    let services = "service Shop {\n  \n}\n";
    let mut host = host(services);
    let analysis = host.analysis();
    let file = analysis.file("main.incident").unwrap();
    let found = analysis.completions(file, TextSize::new(17), None);
    drop(analysis);
    let blocks = found.items.iter().filter(|item| item.kind == CompletionKind::Block);
    let mut count = 0;
    for item in blocks {
        let after = taken(services, &found, item);
        host.edit("main.incident", Contents::Text(after.as_str().into()));
        assert_eq!(wrong(&host, About::Words), 0, "{after}");
        count += 1;
    }
    assert!(count >= 9, "{count}");
}
