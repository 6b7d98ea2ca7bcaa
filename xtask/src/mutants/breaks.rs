//! The breaks: what a tired maintainer could do, for each promise. Where a promise has several halves, each has its break.

/// What is to notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeldBy {
    /// The build itself, which reads every manifest, in these words.
    Build(&'static str),
    /// The unit tests of the shells.
    Lib,
    /// The unit tests of the core.
    Core,
    /// The tests of this name.
    Test(&'static str),
    /// Somebody else's programs, by every test of the promise.
    Judges,
    /// The same, by the tests alone whose names hold these words: a promise with many judges takes long.
    Judge(&'static str),
    /// A browser, by the test that begins like this.
    Browser(&'static str),
}

impl HeldBy {
    pub fn name(self) -> &'static str {
        match self {
            Self::Build(_) => "the build",
            Self::Lib => "the shells' unit tests",
            Self::Core => "the core's unit tests",
            Self::Test(name) => name,
            Self::Judges | Self::Judge(_) => "the judges",
            Self::Browser(_) => "the browser",
        }
    }
}

pub struct Break {
    pub promise: u8,
    /// What was done, in a few words.
    pub what: &'static str,
    pub file: &'static str,
    /// It stands in the file once.
    pub find: &'static str,
    pub put: &'static str,
    pub held_by: HeldBy,
}

use HeldBy::{Browser, Build, Core, Judge, Judges, Lib, Test};

const TAMMA: &str = "templates/tamma/stack.yaml";
const CAMPAIGN: &str = "templates/campaign/stack.yaml";
const COMPOSE: &str = "templates/compose/docker-compose.yml.j2";
const NGINX: &str = "templates/compose/nginx.conf.j2";
const UPDATE: &str = "templates/compose/update.sh.j2";
const BACKUP: &str = "templates/compose/backup.sh.j2";
const ESCAPE: &str = "core/src/render/escape.rs";
const LAYER: &str = "core/src/target/compose/layer.rs";
const REFERENCES: &str = "core/src/target/compose/reference.rs";
const INIT_SQL: &str = "templates/tamma/init-db.sql.j2";
const LINK: &str = "core/src/answers/link.rs";
const WRITE: &str = "src/cli/init/write.rs";

pub const BREAKS: &[Break] = &[
    Break {
        promise: 1,
        what: "a `$` in a value of .env is not escaped",
        file: ESCAPE,
        find: "escaped(raw, &['\\\\', '\"', '$'])",
        put: "escaped(raw, &['\\\\', '\"'])",
        held_by: Test("properties"),
    },
    Break {
        promise: 1,
        what: "a line break is taken",
        file: "core/src/values/text.rs",
        find: "c.is_control() && *c != '\\t'",
        put: "c.is_control() && *c != '\\t' && *c != '\\n'",
        held_by: Core,
    },
    Break {
        promise: 1,
        what: "YAML reads a value as it likes",
        file: ESCAPE,
        find: "if starts_well && goes_on_well &&",
        put: "if starts_well || goes_on_well &&",
        held_by: Test("properties"),
    },
    Break {
        promise: 2,
        what: "a password stands in a connection string as it is",
        file: TAMMA,
        find: "|npgsql};\n      Elsa__Identity",
        put: "};\n      Elsa__Identity",
        held_by: Build("expected `${POSTGRES_PASSWORD|npgsql}`"),
    },
    Break {
        promise: 2,
        what: "a quote in a connection string is not doubled",
        file: "core/src/stack/text.rs",
        find: "value.replace('\\'', \"''\")",
        put: "value",
        held_by: Core,
    },
    Break {
        promise: 2,
        what: "the encoded form of a secret is forgotten",
        file: REFERENCES,
        find: "encoded => in_braces(&[key, encoded.suffix(), \":-\", &own])",
        put: "_ => own",
        held_by: Judges,
    },
    Break {
        promise: 3,
        what: "a secret has a default",
        file: TAMMA,
        find: "    base64: 32\n",
        put: "    base64: 32\n    default: dev-jwt-secret\n",
        held_by: Build("expected no default on a secret"),
    },
    Break {
        promise: 3,
        what: "a required secret may be empty",
        file: REFERENCES,
        find: "in_braces(&[key, \":?\", say::WRITE_INTO_ENV])",
        put: "in_braces(&[key, \":-\"])",
        held_by: Judges,
    },
    Break {
        promise: 3,
        what: "the first letters are favoured",
        file: "core/src/answers/generate.rs",
        find: "const FAIR: u8 = 248;",
        put: "const FAIR: u8 = 255;",
        held_by: Core,
    },
    Break {
        promise: 4,
        what: "the database is published in production",
        file: TAMMA,
        find: "field: POSTGRES_PORT, purpose: PostgreSQL, when: {profiles: [dev]}}",
        put: "field: POSTGRES_PORT, purpose: PostgreSQL}",
        held_by: Judges,
    },
    Break {
        promise: 4,
        what: "the base publishes ports",
        file: LAYER,
        find: "        ports: Vec::new(),\n",
        put: "",
        held_by: Judges,
    },
    Break {
        promise: 5,
        what: "a service that runs twice has a port of its own",
        file: TAMMA,
        find: "purpose: .NET API, page: /health, loopback: true, when: {profiles: [dev]}}",
        put: "purpose: .NET API, page: /health, loopback: true}",
        held_by: Judges,
    },
    Break {
        promise: 6,
        what: "a port's number stands in the Compose file, not its variable",
        file: REFERENCES,
        find: "let number = reference(plan, field, Encoding::Plain, Layer::Base);",
        put: "let number = port.host.number().to_string();",
        held_by: Judges,
    },
    Break {
        promise: 7,
        what: "two may claim one port",
        file: "core/src/check/ports.rs",
        find: "if taken.times(claim.port) < 2 {",
        put: "if taken.times(claim.port) < 3 {",
        held_by: Core,
    },
    Break {
        promise: 7,
        what: "macOS is forgotten",
        file: "core/src/check/ports.rs",
        find: "HELD_BY_MACOS: [u16; 2] = [5000, 7000];",
        put: "HELD_BY_MACOS: [u16; 2] = [7000, 7000];",
        held_by: Core,
    },
    Break {
        promise: 8,
        what: "PostgreSQL is asked on its socket",
        file: TAMMA,
        find: "[pg_isready, -q, -h, 127.0.0.1, -U,",
        put: "[pg_isready, -q, -U,",
        held_by: Judges,
    },
    Break {
        promise: 9,
        what: "a probe asks localhost",
        file: TAMMA,
        find: "command: [wget, -q, --spider, \"http://127.0.0.1:3100/api/health\"]",
        put: "command: [wget, -q, --spider, \"http://localhost:3100/api/health\"]",
        held_by: Build("expected 127.0.0.1; `localhost` is ::1 in some images"),
    },
    Break {
        promise: 10,
        what: "a probe calls curl in an image without it",
        file: TAMMA,
        find: "command: [wget, -q, --spider, \"http://127.0.0.1:3100/api/health\"]",
        put: "command: [curl, -f, \"http://127.0.0.1:3100/api/health\"]",
        held_by: Build("expected a program that the image `api` has"),
    },
    Break {
        promise: 11,
        what: "nginx looks its backend up when it starts",
        file: NGINX,
        find: "    set ${{ uses.api.variable }} http://{{ uses.api.id }}:{{ uses.api.port }};\n    proxy_pass ${{ uses.api.variable }};",
        put: "    proxy_pass http://{{ uses.api.id }}:{{ uses.api.port }};",
        held_by: Judges,
    },
    Break {
        promise: 11,
        what: "events are held back",
        file: NGINX,
        find: "proxy_buffering off;",
        put: "proxy_buffering on;",
        held_by: Judges,
    },
    Break {
        promise: 11,
        what: "a path loses its end on the way",
        file: NGINX,
        find: "proxy_pass ${{ uses.elsa.variable }}$elsa_uri;",
        put: "proxy_pass ${{ uses.elsa.variable }}$uri;",
        held_by: Judges,
    },
    Break {
        promise: 12,
        what: "a service waits for one that is left out",
        file: "core/src/plan/services.rs",
        find: ".filter(|(other, _)| scene.has(other))",
        put: ".filter(|_| true)",
        held_by: Judges,
    },
    Break {
        promise: 12,
        what: "Prometheus asks a broker that is not there",
        file: "templates/tamma/prometheus.yml.j2",
        find: "{% if \"rabbitmq\" in service_names %}\n  - job_name: rabbitmq",
        put: "{% if \"postgres\" in service_names %}\n  - job_name: rabbitmq",
        held_by: Judges,
    },
    Break {
        promise: 13,
        what: "a table is made only once",
        file: INIT_SQL,
        find: "CREATE TABLE IF NOT EXISTS stories (",
        put: "CREATE TABLE stories (",
        held_by: Judges,
    },
    Break {
        promise: 13,
        what: "a role is named",
        file: INIT_SQL,
        find: "CREATE SCHEMA IF NOT EXISTS tamma;",
        put: "CREATE SCHEMA IF NOT EXISTS tamma AUTHORIZATION tamma;",
        held_by: Judges,
    },
    Break {
        promise: 13,
        what: "production gets sample rows",
        file: TAMMA,
        find: "default: false\n    default-in: {dev: true}",
        put: "default: true",
        held_by: Judges,
    },
    Break {
        promise: 13,
        what: "sample rows are there unless somebody says no",
        file: INIT_SQL,
        find: "\\set sample_data false",
        put: "\\set sample_data true",
        held_by: Judges,
    },
    Break {
        promise: 14,
        what: "the broker's host has any name",
        file: TAMMA,
        find: "    hostname: rabbitmq\n",
        put: "",
        held_by: Judges,
    },
    Break {
        promise: 14,
        what: "the broker gets its secret as a variable where secrets are files",
        file: TAMMA,
        find: "{value: \"${RABBITMQ_PASSWORD}\", when: {secrets: [env]}}",
        put: "${RABBITMQ_PASSWORD}",
        held_by: Core,
    },
    Break {
        promise: 15,
        what: "the project has no name",
        file: COMPOSE,
        find: "name: {{ stack.project }}\n",
        put: "",
        held_by: Judges,
    },
    Break {
        promise: 16,
        what: "a Compose file has a version",
        file: COMPOSE,
        find: "\nservices:\n",
        put: "\nversion: \"3.8\"\nservices:\n",
        held_by: Judges,
    },
    Break {
        promise: 17,
        what: "Docker makes a folder of a file that is missing",
        file: COMPOSE,
        find: "bind: {create_host_path: false}}",
        put: "bind: {create_host_path: true}}",
        held_by: Judges,
    },
    Break {
        promise: 17,
        what: "a file that is mounted is called otherwise in the bundle",
        file: TAMMA,
        find: "- path: init-db.sql\n",
        put: "- path: init.sql\n",
        held_by: Build("a bind source must be in the bundle or in the repository"),
    },
    Break {
        promise: 18,
        what: "the zip forgets the modes",
        file: "core/src/bundle/zip.rs",
        find: "AS_IT_IS.unix_permissions(file.mode)",
        put: "AS_IT_IS",
        held_by: Core,
    },
    Break {
        promise: 18,
        what: "a secret's file ends with a line break",
        file: "core/src/target/compose/mod.rs",
        find: "variable.setting.expose().to_owned()).unwrap_or_default()",
        put: "format!(\"{}\\n\", variable.setting.expose())).unwrap_or_default()",
        held_by: Judges,
    },
    Break {
        promise: 18,
        what: "files get the modes that the umask leaves them",
        file: "core/src/stack/output.rs",
        find: "Self::Private => 0o600,",
        put: "Self::Private => 0o644,",
        held_by: Judges,
    },
    Break {
        promise: 19,
        what: "Git takes .env",
        file: "templates/compose/.gitignore.j2",
        find: "\n.env\n",
        put: "\n",
        held_by: Judges,
    },
    Break {
        promise: 19,
        what: "the example holds the answers",
        file: "core/src/target/compose/input/variables.rs",
        find: "Exposed(if example { default } else { own })",
        put: "Exposed(if example && own.is_empty() { default } else { own })",
        held_by: Judges,
    },
    Break {
        promise: 20,
        what: "a build's context is too small for what it copies",
        file: TAMMA,
        find: "build: {context: .., dockerfile: docker/Dockerfile.dashboard,",
        put: "build: {context: ../packages, dockerfile: docker/Dockerfile.dashboard,",
        held_by: Judges,
    },
    Break {
        promise: 21,
        what: "a secret may be built in",
        file: "core/src/stack/read/check.rs",
        find: "        no_secret(stack, &arg.value, \"a build argument\", &place, notes);\n",
        put: "",
        held_by: Test("manifests"),
    },
    Break {
        promise: 21,
        what: "the API's address is set where nothing reads it any more",
        file: "templates/kyros/Dockerfile.shell-ui.j2",
        find: "ARG API_BASE_URL=http://api:8000\n",
        put: "ENV API_BASE_URL=http://api:8000\n",
        held_by: Judges,
    },
    Break {
        promise: 22,
        what: "Next listens on the container's own name",
        file: "templates/kyros/Dockerfile.shell-ui.j2",
        find: " HOSTNAME=0.0.0.0",
        put: "",
        held_by: Judges,
    },
    Break {
        promise: 23,
        what: "an image is whatever is newest",
        file: TAMMA,
        find: "reference: grafana/loki:3.7.7",
        put: "reference: grafana/loki:latest",
        held_by: Lib,
    },
    Break {
        promise: 23,
        what: "a database's next major keeps the old one's data path",
        file: TAMMA,
        find: "reference: postgres:15-alpine",
        put: "reference: postgres:18-alpine",
        held_by: Lib,
    },
    Break {
        promise: 23,
        what: "an image's architectures are not known",
        file: TAMMA,
        find: "reference: caddy:2.11.7-alpine\n    tools: [caddy, sh, wget]\n    architectures: [amd64, arm64]\n",
        put: "reference: caddy:2.11.7-alpine\n    tools: [caddy, sh, wget]\n    architectures: []\n",
        held_by: Lib,
    },
    Break {
        promise: 24,
        what: "an update goes on without a backup",
        file: UPDATE,
        find: "|| fail \"the backup failed\"",
        put: "|| true",
        held_by: Judges,
    },
    Break {
        promise: 24,
        what: "a dump is not read back",
        file: BACKUP,
        find: "docker compose exec -T postgres pg_restore -f /dev/null <\"$part\" ||",
        put: "true ||",
        held_by: Judges,
    },
    Break {
        promise: 24,
        what: "nobody waits until all is healthy",
        file: UPDATE,
        find: "docker compose up -d --wait --wait-timeout 300 </dev/null",
        put: "docker compose up -d </dev/null",
        held_by: Judges,
    },
    Break {
        promise: 25,
        what: "a secret is kept in a link",
        file: LINK,
        find: "        if field.secret().is_none() {\n            add(",
        put: "        if let Some(secret) = answers.secret(&field.key) {\n            add(&field.key, secret.expose(), \"\");\n        } else {\n            add(",
        held_by: Core,
    },
    Break {
        promise: 25,
        what: "a secret that is not always asked for is taken from a link",
        file: LINK,
        find: "if field.is_some_and(|field| field.secret().is_some()) {",
        put: "if field.is_some_and(|field| field.secret().is_some() && field.asked_when.is_empty()) {",
        held_by: Test("properties"),
    },
    Break {
        promise: 25,
        what: "a secret stands in an attribute of its field",
        file: "src/ui/fields/secret.rs",
        find: "                    prop:value=move || text(asked)\n",
        put: "                    prop:value=move || text(asked)\n                    data-value=move || Some(text(asked))\n",
        held_by: Browser("G25: a secret is in no URL"),
    },
    Break {
        promise: 26,
        what: "blanks that were typed are lost",
        file: LINK,
        find: "add(&field.key, answers.value(field), field.default_in(&answers.profile));",
        put: "add(&field.key, answers.value(field).trim(), field.default_in(&answers.profile));",
        held_by: Test("properties"),
    },
    Break {
        promise: 26,
        what: "an answer of before a field had another name is lost",
        file: LINK,
        find: "name.eq_ignore_ascii_case(id) || formerly.iter().any(|former| name.eq_ignore_ascii_case(former))",
        put: "name.eq_ignore_ascii_case(id) && formerly.len() < usize::MAX",
        held_by: Core,
    },
    Break {
        promise: 27,
        what: "a tag of a template does not end",
        file: "templates/compose/Caddyfile.j2",
        find: "{% if \"front\" in uses %}",
        put: "{% if \"front\" in uses }",
        held_by: Build("templates/compose/Caddyfile.j2:8: unexpected"),
    },
    Break {
        promise: 27,
        what: "what a link holds and nobody knows is passed over",
        file: LINK,
        find: "self.notices.push(notice)",
        put: "()",
        held_by: Core,
    },
    Break {
        promise: 27,
        what: "what a zip unpacks to is not counted",
        file: "core/src/deployment/limits.rs",
        find: "self.bytes = self.bytes.checked_sub(length as u64).ok_or(Refusal::TooManyBytes)?;",
        put: "",
        held_by: Test("cli"),
    },
    Break {
        promise: 27,
        what: "an entry of a zip leads out of its folder",
        file: "core/src/deployment/path.rs",
        find: "!path.split('/').all(is_sound)",
        put: "!path.split('/').any(is_sound)",
        held_by: Test("cli"),
    },
    Break {
        promise: 27,
        what: "an escape that is no text crashes the page",
        file: LINK,
        find: "percent_decode_str(text).decode_utf8().ok()?",
        put: "percent_decode_str(text).decode_utf8().unwrap()",
        held_by: Core,
    },
    Break {
        promise: 28,
        what: "the update tries a dry run first",
        file: UPDATE,
        find: "say \"starting what has changed\"\n",
        put: "say \"starting what has changed\"\ndocker compose up -d --dry-run </dev/null\n",
        held_by: Judges,
    },
    Break {
        promise: 29,
        what: "a deployment is written over by the way",
        file: WRITE,
        find: "if there.is_empty() || force {",
        put: "if there.is_empty() || force || !there.is_empty() {",
        held_by: Test("cli"),
    },
    Break {
        promise: 29,
        what: "a zip that is replaced is gone",
        file: WRITE,
        find: "            fs::rename(path, backup)?;\n",
        put: "            let _ = backup;\n",
        held_by: Test("cli"),
    },
    Break {
        promise: 29,
        what: "the secrets of the deployment are not taken over",
        file: "src/cli/init/answers.rs",
        find: "let kept = if options.force && options.zip.is_none() {",
        put: "let kept = if options.force && options.zip.is_some() {",
        held_by: Test("cli"),
    },
    Break {
        promise: 30,
        what: "a program gets the name of the documents, not the one that it reads",
        file: TAMMA,
        find: "      TAMMA_GITHUB_OWNER: ${GITHUB_OWNER}\n      TAMMA_GITHUB_REPO: ${GITHUB_REPO}\n      TAMMA_APPROVAL_MODE",
        put: "      GITHUB_OWNER: ${GITHUB_OWNER}\n      GITHUB_REPO: ${GITHUB_REPO}\n      TAMMA_APPROVAL_MODE",
        held_by: Test("facts"),
    },
    Break {
        promise: 30,
        what: "a probe asks a path that the program does not have",
        file: TAMMA,
        find: "command: [wget, -q, --spider, \"http://127.0.0.1:3100/api/health\"]",
        put: "command: [wget, -q, --spider, \"http://127.0.0.1:3100/health\"]",
        held_by: Test("facts"),
    },
    Break {
        promise: 30,
        what: "production's .NET API gets no secret, without which it does not start",
        file: TAMMA,
        find: "      Jwt__Secret: {value: \"${DOTNET_JWT_SECRET}\", when: {profiles: [prod]}}\n",
        put: "",
        held_by: Test("facts"),
    },
    Break {
        promise: 30,
        what: "a person is asked for what no program reads",
        file: TAMMA,
        find: "      TAMMA_MERGE_STRATEGY: ${TAMMA_MERGE_STRATEGY}\n",
        put: "      TAMMA_MERGE_STRATEGY: ${TAMMA_MERGE_STRATEGY}\n      LOG_LEVEL: ${TAMMA_LOG_LEVEL}\n",
        held_by: Test("facts"),
    },
    Break {
        promise: 30,
        what: "the database keeps a status as it is spelt, and the .NET API finds its own sessions no more",
        file: INIT_SQL,
        find: "NEW.status := initcap(NEW.status);",
        put: "NULL;",
        held_by: Judge("G30: a status in small letters"),
    },
    Break {
        promise: 30,
        what: "the whole workspace is built, and what does not type-check in it",
        file: "templates/tamma/Dockerfile.ts.j2",
        find: "RUN pnpm --fail-if-no-match --filter @tamma/cli... run build",
        put: "RUN pnpm -r run build",
        held_by: Judge("tamma-api is built from the sources alone"),
    },
    Break {
        promise: 30,
        what: "the front door lets everybody in, who can start the agent",
        file: NGINX,
        find: "  auth_basic $front_door_realm;\n",
        put: "",
        held_by: Judge("G30: the front door asks for every path"),
    },
    Break {
        promise: 30,
        what: "a page of another site may call the API, which takes every origin",
        file: NGINX,
        find: "map \"$http_origin $forwarded_proto://$forwarded_host\" $foreign_page {\n  default        1;",
        put: "map \"$http_origin $forwarded_proto://$forwarded_host\" $foreign_page {\n  default        \"\";",
        held_by: Judge("an API hears no page of another site"),
    },
    Break {
        promise: 30,
        what: "the published page calls an API at an address that nobody serves",
        file: NGINX,
        find: "    sub_filter http://localhost:3001/api /api;\n",
        put: "",
        held_by: Judge("the published script imports nothing of Node's"),
    },
    Break {
        promise: 30,
        what: "the page's script keeps an import that no browser has",
        file: "templates/tamma/Dockerfile.dashboard.j2",
        find: "RUN sed -i 's|^import\"node:crypto\";|/* no node:crypto */|' packages/dashboard/dist/assets/*.js \\\n",
        put: "RUN true \\\n",
        held_by: Judge("tamma-dashboard is built from the sources alone"),
    },
    Break {
        promise: 30,
        what: "the page is given a WebSocket's address without a host, and stays blank",
        file: CAMPAIGN,
        find: "{value: \"ws://localhost:${FRONTEND_PORT}/graphql\", when: &open {",
        put: "{value: /graphql, when: &open {",
        held_by: Judge("G21, G30: Campaign's page has the addresses built in"),
    },
    Break {
        promise: 30,
        what: "whoever opens the log-in page gets the API's 404",
        file: NGINX,
        find: "  \"~^(GET|HEAD) /auth(/|$)\"           1;\n",
        put: "",
        held_by: Judge("G30: each path that Campaign's API answers reaches it"),
    },
    Break {
        promise: 30,
        what: "the page is built by the package's own script, which ends with errors of types",
        file: "templates/campaign/Dockerfile.frontend.j2",
        find: "--filter @campaign/frontend exec vite build",
        put: "--filter @campaign/frontend run build",
        held_by: Judge("Campaign's frontend is built for production"),
    },
    Break {
        promise: 30,
        what: "Campaign's API is told of Redis by a URL, which it does not read",
        file: CAMPAIGN,
        find: "      REDIS_HOST: redis\n      # Also where",
        put: "      REDIS_URL: redis://redis:6379\n      # Also where",
        held_by: Test("facts"),
    },
    Break {
        promise: 30,
        what: "Campaign's API is probed on the path of the documents, which it does not have",
        file: CAMPAIGN,
        find: "command: [node, /usr/local/lib/healthy.cjs, \"http://127.0.0.1:3000/graphql\", \"{ health { status } }\"]",
        put: "command: [wget, -q, --spider, \"http://127.0.0.1:3000/health\"]",
        held_by: Test("facts"),
    },
    Break {
        promise: 30,
        what: "Campaign's scheduler runs in development, where anybody sees its queues",
        file: CAMPAIGN,
        find: "      NODE_ENV: production\n",
        put: "      NODE_ENV: ${NODE_ENV}\n",
        held_by: Judge("Campaign's programs wait"),
    },
    Break {
        promise: 30,
        what: "Campaign is open to everybody before a person has confirmed it",
        file: CAMPAIGN,
        find: "      - value: \"no\"\n        refuse: true\n",
        put: "      - value: \"no\"\n",
        held_by: Core,
    },
    Break {
        promise: 24,
        what: "Campaign's tables are changed although their dump is cut off",
        file: "templates/campaign/migrate.sh.j2",
        find: "{ [ -s \"$part\" ] && pg_restore -f /dev/null \"$part\"; } || fail \"the dump is not whole; no table was changed\"\n",
        put: "",
        held_by: Judge("keeps Campaign's tables from being changed"),
    },
    Break {
        promise: 30,
        what: "the key of Campaign's scheduler is kept as it is, where the API looks for its hash",
        file: "templates/campaign/service-account.sh.j2",
        find: "crypt(given.key, gen_salt('bf', 10))",
        put: "given.key",
        held_by: Judge("Campaign's scheduler has an account"),
    },
    Break {
        promise: 30,
        what: "Campaign's API may not write where it writes its schema, and does not start",
        file: "templates/campaign/Dockerfile.j2",
        find: "RUN mkdir -p packages/api/src && chown node:node packages/api/src\n",
        put: "",
        held_by: Judge("Campaign's api is built"),
    },
    Break {
        promise: 30,
        what: "Kyros signs tokens by the constant that everybody can read",
        file: "templates/kyros/Dockerfile.python.j2",
        find: "s|^JWT_SECRET_KEY = ",
        put: "s|^JWT_SECRET = ",
        held_by: Judge("signs by JWT_SECRET_KEY, and starts with nothing less"),
    },
    Break {
        promise: 30,
        what: "Kyros's production mounts the package that holds the public key",
        file: "templates/kyros/stack.yaml",
        find: "      - {value: \"./packages/shared-config:/app/packages/shared-config\", when: &dev {profiles: [dev]}}\n",
        put: "      - ./packages/shared-config:/app/packages/shared-config\n      - {value: \"tmpfs:/tmp\", when: &dev {profiles: [dev]}}\n",
        held_by: Judge("G30: Kyros mounts its source in development only"),
    },
    Break {
        promise: 30,
        what: "Kyros's database is half made where the schema fails",
        file: "templates/kyros/prepare_data.py.j2",
        find: "f\"BEGIN IMMEDIATE;\\n{schema}\\n;COMMIT;\"",
        put: "schema",
        held_by: Judge("G30: a database is made whole or not at all"),
    },
    Break {
        promise: 30,
        what: "Kyros's API is up while it has no database",
        file: "templates/kyros/stack.yaml",
        find: "command: [curl, -fsS, -o, /dev/null, \"http://127.0.0.1:8000/health/db\"]",
        put: "command: [curl, -fsS, -o, /dev/null, \"http://127.0.0.1:8000/api/health\"]",
        held_by: Test("facts"),
    },
    Break {
        promise: 30,
        what: "Kyros's development looks for the dashboards in its own container",
        file: "templates/kyros/stack.yaml",
        find: "      DASH_CLV_URL: {value: \"http://dash-app-clv:8050\", when: *dev}\n",
        put: "",
        held_by: Test("facts"),
    },
];

#[cfg(test)]
mod tests {
    use super::super::PROMISES;
    use super::super::copy::replaced;
    use super::*;
    use crate::paths;
    use std::fs;

    #[test]
    fn every_promise_has_a_break() {
        for promise in PROMISES {
            assert!(BREAKS.iter().any(|it| it.promise == promise), "G{promise}");
        }
    }

    #[test]
    fn every_break_applies() {
        let mut wrong = Vec::new();
        for it in BREAKS {
            let text = fs::read_to_string(paths::root().join(it.file)).expect(it.file);
            assert!(PROMISES.contains(&it.promise));
            if let Err(reason) = replaced(&text, it.find, it.put) {
                wrong.push(format!("G{}, {}: {}: {reason}", it.promise, it.what, it.file));
            }
        }
        assert_eq!(wrong, [""; 0]);
    }

    #[test]
    fn no_break_is_there_twice() {
        for (at, it) in BREAKS.iter().enumerate() {
            let twin = BREAKS[..at].iter().find(|other| (other.find, other.put) == (it.find, it.put));
            assert!(twin.is_none(), "{}", it.what);
        }
    }
}
