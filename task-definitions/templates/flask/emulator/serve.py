"""Stands for the Flask app where Flask is not installed: the same three addresses, from the same settings."""

import json
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

sys.path.insert(0, os.getcwd())
from settings import settings  # noqa: E402

ANSWERS = {
    "/": lambda: settings()["GREETING"] + "\n",
    "/settings": lambda: json.dumps(settings()) + "\n",
    "/health": lambda: "ok\n",
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        answer = ANSWERS.get(self.path)
        self.send_response(200 if answer else 404)
        self.end_headers()
        self.wfile.write((answer() if answer else "not found\n").encode())


ThreadingHTTPServer(("0.0.0.0", 8080), Handler).serve_forever()
