"""The same algorithms as programs.st: twins.py NAME REPEATS prints the result and the least milliseconds."""
import sys
import time

sys.setrecursionlimit(100000)


class Fib:
    def of(self, n):
        return n if n < 2 else self.of(n - 1) + self.of(n - 2)

    def run(self):
        return self.of(24)


class Sieve:
    def run(self):
        n = 60000
        count = 0
        flags = [True] * (n + 1)
        for i in range(2, n + 1):
            if flags[i]:
                count += 1
                k = i + i
                while k <= n:
                    flags[k] = False
                    k += i
        return count


class Permute:
    def swap(self, i, j):
        v = self.v
        t = v[i]
        v[i] = v[j]
        v[j] = t

    def permute(self, n):
        self.count += 1
        if n != 0:
            self.permute(n - 1)
            for i in range(n, 0, -1):
                self.swap(n, i)
                self.permute(n - 1)
                self.swap(n, i)

    def run(self):
        self.count = 0
        self.v = [0] * 8
        self.permute(6)
        return self.count


class Queens:
    def free(self, r, c):
        return self.rows[r] and self.up[c + r] and self.down[c - r + 8]

    def set(self, r, c, value):
        self.rows[r] = value
        self.up[c + r] = value
        self.down[c - r + 8] = value

    def place(self, c):
        for r in range(1, 9):
            if self.free(r, c):
                self.set(r, c, False)
                if c == 8:
                    return True
                if self.place(c + 1):
                    return True
                self.set(r, c, True)
        return False

    def run(self):
        found = 0
        for _ in range(20):
            self.rows = [True] * 9
            self.up = [True] * 17
            self.down = [True] * 17
            if self.place(1):
                found += 1
        return found


class Disk:
    def __init__(self, size):
        self.size = size
        self.below = None


class Towers:
    def push(self, disk, pile):
        top = self.piles[pile]
        if top is not None and disk.size >= top.size:
            raise ValueError("a big disk on a small one")
        disk.below = top
        self.piles[pile] = disk

    def pop(self, pile):
        top = self.piles[pile]
        self.piles[pile] = top.below
        top.below = None
        return top

    def move(self, n, a, b):
        if n == 1:
            self.push(self.pop(a), b)
            self.moved += 1
            return
        other = 6 - a - b
        self.move(n - 1, a, other)
        self.push(self.pop(a), b)
        self.moved += 1
        self.move(n - 1, other, b)

    def run(self):
        self.piles = [None] * 4
        self.moved = 0
        for i in range(12, 0, -1):
            self.push(Disk(i), 1)
        self.move(12, 1, 2)
        return self.moved


class Cell:
    def __init__(self, value, next_cell):
        self.value = value
        self.next = next_cell

    def length(self):
        return 1 if self.next is None else 1 + self.next.length()


class Lists:
    def make(self, n):
        return None if n == 0 else Cell(n, self.make(n - 1))

    def is_shorter(self, x, y):
        a = x
        b = y
        while b is not None:
            if a is None:
                return True
            a = a.next
            b = b.next
        return False

    def tail(self, x, y, z):
        if self.is_shorter(y, x):
            return self.tail(
                self.tail(x.next, y, z), self.tail(y.next, z, x), self.tail(z.next, x, y)
            )
        return z

    def run(self):
        return self.tail(self.make(14), self.make(10), self.make(6)).length()


class Storage:
    def next(self):
        self.seed = (self.seed * 1309 + 13849) & 65535
        return self.seed

    def tree(self, depth):
        self.count += 1
        if depth == 1:
            return [None] * (self.next() % 10 + 1)
        children = [None] * 4
        for i in range(4):
            children[i] = self.tree(depth - 1)
        return children

    def run(self):
        self.count = 0
        self.seed = 74755
        self.tree(7)
        return self.count


class Mandelbrot:
    def run(self):
        size = 60
        inside = 0
        for y in range(size):
            for x in range(size):
                cr = 2.0 * x / size - 1.5
                ci = 2.0 * y / size - 1.0
                zr = 0.0
                zi = 0.0
                n = 0
                while n < 50 and zr * zr + zi * zi <= 4.0:
                    t = zr * zr - zi * zi + cr
                    zi = 2.0 * zr * zi + ci
                    zr = t
                    n += 1
                if n == 50:
                    inside += 1
        return inside


class Ball:
    def __init__(self, x, y, dx, dy):
        self.x = x
        self.y = y
        self.dx = dx
        self.dy = dy

    def bounce(self):
        bounced = False
        self.x += self.dx
        self.y += self.dy
        if self.x > 500:
            self.x = 500
            self.dx = 0 - abs(self.dx)
            bounced = True
        if self.x < 0:
            self.x = 0
            self.dx = abs(self.dx)
            bounced = True
        if self.y > 500:
            self.y = 500
            self.dy = 0 - abs(self.dy)
            bounced = True
        if self.y < 0:
            self.y = 0
            self.dy = abs(self.dy)
            bounced = True
        return bounced


class Bounce:
    def next(self):
        self.seed = (self.seed * 1309 + 13849) & 65535
        return self.seed

    def run(self):
        self.seed = 74755
        bounces = 0
        balls = [
            Ball(
                self.next() % 500,
                self.next() % 500,
                self.next() % 300 - 150,
                self.next() % 300 - 150,
            )
            for _ in range(100)
        ]
        for _ in range(50):
            for ball in balls:
                if ball.bounce():
                    bounces += 1
        return bounces


class Words:
    def run(self):
        counts = {}
        seed = 74755
        for _ in range(20000):
            seed = (seed * 1309 + 13849) & 65535
            word = "w" + str(seed % 500)
            counts[word] = counts.get(word, 0) + 1
        return len(counts)


class Packet:
    def __init__(self, link, task, kind):
        self.link = link
        self.task = task
        self.kind = kind
        self.datum = 1
        self.bytes = [0] * 4

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class Task:
    def __init__(self, system, next_, number, priority, queue):
        self.system = system
        self.next = next_
        self.number = number
        self.priority = priority
        self.queue = queue
        self.pending = queue is not None
        self.waiting = queue is not None
        self.holding = False

    def is_held(self):
        return self.holding or (not self.pending and self.waiting)

    def take(self, packet, sender):
        if self.queue is None:
            self.queue = packet
            self.pending = True
            if self.priority > sender.priority:
                return self
        else:
            self.queue = packet.append_to(self.queue)
        return sender

    def step(self):
        if self.pending and self.waiting and not self.holding:
            packet = self.queue
            self.queue = packet.link
            self.waiting = False
            self.pending = self.queue is not None
        else:
            packet = None
        return self.work(packet)


class Idler(Task):
    def __init__(self, *place):
        super().__init__(*place)
        self.count = 2000
        self.control = 1

    def work(self, packet):
        self.count -= 1
        if self.count == 0:
            return self.system.hold_self()
        if self.control & 1 == 0:
            self.control = self.control // 2
            return self.system.release(5)
        self.control = (self.control // 2) ^ 53256
        return self.system.release(6)


class Worker(Task):
    def __init__(self, *place):
        super().__init__(*place)
        self.turn = 3
        self.letter = 0

    def work(self, packet):
        if packet is None:
            return self.system.wait_self()
        self.turn = 7 - self.turn
        packet.task = self.turn
        packet.datum = 1
        for i in range(4):
            self.letter += 1
            if self.letter > 26:
                self.letter = 1
            packet.bytes[i] = 64 + self.letter
        return self.system.send(packet)


class Handler(Task):
    def __init__(self, *place):
        super().__init__(*place)
        self.works = None
        self.devices = None

    def work(self, packet):
        if packet is not None:
            if packet.kind == "work":
                self.works = packet.append_to(self.works)
            else:
                self.devices = packet.append_to(self.devices)
        if self.works is not None:
            work = self.works
            count = work.datum
            if count > 4:
                self.works = work.link
                return self.system.send(work)
            if self.devices is not None:
                device = self.devices
                self.devices = device.link
                device.datum = work.bytes[count - 1]
                work.datum = count + 1
                return self.system.send(device)
        return self.system.wait_self()


class Device(Task):
    def __init__(self, *place):
        super().__init__(*place)
        self.held = None

    def work(self, packet):
        if packet is not None:
            self.held = packet
            return self.system.hold_self()
        if self.held is None:
            return self.system.wait_self()
        done = self.held
        self.held = None
        return self.system.send(done)


class Richards:
    def add(self, kind, number, priority, queue):
        task = kind(self, self.list, number, priority, queue)
        self.list = task
        self.tasks[number] = task
        return task

    def hold_self(self):
        self.holds += 1
        self.current.holding = True
        return self.current.next

    def wait_self(self):
        self.current.waiting = True
        return self.current

    def release(self, number):
        task = self.tasks[number]
        task.holding = False
        return task if task.priority > self.current.priority else self.current

    def send(self, packet):
        task = self.tasks[packet.task]
        self.queued += 1
        packet.link = None
        packet.task = self.current.number
        return task.take(packet, self.current)

    def run(self):
        self.tasks = [None] * 7
        self.list = None
        self.queued = 0
        self.holds = 0
        self.add(Idler, 1, 0, None)
        self.add(Worker, 2, 1000, Packet(Packet(None, 2, "work"), 2, "work"))
        for n in (3, 4):
            packets = None
            for _ in range(3):
                packets = Packet(packets, n + 2, "device")
            self.add(Handler, n, n * 1000 - 1000, packets)
        for n in (5, 6):
            self.add(Device, n, n * 1000 - 1000, None).waiting = True
        self.current = self.list
        while self.current is not None:
            task = self.current
            self.current = task.next if task.is_held() else task.step()
        return self.queued * 10000 + self.holds


class Json:
    def next(self):
        self.at += 1
        self.char = self.text[self.at] if self.at < len(self.text) else None

    def skip(self):
        while self.char == " ":
            self.next()

    def take(self, expected):
        if self.char != expected:
            raise ValueError("not expected")
        self.next()
        self.skip()

    def value(self):
        if self.char == "{":
            return self.object()
        if self.char == "[":
            return self.array()
        if self.char == '"':
            return self.string()
        if self.char == "t":
            for _ in range(4):
                self.next()
            self.skip()
            return True
        return self.number()

    def object(self):
        result = {}
        self.take("{")
        while self.char != "}":
            key = self.string()
            self.take(":")
            result[key] = self.value()
            if self.char == ",":
                self.take(",")
        self.take("}")
        return result

    def array(self):
        result = []
        self.take("[")
        while self.char != "]":
            result.append(self.value())
            if self.char == ",":
                self.take(",")
        self.take("]")
        return result

    def string(self):
        self.next()
        start = self.at
        while self.char != '"':
            self.next()
        try:
            return self.text[start : self.at]
        finally:
            self.next()
            self.skip()

    def number(self):
        n = 0
        while self.char is not None and self.char.isdigit():
            n = n * 10 + int(self.char)
            self.next()
        self.skip()
        return n

    def sum(self, value):
        if value is True:
            return 1
        if isinstance(value, int):
            return value
        if isinstance(value, dict):
            return sum(self.sum(each) for each in value.values())
        if isinstance(value, list):
            return sum(self.sum(each) for each in value)
        return len(value)

    def run(self):
        rows = [
            '{"id": ' + str(i) + ', "name": "row ' + str(i) + '", "tags": ["a", "bc", [1, 2, 3]], "on": true}'
            for i in range(1, 201)
        ]
        self.text = '{"rows": [' + ", ".join(rows) + "]}"
        self.at = -1
        self.next()
        return self.sum(self.value())


def main():
    program = globals()[sys.argv[1]]
    least = None
    result = None
    for _ in range(int(sys.argv[2])):
        start = time.perf_counter_ns()
        result = program().run()
        spent = time.perf_counter_ns() - start
        least = spent if least is None else min(least, spent)
    print(result, least)


main()
