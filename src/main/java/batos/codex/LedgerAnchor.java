package batos.codex;

import batos.codex.LedgerLine.Deed;
import batos.image.Cause;
import batos.image.Datum;
import batos.image.Form;
import batos.image.Image;
import batos.image.ImageFault;
import batos.image.Oid;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The image's own record of the ledger: how many lines it had and the hash of the last one, which
/// stands for all of them. Whoever recomputes the whole chain of the ledger, or adds a line that
/// pretends an amendment, would have to change the image too, whose journal and root are checked on
/// their own.
///
/// It is taken with every governed commit and before every prompt. Where nothing but the adoption
/// happened there is none, so that two new homes have the same root.
///
/// @param lines how many lines the ledger had; 1 or more
/// @param hash of the last of them
record LedgerAnchor(long lines, String hash) {
    private static final String NAME = "ledger";

    /// The number of earlier witnesses to ask when the present one does not fit: an image that was
    /// restored and then killed before its next prompt came back with an old one.
    private static final int EARLIER = 20;

    static Oid oid() {
        return Oid.named(CodexState.KIND, NAME);
    }

    /// Empty where the ledger has nothing but its first line.
    static Optional<LedgerAnchor> of(List<LedgerLine> ledger) {
        return ledger.size() < 2
                ? Optional.empty()
                : Optional.of(new LedgerAnchor(ledger.size(), ledger.getLast().hash()));
    }

    static Optional<LedgerAnchor> in(Image image) {
        return image.now().get(oid()).map(LedgerAnchor::read);
    }

    private static LedgerAnchor read(Form form) {
        return new LedgerAnchor(form.whole("lines", 0), form.text("hash"));
    }

    Form form() {
        SequencedMap<String, Datum> slots = new LinkedHashMap<>();
        slots.put("lines", new Datum.Whole(lines));
        slots.put("hash", new Datum.Text(hash));
        return Form.named(CodexState.KIND, 1, NAME, slots);
    }

    /// Notes the ledger in the image, if it is not what the image knows already.
    static void take(Image image, List<LedgerLine> ledger, Cause cause) {
        var now = of(ledger).or(() -> in(image).map(known -> first(ledger)));
        if (now.isPresent() && !now.equals(in(image))) {
            image.update(cause, change -> change.put(now.get().form()));
        }
    }

    private static LedgerAnchor first(List<LedgerLine> ledger) {
        return new LedgerAnchor(ledger.size(), ledger.isEmpty() ? "" : ledger.getLast().hash());
    }

    /// The reason why this cannot be the ledger that the image knows; empty when it is that ledger,
    /// perhaps with lines that a crash kept from being noted.
    static Optional<String> objection(List<LedgerLine> ledger, Image image) {
        var present = in(image);
        var objection =
                present.map(known -> known.objection(ledger))
                        .orElseGet(() -> unknown(ledger, image));
        return objection.isEmpty()
                ? objection
                : longest(image)
                        .filter(known -> known.lines > present.map(LedgerAnchor::lines).orElse(0L))
                        .map(known -> known.objection(ledger))
                        .orElse(objection);
    }

    /// The one of the earlier witnesses that knew the most.
    private static Optional<LedgerAnchor> longest(Image image) {
        return image.log(oid(), EARLIER).stream()
                .flatMap(commit -> {
                    try {
                        return image.at(commit.number()).get(oid()).stream();
                    } catch (ImageFault e) {
                        // the journal no longer leads there
                        return Stream.empty();
                    }
                })
                .map(LedgerAnchor::read)
                .max(Comparator.comparingLong(LedgerAnchor::lines));
    }

    /// A ledger without a witness has decided nothing that the image does not know.
    private static Optional<String> unknown(List<LedgerLine> ledger, Image image) {
        var imaged = image.now().get(CodexState.KIND, CodexState.NAME);
        var last = CodexState.history(ledger);
        return imaged.isEmpty()
                        || last.isEmpty()
                        || imaged.get().text("hash").equals(last.getLast().to())
                ? Optional.empty()
                : Optional.of(
                        "ledger.ndjson: says that the codex %s is in force, the image has never seen it"
                                .formatted(brief(last.getLast().to())));
    }

    private Optional<String> objection(List<LedgerLine> ledger) {
        if (lines > ledger.size()) {
            return Optional.of(
                    "ledger.ndjson: ends at line %d, the image knows %d: the last lines were removed"
                            .formatted(ledger.size(), lines));
        }
        var line = lines < 1 ? LedgerLine.NOTHING_BEFORE : ledger.get((int) lines - 1).hash();
        if (!line.equals(hash)) {
            return Optional.of(
                    "ledger.ndjson:%d: is the line %s, the image knows %s: the ledger was rewritten"
                            .formatted(lines, brief(line), brief(hash)));
        }
        return pretended(ledger)
                .map(applied ->
                        "ledger.ndjson:%d: pretends an amendment that the image has never seen"
                                .formatted(applied.seq()));
    }

    /// The first amendment that was applied without an intent of its own that the image knew: the
    /// image takes note of each intent before codex.toml is replaced.
    private Optional<LedgerLine> pretended(List<LedgerLine> ledger) {
        var open = "";
        for (var line : ledger) {
            if (line.deed() == Deed.INTENT) {
                open = String.valueOf(line.seq());
            } else if (line.deed() == Deed.APPLIED || line.deed() == Deed.ABANDONED) {
                var own = !open.isEmpty() && line.fact("intent").equals(open);
                if (line.deed() == Deed.APPLIED && (!own || !knows(open))) {
                    return Optional.of(line);
                }
                open = own ? "" : open;
            }
        }
        return Optional.empty();
    }

    /// Whether the image knew a line before what it announces could happen.
    boolean knows(String seq) {
        return seq.matches("[0-9]{1,18}") && Long.parseLong(seq) <= lines;
    }

    static String brief(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }
}
