"""A trainer for tests: the persona of its request names how it behaves."""
import ctypes
import errno
import os
import signal
import subprocess
import time


def train(job):
    globals()[job.persona](job)


def learn(job):
    """Takes its steps, with a checkpoint at each, and goes on from the last one."""
    file = job.path("checkpoint")
    step = int(file.read_text()) if file.exists() else 0
    if step:
        job.say("resumed", step=step)
    while step < job.steps:
        step += 1
        time.sleep(0.02)
        aside = job.path("checkpoint.new")
        aside.write_text(str(step))
        os.replace(aside, file)
        job.say("checkpoint", step=step)
        job.say("step", step=step, steps=job.steps, loss=1 / step, remaining=0)
    job.path("model.gguf").write_bytes(b"weights")
    job.say("merged", file="model.gguf", bytes=7, sha256="0" * 64)


def grow(job):
    held = []
    while len(held) < 40:
        held.append(b"x" * 20_000_000)
        time.sleep(0.02)
    sleep(job)


def fill(job):
    job.path("big").write_bytes(b"x" * 40_000_000)
    sleep(job)


def sleep(job):
    job.say("step", step=1, steps=job.steps, loss=1, remaining=0)
    time.sleep(1000)


def locked(job):
    """Sleeps in native code that keeps Python's lock, so that no other thread of it runs."""
    ctypes.PyDLL(None).sleep(1000)


def die(job):
    os.kill(os.getpid(), signal.SIGKILL)


def illegal(job):
    """As a library does that was built for another processor."""
    print("loading", flush=True)
    os.kill(os.getpid(), signal.SIGILL)


def full(job):
    raise OSError(errno.ENOSPC, "No space left on device", str(job.path("model.gguf")))


def unlogged(job):
    """Its log is on a disk that takes nothing more."""
    job.log = open("/dev/full", "w", buffering=1)
    job.say("step", step=1, steps=1, loss=1, remaining=0)


def incomplete(job):
    import no_such_package  # noqa: F401


def stubborn(job):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    child = subprocess.Popen(["sleep", "1000"])
    job.say("note", text=str(child.pid))
    sleep(job)
