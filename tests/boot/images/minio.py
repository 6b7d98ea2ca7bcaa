#!/usr/bin/python3
"""Stands in for MinIO: keeps buckets and files below its folder, for the one account that it was given."""

import json
import os
import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


def secret(name):
    file = os.environ.get(f"{name}_FILE")
    return Path(file).read_text() if file else os.environ.get(name, "")


ACCOUNT = [secret("MINIO_ROOT_USER"), secret("MINIO_ROOT_PASSWORD")]
# MinIO's own limits.
if len(ACCOUNT[0]) < 3 or len(ACCOUNT[1]) < 8:
    sys.exit("minio: the account's name or secret is too short")
FOLDER = Path(sys.argv[sys.argv.index("server") + 1])


class Store(BaseHTTPRequestHandler):
    def do_PUT(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        target = FOLDER / self.path.strip("/")
        if json.loads(self.headers.get("X-Account", "[]")) != ACCOUNT:
            return self.say(403)
        if self.path.count("/") == 1:
            target.mkdir(exist_ok=True)
        elif not target.parent.is_dir():
            return self.say(404)
        else:
            target.write_bytes(body)
        return self.say(200)

    def do_GET(self):
        if self.path == "/minio/health/ready":
            return self.say(200)
        target = FOLDER / self.path.strip("/")
        if json.loads(self.headers.get("X-Account", "[]")) != ACCOUNT:
            return self.say(403)
        return self.say(200, target.read_bytes()) if target.is_file() else self.say(404)

    def say(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Console(Store):
    def do_GET(self):
        self.say(200, b"console")


signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
console = int(sys.argv[sys.argv.index("--console-address") + 1].removeprefix(":"))
Thread(target=ThreadingHTTPServer(("0.0.0.0", console), Console).serve_forever, daemon=True).start()
ThreadingHTTPServer(("0.0.0.0", 9000), Store).serve_forever()
