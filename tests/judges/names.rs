//! A name server where Docker's is, at 127.0.0.11:53: it knows the names that a test has told it.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, UdpSocket};
use std::sync::{Arc, Mutex};
use std::thread;

const HEADER: usize = 12;
const TYPE_A: [u8; 2] = [0, 1];
const NO_SUCH_NAME: u8 = 3;

#[derive(Clone, Default)]
pub struct Names(Arc<Mutex<BTreeMap<String, Vec<Ipv4Addr>>>>);

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

    /// A name at 127.0.0.1.
    pub fn add(&self, name: &str) {
        self.set(name, &["127.0.0.1"]);
    }

    /// A name at these addresses, in place of those that it had.
    pub fn set(&self, name: &str, addresses: &[&str]) {
        let addresses = addresses.iter().map(|address| address.parse().expect("an address")).collect();
        self.0.lock().unwrap().insert(name.to_owned(), addresses);
    }

    /// RFC 1035, section 4: a header, the question again, and the address records.
    fn answer(&self, query: &[u8]) -> Option<Vec<u8>> {
        let mut end = HEADER;
        let mut labels = Vec::new();
        while let length @ 1.. = usize::from(*query.get(end)?) {
            labels.push(String::from_utf8_lossy(query.get(end + 1..=end + length)?).into_owned());
            end += 1 + length;
        }
        let question = query.get(HEADER..end + 5)?;
        let known = self.0.lock().unwrap().get(&labels.join(".")).cloned();
        let failure = if known.is_some() { 0 } else { NO_SUCH_NAME };
        let asked = question[question.len() - 4..][..2] == TYPE_A;
        let addresses = known.filter(|_| asked).unwrap_or_default();

        let mut answer = query[..2].to_vec();
        answer.extend([0x81, 0x80 | failure]);
        answer.extend([0, 1, 0, u8::try_from(addresses.len()).expect("few addresses"), 0, 0, 0, 0]);
        answer.extend(question);
        for address in addresses {
            // The name (a pointer to the question), type A, class IN, 60 seconds, four bytes.
            answer.extend([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4]);
            answer.extend(address.octets());
        }
        Some(answer)
    }
}
