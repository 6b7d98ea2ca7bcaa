//! The files that the judges see. Nothing else in these tests knows how a file comes about.

use minijinja::{Environment, UndefinedBehavior, context, syntax::SyntaxConfig};

pub type Files = Vec<(String, Vec<u8>)>;

const ALL: [&str; 7] = [
    "postgres",
    "rabbitmq",
    "elsa-server",
    "tamma-api-dotnet",
    "tamma-api",
    "tamma-engine",
    "tamma-dashboard",
];
const LITE: [&str; 4] = ["postgres", "tamma-api", "tamma-engine", "tamma-dashboard"];

/// Tamma for development: every service, and sample data.
pub fn dev() -> Files {
    render(&ALL, true)
}

/// Tamma for production: every service, no sample data.
pub fn prod() -> Files {
    render(&ALL, false)
}

/// Tamma without the workflow engine and its API.
pub fn lite() -> Files {
    render(&LITE, false)
}

/// One file of a bundle, as text.
pub fn text(files: &Files, path: &str) -> String {
    let (_, bytes) =
        files.iter().find(|(name, _)| name == path).unwrap_or_else(|| panic!("no `{path}` in the bundle"));
    String::from_utf8(bytes.clone()).unwrap_or_else(|_| panic!("`{path}` is not UTF-8"))
}

fn render(services: &[&'static str], sample_data: bool) -> Files {
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    templates
        .set_syntax(SyntaxConfig::builder().keep_trailing_newline(true).build().expect("the usual syntax"));
    [
        ("init-db.sql", include_str!("../../templates/tamma/init-db.sql.j2")),
        ("nginx-dashboard.conf", include_str!("../../templates/tamma/nginx-dashboard.conf.j2")),
    ]
    .into_iter()
    .map(|(path, template)| {
        let text = templates.render_str(template, context! { services => services.to_vec(), sample_data });
        (path.to_owned(), text.unwrap_or_else(|error| panic!("{path}: {error:#}")).into_bytes())
    })
    .collect()
}
