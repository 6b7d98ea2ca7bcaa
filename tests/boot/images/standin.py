#!/usr/bin/python3
"""Stands in for a program, by the facts that were read in the program's own source: it ends with the program's reason where
something is missing or ill-formed, connects to what the program connects to before it listens, writes where the program
writes, answers the program's paths with the program's status codes and no others, and reports what it was given.

standin [NAME] [--host HOST] [--port PORT]: NAME is one of /etc/standin.json, else that of the variable STANDIN.
"""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

REPORT = Path("/tmp/standin-report.json")


def refuse(why):
    print(f"standin: {why}", file=sys.stderr, flush=True)
    sys.exit(1)


def settings(about):
    """The environment, where the application reads X_FILE for X with that file's text in its place."""
    found = dict(os.environ)
    if about.get("files"):
        for name in [name for name in found if name.endswith("_FILE")]:
            found.setdefault(name.removesuffix("_FILE"), Path(found[name]).read_text())
    return found


def npgsql(text):
    """A connection string by the rules of .NET's DbConnectionStringBuilder."""
    pairs = {}
    pattern = r"""[;\s]*([^=;]+?)\s*=\s*("(?:[^"]|"")*"|'(?:[^']|'')*'|[^;]*?)\s*(?:;|$)"""
    for key, value in re.findall(pattern, text):
        if value[:1] in ("'", '"'):
            value = value[1:-1].replace(value[0] * 2, value[0])
        pairs[key.strip().lower()] = value
    return pairs


def run(words, **variables):
    said = subprocess.run(words, env={**os.environ, **variables}, capture_output=True, text=True, timeout=20)
    if said.returncode or "ERR" in said.stdout or "NOAUTH" in said.stdout:
        refuse(f"{words[0]}: {said.stdout}{said.stderr}")
    return said.stdout.strip()


def reach_npgsql(text):
    pairs = npgsql(text)
    run(["psql", "-XtA", "-w", "-h", pairs["server"], "-p", pairs["port"], "-U", pairs["user id"],
         "-d", pairs["database"], "-c", "SELECT 1"], PGPASSWORD=pairs["password"])


def reach_postgres(url):
    run(["psql", "-XtA", "-w", url, "-c", "SELECT 1"])


def reach_redis(url):
    """By Node's reader of URLs, as the programs' clients do."""
    parts = "const url = new URL(process.argv[1]); console.log(JSON.stringify([url.hostname, url.port, decodeURIComponent(url.password)]))"
    reach_redis_at(*json.loads(run(["node", "-e", parts, url], NODE_OPTIONS="")))


def reach_redis_at(host, port, password):
    if run(["redis-cli", "-h", host, "-p", port, "ping"], REDISCLI_AUTH=password) != "PONG":
        refuse("redis does not answer")


def reach_service_key(url, key):
    """Whether the key of a request is one whose hash the database has."""
    sql = "SELECT count(*) FROM \"ApiKey\" WHERE \"revokedAt\" IS NULL AND key = crypt(:'given', key)"
    asked = subprocess.run(["psql", "-XtAqw", "-v", f"given={key}", url], input=sql, capture_output=True, text=True, timeout=20)
    if asked.stdout.strip() != "1":
        refuse(f"nobody has this key: {asked.stdout}{asked.stderr}")


def reach_api_key(url, key):
    """Whether the API takes the key."""
    headers = {"Content-Type": "application/json", "x-api-key": key}
    request = urllib.request.Request(url, data=b'{"query":"{ campaigns { id } }"}', headers=headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        if "data" not in json.loads(answer.read()):
            refuse("the API does not take the key")


def reach_amqp(host, user, password):
    """As far as the broker's word that user and password are right: AMQP 0-9-1, section 4.2.2."""
    def frame(stream):
        head = stream.read(7)
        if len(head) < 7:
            refuse("the broker refused user or password")
        body = stream.read(int.from_bytes(head[3:7], "big") + 1)
        return int.from_bytes(body[:2], "big"), int.from_bytes(body[2:4], "big")

    with socket.create_connection((host, 5672), timeout=20) as connection:
        stream = connection.makefile("rb")
        connection.sendall(b"AMQP\0\0\x09\x01")
        frame(stream)
        login = b"\0" + user.encode() + b"\0" + password.encode()
        method = b"\0\x0a\0\x0b" + b"\0\0\0\0" + b"\x05PLAIN" + len(login).to_bytes(4, "big") + login + b"\x05en_US"
        connection.sendall(b"\x01\0\0" + len(method).to_bytes(4, "big") + method + b"\xce")
        if frame(stream) != (10, 30):
            refuse("the broker refused user or password")


def reach_http(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            answer.read()
    except (OSError, urllib.error.HTTPError) as error:
        refuse(f"{url}: {error}")


def reach_store(endpoint, key, secret, bucket):
    """Puts a file into the bucket, and gets it back."""
    for body in (b"kept", None):
        request = urllib.request.Request(f"{endpoint}/{bucket}/standin", data=body, method="PUT" if body else "GET")
        request.add_header("X-Account", json.dumps([key, secret]))
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                got = answer.read()
        except OSError as error:
            refuse(f"{endpoint}: {error}")
    if got != b"kept":
        refuse("the store gave something else back")


def reach_sqlite(path, table):
    """Asks a table as who only reads does: a file that is missing is made, and empty."""
    try:
        with sqlite3.connect(path) as database:
            database.execute(f"SELECT count(*) FROM {table}").fetchone()
    except sqlite3.Error as error:
        refuse(f"{path}: {error}")


def filled(text, given):
    return re.sub(r"\$\{([\w:-]+)\}", lambda found: given.get(found[1], ""), text)


def reach(server, given):
    if server:
        kind, names = server
        globals()[f"reach_{kind}"](*[filled(name, given) for name in names])


def is_json_list(text):
    try:
        return isinstance(json.loads(text), list)
    except ValueError:
        return False


FORMS = {
    "url": lambda text: bool(urllib.parse.urlsplit(text).scheme and urllib.parse.urlsplit(text).netloc),
    "json-list": is_json_list,
    "integer": str.isdecimal,
}


def is_refused(rule, given):
    """Without a form it is what must be there; with one, what is there must have it."""
    if any(given.get(name) == value for name, value in rule.get("unless", {}).items()):
        return False
    if any(given.get(name) != value for name, value in rule.get("when", {}).items()):
        return False
    value = given.get(rule["of"], "")
    form = rule.get("form", "")
    if form:
        return value != "" and not FORMS[form](value)
    return len(value) < max(1, rule.get("least", 0))


def write(about, given):
    for path in about.get("writes", []):
        path = Path(filled(path, given))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("{}")
        except OSError as error:
            refuse(str(error))


def report(name, given):
    files = {}
    for folder in ("/run/secrets",):
        if os.path.isdir(folder):
            files.update({str(path): path.read_text() for path in sorted(Path(folder).iterdir())})
    words = {"name": name, "user": os.getuid(), "environment": dict(os.environ), "settings": given, "files": files}
    REPORT.write_text(json.dumps(words))


def is_asked_for(answer, method, path):
    methods, pattern = answer["ask"].split(" ")
    words = [r"[^/]+" if word.startswith(":") else ".*" if word == "*" else re.escape(word) for word in pattern.split("/")]
    return method in methods.split("|") and re.fullmatch("/".join(words), path)


class Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        path = self.path.split("?")[0]
        for answer in self.server.about["answers"]:
            if is_asked_for(answer, self.command, path) and answer.get("holds", "") in body:
                return self.events() if answer.get("events") else self.say(*self.status(answer))
        return self.say(404)

    def status(self, answer):
        if answer.get("unsigned") and not self.headers["Authorization"]:
            return (answer["unsigned"],)
        headers = {f"header:{name.lower()}": value for name, value in self.headers.items()}
        try:
            reach(answer.get("needs"), {**self.server.given, **headers})
        except (SystemExit, OSError):
            otherwise = answer.get("else", {"status": 503})
            return otherwise["status"], otherwise.get("says")
        return answer["status"], answer.get("says")

    do_HEAD = do_POST = do_PUT = do_DELETE = do_GET

    def events(self):
        """One at once, the other when the first has long arrived."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for number in (1, 2):
            self.wfile.write(f"data: {number} by {self.server.name}\n\n".encode())
            self.wfile.flush()
            time.sleep(8 if number == 1 else 0)
        self.close_connection = True

    def say(self, status, text=None):
        """What the program says, where the facts have it; else who was asked for what."""
        by = {"by": self.server.name, "path": self.path, "host": self.headers["Host"]}
        body = (text or json.dumps(by)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, form, *words):
        if "health" not in self.path:
            print(f"{self.command} {self.path}", flush=True)


def main(words):
    if "-health" in words:
        reach_http("http://127.0.0.1:3100/ready")
        return
    if os.environ.get("BROKEN_RELEASE"):
        refuse("this release is broken")
    known = json.loads(Path("/etc/standin.json").read_text())
    name = words[0] if words and words[0] in known else os.environ.get("STANDIN", "")
    about = known.get(name) or refuse(f"nobody knows `{name}`")
    option = lambda flag: words[words.index(flag) + 1] if flag in words else None
    given = settings(about)
    reasons = [rule["says"] for rule in about.get("refuses", []) if is_refused(rule, given)]
    if reasons:
        refuse("; ".join(reasons))
    absent = [path for path in about.get("mounts", []) if not os.path.exists(path)]
    if absent:
        refuse(f"{name} needs {', '.join(absent)}")
    for server in about.get("connects", []):
        reach(server, given)
    write(about, given)
    report(name, given)
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    listens = about.get("listens")
    if not listens:
        threading.Event().wait()
    if listens.get("calls"):
        calls = [answer["ask"].removeprefix("GRPC ") for answer in about["answers"] if answer["ask"].startswith("GRPC ")]
        port = given.get(listens["calls-from"]) or str(listens["calls"])
        subprocess.Popen(["node", "/usr/local/lib/calls.js", port, *calls], env={**os.environ, "NODE_OPTIONS": ""})
    host = option("--host") or given.get(listens.get("host-from", "")) or listens.get("host", "0.0.0.0")
    port = int(option("--port") or given.get(listens.get("port-from", "")) or listens["port"])
    server = ThreadingHTTPServer((host, port), Answer)
    server.name, server.about, server.given = name, about, given
    print(f"standin: {name} {about.get('commit', '')[:7]} on {host}:{port}", flush=True)
    server.serve_forever()


main(sys.argv[1:])
