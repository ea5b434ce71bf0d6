"""A stand-in for the chat model's child process: the same orders and report, no model. Behaviour is the file's name.

``die.gguf`` complains and ends; ``slow.gguf`` never reports; ``mute.gguf`` reports, and answers nothing; ``stuck.gguf``
is well, and sends signs of life but no word; ``cut.gguf`` forgets the end; any other answers ``/health`` and streams two words.
"""

import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CHUNKS = ("두 ", "단어")


class Handler(BaseHTTPRequestHandler):
    key = ""
    mute = False
    stuck = False
    cut = False

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        if Handler.mute:
            time.sleep(3600)
        self._answer(200, "application/json", b'{"status":"ok"}')

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Authorization") != f"Bearer {Handler.key}":
            self._answer(401, "application/json", b'{"error":{"message":"no key"}}')
            return
        if Handler.mute:
            time.sleep(3600)
        if Handler.stuck:
            self._send_signs_of_life()
        deltas = [{"index": 0, "delta": {"content": chunk}} for chunk in CHUNKS]
        end = [] if Handler.cut else [{"index": 0, "delta": {}, "finish_reason": "stop"}]
        lines = [{"choices": [delta]} for delta in [*deltas, *end]]
        body = "".join(f"data: {json.dumps(line)}\n\n" for line in lines) + "data: [DONE]\n\n"
        self._answer(200, "text/event-stream", body.encode())

    def _send_signs_of_life(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        while True:
            self.wfile.write(b":\n\n")
            time.sleep(0.1)

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main() -> None:
    orders = json.loads(sys.stdin.readline())
    behaviour = Path(orders["model"]).stem
    if behaviour == "die":
        sys.stderr.write("cannot allocate tensors\n")
        sys.exit(3)
    if behaviour == "slow":
        time.sleep(3600)
    Handler.key = orders["key"]
    for name in ("mute", "stuck", "cut"):
        setattr(Handler, name, behaviour == name)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write(json.dumps({"address": f"http://127.0.0.1:{server.server_port}"}) + "\n")
    sys.stdout.flush()
    while os.read(0, 4096):
        pass
    os._exit(0)


if __name__ == "__main__":
    main()
