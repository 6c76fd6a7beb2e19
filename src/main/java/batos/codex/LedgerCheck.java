package batos.codex;

import java.util.ArrayList;
import java.util.List;

/// Whether the two files of a ledger are as they were written: each line hashes to what it says,
/// follows the one before it, and the head knows the last one.
final class LedgerCheck {
    private LedgerCheck() {}

    /// The good lines before the first damage.
    ///
    /// @param text of the file of lines
    /// @param head of the file of one line
    /// @param damage receives the first damage that is found
    static List<LedgerLine> read(String text, String head, List<String> damage) {
        var good = new ArrayList<LedgerLine>();
        var before = LedgerLine.NOTHING_BEFORE;
        for (var line : text.lines().toList()) {
            var read = LedgerLine.read(line);
            var place = "ledger.ndjson:" + (good.size() + 1) + ": ";
            if (read.isEmpty()) {
                damage.add(place + "this line was altered: its hash is not that of its text");
            } else if (!read.get().before().equals(before) || read.get().seq() != good.size() + 1) {
                damage.add(
                        place
                                + "line "
                                + read.get().seq()
                                + " stands here: a line before it was removed, inserted or moved");
            }
            if (!damage.isEmpty()) {
                return good;
            }
            before = read.get().hash();
            good.add(read.get());
        }
        checkHead(good, head.strip(), damage);
        return good;
    }

    private static void checkHead(List<LedgerLine> lines, String head, List<String> damage) {
        var parts = head.split(" ", -1);
        if (head.isEmpty()) {
            if (lines.size() > 1) {
                damage.add(
                        "ledger.head: is missing, so the end of the ledger cannot be vouched for");
            }
            return;
        }
        var seq = parts[0].matches("[0-9]{1,18}") ? Long.parseLong(parts[0]) : -1;
        if (seq < 0 || parts.length != 2) {
            damage.add("ledger.head: was altered");
        } else if (seq > lines.size()) {
            damage.add(
                    "ledger.ndjson: ends at line %d, the head knows %d: the last lines were removed"
                            .formatted(lines.size(), seq));
        } else if (seq > 0 && !lines.get((int) seq - 1).hash().equals(parts[1])) {
            damage.add("ledger.ndjson:" + seq + ": is not the line that the head knows");
        }
    }
}
