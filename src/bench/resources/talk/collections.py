"""The lines of CollectionBench in Python: what is kept is kept in SQLite (WAL, synchronous FULL), one transaction a line."""

import os
import shutil
import sqlite3
import tempfile
import time

home = tempfile.mkdtemp()
db = None


def connect():
    global db
    db = sqlite3.connect(os.path.join(home, "db"))
    db.execute("pragma journal_mode=wal")
    db.execute("pragma synchronous=full")


def strings():
    db.executemany(
        "insert into list values (?, ?)",
        ((i, "element number " + str(i)) for i in range(1, 100001)),
    )
    db.commit()
    return 100000


def changed():
    db.execute("update list set text = 'another' where at = 50000")
    db.commit()
    return 0


def added():
    db.execute("insert into list values (100001, 'one more')")
    db.commit()
    return 100001


def reopened():
    db.close()
    connect()
    return len(db.execute("select text from list where at = 70000").fetchone()[0])


class Node:
    def __init__(self, name):
        self.name = name
        self.links = []


def nodes():
    made = [Node("node " + str(i)) for i in range(1, 10001)]
    for i in range(1, 10001):
        made[i - 1].links += [i * 7 % 10000 + 1, i * 31 % 10000 + 1]
    db.executemany(
        "insert into node values (?, ?)",
        ((i + 1, node.name) for i, node in enumerate(made)),
    )
    db.executemany(
        "insert into link values (?, ?)",
        ((i + 1, to) for i, node in enumerate(made) for to in node.links),
    )
    db.commit()
    return 10000


big = ""


def text():
    made = "".join(f"field{i}=value {i * 7}\n" for i in range(1, 40001))
    return len(made)


def kept():
    global big
    big = "".join(f"field{i}=value {i * 7}\n" for i in range(1, 40001))
    db.execute("insert into text values (1, ?)", (big,))
    db.commit()
    return len(big)


def parsed():
    total = count = at = 0
    while at < len(big):
        end = big.index("=", at)
        count += end - at
        at = end + 1
        end = big.index("\n", at)
        total += int(big[at + 6 : end])
        at = end + 1
    return total + count


def characters():
    n = 0
    for c in big:
        if c.isdigit():
            n += 1
    return n


def numbers():
    return made_of_numbers()[0]


def made_of_numbers():
    d = {}
    total = 0
    for i in range(1, 1000001):
        d[i] = i
    for i in range(1, 1000001):
        total += d[i]
    return total, d


def kept_numbers():
    total, d = made_of_numbers()
    db.executemany("insert into number values (?, ?)", d.items())
    db.commit()
    return total


def words():
    return made_of_words()[0]


def made_of_words():
    d = {}
    total = 0
    for i in range(1, 200001):
        d["key " + str(i)] = i
    for i in range(1, 200001):
        total += d["key " + str(i)]
    return total, d


def kept_words():
    total, d = made_of_words()
    db.executemany("insert into word values (?, ?)", d.items())
    db.commit()
    return total


LINES = {
    "100,000 strings committed": strings,
    "one element changed": changed,
    "one element added": added,
    "reopened, one touched": reopened,
    "10,000 nodes committed": nodes,
    "1 MB text made": text,
    "1 MB text made and kept": kept,
    "1 MB text parsed": parsed,
    "1 MB text read by characters": characters,
    "dictionary of 1,000,000 keys": numbers,
    "dictionary of 200,000 strings": words,
    "1,000,000 keys made and kept": kept_numbers,
    "200,000 strings made and kept": kept_words,
}


def main():
    connect()
    db.execute("create table list (at integer primary key, text text)")
    db.execute("create table text (at integer primary key, text text)")
    db.execute("create table number (key integer primary key, value integer)")
    db.execute("create table word (key text primary key, value integer)")
    db.execute("create table node (id integer primary key, name text)")
    db.execute("create table link (source integer, target integer)")
    db.commit()
    for name, line in LINES.items():
        start = time.perf_counter_ns()
        result = line()
        print(name, result, (time.perf_counter_ns() - start) / 1e6, sep="\t")
    db.close()
    shutil.rmtree(home)


main()
