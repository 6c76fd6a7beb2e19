"""Serves one GGUF file by the OpenAI protocol on a free port of the loopback interface.

Called by batos as: serve.py MODEL ALIAS CONTEXT THREADS. The key that clients must send is the first line of standard
input. Prints "listening URL" when requests are taken, and ends when standard input ends: so it ends with the process
that started it, however that one ended.
"""

import os
import sys

import xllamacpp


def main() -> None:
    model, alias, context, threads = sys.argv[1:5]
    params = xllamacpp.CommonParams()
    params.model.path = model
    params.model_alias = {alias}
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [sys.stdin.readline().strip()]
    params.n_ctx = int(context)
    params.n_parallel = 1
    params.use_jinja = True
    params.ui = False
    params.warmup = False
    params.offline = True
    params.cache_ram_mib = 0
    params.cpuparams.n_threads = int(threads)
    params.cpuparams_batch.n_threads = int(threads)
    server = xllamacpp.Server(params)
    print("listening", server.listening_address, flush=True)
    while sys.stdin.readline():
        pass
    os._exit(0)


main()
