//! What Compose makes of both profiles: source and ports in one, secrets as files and limits in the other.

use berth_testing::folder::Folder;
use berth_testing::judge::Judge;
use serde_json::{Value, json};

use super::{dev, prod, prod_with};
use crate::compose::compose;
use crate::deployment::{all_mounts, services};
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    profiles(suite);
    networks(suite);
    loading_order(suite);
}

fn profiles(suite: &mut Suite) {
    suite.with(Judge::Compose, "Campaign's source is mounted in development, and nowhere else", |program| {
        let of_the_repository = |merged: &Value| -> Vec<String> {
            let mounts =
                all_mounts(merged).filter(|(_, mount)| mount["target"].as_str().unwrap().starts_with("/app"));
            mounts.map(|(name, mount)| format!("{name} {}", mount["target"].as_str().unwrap())).collect()
        };
        let dev = compose(program, &Folder::holding(&dev())).config_json().unwrap();
        let mut found = of_the_repository(&dev);
        found.sort();
        assert_eq!(
            found,
            [
                "api /app/packages/api/src",
                "api /app/packages/shared",
                "frontend /app/packages/frontend/src",
                "rules-engine /app/packages/rules-engine/src",
                "scheduler /app/packages/scheduler/src",
            ]
        );
        let prod = compose(program, &Folder::holding(&prod())).config_json().unwrap();
        assert_eq!(of_the_repository(&prod), [""; 0]);
        for (name, service) in services(&dev).into_iter().filter(|(_, service)| !service["build"].is_null()) {
            if name == "migrate" {
                assert_eq!(service["build"]["target"], "migrate");
                assert_eq!(prod["services"][name]["build"]["target"], "migrate");
                continue;
            }
            assert_eq!(service["build"]["target"], "development", "{name}");
            assert_eq!(prod["services"][name]["build"]["target"], Value::Null, "{name}");
        }
    });

    suite.with(
        Judge::Compose,
        "Campaign's secrets are Docker secrets in production, and no variables",
        |program| {
            let bundle = prod();
            let merged = compose(program, &Folder::holding(&bundle)).config_json().unwrap();
            let text = merged.to_string();
            for file in bundle.files.iter().filter(|file| file.path.starts_with("secrets/")) {
                assert!(!text.contains(&file.text), "{} is in the merged files", file.path);
            }
            let api = &merged["services"]["api"];
            assert_eq!(api["environment"]["JWT_SECRET_FILE"], "/run/secrets/jwt_secret");
            assert!(
                api["secrets"]
                    .as_array()
                    .unwrap()
                    .contains(&json!({ "source": "jwt_secret", "target": "/run/secrets/jwt_secret" }))
            );
            assert_eq!(api["environment"]["DATABASE_URL"], Value::Null);
        },
    );

    suite.with(
        Judge::Compose,
        "G30: Campaign's programs wait for their tables, the scheduler for its account, and no port of a worker is published",
        |program| {
            for bundle in [dev(), prod()] {
                let merged = compose(program, &Folder::holding(&bundle)).config_json().unwrap();
                let wait = |service: &str, other: &str| {
                    merged["services"][service]["depends_on"][other]["condition"].clone()
                };
                for (service, job) in
                    [("api", "migrate"), ("rules-engine", "migrate"), ("service-account", "migrate"), ("scheduler", "service-account")]
                {
                    assert_eq!(wait(service, job), "service_completed_successfully", "{service}");
                }
                for worker in ["rules-engine", "scheduler"] {
                    assert_eq!(merged["services"][worker]["ports"], Value::Null, "{worker}");
                }
                assert_eq!(merged["services"]["scheduler"]["environment"]["NODE_ENV"], "production");
            }
        },
    );

    suite.with(
        Judge::Compose,
        "Campaign in production is not started on development's files of answers",
        |program| {
            let folder = Folder::holding(&dev());
            let files = ["docker-compose.yml", "docker-compose.prod.yml"];
            // Compose itself takes it; the engine then misses the files.
            let merged = compose(program, &folder).with_files(&files).config_json().unwrap();
            let missing = merged["secrets"]["jwt_secret"]["file"].as_str().unwrap();
            assert!(!std::path::Path::new(missing).exists());
            let folder = Folder::holding(&prod());
            let files = ["docker-compose.yml", "docker-compose.dev.yml"];
            let refusal = compose(program, &folder).with_files(&files).refusal();
            assert!(refusal.contains("write it into .env"), "{refusal}");
        },
    );
}

fn networks(suite: &mut Suite) {
    suite.with(
        Judge::Compose,
        "Campaign's page can't reach its stores, nor its stores the internet",
        |program| {
            for (bundle, workers) in
                [(prod(), false), (prod_with(|answers| answers.addons = vec!["outbound".into()]), true)]
            {
                let merged = compose(program, &Folder::holding(&bundle)).config_json().unwrap();
                let networks = |name: &str| -> Vec<String> {
                    merged["services"][name]["networks"].as_object().unwrap().keys().cloned().collect()
                };
                assert_eq!(merged["networks"]["backend-network"]["internal"], true);
                assert_eq!(merged["networks"]["frontend-network"]["internal"], Value::Null);
                assert_eq!(networks("api"), ["backend-network", "frontend-network"]);
                assert_eq!(networks("frontend"), ["frontend-network"]);
                for store in ["postgres", "redis", "minio", "minio-bucket", "migrate", "service-account"] {
                    assert_eq!(networks(store), ["backend-network"], "{store}");
                }
                for worker in ["rules-engine", "scheduler"] {
                    let outside = networks(worker).iter().any(|network| network == "outbound-network");
                    assert_eq!(outside, workers, "{worker}");
                }
            }
        },
    );
}

fn loading_order(suite: &mut Suite) {
    suite.with(
        Judge::Compose,
        "Campaign's `.env.local` goes before `.env` where Compose is told of it",
        |program| {
            let folder = Folder::holding(&dev());
            let origin = |files: &[(&str, &str)]| {
                let merged = compose(program, &folder).told(files).config_json().unwrap();
                merged["services"]["api"]["environment"]["FRONTEND_URL"].clone()
            };
            let told = [("COMPOSE_ENV_FILES", ".env,.env.local")];
            folder.write(".env.local", "FRONTEND_PORT=8081\n");
            assert_eq!(origin(&[]), "http://localhost:8080");
            assert_eq!(origin(&told), "http://localhost:8081");
            let [file] = told;
            assert_eq!(
                origin(&[file, ("FRONTEND_PORT", "8082")]),
                "http://localhost:8082",
                "the shell's own goes before both"
            );
            folder.edit_env("FRONTEND_PORT", None);
            folder.write(".env.local", "");
            assert_eq!(
                origin(&told),
                "http://localhost:8080",
                "the file's default holds where nobody says anything"
            );
        },
    );

    suite.with(
        Judge::Compose,
        "Campaign's applications get what else `.env.local` holds, and its stores don't",
        |program| {
            let folder = Folder::holding(&dev());
            let own = |name: &str| {
                let merged = compose(program, &folder).config_json().unwrap();
                merged["services"][name]["environment"]["MY_SWITCH"].clone()
            };
            for name in ["api", "rules-engine", "scheduler", "frontend"] {
                assert_eq!(own(name), Value::Null, "{name}: without the file");
            }
            folder.write(".env.local", "MY_SWITCH=on\n");
            for name in ["api", "rules-engine", "scheduler", "frontend"] {
                assert_eq!(own(name), "on", "{name}");
            }
            assert_eq!(own("postgres"), Value::Null);
        },
    );

    suite.with(
        Judge::Compose,
        "every line of Campaign's `.env.local.example` may be taken over as it is",
        |program| {
            let folder = Folder::holding(&dev());
            let example = std::fs::read_to_string(folder.path().join(".env.local.example")).unwrap();
            let taken: String = example
                .lines()
                .filter_map(|line| {
                    line.strip_prefix('#').filter(|line| line.contains('=') && !line.starts_with(' '))
                })
                .filter(|line| !line.ends_with('='))
                .flat_map(|line| [line, "\n"])
                .collect();
            assert!(
                taken.contains("FRONTEND_PORT=8080") && taken.contains("CHOKIDAR_USEPOLLING=true"),
                "{taken}"
            );
            folder.write(".env.local", &taken);
            let told = [("COMPOSE_ENV_FILES", ".env,.env.local")];
            assert_eq!(compose(program, &folder).told(&told).config_q(), Ok(()));
        },
    );
}
