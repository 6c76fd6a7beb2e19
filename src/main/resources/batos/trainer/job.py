"""What every trainer shares: the request, the progress log, limits, checkpoints.

A job is a folder. The parent writes request.json and the data; the trainer appends one JSON document a line to
progress.jsonl and leaves model.gguf. A trainer that is killed goes on from its checkpoint when it is started again.
"""
import errno
import fcntl
import json
import os
import pathlib
import resource
import sys
import threading
import time
import traceback

LOOK_SECONDS = 0.25


class Refused(Exception):
    """The job cannot be done as asked. kind: a word for the parent; the message tells the reason and what to do."""

    def __init__(self, kind, why):
        super().__init__(why)
        self.kind = kind


class Job:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.request = json.loads((self.folder / "request.json").read_text())
        self.lock = open(self.folder / "lock", "w")
        self.log = open(self.folder / "progress.jsonl", "a", buffering=1)
        self.began = time.monotonic()

    def own(self):
        """One process for a folder: the parent finds it by its number, a second one gives up."""
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Refused("busy", f"another process trains in {self.folder}") from None
        if os.getsid(0) != os.getpid():
            os.setsid()  # Ctrl-C at the prompt is not meant for it
        os.nice(10)
        aside = self.folder / ".pid.new"
        aside.write_text(str(os.getpid()))
        os.replace(aside, self.folder / "pid")
        self.say("started")

    def __getattr__(self, key):
        try:
            return self.request[key]
        except KeyError:
            raise Refused("request", f"request.json has no '{key}'") from None

    def say(self, event, **facts):
        self.log.write(json.dumps({"event": event, **facts}) + "\n")

    def examples(self, name):
        path = self.folder / f"{name}.jsonl"
        lines = path.read_text().splitlines() if path.exists() else []
        return [json.loads(line) for line in lines if line.strip()]

    def path(self, name):
        return self.folder / name

    def spent(self):
        return time.monotonic() - self.began

    def watch(self):
        """Ends the process when it takes more time, memory or disk than allowed."""

        def look():
            while True:
                time.sleep(LOOK_SECONDS)
                if self.spent() > self.seconds:
                    self.stop("time", f"it took more than the {self.seconds} seconds allowed")
                if resident_mb() > self.memory_mb:
                    self.stop("memory", f"it took more than the {self.memory_mb} MB of memory allowed")
                if disk_mb(self.folder) > self.disk_mb:
                    self.stop("disk", f"it wrote more than the {self.disk_mb} MB of disk allowed")

        threading.Thread(target=look, daemon=True).start()

    def stop(self, kind, why):
        self.say("failed", kind=kind, why=why)
        os._exit(3)


def resident_mb():
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * resource.getpagesize() / 1e6
    except OSError:  # no /proc: the peak, in kilobytes on Linux and bytes on macOS
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / 1e6 if sys.platform == "darwin" else peak / 1e3


def disk_mb(folder):
    total = 0
    for file in folder.rglob("*"):
        try:
            total += file.lstat().st_size
        except OSError:
            pass
    return total / 1e6


def peak_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def run(train):
    """Carries out `train(job)` for the folder that ends the command line; every end is told in the log."""
    job = Job(sys.argv[-1])
    try:
        job.own()
        job.watch()
        train(job)
        job.say("done", seconds=round(job.spent(), 2), peak_mb=round(peak_mb(), 1))
    except Refused as refused:
        failed(job, 2, refused.kind, str(refused))
    except ImportError as missing:
        failed(job, 2, "environment", f"{missing} in this trainer's environment")
    except Exception as fault:
        traceback.print_exc()
        failed(job, 1, kind_of(fault), f"{type(fault).__name__}: {fault}")


def kind_of(fault):
    if isinstance(fault, MemoryError):
        return "memory"
    return "disk" if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT) else "fault"


def failed(job, code, kind, why):
    try:
        job.say("failed", kind=kind, why=why)
    except OSError as full:  # a log that takes nothing more: the parent reads the last line of stderr
        print(f"{why} ({full})", file=sys.stderr, flush=True)
    sys.stdout.flush()
    os._exit(code)  # a log on a full disk cannot be closed either
