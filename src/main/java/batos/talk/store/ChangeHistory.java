package batos.talk.store;

import batos.image.Commit;
import batos.image.Form;
import batos.image.Image;
import batos.image.Oid;
import batos.image.View;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The change log of classes and methods: the commits that touched some, and their former
/// definitions.
public final class ChangeHistory {
    /// The same wherever it is computed, so that a record replays to the same value.
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Image image;
    private final View base;
    private final CodeStore code;

    ChangeHistory(Image image, View base, CodeStore code) {
        this.image = image;
        this.base = base;
        this.code = code;
    }

    /// The latest of them, the newest last, one line each: number, time, author, what.
    public List<String> lines(int limit) {
        var lines = new ArrayList<String>();
        for (var commit : image.log(Integer.MAX_VALUE)) {
            var names = new ArrayList<String>();
            for (var oid : commit.touched()) {
                base.get(oid)
                        .or(() -> before(commit.number(), oid))
                        .filter(ChangeHistory::isCode)
                        .ifPresent(form -> names.add(form.name()));
            }
            if (!names.isEmpty()) {
                lines.add(
                        commit.number()
                                + "  "
                                + TIME.format(commit.at())
                                + "  "
                                + commit.cause().author()
                                + "  "
                                + String.join(", ", names));
                if (lines.size() >= limit) {
                    break;
                }
            }
        }
        return lines.reversed();
    }

    private static boolean isCode(Form form) {
        return form.kind().equals(DataForms.CLASS) || form.kind().equals(DataForms.METHOD);
    }

    private Optional<Form> before(long number, Oid oid) {
        return number < 1 ? Optional.empty() : image.at(number - 1).get(oid);
    }

    /// A method as it was.
    ///
    /// @param source empty where there was none
    public record Former(String owner, String selector, String source) {}

    /// The methods that a commit changed, as they were before it.
    public List<Former> methodsBefore(long number) {
        var former = new ArrayList<Former>();
        for (var oid : touched(number)) {
            var was = before(number, oid);
            var then = was.or(() -> image.at(number).get(oid)).orElse(null);
            if (then != null && then.kind().equals(DataForms.METHOD)) {
                former.add(
                        new Former(
                                then.text("class"),
                                then.text("selector"),
                                was.map(form -> form.text("source")).orElse("")));
            }
        }
        return former;
    }

    /// Gives the classes that a commit changed the shape that they had before it; a class that it
    /// made goes.
    ///
    /// @return their number
    public int classesBefore(long number) {
        var names = new ArrayList<String>();
        for (var oid : touched(number)) {
            before(number, oid)
                    .or(() -> image.at(number).get(oid))
                    .filter(form -> form.kind().equals(DataForms.CLASS))
                    .ifPresent(form -> names.add(form.name()));
        }
        if (!names.isEmpty()) {
            code.restore(image.at(number - 1), names);
        }
        return names.size();
    }

    private List<Oid> touched(long number) {
        return image.log(Math.clamp(base.number() - number + 1, 0, 1_000_000)).stream()
                .filter(commit -> commit.number() == number)
                .findFirst()
                .map(Commit::touched)
                .map(List::copyOf)
                .orElse(List.of());
    }
}
