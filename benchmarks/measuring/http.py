"""Scrapes, and CloudWatch's side of a publish."""
import http.server, re, socket, threading, time

from measuring.host import fail


def request(path):
    return f"GET {path} HTTP/1.1\r\nHost: bench\r\nAccept: */*\r\n\r\n".encode()


class Connection:
    """One that is kept open: sends a request, takes the whole answer."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), 10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def get(self, raw):
        self.socket.sendall(raw)
        data = self.take()
        while b"\r\n\r\n" not in data:
            data += self.take()
        head, _, body = data.partition(b"\r\n\r\n")
        status = int(head[9:12])
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        if length:
            missing, parts = int(length.group(1)) - len(body), [body]
            while missing > 0:
                parts.append(self.take(min(missing, 1 << 18)))
                missing -= len(parts[-1])
            return status, b"".join(parts)
        while not body.endswith(b"0\r\n\r\n"):
            body += self.take()
        return status, body

    def take(self, most=65536):
        data = self.socket.recv(most)
        if not data:
            raise OSError("the connection ended inside an answer")
        return data


def answers(port):
    """Whether a scrape is answered with data."""
    try:
        with Connection(port) as connection:
            status, body = connection.get(request("/metrics"))
        return status == 200 and (b"\necs_" in body or b" ecs_" in body)
    except (OSError, ValueError):
        return False


def scrape(port, count):
    """So many over one connection: times in ms, and the bytes of the last body."""
    raw, times, body = request("/metrics"), [], b""
    with Connection(port) as connection:
        for _ in range(count):
            began = time.perf_counter()
            status, body = connection.get(raw)
            if status != 200 or b"ecs_" not in body:
                fail(f"a scrape was answered with {status} and {len(body)} bytes: {body[:200]}")
            times.append((time.perf_counter() - began) * 1000)
    times.sort()
    at = lambda p: times[min(len(times) - 1, int(p * len(times)))]
    return {"p50": at(0.5), "p99": at(0.99), "bytes": len(body)}


class Answer(http.server.BaseHTTPRequestHandler):
    """Of a publish that succeeds."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.server.publishes += 1
        self.send_response(200)
        for name, value in (("smithy-protocol", "rpc-v2-cbor"), ("Content-Type", "application/cbor"), ("Content-Length", "1")):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(b"\xa0")

    def log_message(self, *_):
        pass


class Sink:
    """Takes what is published and counts it."""

    def __enter__(self):
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.server.publishes = 0
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    @property
    def publishes(self):
        return self.server.publishes

    def variables(self):
        """With which the agent publishes here."""
        return {"SIDELIGHT_CLOUDWATCH_ENABLED": "true", "SIDELIGHT_CLOUDWATCH_ENDPOINT": f"http://127.0.0.1:{self.server.server_port}",
                "AWS_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "bench", "AWS_SECRET_ACCESS_KEY": "bench"}
