package batos.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Decides which fact takes whose place. Of two facts that contradict each other the later one
/// holds from its time on, and the earlier one until then; both know of each other. A fact of low
/// trust never ends one that is trusted more.
final class Supersession {
    private Supersession() {}

    /// @param known facts that are in memory
    /// @param fresh facts that are about to come
    /// @return every fact that has changed or is fresh, by id
    static Map<String, MemoryRecord> apply(
            Collection<MemoryRecord> known, Collection<MemoryRecord> fresh) {
        var result = new LinkedHashMap<String, MemoryRecord>();
        fresh.forEach(fact -> result.put(fact.id(), fact));
        var claims = new LinkedHashMap<String, List<FactClaim>>();
        known.forEach(fact -> claims.put(fact.id(), claims(fact)));
        var all = new LinkedHashMap<String, MemoryRecord>();
        known.forEach(fact -> all.put(fact.id(), fact));
        var inTime = new ArrayList<>(fresh);
        inTime.sort(Comparator.comparing(MemoryRecord::time));
        for (var fact : inTime) {
            var own = claims(fact);
            if (!own.isEmpty()) {
                for (var other : List.copyOf(all.values())) {
                    var theirs = claims.getOrDefault(other.id(), List.of());
                    if (!other.validity().isSuperseded() && contradict(own, theirs)) {
                        settle(all, result, fact.id(), other);
                    }
                }
            }
            all.put(fact.id(), result.getOrDefault(fact.id(), fact));
            claims.put(fact.id(), own);
        }
        return result;
    }

    private static List<FactClaim> claims(MemoryRecord fact) {
        return FactClaim.of(fact.text(), fact.origin().speaker());
    }

    private static boolean contradict(List<FactClaim> own, List<FactClaim> theirs) {
        return own.stream().anyMatch(mine -> theirs.stream().anyMatch(mine::contradicts));
    }

    private static void settle(
            Map<String, MemoryRecord> all,
            Map<String, MemoryRecord> result,
            String id,
            MemoryRecord other) {
        var fact = result.get(id);
        if (fact == null || fact.validity().isSuperseded()) {
            return;
        }
        var later = !fact.time().isBefore(other.time());
        var winner = later ? fact : other;
        var loser = later ? other : fact;
        if (winner.trust() < loser.trust()) {
            return;
        }
        var ended = loser.with(loser.validity().endedBy(winner.id(), winner.time()));
        var holding = winner.with(winner.validity().inPlaceOf(loser.id()));
        for (var changed : List.of(ended, holding)) {
            result.put(changed.id(), changed);
            all.put(changed.id(), changed);
        }
    }
}
