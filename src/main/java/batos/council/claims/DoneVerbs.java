package batos.council.claims;

import batos.council.claims.Clause.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds the verbs that a clause asserts to have happened.
final class DoneVerbs {
    private static final Set<String> BE =
            Set.of("is", "are", "was", "were", "am", "been", "'s", "got", "gets", "get");
    private static final Set<String> HAVE = Set.of("have", "has", "had", "having", "'d", "'s");

    private final Clause clause;
    private final List<Token> tokens;
    private final Lexicon lexicon;
    private final ToolNames names;

    DoneVerbs(Clause clause, Lexicon lexicon, ToolNames names) {
        this.clause = clause;
        this.tokens = clause.tokens();
        this.lexicon = lexicon;
        this.names = names;
    }

    /// The verbs of a section that the clause asserts as done.
    List<DoneVerb> done(String section) {
        var found = new ArrayList<DoneVerb>();
        for (int i = 0; i < tokens.size(); i++) {
            var form = lexicon.verbs(section).at(tokens, i);
            if (form.isPresent() && happened(i, form.get())) {
                found.add(
                        new DoneVerb(
                                i,
                                form.get(),
                                passive(i)
                                        || (clause.subject() == Subject.OTHER
                                                && headline(i, form.get()))));
            }
        }
        return found;
    }

    /// The same, whoever the subject is.
    List<DoneVerb> doneByAnyone(String section) {
        var found = new ArrayList<>(done(section));
        for (int i = 0; i < tokens.size(); i++) {
            var form = lexicon.verbs(section).at(tokens, i);
            if (form.isPresent()
                    && form.get().tense() == Verbs.Tense.PAST
                    && i > 0
                    && !negatedBefore(i)
                    && !lexicon.phrases("modal").in(tokens, 0, i)
                    && !passive(i)
                    && !lexicon.phrases("article").has(tokens.get(i - 1))) {
                found.add(new DoneVerb(i, form.get(), false));
            }
        }
        return found;
    }

    boolean happened(int at, Verbs.Form form) {
        if (negatedBefore(at) || (at > 0 && tokens.get(at - 1).is("to") && !implied(at))) {
            return false;
        }
        var implied = implied(at);
        if (at > 0
                && Set.of("well", "poorly", "badly", "nicely").contains(tokens.get(at - 1).low())) {
            return false;
        }
        if (at > 0
                && Set.of("nearly", "almost", "practically").contains(tokens.get(at - 1).low())) {
            return false;
        }
        if (!implied && ClauseView.modal(lexicon, tokens, at)) {
            return false;
        }
        return switch (form.tense()) {
            case BASE -> implied || emphatic(at) || sameAsPast(at, form);
            case GERUND -> implied || (clause.opener().equals("after") && at == 0);
            case THIRD -> false;
            case PAST -> implied || finished(at, form);
        };
    }

    /// `put`, `set`, `read` are past forms as well.
    private boolean sameAsPast(int at, Verbs.Form form) {
        return Set.of(
                                "put",
                                "set",
                                "read",
                                "cut",
                                "shut down",
                                "put forward",
                                "put through",
                                "reset")
                        .contains(form.base())
                && finished(at, form);
    }

    private boolean finished(int at, Verbs.Form form) {
        var before = previous(at);
        if (before >= 0 && Set.of("being", "be", "to").contains(tokens.get(before).low())) {
            return false;
        }
        var passive = passive(at);
        var perfect = before >= 0 && HAVE.contains(tokens.get(before).low());
        if (passive || perfect) {
            return clause.subject() != Subject.YOU || passive;
        }
        if (at > 0
                && lexicon.phrases("article").has(tokens.get(at - 1))
                && !tokens.get(at - 1).is("that")
                && !tokens.get(at - 1).is("this")) {
            return false;
        }
        if (at + form.length() < tokens.size()
                && tokens.get(at + form.length()).is("by")
                && before >= 0) {
            return false;
        }
        return switch (clause.subject()) {
            case SELF, TOOL -> true;
            case YOU -> false;
            case OTHER -> headline(at, form);
            case NONE -> leads(at, form);
        };
    }

    /// `Snapshot 'v1' saved.`
    private boolean headline(int at, Verbs.Form form) {
        var next = at + form.length();
        var ends =
                next >= tokens.size()
                        || tokens.get(next).isPunctuation()
                        || Set.of("as", "to", "under", "in", "and", "successfully")
                                .contains(tokens.get(next).low());
        return ends
                && at <= 4
                && !lexicon.phrases("article").has(tokens.getFirst())
                && !Set.of("he", "she", "they", "who", "nobody", "people", "it")
                        .contains(tokens.getFirst().low())
                && lexicon.phrases("headline").in(tokens, 0, at);
    }

    /// A clause without a subject: `Saved it as x.` is a claim, `Saved files live long` is none.
    private boolean leads(int at, Verbs.Form form) {
        if (before(at) > 0) {
            return false;
        }
        var next = at + form.length();
        if (tokens.get(at).low().equals(form.base().split(" ", 2)[0])) {
            return false;
        }
        if (next >= tokens.size()) {
            return true;
        }
        var token = tokens.get(next);
        return token.isPunctuation()
                || token.isLiteral()
                || token.isNumber()
                || names.isTool(token)
                || lexicon.phrases("article").has(token)
                || lexicon.phrases("leads").has(token);
    }

    private int before(int at) {
        var count = 0;
        for (int i = 0; i < at; i++) {
            if (!tokens.get(i).isPunctuation() && !adverb(tokens.get(i))) {
                count++;
            }
        }
        return count;
    }

    private boolean implied(int at) {
        for (int i = 0; i < at; i++) {
            var length = lexicon.phrases("implicative").at(tokens, i);
            if (length > 0 && i + length >= at - 1 && i + length <= at) {
                return true;
            }
        }
        return false;
    }

    private boolean emphatic(int at) {
        var before = previous(at);
        return before >= 0 && tokens.get(before).is("did");
    }

    private boolean adverb(Token token) {
        return token.low().endsWith("ly") || lexicon.phrases("adverb").has(token);
    }

    private int previous(int at) {
        var i = at - 1;
        while (i >= 0 && (adverb(tokens.get(i)) || tokens.get(i).isPunctuation())) {
            i--;
        }
        return i;
    }

    boolean passive(int at) {
        var before = previous(at);
        return before >= 0
                && BE.contains(tokens.get(before).low())
                && !(tokens.get(before).is("'s")
                        && HAVE.contains(tokens.get(before).low())
                        && clause.subject() == Subject.SELF);
    }

    boolean negatedBefore(int at) {
        return lexicon.phrases("negation").in(tokens, 0, at);
    }

    /// Whether the clause denies something. `Without trouble` and `no errors` deny nothing.
    boolean negated() {
        for (int i = 0; i < tokens.size(); i++) {
            if (lexicon.phrases("negation").at(tokens, i) > 0 && !smooth(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean smooth(int at) {
        var next = at + 1 < tokens.size() ? tokens.get(at + 1).low() : "";
        var after = tokens.get(Math.min(at + 2, tokens.size() - 1));
        return (tokens.get(at).is("without") || tokens.get(at).is("no"))
                && (lexicon.phrases("trouble").has(tokens.get(Math.min(at + 1, tokens.size() - 1)))
                        || (Set.of("a", "an", "any", "further", "single").contains(next)
                                && lexicon.phrases("smooth").has(after)));
    }
}
