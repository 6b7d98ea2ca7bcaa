//! A name server where Docker's is, at 127.0.0.11:53: it knows the names that a test has told it, all at 127.0.0.1.

use std::collections::BTreeSet;
use std::net::UdpSocket;
use std::sync::{Arc, Mutex};
use std::thread;

const HEADER: usize = 12;
const TYPE_A: [u8; 2] = [0, 1];
const NO_SUCH_NAME: u8 = 3;

#[derive(Clone, Default)]
pub struct Names(Arc<Mutex<BTreeSet<String>>>);

impl Names {
    pub fn serve() -> Self {
        let socket = UdpSocket::bind("127.0.0.11:53").expect("port 53 is free");
        let names = Self::default();
        let known = names.clone();
        thread::spawn(move || {
            let mut packet = [0; 512];
            while let Ok((length, from)) = socket.recv_from(&mut packet) {
                if let Some(answer) = known.answer(&packet[..length]) {
                    let _ = socket.send_to(&answer, from);
                }
            }
        });
        names
    }

    pub fn add(&self, name: &str) {
        self.0.lock().unwrap().insert(name.to_owned());
    }

    /// RFC 1035, section 4: a header, the question again, and at most one address record.
    fn answer(&self, query: &[u8]) -> Option<Vec<u8>> {
        let mut end = HEADER;
        let mut labels = Vec::new();
        while let length @ 1.. = usize::from(*query.get(end)?) {
            labels.push(String::from_utf8_lossy(query.get(end + 1..=end + length)?).into_owned());
            end += 1 + length;
        }
        let question = query.get(HEADER..end + 5)?;
        let known = self.0.lock().unwrap().contains(&labels.join("."));
        let address = known && question[question.len() - 4..][..2] == TYPE_A;

        let mut answer = query[..2].to_vec();
        answer.extend([0x81, 0x80 | if known { 0 } else { NO_SUCH_NAME }]);
        answer.extend([0, 1, 0, u8::from(address), 0, 0, 0, 0]);
        answer.extend(question);
        if address {
            // The name (a pointer to the question), type A, class IN, 60 seconds, four bytes.
            answer.extend([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1]);
        }
        Some(answer)
    }
}
