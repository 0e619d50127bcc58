//! The nearest right spelling of a wrong word.

/// Bytes of the longest word that is looked at: comparing costs the product of two lengths, and nobody
/// mistypes a longer one.
const LONGEST: usize = 100;

/// The candidate nearest to the word, if one is near enough to be what was meant: at most a third of
/// the letters wrong (of three and more one may be), letters swapped counting once. Case and the
/// difference between `-`, `_` and nothing count for nothing. Of equally near ones, the first.
pub fn nearest<T: AsRef<str>>(
    word: &str,
    candidates: impl IntoIterator<Item = T>,
) -> Option<String> {
    if word.len() > LONGEST {
        return None;
    }
    let folded = fold(word);
    let limit = folded.chars().count() / 3;
    let mut best: Option<(usize, String)> = None;
    for candidate in candidates {
        let candidate = candidate.as_ref();
        if candidate == word || candidate.len() > LONGEST {
            continue;
        }
        let distance = strsim::osa_distance(&folded, &fold(candidate));
        if distance <= limit && best.as_ref().is_none_or(|(least, _)| distance < *least) {
            best = Some((distance, candidate.to_owned()));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn fold(word: &str) -> String {
    word.chars().filter(|c| !matches!(c, '-' | '_')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_tired_person_meant() {
        let keys = ["response_time", "resolution_target", "requires_post_mortem"];
        assert_eq!(nearest("reponse_time", keys).as_deref(), Some("response_time"));
        assert_eq!(nearest("responseTime", keys).as_deref(), Some("response_time"));
        assert_eq!(nearest("requires-postmortem", keys).as_deref(), Some("requires_post_mortem"));
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest("slcak", ["slack", "sms"]).as_deref(), Some("slack"));
        assert_eq!(nearest("p1", ["P1", "P2"]).as_deref(), Some("P1"));
        assert_eq!(nearest("P5", ["P1", "P2"]), None);
    }
}
