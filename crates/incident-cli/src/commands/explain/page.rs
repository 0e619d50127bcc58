//! A page of Markdown as a terminal shows it.

use std::mem::take;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use textwrap::{Options, WordSeparator, WordSplitter, fill};

use crate::report::Style;

/// Wider lines are hard to read.
const WIDEST: usize = 100;

/// Narrower ones are left to the terminal to break.
const NARROWEST: usize = 30;

/// Before lines of code.
const INDENT: &str = "    ";

/// The page with its prose broken to `columns`. Without colour what is code keeps its backticks and a
/// heading its `#`; links to other pages become the codes that they show.
pub(super) fn rendered(page: &str, style: Style, columns: usize) -> String {
    let mut renderer = Renderer {
        style,
        width: columns.clamp(NARROWEST, WIDEST),
        text: String::new(),
        inline: String::new(),
        prefix: ("", ""),
        code: None,
        strong: None,
    };
    for event in Parser::new(page) {
        renderer.take(event);
    }
    renderer.text
}

struct Renderer {
    style: Style,
    width: usize,
    text: String,
    /// What stands in the paragraph so far.
    inline: String,
    /// Before the next line, and before those that it is broken into.
    prefix: (&'static str, &'static str),
    /// The code block that is open, and whether its lines may be broken.
    code: Option<(String, bool)>,
    /// Where in `inline` strong text begins.
    strong: Option<usize>,
}

impl Renderer {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Heading { level, .. }) if !self.style.color => {
                self.inline.push_str(&"#".repeat(level as usize));
                self.inline.push(' ');
            }
            Event::Start(Tag::Item) => self.prefix = ("- ", "  "),
            Event::Start(Tag::CodeBlock(kind)) => {
                let shown = matches!(&kind, CodeBlockKind::Fenced(info) if info.as_ref() == "text");
                self.code = Some((String::new(), shown));
            }
            Event::Start(Tag::Strong) => self.strong = Some(self.inline.len()),
            Event::End(TagEnd::Strong) => {
                if let Some(start) = self.strong.take() {
                    let words = self.inline.split_off(start);
                    self.inline.push_str(&self.style.bold(&words));
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                let heading = take(&mut self.inline);
                let heading = if self.style.color { self.style.bold(&heading) } else { heading };
                self.block(&self.wrapped(&heading, ("", "")));
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item) => self.paragraph(),
            Event::End(TagEnd::CodeBlock) => {
                if let Some((code, may_be_broken)) = self.code.take() {
                    let lines = code.lines().map(|line| self.code_line(line, may_be_broken));
                    let lines: Vec<String> = lines.collect();
                    self.block(&lines.join("\n"));
                }
            }
            Event::Text(text) => match &mut self.code {
                Some((code, _)) => code.push_str(&text),
                None => self.inline.push_str(&text),
            },
            Event::Code(code) if self.style.color => {
                self.inline.push_str(&self.style.code(&code));
            }
            Event::Code(code) => {
                let (open, close) = if code.contains('`') { ("`` ", " ``") } else { ("`", "`") };
                self.inline.push_str(&format!("{open}{code}{close}"));
            }
            Event::SoftBreak | Event::HardBreak => self.inline.push(' '),
            _ => {}
        }
    }

    fn paragraph(&mut self) {
        let words = take(&mut self.inline);
        let prefix = take(&mut self.prefix);
        if !words.is_empty() {
            self.block(&self.wrapped(&words, prefix));
        }
    }

    /// Lines of a program stand as they are; those of a message are broken, and go on below their words.
    fn code_line(&self, line: &str, may_be_broken: bool) -> String {
        let words = line.trim_start();
        let indent = format!("{INDENT}{}", " ".repeat(line.len() - words.len()));
        if may_be_broken {
            self.wrapped(words, (&indent, &format!("{indent}  ")))
        } else {
            format!("{indent}{words}").trim_end().to_owned()
        }
    }

    fn wrapped(&self, words: &str, (first, others): (&str, &str)) -> String {
        let options = Options::new(self.width)
            .initial_indent(first)
            .subsequent_indent(others)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .break_words(false);
        fill(words, options)
    }

    /// A blank line stands between blocks.
    fn block(&mut self, lines: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(lines);
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use anstream::adapter::strip_str;
    use incident_rules::rules;

    use super::*;

    const PAGE: &str = "\
# INC001: A title

Prose with `code of several words`, **strong words** and a link to
[INC137](INC137.md), over two lines.

- a point that is longer than the line is wide

```incident
service Payments { description = \"a line of code that is not broken\" }
```

```text
main.incident:8:3: error INC001: a message that is longer
  main.incident:4:3: a second place
```
";

    #[test]
    fn prose_is_broken_and_programs_are_not() {
        let expected = "\
# INC001: A title

Prose with `code of several words`,
strong words and a link to INC137, over
two lines.

- a point that is longer than the line
  is wide

    service Payments { description = \"a line of code that is not broken\" }

    main.incident:8:3: error INC001: a
      message that is longer
      main.incident:4:3: a second place
";
        assert_eq!(rendered(PAGE, Style { color: false }, 40), expected);
    }

    #[test]
    fn colours_take_the_place_of_the_marks() {
        let style = Style { color: true };
        let shown = rendered(PAGE, style, 60);
        assert!(shown.starts_with(&style.bold("INC001: A title")), "{shown}");
        assert!(shown.contains(&style.bold("strong words")), "{shown}");
        assert!(!strip_str(&shown).to_string().contains(['`', '*', '#']), "{shown}");
    }

    #[test]
    fn every_page_fits_a_terminal() {
        for rule in rules() {
            for color in [false, true] {
                let shown = rendered(rule.page, Style { color }, 80);
                let plain = strip_str(&shown).to_string();
                assert!(!plain.contains(".md)") && !plain.contains("\n```"), "{plain}");
                for line in plain.lines() {
                    let is_code = line.starts_with(INDENT);
                    assert!(is_code || line.chars().count() <= 80, "{}: {line}", rule.code);
                    assert_eq!(line, line.trim_end(), "{}", rule.code);
                }
            }
        }
    }
}
