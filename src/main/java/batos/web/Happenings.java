package batos.web;

import batos.app.Services;
import batos.codex.LedgerLine;
import batos.image.Author;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What changed the council between its turns: models swapped, amendments, idle work.
final class Happenings {
    private static final int SWAPS = 200;
    private static final int COMMITS = 5_000;

    private record Happening(Instant at, String what) {}

    private final List<Happening> all = new ArrayList<>();

    Happenings(Services house) {
        house.image()
                .now()
                .named("pin")
                .forEach((persona, oid) ->
                        house.image().log(oid, SWAPS).stream()
                                .filter(commit -> commit.cause().author() != Author.Part.SYSTEM)
                                .forEach(commit ->
                                        all.add(new Happening(commit.at(), "swap of " + persona))));
        house.readableCodex().ledger().stream()
                .filter(line -> line.deed() == LedgerLine.Deed.APPLIED)
                .forEach(line -> all.add(new Happening(line.at(), "amendment: " + line.what())));
        house.image().log(COMMITS).stream()
                .filter(commit -> commit.cause().author() == Author.Part.MOTIVE)
                .forEach(commit -> all.add(new Happening(commit.at(), "idle work")));
    }

    /// @param until empty for no end
    List<String> between(Instant from, @Nullable Instant until) {
        return all.stream()
                .filter(each ->
                        !each.at().isBefore(from) && (until == null || each.at().isBefore(until)))
                .map(Happening::what)
                .distinct()
                .toList();
    }
}
