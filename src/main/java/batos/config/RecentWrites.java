package batos.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The program's latest writes into settings.toml. An edit by hand that was begun before such a
/// write and saved after it has the written key as it was before, though nobody touched it there;
/// it is put in again.
///
/// An editor that takes a change back and does nothing else saves the very text from before it;
/// that is no accident and stays.
final class RecentWrites {
    private static final Logger LOG = Logger.getLogger(RecentWrites.class.getName());

    /// Saves within this time after a write were begun before it: nobody reads a file, edits it and
    /// saves it faster.
    private static final long SAME_TIME_MS = 2_000;

    private record Write(String key, Object before, Object after, String base, long nanos) {}

    private final List<Write> writes = new ArrayList<>();

    /// @param base the whole text before the write
    void add(String key, Object before, Object after, String base) {
        forget();
        writes.add(new Write(key, before, after, base, System.nanoTime()));
    }

    /// The keys that a text has as they were before the program wrote them, with the values that it
    /// wrote.
    ///
    /// @param read the settings of that text
    SequencedMap<String, Object> lostIn(String text, Settings read) {
        forget();
        var lost = new LinkedHashMap<String, Object>();
        if (writes.stream().noneMatch(write -> write.base().equals(text))) {
            for (var write : writes) {
                if (write.before().equals(read.values().get(write.key()))) {
                    lost.put(write.key(), write.after());
                }
            }
            // a key that was written more than once is as it was written last
            for (var write : writes) {
                lost.replace(write.key(), write.after());
            }
            lost.entrySet().removeIf(key -> key.getValue().equals(read.values().get(key.getKey())));
        }
        return lost;
    }

    private void forget() {
        var now = System.nanoTime();
        writes.removeIf(write -> now - write.nanos() > TimeUnit.MILLISECONDS.toNanos(SAME_TIME_MS));
    }

    /// Puts in again what an edit that was begun before the program wrote has as it was before.
    ///
    /// @param file settings.toml, in its folder
    /// @return whether the file was written
    boolean putBack(Path file, String text, Settings read) {
        var lost = lostIn(text, read);
        if (lost.isEmpty()) {
            return false;
        }
        try (var _ = FolderLock.take(Objects.requireNonNull(file.getParent()))) {
            new SharedFile(file)
                    .rewrite(standing -> {
                        var edited = standing.orElse(text);
                        for (var key : lost.entrySet()) {
                            edited = TomlEdit.set(file, edited, key.getKey(), key.getValue());
                        }
                        return edited;
                    });
            return true;
        } catch (ConfigFault | IOException e) {
            LOG.log(Level.FINE, "the edit is taken as it is", e);
            return false;
        }
    }
}
