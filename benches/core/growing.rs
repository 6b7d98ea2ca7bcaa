//! A stack with as many services as are asked for. Each has what a service can have, and waits for the one before it.

use std::collections::BTreeMap;

use berth::stack::Stack;
use berth::stack::read::{self, Folder};

const HEAD: &str = "\
id: growing
name: Growing
summary: As many services as are asked for.
home: https://example.com/growing
project: growing
networks: [{id: growing-net}]
bind: BIND_ADDRESS
profiles:
  - {id: dev, name: Development, summary: For development., adds: Added}
  - {id: prod, name: Production, summary: For production., adds: Added, limits: true, scaled: true}
shapes: [repository]
secrets: [env, files]
sections:
  - {id: ports, title: Ports, step: ports}
  - {id: settings, title: Settings, step: settings}
  - {id: secrets, title: Secrets, step: secrets}
";
const FIRST_FIELD: &str = "
  - key: BIND_ADDRESS
    section: ports
    label: Published to
    help: The address.
    kind: choice
    options: {127.0.0.1: This machine}
    default: 127.0.0.1";

/// Through the reader that the build script has.
pub fn stack(services: usize) -> &'static Stack {
    let each = |part: fn(usize) -> String| (0..services).map(part).collect::<String>();
    let text = format!(
        "{HEAD}fields:{FIRST_FIELD}{}\nimages:{}\nservices:{}\nfiles:{}\nnext-steps:{}\n",
        each(fields),
        each(image),
        each(service),
        each(file),
        each(step),
    );
    let folder = Folder { name: "growing".to_owned(), manifest: text, templates: BTreeMap::new() };
    Box::leak(Box::new(
        read::stack(folder)
            .unwrap_or_else(|problems| panic!("{}", berth::words::stack_problem(&problems[0]))),
    ))
}

fn fields(at: usize) -> String {
    let port = 11_000 + at;
    format!(
        "
  - {{key: PORT_{at}, section: ports, label: Port {at}, help: Where it is., kind: port, default: {port}}}
  - {{key: LEVEL_{at}, section: settings, label: Level {at}, help: How much it says., kind: text, default: info, default-in: {{prod: warn}}}}
  - {{key: TOKEN_{at}, section: secrets, label: Token {at}, help: Its own., kind: secret, letters: 32, required: true}}"
    )
}

fn image(at: usize) -> String {
    format!(
        "
  - {{id: image-{at}, reference: example/image-{at}:1.2.3, file-suffix: _FILE, tools: [curl], architectures: [amd64]}}"
    )
}

fn service(at: usize) -> String {
    let (last, replicas) = (at.saturating_sub(1), 1 + at % 3);
    let waits_for = if at == 0 { String::new() } else { format!("service-{last}: healthy") };
    format!(
        "
  - id: service-{at}
    name: Service {at}
    image: image-{at}
    environment:
      PORT: \"3000\"
      LEVEL: ${{LEVEL_{at}}}
      TOKEN: ${{TOKEN_{at}}}
      BEFORE: http://user:${{TOKEN_{last}|percent}}@service-{last}:3000/
    mounts:
      - data-{at}:/var/lib/data
      - ./config/{at}/.gitignore:/etc/service/ignored:ro
    ports:
      - {{container: 3000, field: PORT_{at}, purpose: Service {at}, when: {{profiles: [dev]}}}}
    health: {{command: [curl, \"http://127.0.0.1:3000/health\"], interval: 10, timeout: 5, retries: 5, start-period: 5}}
    waits-for: {{{waits_for}}}
    resources: {{cpus: \"0.5\", memory: 512M}}
    replicas: {replicas}"
    )
}

fn file(at: usize) -> String {
    format!("\n  - {{path: config/{at}/.gitignore, template: compose/.gitignore, about: Of service {at}}}")
}

fn step(at: usize) -> String {
    format!("\n  - say: Open http://localhost:${{PORT_{at}}}/")
}
