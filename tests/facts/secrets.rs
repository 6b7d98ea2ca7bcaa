//! No container gets a secret that everybody knows (G3).

use berth::catalogue;

/// ELSA takes this one key in every installation; that it is not published is what keeps others out.
const PUBLIC: [(&str, &str, &str); 1] = [("tamma", "tamma-api-dotnet", "Elsa__ApiKey")];

fn is_a_secret_s(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["password", "secret", "token", "apikey", "api_key", "signingkey"].iter().any(|word| name.contains(word))
}

#[test]
fn g3_no_manifest_writes_a_secret_out_but_the_one_that_is_public_anyway() {
    let mut found = Vec::new();
    for stack in catalogue::all() {
        for service in &stack.services {
            for entry in service.environment.iter().filter(|entry| is_a_secret_s(&entry.name)) {
                if entry.value.fields().next().is_none()
                    && entry.value.literals().any(|text| !text.is_empty())
                {
                    found.push((stack.id.as_str(), service.id.as_str(), entry.name.as_str()));
                }
            }
        }
    }
    assert_eq!(found, PUBLIC);
}
