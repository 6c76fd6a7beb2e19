package batos.council.claims;

import batos.council.claims.Clause.Subject;
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
    private final DoneVerbs verbs;
    private final ToolMention mention;

    /// @param before the tool that a clause before this one named, for `it`
    ClauseView(Clause clause, Lexicon lexicon, ToolNames names, Optional<Token> before) {
        this.clause = clause;
        this.tokens = clause.tokens();
        this.lexicon = lexicon;
        this.names = names;
        this.verbs = new DoneVerbs(clause, lexicon, names);
        this.mention = new ToolMention(clause, lexicon, names, before);
    }

    /// The verbs of a section that the clause asserts as done.
    List<DoneVerb> done(String section) {
        return verbs.done(section);
    }

    /// The same, whoever the subject is.
    List<DoneVerb> doneByAnyone(String section) {
        return verbs.doneByAnyone(section);
    }

    boolean happened(int at, Verbs.Form form) {
        return verbs.happened(at, form);
    }

    boolean passive(int at) {
        return verbs.passive(at);
    }

    boolean negatedBefore(int at) {
        return verbs.negatedBefore(at);
    }

    /// Whether the clause denies something. `Without trouble` and `no errors` deny nothing.
    boolean negated() {
        return verbs.negated();
    }

    /// The tool that the clause names.
    Optional<Token> tool() {
        return mention.tool();
    }

    /// The tool of this clause, else the one that its `it` stands for.
    Optional<Token> meant() {
        return mention.meant();
    }

    Optional<String> toolName() {
        return mention.toolName();
    }

    int version() {
        return mention.version();
    }

    /// Whether a tool of that name stands in it.
    boolean names(String name) {
        return tokens.stream()
                .anyMatch(token ->
                        names.isTool(token) && ReceiptCheck.same(names.nameOf(token), name));
    }

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
        if (Set.of("a", "an", "any", "every", "most", "some", "each", "only")
                .contains(first.low())) {
            if (tokens.stream().anyMatch(token -> token.is("means") || token.is("implies"))) {
                return true;
            }
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

    /// `load_csv reported …`: the report stands in the next clause.
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

    /// Looks for the object of a verb behind it, or for a passive before it.
    boolean object(DoneVerb done, String nouns) {
        return done.passive()
                ? has(nouns, 0, done.at())
                : has(nouns, done.end(), Math.min(done.end() + 8, tokens.size()));
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

    /// The number that stands before a noun of the section, at most two words away; -1 for none.
    int countBefore(String section) {
        for (int i = 0; i < tokens.size(); i++) {
            if (lexicon.phrases(section).at(tokens, i) > 0) {
                for (int j = i - 1; j >= Math.max(0, i - 3); j--) {
                    if (Set.of("single", "lone", "sole").contains(tokens.get(j).low())
                            && tokens.subList(0, j).stream().noneMatch(token -> token.is("not"))) {
                        return 1;
                    }
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
                            || tokens.get(j).is("and")
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

    /// The number of times that the clause gives (twice, three times); 0 where it gives none.
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

    boolean standsAfter(int from) {
        for (int i = from; i < tokens.size(); i++) {
            if (BE.contains(tokens.get(i).low())
                    || Set.of(
                                    "has",
                                    "have",
                                    "exists",
                                    "exist",
                                    "succeeded",
                                    "went",
                                    "landed",
                                    "worked",
                                    "stands",
                                    "waits")
                            .contains(tokens.get(i).low())) {
                return true;
            }
        }
        return false;
    }

    /// `There is now a snapshot …`, `you now have a tool …`.
    boolean existsBefore(int noun) {
        for (int i = 0; i + 1 < noun; i++) {
            var word = tokens.get(i).low();
            if (i == 0
                    && word.equals("you")
                    && (lexicon.phrases("implicative").at(tokens, 0) > 0
                            || lexicon.phrases("may use").at(tokens, 1) > 0)) {
                return true;
            }
            if (word.equals("there") && BE.contains(tokens.get(i + 1).low())) {
                return true;
            }
            if ((word.equals("now")
                            && (tokens.get(i + 1).is("have")
                                    || tokens.get(i + 1).is("has")
                                    || tokens.get(i + 1).is("holds")))
                    || ((word.equals("have") || word.equals("has") || word.equals("holds"))
                            && tokens.get(i + 1).is("now"))) {
                return true;
            }
        }
        return false;
    }
}
