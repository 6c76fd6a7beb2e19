package batos.nerve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The results of the latest commands, in memory and in the file `replies` of the home, so that a
/// command that is sent again is not carried out again, by this owner or the next.
///
/// A command is noted when its turn comes, with the number of the image's latest commit then, and
/// again with its reply when it has ended. One that was begun and not ended when its owner died is
/// looked up in the image: its deed stands in the journal or it does not, see
/// [OwnerServer.Handler]. Notes are not forced to disk: the clients that could ask again end with
/// the machine, too.
final class ReplyCache implements AutoCloseable {
    static final String FILE = "replies";

    /// The number of remembered commands, and below it the characters kept of each reply.
    static final int MOST = 512;

    static final int LONGEST = 64 << 10;
    private static final int ROLLED = 4 * MOST;

    /// The cache's entry for a command.
    sealed interface Entry {
        /// @param mark the image's latest commit when its turn came
        record Begun(long mark) implements Entry {}

        /// @param frames the frames of the reply, the last being the end
        record Ended(List<Frame> frames) implements Entry {}
    }

    private final Path file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private FrameFile kept;
    private int lines;

    private ReplyCache(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            read();
        }
        kept = rolled();
    }

    static ReplyCache open(Path home) throws IOException {
        return new ReplyCache(home.resolve(FILE));
    }

    synchronized Optional<Entry> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    synchronized void begun(String key, long mark) throws IOException {
        keep(key, new Entry.Begun(mark));
    }

    synchronized void ended(String key, List<Frame> frames) throws IOException {
        keep(key, new Entry.Ended(shortened(frames)));
    }

    private void keep(String key, Entry entry) throws IOException {
        remember(key, entry);
        kept.append(frame(key, entry));
        if (++lines > ROLLED) {
            var before = kept;
            kept = rolled();
            before.close();
        }
    }

    private void remember(String key, Entry entry) {
        entries.remove(key);
        entries.put(key, entry);
        if (entries.size() > MOST) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    /// The end alone where the whole is too much to keep; its number tells how much is missing.
    private static List<Frame> shortened(List<Frame> frames) {
        var size = 0;
        for (var frame : frames) {
            size += frame.line().length();
        }
        return size <= LONGEST ? List.copyOf(frames) : List.of(frames.getLast());
    }

    private void read() throws IOException {
        for (var line : Files.readAllLines(file)) {
            try {
                var frame = Frame.parse(line);
                remember(frame.text("key"), entry(frame));
            } catch (IOException e) {
                // Cut off where the owner died: the command was not begun, or its end is looked up.
            }
        }
    }

    private static Frame frame(String key, Entry entry) {
        var frame = Frame.of("reply").put("key", key);
        return switch (entry) {
            case Entry.Begun(var mark) -> frame.put("mark", mark);
            case Entry.Ended(var frames) ->
                    frame.put("frames", frames.stream().map(Frame::line).toList());
        };
    }

    private static Entry entry(Frame frame) throws IOException {
        var lines = frame.texts("frames");
        if (lines.isEmpty()) {
            return new Entry.Begun(frame.number("mark"));
        }
        var frames = new ArrayList<Frame>();
        for (var line : lines) {
            frames.add(Frame.parse(line));
        }
        return new Entry.Ended(frames);
    }

    private FrameFile rolled() throws IOException {
        var frames = new ArrayList<Frame>();
        entries.forEach((key, entry) -> frames.add(frame(key, entry)));
        var fresh = FrameFile.replacing(file, frames);
        lines = entries.size();
        return fresh;
    }

    @Override
    public void close() throws IOException {
        kept.close();
    }
}
