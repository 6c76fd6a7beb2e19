package batos.council.claims;

import batos.council.claims.Clause.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads claims of acts that have no receipt of their own kind: sent, deleted, installed, done.
final class OtherActs {
    static final Set<String> DEFINITE =
            Set.of(
                    "the", "your", "our", "my", "all", "its", "this", "that", "these", "those",
                    "both", "every", "each");

    private final ClauseView view;
    private final List<Token> tokens;

    OtherActs(ClauseView view) {
        this.view = view;
        this.tokens = view.tokens;
    }

    Optional<Claim> read() {
        var states = new ActStates(view);
        return acted().or(this::perfect)
                .or(this::matched)
                .or(this::other)
                .or(states::nominal)
                .or(states::state)
                .or(states::causative)
                .or(states::looked)
                .or(states::something);
    }

    private Optional<Claim> acted() {
        for (var done : view.done("act")) {
            var weak = done.form().weak();
            if (view.empty(done.end()) || (done.form().base().equals("write") && authored(done))) {
                continue;
            }
            if (done.passive()
                    ? ofOurs(done)
                    : (!weak || digital(done.end(), done.end() + 7)) && acting()) {
                return Optional.of(claim());
            }
        }
        return Optional.empty();
    }

    /// `BRICK wrote "…"`, `ROBIN wrote tests`: words, or a part of the forging.
    private boolean authored(DoneVerb done) {
        return view.object(done, "noun.test")
                || (done.end() < tokens.size() && tokens.get(done.end()).isLiteral())
                || (done.end() + 1 < tokens.size()
                        && tokens.get(done.end()).is(":")
                        && tokens.get(done.end() + 1).isLiteral());
    }

    /// `Your appointment has been moved`, `it has been sorted`: what the speaker says was done.
    private Optional<Claim> perfect() {
        for (int i = 2; i < tokens.size(); i++) {
            var token = tokens.get(i);
            var been =
                    tokens.get(i - 1).is("been")
                            || (i > 2
                                    && tokens.get(i - 2).is("been")
                                    && tokens.get(i - 1).low().endsWith("ly"));
            var participle =
                    token.low().endsWith("ed")
                            || view.lexicon.phrases("participle").has(token)
                            || view.lexicon
                                    .verbs("act")
                                    .at(tokens, i)
                                    .filter(form -> form.tense() == Verbs.Tense.PAST)
                                    .isPresent();
            var was =
                    Set.of("was", "were").contains(tokens.get(i - 1).low())
                            && DEFINITE.contains(tokens.getFirst().low())
                            && view.has("digital", 0, i)
                            && token.low().length() > 4;
            if ((been || was)
                    && participle
                    && !view.lexicon.phrases("mental").has(token)
                    && !view.negated()
                    && !view.planned()
                    && ours(i)) {
                return Optional.of(claim());
            }
        }
        return Optional.empty();
    }

    private boolean ours(int at) {
        var first = tokens.getFirst().low();
        var name =
                Character.isUpperCase(tokens.getFirst().text().charAt(0))
                        && tokens.size() > 1
                        && Set.of("has", "have").contains(tokens.get(1).low());
        return (DEFINITE.contains(first)
                        || name
                        || Set.of("it", "everything", "they").contains(first))
                && ofOurs(
                        new DoneVerb(at, new Verbs.Form("", Verbs.Tense.PAST, false, 1), true),
                        true);
    }

    /// `The checksum matches.`
    private Optional<Claim> matched() {
        var at = view.find("computed");
        var matches =
                at >= 0
                        && tokens.stream()
                                .skip(at + 1L)
                                .limit(2)
                                .anyMatch(token ->
                                        Set.of(
                                                        "matches", "match", "matched", "agrees",
                                                        "agree", "agreed", "checks")
                                                .contains(token.low()));
        return matches && !view.negated() && !view.planned()
                ? Optional.of(
                        new Claim.Computed(
                                view.toolName(),
                                view.version(),
                                List.of(),
                                List.of(),
                                0,
                                false,
                                view.about()))
                : Optional.empty();
    }

    /// A past form that no list has: whatever is no verb of thought or talk is an act.
    private Optional<Claim> other() {
        var subject = view.clause.subject();
        var first =
                subject == Subject.SELF
                        && tokens.stream()
                                .limit(6)
                                .anyMatch(token -> view.lexicon.phrases("self").has(token));
        if (subject == Subject.NONE && leading()) {
            return Optional.of(claim());
        }
        if (!first && !(subject == Subject.TOOL && view.tool().isPresent())) {
            return Optional.empty();
        }
        for (int i = 1; i < tokens.size(); i++) {
            var token = tokens.get(i);
            var irregular = view.lexicon.phrases("irregular").has(token) && object(i + 1);
            if (token.kind() == Token.Kind.WORD
                    && (irregular || (token.low().endsWith("ed") && token.low().length() > 4))
                    && !view.lexicon.phrases("mental").has(token)
                    && !abstractObject(i + 1)
                    && !(token.is("wrote")
                            && i + 1 < tokens.size()
                            && tokens.get(i + 1).isLiteral())
                    && !view.empty(i + 1)
                    && (irregular || !weak(i))) {
                var form = new Verbs.Form(token.low(), Verbs.Tense.PAST, false, 1);
                if (view.happened(i, form) && !view.passive(i)) {
                    return Optional.of(claim());
                }
            }
        }
        return Optional.empty();
    }

    /// `Ran the linter`, `Retrained ROBIN's model`: a log line that leaves out who did it.
    private boolean leading() {
        if (tokens.size() < 3 || view.negated() || view.planned() || !view.clause.fragment()) {
            return false;
        }
        var verb = tokens.getFirst();
        var next = tokens.get(1);
        var past =
                (verb.low().endsWith("ed") && verb.low().length() > 4)
                        || List.of("act", "call", "make").stream()
                                .anyMatch(section ->
                                        view.lexicon
                                                .verbs(section)
                                                .at(tokens, 0)
                                                .filter(form ->
                                                        form.tense() == Verbs.Tense.PAST
                                                                && !form.base().equals(verb.low()))
                                                .isPresent());
        return past
                && verb.kind() == Token.Kind.WORD
                && !view.lexicon.phrases("mental").has(verb)
                && !view.lexicon.phrases("premise").has(verb)
                && (view.lexicon.phrases("article").has(next)
                        || next.isNumber()
                        || next.isLiteral()
                        || next.is("all")
                        || next.kind() == Token.Kind.IDENTIFIER
                        || Character.isUpperCase(next.text().charAt(0)));
    }

    /// Whether the words behind the verb, up to a preposition, speak of thought or talk.
    private boolean abstractObject(int from) {
        for (int i = from; i < Math.min(from + 4, tokens.size()); i++) {
            if (view.lexicon.phrases("abstract").has(tokens.get(i))) {
                return true;
            }
            if (tokens.get(i).isPunctuation()
                    || Set.of("by", "for", "with", "in", "from", "on", "at")
                            .contains(tokens.get(i).low())) {
                return false;
            }
        }
        return false;
    }

    /// Whether a concrete object begins there.
    private boolean object(int at) {
        if (at >= tokens.size()) {
            return false;
        }
        var next = tokens.get(at);
        return view.lexicon.phrases("article").has(next)
                || next.isNumber()
                || next.isLiteral()
                || Set.of("it", "them", "all", "both", "everything").contains(next.low())
                || next.kind() == Token.Kind.IDENTIFIER
                || Character.isUpperCase(next.text().charAt(0));
    }

    /// A verb of the list that needs an object is an act also with a definite one: booked the
    /// flight.
    private boolean weak(int at) {
        return view.lexicon.verbs("act").at(tokens, at).isPresent()
                && !(at + 1 < tokens.size()
                        && Set.of("the", "your", "all", "it", "both", "every")
                                .contains(tokens.get(at + 1).low()));
    }

    private Claim claim() {
        return view.clause.subject() == Subject.TOOL && view.tool().isPresent()
                ? new Claim.Computed(
                        view.toolName(),
                        view.version(),
                        List.of(),
                        List.of(),
                        0,
                        false,
                        view.about())
                : new Claim.Acted(view.aboutWidely());
    }

    private boolean acting() {
        return switch (view.clause.subject()) {
            case SELF, TOOL, NONE -> true;
            case YOU, OTHER -> false;
        };
    }

    private boolean digital(int from, int to) {
        return view.has("digital", from, Math.min(to, tokens.size()))
                || (from < tokens.size()
                        && (tokens.get(from).is("it") || tokens.get(from).is("them")))
                || tokens.stream()
                        .skip(from)
                        .limit(4)
                        .anyMatch(token ->
                                token.kind() == Token.Kind.IDENTIFIER
                                        || token.kind() == Token.Kind.QUOTED);
    }

    /// `The file was deleted`; not `the bridge was built in 1932`, nor `a file can be deleted`.
    private boolean ofOurs(DoneVerb done) {
        return ofOurs(done, false);
    }

    /// @param any whatever the subject is
    private boolean ofOurs(DoneVerb done, boolean any) {
        for (int i = done.end(); i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is("by")
                    && !view.lexicon.phrases("self").has(tokens.get(i + 1))
                    && !view.lexicon.phrases("article").has(tokens.get(i + 1))
                    && !view.names.isTool(tokens.get(i + 1))
                    && !tokens.get(i + 1).low().endsWith("ing")) {
                return false;
            }
            if (tokens.get(i).is("in")
                    && tokens.get(i + 1).isNumber()
                    && tokens.get(i + 1).number() > 1000
                    && tokens.get(i + 1).number() < 2100) {
                return false;
            }
        }
        if (any
                || (done.passive()
                        && tokens.size() > 1
                        && view.lexicon.phrases("digital").has(tokens.getFirst())
                        && Set.of("were", "have").contains(tokens.get(1).low()))) {
            return true;
        }
        var subject = tokens.subList(0, done.at());
        if (subject.stream()
                .anyMatch(
                        token -> Set.of("it", "everything", "they", "all").contains(token.low()))) {
            return !done.form().weak() || subject.stream().noneMatch(token -> token.is("it"));
        }
        return view.has("digital", 0, done.at())
                && (subject.stream()
                                .anyMatch(token ->
                                        DEFINITE.contains(token.low())
                                                || token.isNumber()
                                                || token.isLiteral()
                                                || token.kind() == Token.Kind.IDENTIFIER)
                        || view.clause.fragment());
    }
}
