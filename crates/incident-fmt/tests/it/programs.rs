//! Texts out of bytes: every sequence of bytes is some text without errors, laid out in every way that
//! the grammar allows.

/// Writes the text that the bytes stand for. Shorter bytes, and smaller ones, make simpler texts.
pub(crate) fn program(bytes: &[u8]) -> String {
    let mut writer = Writer { bytes, text: String::new() };
    if writer.pick(8) == 7 {
        writer.text.push('\u{FEFF}');
    }
    let crlf = writer.pick(4) == 3;
    writer.any(&["", "\n", "// first\n\n", "\n\n\n", "/* a\n * b\n */\n", "/* same line */ "]);
    while !writer.bytes.is_empty() {
        writer.entry(0);
        writer.line_end();
    }
    writer.any(&["", "\n\n", "// last", "  // last\n", "/* last */"]);
    if crlf { writer.text.replace('\n', "\r\n") } else { writer.text }
}

struct Writer<'b> {
    bytes: &'b [u8],
    text: String,
}

const SCALARS: [&str; 26] = [
    "page",
    "5m",
    "true",
    "eng-manager",
    "alice@company.com",
    "\"text\"",
    "05m",
    "60m",
    "1h0m",
    "24h",
    "slack:#incidents",
    "webhook:\"https://x/\\u{41}\"",
    "\"\\u{e9} \\\"q\\\" \\u{1F525} é\"",
    "\"\"\"plain\"\"\"",
    "\"\"\"with \"quotes\" in it\"\"\"",
    "\"\"\"\n      over\n\n        lines  \n   \"\"\"",
    "\"\"\"\n\tover\n\t\tlines\"\"\"",
    "\"\"\"over\n  lines\"\"\"",
    "2026-12-20..2026-12-28",
    "09:00-18:00",
    "0.50%",
    "\"a rather long text that brings a line near to the number of columns that it may have\"",
    "somebody.with.a.very.long.name@a-department.of-a-company.example.com",
    "\"\ttab\"",
    "\"\\u{22}\\u{5c}n\\u{a}\\u{9}\\u{20}\"",
    "\"\"\"\n    \\u{20}\\u{22}\\u{5c}n\\u{a}\\u{9} x\\\"\n  \"\"\"",
];

const NO_NUMBERS: [&str; 6] = [
    "page",
    "\"text\"",
    "\"\"\"plain\"\"\"",
    "alice@company.com",
    "slack:#incidents",
    "\"\"\"\n   over\n     lines\n  \"\"\"",
];

impl Writer<'_> {
    /// A number below `count`; 0 when there are no bytes left.
    fn pick(&mut self, count: usize) -> usize {
        let Some((first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        usize::from(*first) % count
    }

    fn any(&mut self, texts: &[&str]) {
        let text = texts[self.pick(texts.len())];
        self.text.push_str(text);
    }

    fn name(&mut self) {
        self.any(&["a", "tier", "key", "component", "a_much_longer_name-of-something"]);
    }

    /// Between tokens of an entry that need no blank.
    fn gap(&mut self) {
        self.any(&[" ", "", "   ", "\t", " /* here */ ", " /* a */ /* b */ "]);
    }

    /// Between tokens that need one.
    fn blank(&mut self) {
        self.any(&[" ", "  ", "\t", " /* here */ ", "/* here */"]);
    }

    fn entry(&mut self, depth: usize) {
        self.any(&["", "", "", "  ", "/* before */ "]);
        self.name();
        if self.pick(3) < 2 {
            self.gap();
            self.text.push('=');
            self.gap();
            self.value(depth);
        } else {
            for number in 0..self.pick(3) {
                self.blank();
                // Two numbers could be a duration in parts.
                self.any(if number == 0 { &SCALARS } else { &NO_NUMBERS });
            }
            match self.pick(4) {
                0 => {}
                _ if depth > 4 => {}
                1 => {
                    self.gap();
                    self.one_line_braces(depth);
                }
                _ => {
                    self.gap();
                    self.braces(depth);
                }
            }
        }
    }

    fn value(&mut self, depth: usize) {
        if depth < 5 && self.pick(3) == 2 { self.list(depth) } else { self.any(&SCALARS) }
    }

    fn one_line_braces(&mut self, depth: usize) {
        self.any(&["{", "{ ", "{ /* first */ "]);
        for number in 0..self.pick(4) {
            if number > 0 {
                self.any(&[", ", ",", " , ", " /* b */, ", ", /* c */ ", ",,"]);
            }
            self.entry(depth + 1);
        }
        self.any(&["}", " }", " /* last */ }"]);
    }

    fn braces(&mut self, depth: usize) {
        self.any(&[
            "{\n",
            "{",
            "{ // why\n",
            "{\n\n  // own\n",
            "{ /// no doc\n",
            "{ /* x */\n",
            "{ /* over\n lines */",
        ]);
        for _ in 0..self.pick(5) {
            self.entry(depth + 1);
            if self.pick(3) == 2 {
                self.any(&[
                    ",",
                    ",\n",
                    " , // behind\n",
                    "\n,",
                    "\n  , // on a line with a comma\n",
                    "\n // own \n , /// nothing's\n",
                    " // behind\n, // own\n",
                    "\n /// nothing's\n, ",
                    ", /* here */ ",
                    ",\n\n\n",
                ]);
            } else {
                self.line_end();
            }
        }
        self.any(&["}", "  }", " // last\n}", "\n\n}", "/* last */ }", "\n /// lost\n }"]);
    }

    fn line_end(&mut self) {
        self.any(&[
            "\n",
            "\n\n",
            "\n\n\n\n",
            "\n  \n",
            " // behind   \n",
            " /// behind, and no doc\n",
            " /* behind */\n",
            " // incident: allow(INC138) behind\n",
            "\n// incident: allow(INC138) above\n",
            "\n// own\n",
            "\n\n  //! own\n\n",
            "\n/// doc\n",
            "\n///   doc of\n///     two lines\n\n",
            " /* over\n      * lines\n */ ",
            "\n/* over\n   any lines */\n",
            "\n/* a */ /// doc behind a comment\n",
            " /* over\nlines */ // and more\n",
        ]);
    }

    fn list(&mut self, depth: usize) {
        self.any(&[
            "[",
            "[ ",
            "[\n",
            "[ // why\n",
            "[\n\n // own\n\n",
            "[ /* x */ ",
            "[ /* a\nb */",
        ]);
        let count = [0, 1, 2, 3, 12][self.pick(5)];
        for number in 0..count {
            if number > 0 {
                self.any(&[
                    ", ",
                    ",",
                    ",\n",
                    ", // behind\n",
                    ", // incident: allow(INC138) behind\n",
                    ",\n// incident: allow(INC138) above\n",
                    " // before the comma\n, ",
                    ",\n\n\n",
                    ",\n// own\n",
                    "\n /// own\n, /// too\n",
                    " /* a */, /* b */ ",
                    ", /* over\nlines */ ",
                ]);
            }
            self.value(depth + 1);
        }
        self.any(&["]", " ]", "\n]"]);
        if count > 0 && self.pick(3) == 2 {
            let closer = self.text.pop();
            self.any(&[", ", ",\n", ", // last\n", " // last\n", "\n\n // own\n"]);
            self.text.extend(closer);
        }
    }
}
