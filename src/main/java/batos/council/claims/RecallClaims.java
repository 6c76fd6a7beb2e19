package batos.council.claims;

import batos.council.claims.Clause.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads claims that something came to mind.
final class RecallClaims {
    private final ClauseView view;
    private final List<Token> tokens;

    RecallClaims(ClauseView view) {
        this.view = view;
        this.tokens = view.tokens;
    }

    Optional<Claim> read() {
        var episodes = episodes();
        var subjectMemory =
                tokens.stream()
                        .limit(6)
                        .anyMatch(token ->
                                Set.of("babs", "memory", "scrapbook", "archive", "archives")
                                        .contains(token.low()));
        if (view.planned()) {
            return Optional.empty();
        }
        if (tokens.getFirst().is("nothing")
                && tokens.stream().anyMatch(token -> token.is("mind"))
                && tokens.stream().anyMatch(token -> token.is("came") || token.is("has"))) {
            return Optional.of(new Claim.Recalled(0, episodes));
        }
        if (subjectMemory
                && memoryBefore()
                && tokens.stream().anyMatch(token -> token.is("no") || token.is("nothing"))
                && tokens.stream()
                        .anyMatch(token ->
                                Set.of(
                                                "record",
                                                "records",
                                                "trace",
                                                "memory",
                                                "memories",
                                                "entry",
                                                "entries",
                                                "episode",
                                                "episodes",
                                                "note")
                                        .contains(token.low()))
                && tokens.stream()
                        .anyMatch(token ->
                                Set.of("has", "had", "have", "holds", "found", "is", "was")
                                        .contains(token.low()))) {
            return Optional.of(new Claim.Recalled(0, episodes));
        }
        for (var done : view.done("recall")) {
            var own =
                    subjectMemory
                            || view.object(done, "noun.recall")
                            || done.form().base().equals("recall")
                            || !episodes.isEmpty();
            if (own
                    && (view.clause.subject() != Subject.TOOL || subjectMemory || done.passive())
                    && !(view.clause.subject() == Subject.TOOL && view.tool().isPresent())) {
                return Optional.of(
                        new Claim.Recalled(
                                view.empty(done.end()) || view.has("empty-handed")
                                        ? 0
                                        : looked(done)
                                                ? Claim.Recalled.LOOKED
                                                : count(done.end(), done.passive()),
                                episodes));
            }
        }
        var counted = view.countBefore("noun.recall");
        if (view.clause.subject() != Subject.YOU && subjectMemory && view.has("empty-handed")) {
            return Optional.of(new Claim.Recalled(0, episodes));
        }
        if (!view.negated() && counted >= 0 && view.has("noun.episode")) {
            return Optional.of(new Claim.Recalled(counted, episodes));
        }
        if (!view.negated()
                && view.clause.subject() == Subject.SELF
                && view.has("remember")
                && view.find("noun.recall") >= 0) {
            return Optional.of(new Claim.Recalled(counted, episodes));
        }
        if (!view.negated() && view.has("from memory")) {
            return Optional.of(new Claim.Recalled(-1, episodes));
        }
        if (subjectMemory && !view.negated() && counted < 0 && view.has("memory holds")) {
            return Optional.of(new Claim.Recalled(-1, episodes));
        }
        if (subjectMemory
                && !view.negated()
                && counted >= 0
                && tokens.stream()
                        .anyMatch(token ->
                                Set.of(
                                                "has",
                                                "have",
                                                "holds",
                                                "keeps",
                                                "knows",
                                                "offers",
                                                "had",
                                                "lists",
                                                "shows",
                                                "contains",
                                                "gives",
                                                "remembers",
                                                "recalls",
                                                "offered",
                                                "yielded",
                                                "produced",
                                                "supplied",
                                                "gave",
                                                "provided",
                                                "delivered",
                                                "contained",
                                                "held",
                                                "showed",
                                                "listed")
                                        .contains(token.low()))) {
            return Optional.of(new Claim.Recalled(counted, episodes));
        }
        if (subjectMemory && tokens.getFirst().is("according")) {
            return Optional.of(new Claim.Recalled(-1, episodes));
        }
        if (subjectMemory
                && tokens.stream()
                        .anyMatch(token ->
                                Set.of("silent", "empty", "blank", "bare").contains(token.low()))) {
            return Optional.of(new Claim.Recalled(0, episodes));
        }
        if (!episodes.isEmpty() && !view.negated()) {
            return Optional.of(new Claim.Recalled(-1, episodes));
        }
        var nothing =
                tokens.stream()
                        .anyMatch(token ->
                                token.is("nothing")
                                        || token.is("no")
                                        || token.is("empty")
                                        || token.is("blank"));
        var noun = view.find("noun.recall");
        var there =
                tokens.stream().anyMatch(token -> token.is("nothing"))
                        && (tokens.stream().anyMatch(token -> token.is("file"))
                                || tokens.stream().anyMatch(token -> token.is("memory"))
                                || tokens.stream().anyMatch(token -> token.is("scrapbook")))
                        && tokens.stream()
                                .limit(3)
                                .anyMatch(token -> token.is("there") || token.is("nothing"));
        if (there) {
            return Optional.of(new Claim.Recalled(0, episodes));
        }
        if (nothing
                && ((subjectMemory
                                && tokens.stream()
                                        .anyMatch(token ->
                                                Set.of(
                                                                "found",
                                                                "has",
                                                                "holds",
                                                                "held",
                                                                "had",
                                                                "came",
                                                                "recalls",
                                                                "recalled",
                                                                "turned",
                                                                "drew",
                                                                "returned",
                                                                "retrieved",
                                                                "is",
                                                                "was")
                                                        .contains(token.low())))
                        || (noun >= 0
                                && tokens.stream()
                                        .anyMatch(token ->
                                                Set.of(
                                                                "found",
                                                                "recalled",
                                                                "retrieved",
                                                                "came",
                                                                "matched",
                                                                "surfaced")
                                                        .contains(token.low()))))) {
            return Optional.of(new Claim.Recalled(0, episodes));
        }
        if (noun >= 0
                && !view.negated()
                && tokens.stream().anyMatch(token -> token.is("mind"))
                && tokens.stream().anyMatch(token -> token.is("came"))) {
            return Optional.of(new Claim.Recalled(view.countBefore("noun.recall"), episodes));
        }
        return Optional.empty();
    }

    /// `Memory holds no …`, `there is nothing in memory`; not `dice have no memory`
    private boolean memoryBefore() {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is("memory")
                    && i > 0
                    && (tokens.get(i - 1).is("no") || tokens.get(i - 1).is("any"))) {
                return false;
            }
        }
        return true;
    }

    /// `I searched the scrapbook` says nothing about what was found.
    private boolean looked(DoneVerb done) {
        return Set.of(
                                "search",
                                "consult",
                                "check",
                                "scan",
                                "look up",
                                "look through",
                                "go through",
                                "leaf through",
                                "comb",
                                "comb through")
                        .contains(done.form().base())
                && episodes().isEmpty()
                && count(done.end(), done.passive()) < 0;
    }

    private int count(int from, boolean passive) {
        var before = view.countBefore("noun.recall");
        if (before >= 0) {
            return before;
        }
        for (int i = passive ? 0 : from; i < tokens.size(); i++) {
            if (ClauseView.whole(tokens.get(i))
                    && !(i > 0 && tokens.get(i - 1).low().startsWith("episode"))) {
                return episodes().contains((long) tokens.get(i).number())
                        ? -1
                        : (int) tokens.get(i).number();
            }
        }
        return -1;
    }

    /// The numbers behind the word episode: `episode 3`, `episodes 3, 5 and 7`.
    private List<Long> episodes() {
        var numbers = new ArrayList<Long>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is("episode")
                    || tokens.get(i).is("episodes")
                    || tokens.get(i).is("nos")
                    || (tokens.get(i).is("numbers") && i > 0 && tokens.get(i - 1).is("episode"))) {
                var j = i + 1;
                while (j < tokens.size()
                        && (ClauseView.whole(tokens.get(j))
                                || tokens.get(j).is("and")
                                || tokens.get(j).is(",")
                                || tokens.get(j).is("number")
                                || tokens.get(j).is("numbers")
                                || tokens.get(j).is("no")
                                || tokens.get(j).is("#")
                                || tokens.get(j).is("&"))) {
                    if (ClauseView.whole(tokens.get(j))) {
                        numbers.add((long) tokens.get(j).number());
                    }
                    j++;
                }
            }
        }
        return numbers;
    }
}
