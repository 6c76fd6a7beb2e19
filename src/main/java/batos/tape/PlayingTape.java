package batos.tape;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Answers from a recording and never touches the world; a fork goes on with another tape once the
/// steps of its recording have passed.
final class PlayingTape implements Tape {
    private static final int SHOWN = 60;

    private final Path path;
    private final List<TapeEntry> entries;
    private final Map<Key, Deque<TapeEntry>> waiting = new LinkedHashMap<>();
    private final @Nullable Tape onward;
    private int linesLeft;
    private volatile boolean beyond;

    private PlayingTape(TapeFile file, @Nullable Tape onward) {
        this.path = file.path();
        this.entries = file.entries();
        this.onward = onward;
        this.linesLeft = (int) entries.stream().filter(entry -> entry.isMark("line")).count();
        this.beyond = linesLeft == 0 && onward != null;
        for (var entry : entries) {
            var key = new Key(entry.channel(), entry.request());
            waiting.computeIfAbsent(key, fresh -> new ArrayDeque<>()).add(entry);
        }
    }

    static PlayingTape of(TapeFile file, @Nullable Tape onward) {
        return new PlayingTape(file, onward);
    }

    @Override
    public void stream(String channel, String request, Live live, Consumer<String> heard) {
        if (onward != null && beyond) {
            onward.stream(channel, request, live, heard);
            return;
        }
        var entry = take(channel, request);
        if (entry == null && channel.startsWith("clock.")) {
            entry = standing(channel);
        }
        if (entry == null) {
            throw miss(channel, request);
        }
        entry.answer().forEach(heard);
    }

    private synchronized @Nullable TapeEntry take(String channel, String request) {
        var queue = waiting.get(new Key(channel, request));
        return queue == null ? null : queue.poll();
    }

    /// A clock that is asked once more stands still: how often it is read may depend on timing.
    private @Nullable TapeEntry standing(String channel) {
        return entries.reversed().stream()
                .filter(entry -> entry.channel().equals(channel))
                .findFirst()
                .orElse(null);
    }

    @Override
    public long entropy() {
        if (onward == null) {
            throw new TapeMiss(path + ": a replay has no chance of its own. Next: record again");
        }
        return onward.entropy();
    }

    @Override
    public boolean replaying() {
        return !beyond;
    }

    @Override
    public synchronized void mark(String kind, String text) {
        if (onward != null && beyond) {
            onward.mark(kind, text);
            return;
        }
        var mark = TapeEntry.mark(kind, text);
        var entry = take(mark.channel(), "");
        if (entry == null) {
            throw new TapeMiss(
                    "%s has no further %s; this session goes on with: %s"
                            .formatted(path, kind, excerpt(text, 0)));
        }
        if (!entry.text().equals(text)) {
            throw new TapeMiss(
                    "%s: the recorded %s is: %s; this session has: %s"
                            .formatted(path, kind, excerpt(entry.text(), 0), excerpt(text, 0)));
        }
        if (entry.isMark("line")) {
            linesLeft--;
            beyond = linesLeft == 0 && onward != null;
        }
    }

    private TapeMiss miss(String channel, String request) {
        var same = entries.stream().filter(entry -> entry.channel().equals(channel)).toList();
        var head = "replay of %s: nothing recorded for this call on %s".formatted(path, channel);
        var nearest = nearest(same, request);
        if (nearest == null) {
            return new TapeMiss(
                    head + ": the tape has no call on that channel. Next: record again");
        }
        var at = common(nearest.request(), request);
        if (at == request.length() && at == nearest.request().length()) {
            return new TapeMiss(
                    "%s: it was recorded %d times, and is asked for once more. Next: record again"
                            .formatted(head, same.size()));
        }
        return new TapeMiss(
                "%s. The nearest recorded one differs from character %d: recorded %s, asked %s. Next: record again"
                        .formatted(head, at, excerpt(nearest.request(), at), excerpt(request, at)));
    }

    private static @Nullable TapeEntry nearest(List<TapeEntry> candidates, String request) {
        TapeEntry best = null;
        var longest = -1;
        for (var candidate : candidates) {
            var length = common(candidate.request(), request);
            if (length > longest) {
                longest = length;
                best = candidate;
            }
        }
        return best;
    }

    private static int common(String a, String b) {
        var end = Math.min(a.length(), b.length());
        for (int i = 0; i < end; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return i;
            }
        }
        return end;
    }

    private static String excerpt(String text, int at) {
        var from = Math.max(0, at - SHOWN / 3);
        var to = Math.min(text.length(), from + SHOWN);
        return "«%s%s%s»"
                .formatted(
                        from > 0 ? "…" : "",
                        text.substring(from, to),
                        to < text.length() ? "…" : "");
    }

    @Override
    public List<String> marks(String kind) {
        return entries.stream().filter(entry -> entry.isMark(kind)).map(TapeEntry::text).toList();
    }

    @Override
    public synchronized List<String> unplayed() {
        var left = new ArrayList<String>();
        for (var queue : waiting.values()) {
            for (var entry : queue) {
                if (entry.channel().startsWith("clock.")) {
                    continue;
                }
                left.add(entry.channel() + " " + excerpt(entry.request(), 0));
            }
        }
        return left;
    }

    @Override
    public void close() {
        if (onward != null) {
            onward.close();
        }
    }

    private record Key(String channel, String request) {}
}
