"""Token numbers as llama.cpp gives them: its own server's, started for the moment on a loopback port."""
import json
import urllib.request

import xllamacpp


def encode(path, texts):
    params = xllamacpp.CommonParams()
    params.model.path = path
    params.n_ctx = 256
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.warmup = False
    params.fit_params = False
    params.use_jinja = True
    server = xllamacpp.Server(params)
    answer = []
    for text in texts:
        body = json.dumps({"content": text, "add_special": False, "parse_special": True}).encode()
        request = urllib.request.Request(server.listening_address + "/tokenize", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as reply:
            answer.append(json.load(reply)["tokens"])
    return answer
