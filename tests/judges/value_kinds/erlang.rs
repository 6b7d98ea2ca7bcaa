//! A term of RabbitMQ's configuration.

use std::path::Path;

use berth_testing::judge::Judge;

use crate::rabbitmq::Erlang;
use crate::suite::Suite;
use crate::value_kinds::{assert_same, kind, written};

pub fn tests(suite: &mut Suite) {
    kind(suite, [Judge::Rabbitmq], "G14: Erlang reads each text back from its term", |[program], texts| {
        let terms: Vec<String> = texts.iter().map(|text| written("erlang", text)).collect();
        let erlang = Erlang::beside(program);
        erlang.write("terms", &format!("[{}].\n", terms.join(",\n")));
        let bytes = "{ok, [Texts]} = file:consult(\"terms\"), \
                     file:write_file(\"read\", [[Text, 0] || Text <- Texts]), halt().";
        let said =
            erlang.command(Path::new("erl")).args(["-noshell", "-eval", bytes]).output().expect("erl runs");
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stdout));
        let read = erlang.read("read");
        let read: Vec<String> = read.split_terminator('\0').map(str::to_owned).collect();
        assert_eq!(read.len(), texts.len());
        assert_same("Erlang", texts.iter().zip(&read))
    });
}
