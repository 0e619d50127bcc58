//! A text in which version control left both sides of a merge conflict.

/// The text as either side had it, and `None` where nothing is in conflict.
pub(crate) fn sides(text: &str) -> Option<[String; 2]> {
    if !text.contains("<<<<<<<") {
        return None;
    }
    #[derive(Clone, Copy)]
    enum Part {
        Both,
        Ours,
        Base,
        Theirs,
    }
    let mut part = Part::Both;
    let mut has_conflict = false;
    let [mut ours, mut theirs] = [const { String::new() }; 2];
    for line in text.split_inclusive('\n') {
        let marker = line.get(..7).unwrap_or_default();
        part = match (marker, part) {
            ("<<<<<<<", Part::Both) => Part::Ours,
            ("|||||||", Part::Ours) => Part::Base,
            ("=======", Part::Ours | Part::Base) => Part::Theirs,
            (">>>>>>>", Part::Theirs) => {
                has_conflict = true;
                Part::Both
            }
            _ => {
                if matches!(part, Part::Both | Part::Ours) {
                    ours.push_str(line);
                }
                if matches!(part, Part::Both | Part::Theirs) {
                    theirs.push_str(line);
                }
                continue;
            }
        };
    }
    has_conflict.then_some([ours, theirs])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_side_is_what_it_was_and_the_base_is_neither() {
        let text = "a\n<<<<<<< HEAD\nb\n||||||| 1234\nc\n=======\nd\ne\n>>>>>>> other\nf\n";
        assert_eq!(sides(text), Some(["a\nb\nf\n".to_owned(), "a\nd\ne\nf\n".to_owned()]));
        let twice = "<<<<<<< HEAD\r\n=======\r\nx\r\n>>>>>>> o\r\n<<<<<<< HEAD\r\ny\r\n=======\r\n>>>>>>> o";
        assert_eq!(sides(twice), Some(["y\r\n".to_owned(), "x\r\n".to_owned()]));
    }

    #[test]
    fn a_text_without_a_whole_conflict_has_no_sides() {
        for text in ["", "a\n=======\nb\n", "<<<<<<< HEAD\na\n", ">>>>>>> x\n", "ä<<<<<<< \n"] {
            assert_eq!(sides(text), None, "{text}");
        }
    }
}
