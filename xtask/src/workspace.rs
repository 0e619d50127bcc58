//! A workspace of many services, as like to a real one as text made by a program can be: for benchmarks.
//!
//! The same number of services and the same seed give the same bytes on every machine.

mod random;
mod service;
mod shared;

use random::Random;

/// A file, by its path below the workspace's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// With `/` between names.
    pub path: String,
    /// Its text, formatted.
    pub text: String,
}

/// How many services one team owns.
const SERVICES_PER_TEAM: usize = 8;

/// The workspace: `incident.toml`, what services share, and a file each service.
///
/// # Errors
/// When what is made does not parse, which is a mistake here.
pub fn workspace(services: usize, seed: u64) -> Result<Vec<File>, String> {
    let mut random = Random::new(seed);
    let teams = services.div_ceil(SERVICES_PER_TEAM).max(1);
    let mut files =
        vec![File { path: "incident.toml".to_owned(), text: shared::CONFIG.to_owned() }];
    let mut add = |path: String, text: &str| -> Result<(), String> {
        let formatted = incident_fmt::format(text).map_err(|why| format!("{path}: {why:?}"))?;
        files.push(File { path, text: formatted.text });
        Ok(())
    };
    add("platform/profiles.incident".to_owned(), shared::PROFILES)?;
    for team in 0..teams {
        add(
            format!("teams/{}.incident", shared::team_name(team)),
            &shared::team(team, &mut random),
        )?;
    }
    for number in 0..services {
        let team = number / SERVICES_PER_TEAM;
        let path =
            format!("services/{}/{}.incident", shared::team_name(team), service::name(number));
        add(path, &service::text(number, team, &mut random))?;
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_bytes_and_another_one_others() {
        let one = workspace(20, 1).unwrap();
        assert_eq!(one, workspace(20, 1).unwrap());
        assert_ne!(one, workspace(20, 2).unwrap());
        assert_eq!(one.iter().filter(|file| file.path.starts_with("services/")).count(), 20);
    }

    #[test]
    fn more_services_leave_the_first_ones_names_alone() {
        let paths = |services| -> Vec<String> {
            let files = workspace(services, 1).unwrap();
            files
                .into_iter()
                .map(|file| file.path)
                .filter(|path| path.starts_with("serv"))
                .collect()
        };
        assert_eq!(paths(10), paths(20)[..10]);
    }
}
