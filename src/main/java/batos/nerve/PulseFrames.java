package batos.nerve;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/// Pulses and snapshots as frames, on the wire and in the log.
final class PulseFrames {
    static final String PULSE = "pulse";
    static final String SNAPSHOT = "snapshot";

    private PulseFrames() {}

    static Frame frame(Pulse pulse) {
        return Frame.of(PULSE)
                .put("seq", pulse.seq())
                .put("at", pulse.at().toString())
                .put("kind", pulse.kind().word())
                .put("text", pulse.text());
    }

    static Pulse pulse(Frame frame) throws IOException {
        return new Pulse(
                frame.number("seq"),
                time(frame.text("at")),
                PulseKind.of(frame.text("kind")),
                frame.text("text"));
    }

    /// The kinds, and beside each its count and last pulse.
    static Frame frame(Snapshot snapshot) {
        var kinds = new ArrayList<String>();
        var counts = new ArrayList<String>();
        var seqs = new ArrayList<String>();
        var times = new ArrayList<String>();
        var texts = new ArrayList<String>();
        snapshot.latest()
                .forEach((kind, latest) -> {
                    kinds.add(kind.word());
                    counts.add(Long.toString(latest.count()));
                    seqs.add(Long.toString(latest.pulse().seq()));
                    times.add(latest.pulse().at().toString());
                    texts.add(latest.pulse().text());
                });
        return Frame.of(SNAPSHOT)
                .put("epoch", snapshot.at().epoch())
                .put("seq", snapshot.at().seq())
                .put("kinds", kinds)
                .put("counts", counts)
                .put("seqs", seqs)
                .put("times", times)
                .put("texts", texts);
    }

    static Snapshot snapshot(Frame frame) throws IOException {
        var kinds = frame.texts("kinds");
        var counts = frame.texts("counts");
        var seqs = frame.texts("seqs");
        var times = frame.texts("times");
        var texts = frame.texts("texts");
        var latest = new LinkedHashMap<PulseKind, Snapshot.Latest>();
        try {
            for (var i = 0; i < kinds.size(); i++) {
                var pulse =
                        new Pulse(
                                Long.parseLong(seqs.get(i)),
                                time(times.get(i)),
                                PulseKind.of(kinds.get(i)),
                                texts.get(i));
                latest.put(pulse.kind(), new Snapshot.Latest(Long.parseLong(counts.get(i)), pulse));
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IOException("no snapshot: its lists do not match", e);
        }
        return new Snapshot(new Position(frame.text("epoch"), frame.number("seq")), latest);
    }

    private static Instant time(String text) throws IOException {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IOException("no time: " + text, e);
        }
    }
}
