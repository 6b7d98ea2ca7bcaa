//! The frontend's nginx, served by a real one: the page at every path of its own, the API behind it.

use super::script;
use crate::http::{assert_secured, echo, get};
use crate::judge::Judge;
use crate::names::Names;
use crate::nginx::Nginx;
use crate::suite::Suite;

const INDEX: &str = "<!doctype html><title>Campaign</title>";
const PAGES: [(&str, &str); 2] = [("index.html", INDEX), ("assets/app-5f3a.js", "console.log('Campaign')")];

pub fn tests(suite: &mut Suite) {
    served(
        suite,
        "G11: Campaign's page is served at every path of its own, with the API and without",
        |names| {
            for path in ["/", "/campaigns/7?tab=1", "/elsa-api/", "/grafana/"] {
                let answer = get(path);
                assert_eq!((answer.status, answer.body.as_str()), (200, INDEX), "{path}");
                assert_secured(path, &answer);
            }
            assert_eq!(get("/assets/gone.js").status, 404);
            assert_eq!(get("/api/health").status, 502);
            names.add("api");
            assert_eq!(get("/api/health").status, 502, "it has a name now, but does not listen");
            echo(3000);
            assert_eq!(get("/api/health").status, 200);
        },
    );

    served(suite, "G11: a call of Campaign's page reaches the API as the browser sent it", |names| {
        names.add("api");
        echo(3000);
        for path in ["/api/campaigns?x=1", "/api/", "/api/a%2Fb/c%20d?q=%2F%26"] {
            let answer = get(path);
            assert!(answer.body.contains(&format!("port 3000\nGET {path} HTTP/1.1\n")), "{}", answer.body);
        }
    });
}

fn served(suite: &mut Suite, sentence: &str, test: fn(&Names)) {
    suite.alone_with(Judge::Nginx, sentence, move |program| {
        let names = Names::serve();
        let _nginx = Nginx::start(program, &script("packages/frontend/nginx.conf"), &PAGES);
        test(&names);
    });
}
