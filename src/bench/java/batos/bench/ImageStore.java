package batos.bench;

import batos.image.Author;
import batos.image.Cause;
import batos.image.Change;
import batos.image.Conflict;
import batos.image.Datum;
import batos.image.Form;
import batos.image.ImageLimits;
import batos.image.LivingImage;
import batos.image.Oid;
import batos.nerve.Pulses;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The Living Image; what it reads are whole objects, not bytes.
final class ImageStore implements Store {
    private @Nullable LivingImage image;

    @Override
    public String name() {
        return "batos image";
    }

    private LivingImage image() {
        return Objects.requireNonNull(image);
    }

    @Override
    public void open(Path folder) {
        var clock = InstantSource.system();
        image = LivingImage.open(folder, ImageLimits.standard(), clock, new Pulses(clock));
    }

    static Form form(long oid, long salt) {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("asked", new Datum.Text("what is " + oid + " plus " + salt + ", and why so?"));
        slots.put("score", new Datum.Real(oid * 0.5));
        slots.put("salt", new Datum.Whole(salt));
        slots.put("next", new Datum.Ref(new Oid(oid + 1)));
        slots.put("tags", new Datum.Text("bench,small,object"));
        return Form.anonymous("episode", 1, slots);
    }

    @Override
    public void put(long[] oids, long salt) {
        while (true) {
            var change = Change.on(image().now());
            for (var oid : oids) {
                change.put(new Oid(oid), form(oid, salt));
            }
            try {
                image().commit(new Cause(Author.of("bench"), "put", salt), change);
                return;
            } catch (Conflict again) {
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public long read(long oid) {
        return image().now().get(new Oid(oid)).orElseThrow().whole("salt", 0);
    }

    @Override
    public void putLarge(String text) {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("text", new Datum.Text(text));
        image().update(
                        new Cause(Author.of("bench"), "large", -1),
                        change -> change.put(Form.named("episode", 1, "large", slots)));
    }

    @Override
    public long readLarge() {
        return image().now().get("episode", "large").orElseThrow().text("text").length();
    }

    @Override
    public void save(Path file) {
        image().export(file);
    }

    @Override
    public void mark() {
        image().save("mark");
    }

    @Override
    public boolean restore() {
        image().restore("mark", new Cause(Author.of("bench"), "restore mark", -1));
        return true;
    }

    @Override
    public void close() {
        image().close();
    }
}
