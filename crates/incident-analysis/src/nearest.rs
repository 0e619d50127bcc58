//! The nearest right spelling of a wrong word.

mod names;

use crate::work;
pub(crate) use names::Names;

/// Bytes of the longest word that is looked at: comparing costs the product of two lengths, and nobody
/// mistypes a longer one.
const LONGEST: usize = 100;

/// How many letters of two addresses may differ, of which neither names nor domains are the same.
const SLIPPED: usize = 2;

/// Letters that one word must have for another to be a longer form of it.
const SHORTEST_PREFIX: usize = 3;

/// The candidate nearest to the word, if one is near enough to be what was meant: at most a third of
/// the letters wrong (of three and more one may be), letters swapped counting once. Case and the
/// difference between `-`, `_` and nothing count for nothing. Of equally near ones, the first. Where none is
/// near, one that the word only makes longer (`mon` for `monday`), else the only one that it abbreviates or that
/// abbreviates it (`critical` for `crit`, `engineering-manager` for `eng-manager`), else the only one that it ends.
pub fn nearest<T: AsRef<str>>(
    word: &str,
    candidates: impl IntoIterator<Item = T>,
) -> Option<String> {
    if word.len() > LONGEST {
        return None;
    }
    let folded = fold(word);
    let of_word = Letters::of(word);
    let limit = of_word.count / 3;
    let mut best: Option<(usize, String)> = None;
    let mut longer: Option<String> = None;
    let (mut abbreviated, mut ends): (Vec<String>, Vec<String>) = Default::default();
    for candidate in candidates {
        work::add();
        let candidate = candidate.as_ref();
        if candidate == word || candidate.len() > LONGEST {
            continue;
        }
        let of_candidate = Letters::of(candidate);
        let (has_word, is_of_word) = (of_word.are_in(of_candidate), of_candidate.are_in(of_word));
        if is_of_word && longer.is_none() {
            let folded_candidate = fold(candidate);
            let begins = folded.starts_with(&folded_candidate);
            if folded_candidate.len() >= SHORTEST_PREFIX && begins {
                longer = Some(candidate.to_owned());
            }
        }
        let short = || {
            has_word && abbreviates(word, candidate) || is_of_word && abbreviates(candidate, word)
        };
        if abbreviated.len() < 2 && short() {
            abbreviated.push(candidate.to_owned());
        }
        if has_word && ends.len() < 2 && is_end_of(word, candidate) {
            ends.push(candidate.to_owned());
        }
        if of_word.apart_from(of_candidate) > limit {
            continue;
        }
        let folded_candidate = fold(candidate);
        let distance = strsim::osa_distance(&folded, &folded_candidate);
        if distance <= limit && best.as_ref().is_none_or(|(least, _)| distance < *least) {
            best = Some((distance, candidate.to_owned()));
        }
    }
    let only = |mut all: Vec<String>| if all.len() == 1 { all.pop() } else { None };
    let best = best.map(|(_, candidate)| candidate).or(longer);
    best.or_else(|| only(abbreviated)).or_else(|| only(ends))
}

/// What is soon known of a word's letters, of most words enough to tell that they are not alike.
#[derive(Clone, Copy, Default)]
struct Letters {
    /// How many there are once the word is folded.
    count: usize,
    /// Which there are: a bit for each, several letters having the same.
    met: u64,
}

impl Letters {
    fn of(word: &str) -> Self {
        let mut letters = Self::default();
        let mut add = |letter: u32| {
            letters.count += 1;
            letters.met |= 1 << (letter % u64::BITS);
        };
        if word.is_ascii() {
            let bytes = word.bytes().filter(|byte| !matches!(byte, b'-' | b'_'));
            bytes.for_each(|byte| add(byte.to_ascii_lowercase().into()));
        } else {
            fold(word).chars().for_each(|letter| add(letter.into()));
        }
        letters
    }

    /// Whether each of them may be one of the others.
    fn are_in(self, others: Self) -> bool {
        self.met & !others.met == 0
    }

    /// How many letters are wrong at least: as many as one word is longer, and as many as one has that the other has not.
    fn apart_from(self, others: Self) -> usize {
        let missing = (others.met & !self.met).count_ones();
        let needless = (self.met & !others.met).count_ones();
        self.count.abs_diff(others.count).max(missing.max(needless) as usize)
    }
}

/// Whether one letter is too many, too few or wrong, or two that stand side by side are swapped.
pub fn is_one_slip(word: &str, other: &str) -> bool {
    strsim::osa_distance(word, other) == 1
}

/// The nearest of some e-mail addresses. Everybody at a company has the same domain, which must not make two people
/// alike: of one domain the names are compared, of one name the domains. Where neither is the same (an `@` that slipped),
/// the whole addresses are, and must be nearly one.
pub fn nearest_address<T: AsRef<str>>(
    address: &str,
    candidates: impl IntoIterator<Item = T>,
) -> Option<String> {
    let (name, domain) = address.split_once('@')?;
    let candidates: Vec<T> = candidates.into_iter().collect();
    let parts = || candidates.iter().filter_map(|one| one.as_ref().split_once('@'));
    let at_domain = parts().filter(|(_, at)| at.eq_ignore_ascii_case(domain));
    let of_name = parts().filter(|(one, _)| one.eq_ignore_ascii_case(name));
    let by_name =
        || nearest(name, at_domain.map(|(one, _)| one)).map(|one| (one, domain.to_owned()));
    let by_domain = || nearest(domain, of_name.map(|(_, at)| at)).map(|at| (name.to_owned(), at));
    let slipped = || {
        let apart = parts().filter(|(one, at)| {
            !at.eq_ignore_ascii_case(domain) && !one.eq_ignore_ascii_case(name)
        });
        let mut addresses = apart.map(|(one, at)| format!("{one}@{at}"));
        addresses.find(|one| {
            one.len().abs_diff(address.len()) <= SLIPPED
                && address.len() <= LONGEST
                && strsim::osa_distance(&fold(address), &fold(one)) <= SLIPPED
        })
    };
    let joined = |(name, domain): (String, String)| format!("{name}@{domain}");
    by_name().or_else(by_domain).map(joined).or_else(slipped)
}

/// Whether each part of the word begins the same part of the candidate; whole parts may be left out at the end.
fn abbreviates(word: &str, candidate: &str) -> bool {
    let mut parts = candidate.split(['-', '_']);
    word.len() >= SHORTEST_PREFIX
        && word.split(['-', '_']).all(|short| {
            let begin = parts.next().and_then(|long| long.get(..short.len()));
            begin.is_some_and(|begin| begin.eq_ignore_ascii_case(short))
        })
}

/// Whether the word is the candidate without its first parts: `status_page_update` for `requires_status_page_update`.
fn is_end_of(word: &str, candidate: &str) -> bool {
    let before = candidate.strip_suffix(word).filter(|_| word.len() >= SHORTEST_PREFIX);
    before.is_some_and(|before| before.ends_with(['-', '_']))
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
        assert_eq!(nearest("monday", ["mon", "tue"]).as_deref(), Some("mon"));
        assert_eq!(nearest("p1", ["P1", "P2"]).as_deref(), Some("P1"));
        assert_eq!(nearest("P5", ["P1", "P2"]), None);
    }

    #[test]
    fn who_abbreviates_means_the_only_word_that_begins_so() {
        assert_eq!(nearest("crit", ["critical", "error"]).as_deref(), Some("critical"));
        assert_eq!(
            nearest("response", ["response_time", "runbook"]).as_deref(),
            Some("response_time")
        );
        let roles = ["engineering-manager", "vp-engineering"];
        assert_eq!(nearest("eng-manager", roles).as_deref(), Some("engineering-manager"));
        assert_eq!(nearest("eng-lead", roles), None);
        let near = nearest("engineering-manager", ["eng-manager", "vp-engineering"]);
        assert_eq!(near.as_deref(), Some("eng-manager"));
        assert_eq!(
            nearest("maps-eu", ["maps-europe", "maps-asia"]).as_deref(),
            Some("maps-europe")
        );
        assert_eq!(
            nearest("requires", ["requires_post_mortem", "requires_status_page_update"]),
            None
        );
    }

    #[test]
    fn people_of_one_company_are_not_alike() {
        let members = ["alice@company.com", "David@company.com"];
        assert_eq!(nearest_address("erin@company.com", members), None);
        assert_eq!(
            nearest_address("davd@company.com", members).as_deref(),
            Some("David@company.com")
        );
        let near = nearest_address("alice@compny.com", members);
        assert_eq!(near.as_deref(), Some("alice@company.com"));
        let near = nearest_address("davi@dcompany.com", members);
        assert_eq!(near.as_deref(), Some("David@company.com"));
        assert_eq!(nearest_address("erin@compny.com", members), None);
        assert_eq!(nearest_address("alice", members), None);
    }
}
