package batos.council.claims;

import batos.council.claims.Clause.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One clause with the questions that the readers of claims ask of it.
final class ClauseView {
    private static final Set<String> BE =
            Set.of("is", "are", "was", "were", "am", "been", "'s", "got", "gets", "get");
    private static final Set<String> HAVE = Set.of("have", "has", "had", "having", "'d", "'s");
    private static final Set<String> STOP =
            Set.of(
                    "the", "and", "for", "with", "that", "this", "was", "were", "has", "have",
                    "had", "been", "is", "are", "it", "its", "your", "our", "from", "into", "all",
                    "now", "one", "two", "any");

    final Clause clause;
    final List<Token> tokens;
    final Lexicon lexicon;
    final ToolNames names;

    /// The tool that a clause before this one named, for `it`.
    private final Optional<Token> before;

    ClauseView(Clause clause, Lexicon lexicon, ToolNames names, Optional<Token> before) {
        this.before = before;
        this.clause = clause;
        this.tokens = clause.tokens();
        this.lexicon = lexicon;
        this.names = names;
    }

    /// A verb that the clause asserts to have happened.
    ///
    /// @param at where it stands
    /// @param passive whether the subject is what it happened to
    record Done(int at, Verbs.Form form, boolean passive) {
        int end() {
            return at + form.length();
        }
    }

    /// The verbs of a section that the clause asserts as done.
    List<Done> done(String section) {
        var found = new ArrayList<Done>();
        for (int i = 0; i < tokens.size(); i++) {
            var form = lexicon.verbs(section).at(tokens, i);
            if (form.isPresent() && happened(i, form.get())) {
                found.add(
                        new Done(
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
    List<Done> doneByAnyone(String section) {
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
                found.add(new Done(i, form.get(), false));
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
                && Set.of("nearly", "almost", "practically").contains(tokens.get(at - 1).low())) {
            return false;
        }
        if (!implied && modal(at)) {
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
                || Set.of(
                                "it",
                                "them",
                                "all",
                                "as",
                                "to",
                                "in",
                                "into",
                                "under",
                                "with",
                                "at",
                                "on",
                                "and",
                                "everything",
                                "successfully",
                                "both",
                                "no",
                                "for",
                                "from",
                                "again",
                                "off",
                                "out",
                                "up",
                                "twice",
                                "once",
                                "after",
                                "by",
                                "within",
                                "cleanly",
                                "episode",
                                "episodes",
                                "amendment",
                                "proposal",
                                "snapshot",
                                "over",
                                "safely",
                                "nothing")
                        .contains(token.low());
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

    private static boolean adverb(Token token) {
        return token.low().endsWith("ly")
                || Set.of(
                                "also",
                                "now",
                                "just",
                                "already",
                                "then",
                                "even",
                                "both",
                                "since",
                                "long",
                                "well",
                                "all",
                                "indeed",
                                "here",
                                "once",
                                "twice",
                                "again",
                                "first",
                                "next",
                                "so",
                                "too",
                                "yes",
                                "done",
                                "each",
                                "still",
                                "ever",
                                "in",
                                "addition",
                                "as",
                                "promised",
                                "requested")
                        .contains(token.low());
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
        var after = at + 2 < tokens.size() ? tokens.get(at + 2).low() : "";
        return (tokens.get(at).is("without") || tokens.get(at).is("no"))
                && (lexicon.phrases("trouble").has(tokens.get(Math.min(at + 1, tokens.size() - 1)))
                        || (Set.of("a", "an", "any", "further", "single").contains(next)
                                && TROUBLE.contains(after)));
    }

    private static final Set<String> TROUBLE =
            Set.of(
                    "hitch",
                    "problem",
                    "error",
                    "problems",
                    "errors",
                    "trouble",
                    "delay",
                    "issue",
                    "issues",
                    "incident",
                    "complaint",
                    "ado");

    boolean planned() {
        return modal(tokens.size()) && !lexicon.phrases("implicative").in(tokens);
    }

    static boolean be(Token token) {
        return BE.contains(token.low());
    }

    /// Whether a verb or a copula that gives a value stands there.
    boolean givesAt(int at) {
        return lexicon.phrases("copula").at(tokens, at) > 0
                || BE.contains(tokens.get(at).low())
                || lexicon.verbs("return")
                        .at(tokens, at)
                        .filter(form ->
                                form.tense() == Verbs.Tense.PAST
                                        || form.tense() == Verbs.Tense.THIRD)
                        .isPresent();
    }

    /// Whether the clause gives a value: it has a copula or a verb of giving.
    boolean gives() {
        for (int i = 0; i < tokens.size(); i++) {
            if ((givesAt(i) && !tokens.get(i).isLiteral())
                    || tokens.get(i).is(":")
                    || Set.of("has", "have", "contains", "holds", "takes", "took")
                            .contains(tokens.get(i).low())) {
                return true;
            }
        }
        return !done("act").isEmpty() || !done("call").isEmpty() || !done("compute").isEmpty();
    }

    /// Whether it has a verb of thought or talk, by which its values are matters of opinion.
    boolean mental() {
        return clause.subject() == Subject.SELF && has("mental");
    }

    /// A line of a log: short, without a finite verb.
    boolean terse() {
        return tokens.size() <= 9
                && tokens.stream()
                        .noneMatch(token ->
                                BE.contains(token.low())
                                        || HAVE.contains(token.low())
                                        || lexicon.phrases("modal").has(token)
                                        || lexicon.phrases("article").has(tokens.getFirst()));
    }

    /// `A palindrome reads …`, `Leap years come …`: it speaks of a kind, not of a thing.
    boolean general() {
        var first = tokens.getFirst();
        if (Set.of("a", "an", "any", "every", "most", "some", "each").contains(first.low())) {
            return !passive()
                    && !has("occurred")
                    && !lexicon.phrases("computed").in(tokens, 1, 4)
                    && !lexicon.phrases("toolish").in(tokens, 1, 3);
        }
        return tokens.size() > 1
                && first.kind() == Token.Kind.WORD
                && Character.isUpperCase(first.text().charAt(0))
                && (first.low().matches("[a-z]{3,}[^sui]s")
                        || tokens.get(1).low().matches("[a-z]{3,}[^sui]s"))
                && !lexicon.phrases("article").has(first)
                && !lexicon.phrases("pronoun").has(first)
                && !lexicon.phrases("self").has(first)
                && tokens.stream().noneMatch(token -> Set.of("was", "were").contains(token.low()))
                && clause.subject() == Subject.OTHER;
    }

    private boolean passive() {
        return tokens.stream()
                .anyMatch(token -> Set.of("was", "were", "been").contains(token.low()));
    }

    /// `load_csv reported …`: what it reported stands in the next clause.
    boolean endsInReport() {
        return lexicon.phrases("reporting").has(tokens.getLast());
    }

    boolean copula() {
        return tokens.stream()
                .anyMatch(token ->
                        Set.of("is", "are", "was", "were", "'s", "proved", "turned")
                                .contains(token.low()));
    }

    /// `is not`, `is no`, `isn't`: the predicate itself is denied.
    boolean denied() {
        return denied("not", "no", "never");
    }

    boolean denied(String... words) {
        return tokens.stream()
                .anyMatch(token -> !token.isLiteral() && List.of(words).contains(token.low()));
    }

    /// Whether it says that something happened: a past form, or a third person.
    boolean finite() {
        for (int i = 1; i < tokens.size(); i++) {
            if (givesAt(i) || tokens.get(i).low().endsWith("ed")) {
                return true;
            }
            for (var section : List.of("act", "call", "recall", "save", "make")) {
                if (lexicon.verbs(section)
                        .at(tokens, i)
                        .filter(form -> form.tense() == Verbs.Tense.PAST)
                        .isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Whether a modal stands before that place. `Your wish` is none.
    private boolean modal(int to) {
        return modal(lexicon, tokens, to);
    }

    static boolean modal(Lexicon lexicon, List<Token> tokens, int to) {
        for (int i = 0; i < to; i++) {
            if (lexicon.phrases("modal").at(tokens, i) > 0
                    && !(i > 0 && lexicon.phrases("article").has(tokens.get(i - 1)))) {
                return true;
            }
        }
        return false;
    }

    boolean empty(int from) {
        for (int i = from; i < Math.min(from + 3, tokens.size()); i++) {
            if (Set.of("nothing", "no", "none", "neither", "nobody").contains(tokens.get(i).low())
                    && !tokens.get(i).isLiteral()) {
                return true;
            }
        }
        return false;
    }

    int find(String section) {
        return lexicon.phrases(section).find(tokens, 0, tokens.size());
    }

    boolean has(String section) {
        return find(section) >= 0;
    }

    boolean has(String section, int from, int to) {
        return lexicon.phrases(section).in(tokens, from, to);
    }

    /// Where the object of a verb is looked for: behind it, or for a passive before it.
    boolean object(Done done, String nouns) {
        return done.passive()
                ? has(nouns, 0, done.at())
                : has(nouns, done.end(), Math.min(done.end() + 8, tokens.size()));
    }

    Optional<Token> tool() {
        for (int i = 0; i < tokens.size(); i++) {
            if (names.isTool(tokens.get(i))) {
                return Optional.of(tokens.get(i));
            }
        }
        for (int i = 1; i < tokens.size(); i++) {
            var before = tokens.get(i - 1);
            if (((Set.of("called", "named", "tool", "function", "as", "forged", "bound")
                                            .contains(before.low())
                                    && tokens.get(i).kind() == Token.Kind.QUOTED)
                            || (Set.of("called", "named").contains(before.low())
                                    && tokens.get(i).kind() == Token.Kind.WORD
                                    && has("noun.tool", 0, i)))
                    && !tokens.get(i).low().contains(" ")) {
                return Optional.of(tokens.get(i));
            }
        }
        return bare();
    }

    private static final Set<String> CALLS =
            Set.of("called", "ran", "invoked", "executed", "used", "consulted", "asked");
    private static final Set<String> NO_NAMES =
            Set.of(
                    "logic",
                    "care",
                    "judgement",
                    "judgment",
                    "reason",
                    "words",
                    "caution",
                    "time",
                    "space",
                    "it",
                    "them",
                    "that",
                    "this",
                    "these",
                    "those",
                    "everything",
                    "nothing",
                    "something",
                    "out",
                    "over",
                    "through",
                    "into",
                    "up",
                    "off",
                    "tests",
                    "code",
                    "both",
                    "all",
                    "again",
                    "twice",
                    "once",
                    "english",
                    "common",
                    "plain",
                    "on",
                    "back",
                    "for",
                    "to",
                    "in",
                    "as",
                    "one",
                    "me",
                    "you",
                    "us",
                    "checks",
                    "queries",
                    "numbers",
                    "tools",
                    "clean",
                    "cleanly",
                    "fine",
                    "well",
                    "late",
                    "dry",
                    "smoothly",
                    "long",
                    "short",
                    "down",
                    "away",
                    "against");

    /// `BRICK used median for this`: a single word behind a verb of calling is a name.
    private Optional<Token> bare() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            var next = tokens.get(i + 1);
            var last =
                    i + 2 >= tokens.size()
                            || tokens.get(i + 2).isPunctuation()
                            || Set.of(
                                            "for", "on", "with", "and", "twice", "again", "here",
                                            "to", "once", "over", "first")
                                    .contains(tokens.get(i + 2).low())
                            || tokens.get(i + 2).isNumber();
            if (CALLS.contains(tokens.get(i).low())
                    && next.kind() == Token.Kind.WORD
                    && last
                    && !NO_NAMES.contains(next.low())
                    && next.text().equals(next.low())
                    && !lexicon.phrases("article").has(next)
                    && !next.low().endsWith("ly")) {
                return Optional.of(next);
            }
        }
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (Set.of("forged", "bound", "rebound", "registered").contains(tokens.get(i).low())
                    && looseName(tokens.get(i + 1))
                    && (i + 2 >= tokens.size()
                            || tokens.get(i + 2).isPunctuation()
                            || lexicon.phrases("preposition").has(tokens.get(i + 2)))) {
                return Optional.of(tokens.get(i + 1));
            }
        }
        if (tokens.size() > 2
                && looseName(tokens.getFirst())
                && BE.contains(tokens.get(1).low())
                && lexicon.phrases("live").at(tokens, 2) > 0) {
            return Optional.of(tokens.getFirst());
        }
        if (tokens.size() > 1
                && plainName(tokens.getFirst())
                && !tokens.getFirst().low().endsWith("s")
                && lexicon.verbs("return")
                        .at(tokens, 1)
                        .filter(form -> form.tense() == Verbs.Tense.PAST)
                        .isPresent()) {
            return Optional.of(tokens.getFirst());
        }
        var is = tokens.size() > 2 && Set.of("is", "was", "lives").contains(tokens.get(1).low());
        var first = tokens.getFirst();
        return is
                        && first.kind() == Token.Kind.WORD
                        && !Set.of(
                                        "it",
                                        "this",
                                        "that",
                                        "everything",
                                        "there",
                                        "all",
                                        "what",
                                        "he",
                                        "she",
                                        "which",
                                        "who",
                                        "nothing",
                                        "one")
                                .contains(first.low())
                        && !lexicon.phrases("self").has(first)
                        && !lexicon.phrases("digital").has(first)
                        && tokens.stream()
                                .skip(2)
                                .limit(3)
                                .anyMatch(token ->
                                        Set.of("bound", "callable", "registered", "rebound")
                                                        .contains(token.low())
                                                || token.is("live")
                                                || token.is("toolbox"))
                ? Optional.of(first)
                : Optional.empty();
    }

    /// A lower-case word that stands where only a name can.
    private boolean looseName(Token token) {
        return token.kind() == Token.Kind.WORD
                && token.text().equals(token.low())
                && !NO_NAMES.contains(token.low())
                && !token.low().endsWith("ly")
                && !List.of("article", "self", "pronoun", "preposition", "noun.tool", "noun.test")
                        .stream()
                        .anyMatch(section -> lexicon.phrases(section).has(token));
    }

    /// A lower-case word that is none of the words that claims are made of.
    private boolean plainName(Token token) {
        return token.kind() == Token.Kind.WORD
                && token.text().equals(token.low())
                && token.low().length() > 2
                && !NO_NAMES.contains(token.low())
                && !token.low().endsWith("ly")
                && !List.of(
                                "article",
                                "self",
                                "you",
                                "digital",
                                "computed",
                                "generic",
                                "toolish",
                                "negation",
                                "noun.tool",
                                "noun.test",
                                "noun.commit",
                                "noun.recall",
                                "preposition",
                                "fail",
                                "pass",
                                "pronoun",
                                "mental")
                        .stream()
                        .anyMatch(section -> lexicon.phrases(section).has(token));
    }

    /// The tool of this clause, else the one that its `it` stands for.
    Optional<Token> meant() {
        return tool().or(() -> refersBack() ? before : Optional.empty());
    }

    /// `… and submitted it`: the act is part of the one that was claimed before.
    boolean refersToIt() {
        var last = tokens.stream().filter(token -> !token.isPunctuation()).map(Token::low).toList();
        return clause.opener().equals("and")
                && !last.isEmpty()
                && Set.of("it", "them", "that").contains(last.getLast())
                && last.stream()
                        .noneMatch(
                                Set.of(
                                                "sent",
                                                "emailed",
                                                "deployed",
                                                "published",
                                                "deleted",
                                                "uploaded",
                                                "mailed")
                                        ::contains);
    }

    private boolean refersBack() {
        return (clause.subject() == Subject.TOOL
                        && tokens.stream()
                                .limit(3)
                                .noneMatch(token ->
                                        token.is("tool")
                                                || token.is("crucible")
                                                || token.is("sandbox")))
                || tokens.stream().anyMatch(token -> token.is("it"));
    }

    Optional<String> toolName() {
        return meant().map(names::nameOf);
    }

    int version() {
        if (tool().isEmpty()
                && meant().filter(token -> token.kind() == Token.Kind.VERSIONED).isPresent()) {
            var text = meant().orElseThrow().low();
            return Integer.parseInt(text.substring(text.indexOf('@') + 1));
        }
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            if (token.kind() == Token.Kind.VERSIONED) {
                return Integer.parseInt(token.low().substring(token.low().indexOf('@') + 1));
            }
            if (token.is("version") && i + 1 < tokens.size() && tokens.get(i + 1).isNumber()) {
                return (int) tokens.get(i + 1).number();
            }
        }
        return 0;
    }

    /// The number that stands before a noun of the section, at most two words away; -1 for none.
    int countBefore(String section) {
        for (int i = 0; i < tokens.size(); i++) {
            if (lexicon.phrases(section).at(tokens, i) > 0) {
                for (int j = i - 1; j >= Math.max(0, i - 3); j--) {
                    if (tokens.get(j).isNumber()
                            && whole(tokens.get(j))
                            && !(j > 0
                                    && (tokens.get(j - 1).is("of") || tokens.get(j - 1).is("/"))
                                    && j > 1
                                    && tokens.get(j - 2).isNumber())) {
                        return (int) tokens.get(j).number();
                    }
                    if (tokens.get(j).isPunctuation()
                            || tokens.get(j).is("of")
                            || tokens.get(j).is("in")
                            || tokens.get(j).is("to")
                            || tokens.get(j).is("as")) {
                        break;
                    }
                }
            }
        }
        return -1;
    }

    static boolean whole(Token token) {
        return token.isNumber()
                && token.number() == Math.rint(token.number())
                && Math.abs(token.number()) < 1e9;
    }

    /// How often something is said to have happened: twice, three times; 0 where it is not said.
    int times() {
        for (int i = 0; i < tokens.size(); i++) {
            var times = lexicon.times(tokens.get(i).low());
            if (times.isPresent() && !tokens.get(i).isLiteral()) {
                return times.get().intValue();
            }
            if (tokens.get(i).is("times") && i > 0 && tokens.get(i - 1).isNumber()) {
                return (int) tokens.get(i - 1).number();
            }
        }
        return 0;
    }

    /// These words and those that may stand for them.
    Set<String> aboutWidely() {
        var wide = new HashSet<>(about());
        for (var word : about()) {
            wide.addAll(lexicon.synonyms(word));
        }
        return wide;
    }

    /// The words that may tell which tool is meant.
    Set<String> about() {
        var about = new HashSet<String>();
        for (var token : tokens) {
            if ((token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.IDENTIFIER)
                    && token.low().length() > 2
                    && !STOP.contains(token.low())) {
                about.add(token.low());
            }
        }
        return about;
    }
}
