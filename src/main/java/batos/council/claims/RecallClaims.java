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
        if (view.planned()) {
            return Optional.empty();
        }
        return denied().or(this::recalled)
                .or(this::counted)
                .or(this::told)
                .or(this::nothingThere)
                .or(this::cameToMind);
    }

    /// Whether memory is what the clause speaks of.
    private boolean ofMemory() {
        return view.has("rememberers", 0, 6);
    }

    private boolean has(String word) {
        return tokens.stream().anyMatch(token -> token.is(word));
    }

    private Optional<Claim> found(int count) {
        return Optional.of(new Claim.Recalled(count, episodes()));
    }

    /// `Nothing came to mind`, `memory holds no record of it`.
    private Optional<Claim> denied() {
        var mind = tokens.getFirst().is("nothing") && has("mind") && (has("came") || has("has"));
        var none =
                ofMemory()
                        && memoryBefore()
                        && (has("no") || has("nothing"))
                        && view.has("recorded")
                        && view.has("had");
        return mind || none ? found(0) : Optional.empty();
    }

    /// `BABS found two episodes`
    private Optional<Claim> recalled() {
        for (var done : view.done("recall")) {
            var own =
                    ofMemory()
                            || view.object(done, "noun.recall")
                            || done.form().base().equals("recall")
                            || !episodes().isEmpty();
            if (own
                    && (view.clause.subject() != Subject.TOOL || ofMemory() || done.passive())
                    && !(view.clause.subject() == Subject.TOOL && view.tool().isPresent())) {
                return found(
                        view.empty(done.end()) || view.has("empty-handed")
                                ? 0
                                : looked(done)
                                        ? Claim.Recalled.LOOKED
                                        : count(done.end(), done.passive()));
            }
        }
        return Optional.empty();
    }

    /// `Memory offers three conversations`, `I remember two of our talks`.
    private Optional<Claim> counted() {
        var counted = view.countBefore("noun.recall");
        if (view.clause.subject() != Subject.YOU && ofMemory() && view.has("empty-handed")) {
            return found(0);
        }
        if (view.negated()) {
            return Optional.empty();
        }
        var remembered =
                view.clause.subject() == Subject.SELF
                        && view.has("remember")
                        && view.find("noun.recall") >= 0;
        var offered = ofMemory() && counted >= 0 && view.has("offers");
        return remembered || offered || (counted >= 0 && view.has("noun.episode"))
                ? found(counted)
                : Optional.empty();
    }

    /// `Memory has it that …`, `as episode 3 says`.
    private Optional<Claim> told() {
        var told =
                view.has("from memory")
                        || (ofMemory()
                                && view.countBefore("noun.recall") < 0
                                && view.has("memory holds"))
                        || !episodes().isEmpty();
        if (told && !view.negated()) {
            return found(-1);
        }
        if (ofMemory() && tokens.getFirst().is("according")) {
            return found(-1);
        }
        return ofMemory() && view.has("bare") ? found(0) : Optional.empty();
    }

    /// `There is nothing on file`, `no episode came up`.
    private Optional<Claim> nothingThere() {
        var there =
                has("nothing")
                        && (has("file") || has("memory") || has("scrapbook"))
                        && tokens.stream()
                                .limit(3)
                                .anyMatch(token -> token.is("there") || token.is("nothing"));
        var nothing = has("nothing") || has("no") || has("empty") || has("blank");
        return there
                        || (nothing
                                && ((ofMemory() && view.has("gave back"))
                                        || (view.has("noun.recall") && view.has("turned up"))))
                ? found(0)
                : Optional.empty();
    }

    private Optional<Claim> cameToMind() {
        return view.has("noun.recall") && !view.negated() && has("mind") && has("came")
                ? found(view.countBefore("noun.recall"))
                : Optional.empty();
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

    /// `I searched the scrapbook` says nothing about the finds.
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
