package batos.memory;

import batos.memory.search.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Looks for what makes a memory bad: the same thing many times, text that was recalled and said
/// again, what nobody ever needed, what rests on nothing.
public final class Audit {
    private static final Duration OLD = Duration.ofDays(365);
    private static final int EXAMPLES = 3;
    private static final int FEW_TERMS = 4;
    private static final double NEAR = 0.8;

    private final MemoryState at;
    private final Instant now;

    private Audit(MemoryState at, Instant now) {
        this.at = at;
        this.now = now;
    }

    /// @param rate the share of the memories looked at, 0 to 1
    /// @param examples ids, with the memories that they resemble or their topics
    /// @param next the command that mends it, for the first example
    public record Finding(
            String name,
            String meaning,
            int count,
            int of,
            double rate,
            List<String> examples,
            String next) {
        public Finding {
            examples = List.copyOf(examples);
        }
    }

    static List<Finding> of(MemoryState at, Instant now) {
        return new Audit(at, now).findings();
    }

    private List<Finding> findings() {
        var turns = at.all(Level.TURN);
        var facts = at.all(Level.FACT);
        var all = new ArrayList<>(turns);
        all.addAll(facts);
        var findings = new ArrayList<Finding>();
        var duplicates = duplicates(all);
        findings.add(
                finding(
                        "duplicates",
                        "the same words of the same speaker again",
                        duplicates,
                        all.size(),
                        "memory merge"));
        findings.add(
                finding(
                        "near-duplicates",
                        "four fifths of the words are those of another",
                        near(all, duplicates.keySet()),
                        all.size(),
                        "memory merge"));
        findings.add(
                finding(
                        "recall-loops",
                        "an answer that repeats what was recalled for it",
                        loops(),
                        turns.size(),
                        "memory forget"));
        findings.add(
                finding(
                        "stale",
                        "superseded, or here for more than a year and never recalled",
                        matching(
                                all,
                                it ->
                                        it.validity().isSuperseded()
                                                || (it.recorded().isBefore(now.minus(OLD))
                                                        && at.uses(it.id()) == 0)),
                        all.size(),
                        "memory show"));
        findings.add(
                finding(
                        "never used",
                        "never recalled for a turn of the council",
                        matching(turns, it -> at.uses(it.id()) == 0),
                        turns.size(),
                        "memory show"));
        findings.add(
                finding(
                        "without a source",
                        "facts whose turns are gone, turns whose session is gone",
                        matching(all, this::isUprooted),
                        all.size(),
                        "memory forget"));
        return findings;
    }

    private boolean isUprooted(MemoryRecord record) {
        return record.level() == Level.FACT
                ? record.evidence().stream().noneMatch(it -> at.find(it).isPresent())
                : at.find(record.parent()).isEmpty();
    }

    private static Map<String, String> matching(
            List<MemoryRecord> records, Predicate<MemoryRecord> wanted) {
        var found = new LinkedHashMap<String, String>();
        records.stream().filter(wanted).forEach(it -> found.put(it.id(), it.text()));
        return found;
    }

    private static Finding finding(
            String name, String meaning, Map<String, String> found, int of, String command) {
        var examples =
                found.entrySet().stream()
                        .limit(EXAMPLES)
                        .map(it -> it.getKey() + " " + it.getValue())
                        .toList();
        var next =
                found.isEmpty()
                        ? ""
                        : command.endsWith("merge")
                                ? command + " " + other(found) + " " + first(found)
                                : command + " " + first(found);
        return new Finding(
                name,
                meaning,
                found.size(),
                of,
                of == 0 ? 0 : found.size() / (double) of,
                examples,
                next);
    }

    private static String first(Map<String, String> found) {
        return found.keySet().iterator().next();
    }

    /// The one that the first example repeats, which its description begins with.
    private static String other(Map<String, String> found) {
        return found.values().iterator().next().replaceFirst("^repeats (\\S+):.*", "$1");
    }

    private static Map<String, String> duplicates(List<MemoryRecord> records) {
        var first = new HashMap<String, String>();
        var found = new LinkedHashMap<String, String>();
        for (var record : records) {
            var terms = Terms.of(record.text());
            if (terms.size() >= FEW_TERMS) {
                var key = record.level() + record.origin().speaker() + terms;
                var before = first.putIfAbsent(key, record.id());
                if (before != null) {
                    found.put(record.id(), "repeats " + before + ": " + record.text());
                }
            }
        }
        return found;
    }

    /// Only pairs that share their three longest terms are compared.
    private static Map<String, String> near(List<MemoryRecord> records, Set<String> without) {
        var groups = new HashMap<String, List<MemoryRecord>>();
        var found = new LinkedHashMap<String, String>();
        for (var record : records) {
            var terms = new HashSet<>(Terms.of(record.text()));
            if (terms.size() < FEW_TERMS || without.contains(record.id())) {
                continue;
            }
            var key =
                    record.level()
                            + terms.stream()
                                    .sorted(
                                            Comparator.comparingInt(String::length)
                                                    .reversed()
                                                    .thenComparing(Comparator.naturalOrder()))
                                    .limit(3)
                                    .toList()
                                    .toString();
            var group = groups.computeIfAbsent(key, it -> new ArrayList<>());
            group.stream()
                    .filter(other -> alike(terms, other))
                    .findFirst()
                    .ifPresent(other ->
                            found.put(record.id(), "repeats " + other.id() + ": " + record.text()));
            group.add(record);
        }
        return found;
    }

    private static boolean alike(Set<String> terms, MemoryRecord other) {
        var others = new HashSet<>(Terms.of(other.text()));
        var shared = others.stream().filter(terms::contains).count();
        return shared >= NEAR * (terms.size() + others.size() - shared);
    }

    private Map<String, String> loops() {
        var found = new LinkedHashMap<String, String>();
        for (var episode : at.episodes().values()) {
            var answer = new HashSet<>(Terms.of(episode.answered()));
            for (var id : episode.recalled()) {
                var memory = at.find(id);
                if (memory.isPresent()) {
                    var terms = new HashSet<>(Terms.of(memory.get().text()));
                    var shared = terms.stream().filter(answer::contains).count();
                    if (terms.size() >= FEW_TERMS && shared >= NEAR * terms.size()) {
                        found.put(episode.id() + ".2", "repeats " + id + ": " + episode.answered());
                        break;
                    }
                }
            }
        }
        return found;
    }
}
