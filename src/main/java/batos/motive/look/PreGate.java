package batos.motive.look;

import batos.image.Image;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Decides, without a model, whether there is anything to wonder about. Where the journal has not
/// moved since the last look it compares two numbers and is done; memories also age, so that once a
/// day (of UTC) it reads the signs all the same.
public final class PreGate {
    private final Image image;
    private final Supplier<List<Sign>> reader;
    private final SeenSigns seen;
    private long position = -1;
    private @Nullable LocalDate day;

    public PreGate(Image image, Supplier<List<Sign>> reader, SeenSigns seen) {
        this.image = image;
        this.reader = reader;
        this.seen = seen;
    }

    public synchronized Look look(Instant now) {
        var present = image.now().number();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (present == position && today.equals(day)) {
            return new Look.Unmoved(present);
        }
        var signs = reader.get();
        var fresh = signs.stream().filter(sign -> !seen.has(sign)).toList();
        if (!fresh.isEmpty()) {
            return new Look.News(present, fresh);
        }
        position = present;
        day = today;
        return new Look.Quiet(present, signs.size());
    }
}
