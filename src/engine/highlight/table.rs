//! What each kind of file is told by.

use crate::stack::FileKind;

pub struct Table {
    /// What begins a comment, at the beginning of a line or after a space.
    pub comment: &'static [&'static str],
    pub quotes: &'static str,
    /// Those of the quotes that no variable is read in.
    pub literal: &'static str,
    /// What comes after a name at the beginning of a line. A space: the first word is one.
    pub after_key: Option<char>,
    /// What may come before such a name.
    pub item: Option<&'static str>,
    /// What begins a line that is a heading.
    pub heading: Option<char>,
    /// What begins a variable: `$name` and `${name}`, or `{name}`.
    pub variable: Option<char>,
    /// Numbers, and words such as `true`.
    pub constants: bool,
    pub keywords: &'static str,
    /// Keywords are written in small letters too.
    pub any_case: bool,
}

const NONE: Table = Table {
    comment: &[],
    quotes: "",
    literal: "",
    after_key: None,
    item: None,
    heading: None,
    variable: None,
    constants: false,
    keywords: "",
    any_case: false,
};

const HASH: Table = Table { comment: &["#"], ..NONE };

static YAML: Table = Table {
    quotes: "\"'",
    after_key: Some(':'),
    item: Some("- "),
    variable: Some('$'),
    constants: true,
    ..HASH
};
static DOTENV: Table =
    Table { quotes: "\"'", literal: "'", after_key: Some('='), variable: Some('$'), constants: true, ..HASH };
static NGINX: Table =
    Table { quotes: "\"'", after_key: Some(' '), variable: Some('$'), constants: true, ..HASH };
static CADDY: Table =
    Table { quotes: "\"`", after_key: Some(' '), variable: Some('{'), constants: true, ..HASH };
static SQL: Table = Table {
    comment: &["--"],
    quotes: "'\"",
    constants: true,
    keywords: "ADD ALL ALTER AND AS ASC BEGIN BIGINT BOOLEAN BY CASCADE CASE CHECK COMMIT CONFLICT CONSTRAINT CREATE \
        CURRENT_USER DATABASE DATE DECLARE DEFAULT DELETE DESC DO DROP ELSE END EXCEPTION EXECUTE EXISTS EXTENSION FOR \
        FOREIGN FROM FUNCTION GRANT GROUP IF IN INDEX INSERT INTEGER INTO IS JOIN JSONB KEY LANGUAGE LIMIT LOOP NOT \
        NOTHING NULL ON OR ORDER PERFORM PRIMARY PRIVILEGES PUBLIC RAISE REFERENCES REPLACE RETURN RETURNS REVOKE ROLE \
        SCHEMA SELECT SEQUENCE SERIAL SET TABLE TEXT THEN TIMESTAMP TIMESTAMPTZ TO TRIGGER UNIQUE UPDATE USAGE USING \
        UUID VALUES VARCHAR VIEW WHEN WHERE WITH",
    any_case: true,
    ..NONE
};
static SHELL: Table = Table {
    quotes: "\"'",
    literal: "'",
    after_key: Some('='),
    variable: Some('$'),
    keywords: "break case cd continue do done echo elif else esac eval exec exit export fi for function if in local \
        printf read readonly return set shift then trap unset until while docker compose sudo cp mkdir mv rm",
    ..HASH
};
static DOCKERFILE: Table = Table {
    quotes: "\"'",
    variable: Some('$'),
    keywords: "ADD ARG AS CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL \
        STOPSIGNAL USER VOLUME WORKDIR",
    constants: true,
    ..HASH
};
static TOML: Table =
    Table { quotes: "\"'", after_key: Some('='), heading: Some('['), constants: true, ..HASH };
static JSON: Table = Table { quotes: "\"", after_key: Some(':'), constants: true, ..NONE };
static MARKDOWN: Table = Table { quotes: "`", heading: Some('#'), ..NONE };
static ERLANG: Table = Table { comment: &["%"], quotes: "\"'", constants: true, ..NONE };
static ALLOY: Table = Table { comment: &["//"], quotes: "\"", after_key: Some('='), constants: true, ..NONE };
static PLAIN: Table = HASH;
static BARE: Table = NONE;

pub fn table(path: &str, kind: FileKind) -> &'static Table {
    match kind {
        FileKind::Yaml => &YAML,
        FileKind::Dotenv => &DOTENV,
        FileKind::Nginx => &NGINX,
        FileKind::Sql => &SQL,
        FileKind::Shell => &SHELL,
        FileKind::Dockerfile => &DOCKERFILE,
        FileKind::Toml => &TOML,
        FileKind::Json => &JSON,
        FileKind::Markdown => &MARKDOWN,
        FileKind::Erlang => &ERLANG,
        FileKind::Plain if path.ends_with("Caddyfile") => &CADDY,
        FileKind::Plain if path.ends_with(".alloy") => &ALLOY,
        FileKind::Plain => &PLAIN,
        FileKind::Secret => &BARE,
    }
}
