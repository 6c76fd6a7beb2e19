package batos.council.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// Holds a claim against the receipts of its turn.
final class ReceiptCheck {
    private static final int STEM = 4;

    /// A tool with one of these in its name can have stored something.
    private static final Set<String> STORES =
            Set.of("save", "store", "write", "persist", "record", "archive", "upload", "append");

    private final List<TurnReceipt> receipts;

    ReceiptCheck(List<TurnReceipt> receipts) {
        this.receipts = receipts;
    }

    ClaimVerdict of(Claim claim) {
        return switch (claim) {
            case Claim.Computed computed -> computed(computed);
            case Claim.Forged forged -> forged(forged);
            case Claim.NotForged(var tool) ->
                    all(TurnReceipt.Forge.class).isEmpty()
                            ? ClaimVerdict.NO_CLAIM
                            : forged(new Claim.Forged(tool, 0, 0, true));
            case Claim.Tested tested -> tested(tested);
            case Claim.Recalled recalled -> recalled(recalled);
            case Claim.Saved saved -> saved(saved);
            case Claim.Snapshotted(var name) ->
                    name.isEmpty()
                            ? any(all(TurnReceipt.Snapshot.class), snapshot -> true)
                            : snapshot(name.get());
            case Claim.Governed governed -> governed(governed);
            case Claim.Acted(var about) -> verified(fitting(about, true));
            case Claim.Something() -> verified(receipts.stream().anyMatch(ReceiptCheck::wentWell));
        };
    }

    private <R extends TurnReceipt> List<R> all(Class<R> kind) {
        return receipts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static <R> ClaimVerdict any(List<R> receipts, Predicate<R> fits) {
        return verified(receipts.stream().anyMatch(fits));
    }

    private static ClaimVerdict verified(boolean proven) {
        return proven ? ClaimVerdict.VERIFIED : ClaimVerdict.UNVERIFIED;
    }

    private static boolean wentWell(TurnReceipt receipt) {
        return switch (receipt) {
            case TurnReceipt.Tool tool -> tool.ok();
            case TurnReceipt.Forge forge -> forge.bound();
            case TurnReceipt.Recall _ -> false;
            case TurnReceipt.Commit _, TurnReceipt.Snapshot _, TurnReceipt.Codex _ -> true;
        };
    }

    /// One receipt of the kind fits: verified. There are some and none fits: contradicted. There is
    /// none: unverified.
    private static <R> ClaimVerdict held(List<R> receipts, Predicate<R> fits) {
        if (receipts.isEmpty()) {
            return ClaimVerdict.UNVERIFIED;
        }
        return receipts.stream().anyMatch(fits) ? ClaimVerdict.VERIFIED : ClaimVerdict.CONTRADICTED;
    }

    private ClaimVerdict computed(Claim.Computed claim) {
        var tools = all(TurnReceipt.Tool.class);
        if (claim.tool().isPresent()) {
            var name = claim.tool().get();
            var forge =
                    all(TurnReceipt.Forge.class).stream()
                            .filter(each -> same(each.tool(), name))
                            .toList();
            tools = tools.stream().filter(tool -> same(tool.tool(), name)).toList();
            if (tools.isEmpty()
                    && claim.failed()
                    && forge.stream().anyMatch(each -> !each.bound())) {
                return ClaimVerdict.VERIFIED;
            }
        }
        if (tools.isEmpty()) {
            return elsewhere(claim);
        }
        if (claim.failed()) {
            return held(tools, tool -> !tool.ok());
        }
        var went = tools.stream().filter(TurnReceipt.Tool::ok).toList();
        if (went.isEmpty()) {
            return ClaimVerdict.CONTRADICTED;
        }
        if (claim.version() > 0
                && went.stream().noneMatch(tool -> tool.version() == claim.version())) {
            return ClaimVerdict.CONTRADICTED;
        }
        if ((claim.times() > 1 && tools.size() != claim.times())
                || (claim.times() == 1 && tools.size() > 1 && claim.tool().isPresent())) {
            return ClaimVerdict.CONTRADICTED;
        }
        if (claim.values().isEmpty()) {
            return claim.inputs().isEmpty() || claim.tool().isEmpty()
                    ? ClaimVerdict.VERIFIED
                    : held(went, tool -> ReceiptValues.took(tool, claim.inputs()));
        }
        return held(
                went,
                tool ->
                        ReceiptValues.gave(tool, claim.values())
                                && ReceiptValues.took(tool, claim.inputs()));
    }

    /// A value that no tool computed may stand in another receipt: a count of objects, of episodes.
    private ClaimVerdict elsewhere(Claim.Computed claim) {
        if (claim.tool().isPresent() || claim.values().isEmpty()) {
            return ClaimVerdict.UNVERIFIED;
        }
        var counts = new ArrayList<Integer>();
        for (var receipt : receipts) {
            switch (receipt) {
                case TurnReceipt.Commit commit -> counts.add(commit.objects());
                case TurnReceipt.Forge forge -> counts.add(forge.tests());
                case TurnReceipt.Recall recall -> counts.add(recall.episodes().size());
                case TurnReceipt.Tool _, TurnReceipt.Snapshot _, TurnReceipt.Codex _ -> {}
            }
        }
        var about = claim.about();
        var named =
                about.contains("objects") || about.contains("tests") || about.contains("episodes");
        return verified(
                named
                        && claim.values().stream()
                                .allMatch(value ->
                                        value.isNumber() && counts.contains((int) value.number())));
    }

    private ClaimVerdict forged(Claim.Forged claim) {
        var forges = all(TurnReceipt.Forge.class);
        if (claim.tool().isPresent()) {
            var named =
                    forges.stream()
                            .filter(forge -> same(forge.tool(), claim.tool().get()))
                            .toList();
            if (named.isEmpty() && !forges.isEmpty()) {
                return ClaimVerdict.CONTRADICTED;
            }
            forges = named;
        }
        if (forges.isEmpty()) {
            return ClaimVerdict.UNVERIFIED;
        }
        return held(
                forges,
                forge ->
                        forge.bound() != claim.failed()
                                && (claim.version() == 0
                                        || forge.version() == 0
                                        || forge.version() == claim.version())
                                && (claim.tests() == 0 || forge.tests() == claim.tests()));
    }

    private ClaimVerdict tested(Claim.Tested claim) {
        var forges = all(TurnReceipt.Forge.class);
        if (claim.tool().isPresent()
                && forges.stream().anyMatch(forge -> same(forge.tool(), claim.tool().get()))) {
            forges =
                    forges.stream()
                            .filter(forge -> same(forge.tool(), claim.tool().get()))
                            .toList();
        } else if (claim.tool().isPresent()) {
            forges = List.of();
        }
        if (forges.isEmpty()) {
            var runs =
                    all(TurnReceipt.Tool.class).stream()
                            .filter(tool -> tool.tool().toLowerCase(Locale.ROOT).contains("test"))
                            .toList();
            return runs.isEmpty()
                    ? ClaimVerdict.UNVERIFIED
                    : held(
                            runs,
                            tool ->
                                    tool.ok() != claim.failed()
                                            && (claim.passed() < 0
                                                    || ReceiptValues.holds(
                                                            tool.result(), claim.passed())));
        }
        if (claim.failed()) {
            return held(forges, forge -> !forge.bound());
        }
        if (claim.of() >= 0 && claim.passed() != claim.of()) {
            return ClaimVerdict.CONTRADICTED;
        }
        return held(
                forges,
                forge -> forge.bound() && (claim.passed() < 0 || forge.tests() == claim.passed()));
    }

    private ClaimVerdict recalled(Claim.Recalled claim) {
        return held(
                all(TurnReceipt.Recall.class),
                recall ->
                        recall.episodes().containsAll(claim.episodes())
                                && (claim.count() == Claim.Recalled.LOOKED
                                        || (claim.count() >= 0
                                                ? claim.count() == recall.episodes().size()
                                                : !recall.episodes().isEmpty())));
    }

    private ClaimVerdict saved(Claim.Saved claim) {
        var commits = all(TurnReceipt.Commit.class);
        if (!commits.isEmpty()) {
            return held(
                    commits,
                    commit ->
                            claim.objects() < 0
                                    || commit.objects() == claim.objects()
                                    || (claim.objects() == 1
                                            && commit.objects() > 0
                                            && !claim.about().contains("object")));
        }
        var forged =
                all(TurnReceipt.Forge.class).stream()
                        .anyMatch(forge ->
                                forge.bound()
                                        && claim.about().stream()
                                                .anyMatch(word ->
                                                        same(word, forge.tool())
                                                                || word.equals("tool")));
        var snapshot =
                all(TurnReceipt.Snapshot.class).stream()
                        .anyMatch(each ->
                                claim.about().contains("state")
                                        || claim.about().contains("copy")
                                        || claim.about().contains(each.name()));
        return verified(forged || snapshot || fitting(STORES, true));
    }

    private ClaimVerdict snapshot(String name) {
        return held(all(TurnReceipt.Snapshot.class), snapshot -> same(snapshot.name(), name));
    }

    private ClaimVerdict governed(Claim.Governed claim) {
        return held(
                all(TurnReceipt.Codex.class),
                codex ->
                        (claim.number() < 0 || codex.number() == claim.number())
                                && (claim.act().isEmpty() || act(codex.act()).equals(claim.act())));
    }

    static String act(String word) {
        var low = word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "").replace(" ", "");
        if (low.startsWith("propos")
                || low.startsWith("draft")
                || low.startsWith("fil")
                || low.startsWith("submit")) {
            return "proposed";
        }
        if (low.startsWith("approv")
                || low.startsWith("ratif")
                || low.startsWith("appl")
                || low.startsWith("adopt")
                || low.startsWith("amend")) {
            return "approved";
        }
        if (low.startsWith("reject") || low.startsWith("declin")) {
            return "rejected";
        }
        return low.startsWith("roll")
                        || low.startsWith("revert")
                        || low.startsWith("undo")
                        || low.startsWith("undid")
                ? "rolledback"
                : low.startsWith("withdr") ? "withdrawn" : low;
    }

    /// Whether a tool that ran has a name that the sentence's words fit: sorted and sort_numbers.
    private boolean fitting(Set<String> about, boolean ok) {
        return all(TurnReceipt.Tool.class).stream()
                .filter(tool -> tool.ok() == ok)
                .anyMatch(tool -> fits(tool.tool(), about));
    }

    static boolean fits(String tool, Set<String> about) {
        var low = tool.toLowerCase(Locale.ROOT);
        if (about.contains(low)) {
            return true;
        }
        for (var part : low.split("[_\\-.]", 0)) {
            if (part.length() >= STEM - 1 && about.stream().anyMatch(word -> alike(part, word))) {
                return true;
            }
        }
        return false;
    }

    static boolean alike(String part, String hyphened) {
        var word = hyphened.replace("-", "");
        var stem =
                Math.min(
                        Math.min(part.length(), word.length()),
                        Math.max(STEM, Math.min(part.length(), word.length()) - 2));
        return word.length() >= STEM - 1 && part.regionMatches(0, word, 0, stem);
    }

    /// Whether a receipt that is no tool call holds this number.
    static boolean counts(TurnReceipt receipt, double number) {
        return switch (receipt) {
            case TurnReceipt.Tool _, TurnReceipt.Snapshot _ -> false;
            case TurnReceipt.Forge forge -> forge.tests() == number || forge.version() == number;
            case TurnReceipt.Recall recall ->
                    recall.episodes().size() == number
                            || recall.episodes().stream().anyMatch(each -> each == number);
            case TurnReceipt.Commit commit -> commit.objects() == number;
            case TurnReceipt.Codex codex -> codex.number() == number;
        };
    }

    static boolean same(String one, String other) {
        return squeezed(one).equals(squeezed(other));
    }

    private static String squeezed(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "");
    }
}
