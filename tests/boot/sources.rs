//! The repositories of the stacks in outline: what their bundles' Dockerfiles copy, with programs that become stand-ins.

use berth_testing::engine::REGISTRY;

/// Files to be, their paths first.
pub type Files = Vec<(String, String)>;

/// What becomes a stand-in when Node starts it. A worker's own process keeps beating.
fn starts(name: &str) -> String {
    format!(
        "const {{ spawn }} = require('node:child_process');\n\
         spawn('standin', [{name}, ...process.argv.slice(2)], {{ stdio: 'inherit', env: {{ ...process.env, NODE_OPTIONS: '' }} }})\n  \
         .on('exit', (code) => process.exit(code ?? 1));\n"
    )
}

/// Those of Campaign's tables that its jobs and the stand-ins ask.
const TABLES: &str = include_str!("../judges/campaign/accounts.sql");

fn named(files: &[(&str, String)]) -> Files {
    files.iter().map(|(path, text)| ((*path).to_owned(), text.clone())).collect()
}

pub fn campaign() -> Files {
    let mut files = Files::new();
    for path in ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", "tsconfig.base.json"] {
        files.push((path.to_owned(), "{}\n".to_owned()));
    }
    for (package, name) in [
        ("shared", ""),
        ("api", "'campaign/api'"),
        ("rules-engine", "'campaign/rules-engine'"),
        ("scheduler", "'campaign/scheduler'"),
        ("frontend", ""),
    ] {
        files.push((format!("packages/{package}/package.json"), "{}\n".to_owned()));
        files.push((format!("packages/{package}/src/main.js"), starts(name)));
    }
    for package in ["api", "rules-engine"] {
        files.push((format!("packages/{package}/proto/rules-engine.proto"), String::new()));
    }
    files.push(("packages/api/prisma/schema.prisma".to_owned(), String::new()));
    files.push(("packages/api/prisma/migrations/1_init/migration.sql".to_owned(), TABLES.to_owned()));
    files
}

pub fn kyros() -> Files {
    let mut files = named(&[
        ("apps/api/requirements.txt", String::new()),
        ("apps/api/src/standin", "kyros/api".to_owned()),
        (
            "database/schema.sql",
            "CREATE TABLE tenants (id TEXT);\nINSERT INTO tenants VALUES ('acme');\n".to_owned(),
        ),
        ("data/mock-data/clv/data.csv", "a,b\n".to_owned()),
        ("package.json", "{}\n".to_owned()),
        ("package-lock.json", "{}\n".to_owned()),
        ("packages/shared-config/pyproject.toml", String::new()),
        ("packages/shared-config/README.md", String::new()),
        (
            "packages/shared-config/src/shared_config/config.py",
            "JWT_SECRET_KEY = \"kyros-poc-secret-key-that-everybody-knows\"\n".to_owned(),
        ),
        ("apps/shell-ui/package.json", "{}\n".to_owned()),
        ("apps/shell-ui/server.js", starts("'kyros/shell-ui'")),
    ]);
    for (app, name) in [("dash-app-clv", "kyros/dash-app-clv"), ("dash-app-risk", "kyros/dash-app-risk")] {
        files.push((format!("apps/{app}/requirements.txt"), String::new()));
        for module in ["auth_middleware", "data_client", "error_page"] {
            files.push((format!("apps/{app}/{module}.py"), String::new()));
        }
        // Both as a program and for a server that loads it.
        let program =
            format!("import os\nSTANDIN = \"{name}\"\nos.execvp(\"standin\", [\"standin\", STANDIN])\n");
        files.push((format!("apps/{app}/app.py"), program));
    }
    files
}

pub fn tamma() -> Files {
    let mut files = Files::new();
    for path in ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", "tsconfig.json"] {
        files.push((path.to_owned(), "{}\n".to_owned()));
    }
    for package in ["shared", "api", "cli", "dashboard"] {
        files.push((format!("packages/{package}/package.json"), "{}\n".to_owned()));
        let named = "process.argv[2] === 'server' ? 'tamma/tamma-api' : 'tamma/tamma-engine'";
        files.push((format!("packages/{package}/src/index.js"), starts(named)));
    }
    for (project, image) in [("ElsaServer", "tamma-elsa"), ("Api", "tamma-api-dotnet")] {
        let path = format!("apps/tamma-elsa/src/Tamma.{project}/Dockerfile");
        files.push((path, format!("FROM {REGISTRY}/tamma/{image}:1.0.0\n")));
    }
    files
}
