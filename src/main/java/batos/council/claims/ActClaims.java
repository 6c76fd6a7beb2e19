package batos.council.claims;

import batos.council.claims.Clause.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads claims of acts out of a clause: tests, amendments, snapshots, tools made, memories,
/// commits.
final class ActClaims {
    private static final Set<String> BE = Set.of("is", "are", "was", "were", "'s", "been");
    private static final List<String> ACTS =
            List.of("approved", "rejected", "withdrawn", "rolledback", "proposed");

    private final ClauseView view;
    private final List<Token> tokens;

    ActClaims(ClauseView view) {
        this.view = view;
        this.tokens = view.tokens;
    }

    List<Claim> read() {
        var claims = new ArrayList<Claim>();
        tested().ifPresent(claims::add);
        governed().ifPresent(claims::add);
        snapshotted().ifPresent(claims::add);
        if (claims.isEmpty()) {
            recalled().ifPresent(claims::add);
        }
        if (claims.isEmpty() || claims.getFirst() instanceof Claim.Tested) {
            forged().ifPresent(forged -> {
                claims.clear();
                claims.add(forged);
            });
        }
        if (claims.isEmpty()
                || (claims.getFirst() instanceof Claim.Snapshotted
                        && view.done("save").stream().anyMatch(done -> !done.form().weak()))) {
            saved().filter(saved -> !(view.has("noun.snapshot") && !claims.isEmpty()))
                    .ifPresent(claims::add);
        }
        return claims;
    }

    /// `All 5 tests pass`, `passed every test`, `5 of 5 green`, `no test failed`.
    private Optional<Claim> tested() {
        var noun = view.find("noun.test");
        var passing = -1;
        var failing = -1;
        for (int i = 0; i < tokens.size(); i++) {
            if (passing < 0
                    && view.lexicon.phrases("pass").at(tokens, i) > 0
                    && i != noun - 1
                    && !tokens.get(i).is("hold")) {
                passing = i;
            }
            if (passing < 0 && tokens.get(i).is("hold") && noun >= 0 && noun < i) {
                passing = i;
            }
            if (failing < 0
                    && (view.lexicon.phrases("fail").at(tokens, i) > 0
                            || tokens.get(i).is("failures")
                            || tokens.get(i).is("failure"))) {
                failing = i;
            }
        }
        var last = passing;
        if (noun < 0) {
            return counted().or(() -> scored(last));
        }
        if (passing < 0 && failing < 0 && !view.negated() && !view.planned() && stands(noun)) {
            return Optional.of(
                    new Claim.Tested(view.toolName(), view.countBefore("noun.test"), -1, false));
        }
        if (passing < 0 && failing < 0 && ran(noun)) {
            return Optional.of(new Claim.Tested(view.toolName(), -1, -1, false));
        }
        if ((passing < 0 && failing < 0) || view.planned()) {
            return Optional.empty();
        }
        if (noun > 0
                && Set.of("a", "any", "some", "good", "this", "that")
                        .contains(tokens.get(noun - 1).low())
                && !view.negated()) {
            return Optional.empty();
        }
        var none = view.negated();
        var passes = (failing >= 0 && passing < 0) ? none : !none || (failing >= 0 && none);
        if (none && failing < 0) {
            return Optional.empty();
        }
        return Optional.of(fraction(passes));
    }

    /// `Seven tests stand behind median`, `median has seven tests behind it`
    private boolean stands(int noun) {
        return view.countBefore("noun.test") > 0
                && view.tool().isPresent()
                && tokens.stream()
                        .anyMatch(token ->
                                Set.of(
                                                "stand", "stands", "behind", "guard", "cover",
                                                "back", "backed", "covered", "through", "over")
                                        .contains(token.low()))
                && noun >= 0;
    }

    /// `12 passed`, `0 failed`
    private Optional<Claim> counted() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            var next = tokens.get(i + 1);
            if (ClauseView.whole(tokens.get(i))
                    && i + 3 < tokens.size()
                    && next.is("of")
                    && Set.of("them", "these", "those").contains(tokens.get(i + 2).low())
                    && view.lexicon.phrases("fail").at(tokens, i + 3) > 0) {
                return Optional.of(
                        new Claim.Tested(view.toolName(), -1, -1, tokens.get(i).number() > 0));
            }
            if (ClauseView.whole(tokens.get(i))
                    && (next.is("passed") || next.is("failed"))
                    && i <= 1) {
                var number = (int) tokens.get(i).number();
                return Optional.of(
                        next.is("passed")
                                ? new Claim.Tested(view.toolName(), number, -1, false)
                                : new Claim.Tested(view.toolName(), -1, -1, number > 0));
            }
        }
        return Optional.empty();
    }

    /// `I ran the suite`
    private boolean ran(int noun) {
        return view.done("call").stream()
                .anyMatch(done ->
                        Math.abs(done.at() - noun) < 5 && view.clause.subject() != Subject.YOU);
    }

    private Optional<Claim> scored(int passing) {
        if (passing < 0
                || view.negated()
                || view.planned()
                || !Set.of("pass", "passed", "passes", "green")
                        .contains(tokens.get(passing).low())) {
            return Optional.empty();
        }
        var all = tokens.stream().anyMatch(token -> token.is("all") || token.is("everything"));
        var counted = tokens.stream().anyMatch(token -> token.is("/")) || ratio() >= 0;
        return all || (counted && view.clause.subject() != Subject.YOU)
                ? Optional.of(fraction(true))
                : Optional.empty();
    }

    private int ratio() {
        for (int i = 0; i + 2 < tokens.size(); i++) {
            var middle = tokens.get(i + 1);
            if (ClauseView.whole(tokens.get(i)) && (middle.is("of") || middle.is("/"))) {
                return i;
            }
            if (ClauseView.whole(tokens.get(i)) && middle.is("out") && i + 3 < tokens.size()) {
                return i;
            }
        }
        return -1;
    }

    private Claim.Tested fraction(boolean passes) {
        var at = ratio();
        if (at >= 0) {
            for (int i = at + 2; i < Math.min(at + 5, tokens.size()); i++) {
                if (ClauseView.whole(tokens.get(i))) {
                    return new Claim.Tested(
                            view.toolName(),
                            (int) tokens.get(at).number(),
                            (int) tokens.get(i).number(),
                            !passes);
                }
            }
        }
        var count = view.countBefore("noun.test");
        if (count < 0) {
            count =
                    tokens.stream()
                            .filter(ClauseView::whole)
                            .filter(token -> !token.is("both"))
                            .mapToInt(token -> (int) token.number())
                            .filter(n -> n > 0)
                            .findFirst()
                            .orElse(-1);
            if (view.version() == count) {
                count = -1;
            }
        }
        return new Claim.Tested(
                view.toolName(), count == 0 ? -1 : count, -1, count == 0 ? false : !passes);
    }

    private Optional<Claim> governed() {
        var noun = view.find("noun.codex");
        if (noun < 0) {
            return Optional.empty();
        }
        for (var act : List.of("approval", "rejection", "withdrawal")) {
            if (!view.negated()
                    && !view.planned()
                    && view.done("save").size() + view.done("codex").size() > 0
                    && tokens.subList(0, noun).stream().anyMatch(token -> token.is(act))) {
                return Optional.of(
                        new Claim.Governed(
                                act.equals("approval")
                                        ? "approved"
                                        : act.equals("rejection") ? "rejected" : "withdrawn",
                                number()));
            }
        }
        for (var done : view.doneByAnyone("codex")) {
            if (!view.empty(done.end())
                    && (view.object(done, "noun.codex") || done.form().base().equals("amend"))) {
                return Optional.of(new Claim.Governed(act(done.form().base()), number()));
            }
        }
        if (view.negated() || view.planned()) {
            return Optional.empty();
        }
        for (int i = noun + 1; i < tokens.size(); i++) {
            var word = tokens.get(i).low();
            var states =
                    i > 0 && tokens.stream().limit(i).anyMatch(token -> BE.contains(token.low()));
            if (Set.of("waits", "awaits").contains(word)
                    || (states
                            && Set.of("waiting", "pending", "open", "awaiting", "filed")
                                    .contains(word))
                    || (word.equals("file") && tokens.get(i - 1).is("on"))) {
                return Optional.of(new Claim.Governed("proposed", number()));
            }
            if (states && (word.equals("force") || word.equals("effect"))) {
                return Optional.of(new Claim.Governed("approved", number()));
            }
        }
        if (view.has("codex.standing", noun, tokens.size())
                && (number() >= 0 || !view.clause.tokens().getFirst().is("any"))) {
            return Optional.of(new Claim.Governed("proposed", number()));
        }
        if (number() >= 0 && view.has("codex.inforce")) {
            return Optional.of(new Claim.Governed("approved", number()));
        }
        if (exists(noun) && number() >= 0) {
            return Optional.of(new Claim.Governed("proposed", number()));
        }
        var part = view.find("part of");
        return part >= 0 && (number() >= 0 || definite())
                ? Optional.of(new Claim.Governed("approved", number()))
                : Optional.empty();
    }

    private String act(String base) {
        var words = List.of(base.split(" "));
        var run =
                words.stream()
                        .map(word -> new Token(word, word, Token.Kind.WORD, Double.NaN))
                        .toList();
        for (var act : ACTS) {
            if (view.lexicon.phrases("codex." + act).at(run, 0) == words.size()) {
                return act;
            }
        }
        return "";
    }

    private boolean definite() {
        return tokens.stream()
                .limit(3)
                .anyMatch(token -> Set.of("the", "my", "our", "your", "it").contains(token.low()));
    }

    private long number() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (Set.of("number", "no", "nr", "#").contains(tokens.get(i).low())
                    && ClauseView.whole(tokens.get(i + 1))) {
                return (long) tokens.get(i + 1).number();
            }
        }
        for (int i = 0; i < tokens.size(); i++) {
            if (view.lexicon.phrases("noun.codex").has(tokens.get(i))) {
                for (int j = i + 1; j < Math.min(i + 4, tokens.size()); j++) {
                    if (ClauseView.whole(tokens.get(j))) {
                        return (long) tokens.get(j).number();
                    }
                }
            }
        }
        return -1;
    }

    private Optional<Claim> snapshotted() {
        var noun = view.find("noun.snapshot");
        for (var done : view.done("snapshot")) {
            if (done.form().base().equals("snapshot")
                    || (noun >= 0
                            && (view.object(done, "noun.snapshot")
                                    || ((done.passive() && noun > done.at())
                                            || (view.clause.subject() == Subject.OTHER
                                                    && noun < done.at())))
                            && !view.empty(done.end()))) {
                return Optional.of(new Claim.Snapshotted(name()));
            }
        }
        if (noun < 0 && name().isPresent() && view.has("whole state")) {
            for (var done : view.done("save")) {
                if (tokens.subList(done.end(), tokens.size()).stream()
                        .anyMatch(token -> token.is("as"))) {
                    return Optional.of(new Claim.Snapshotted(name()));
                }
            }
        }
        if (noun < 0 || view.negated() || view.planned()) {
            return Optional.empty();
        }
        if (noun < 4 && happenedTo(noun)) {
            return Optional.of(new Claim.Snapshotted(name()));
        }
        if (tokens.getFirst().is("with") && view.has("done", noun + 1, tokens.size())) {
            return Optional.of(new Claim.Snapshotted(name()));
        }
        var state =
                noun + 1 < tokens.size()
                        && (view.has("done", noun + 1, tokens.size())
                                || view.has("stored", noun + 1, tokens.size()))
                        && finite(noun);
        return state || exists(noun) || named(noun)
                ? Optional.of(new Claim.Snapshotted(name()))
                : Optional.empty();
    }

    /// `A snapshot has been laid aside`, whatever the verb
    private boolean happenedTo(int noun) {
        for (int i = noun + 1; i + 1 < tokens.size(); i++) {
            if (Set.of("been", "was", "were").contains(tokens.get(i).low())
                    && (tokens.get(i + 1).low().endsWith("ed")
                            || view.lexicon.phrases("participle").has(tokens.get(i + 1)))) {
                return true;
            }
        }
        return false;
    }

    /// The snapshot "monday" is there`
    private boolean named(int noun) {
        return name().isPresent()
                && view.lexicon.phrases("there").in(tokens, noun + 1, tokens.size());
    }

    private boolean finite(int from) {
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
    private boolean exists(int noun) {
        for (int i = 0; i + 1 < noun; i++) {
            var word = tokens.get(i).low();
            if (i == 0
                    && word.equals("you")
                    && (view.lexicon.phrases("implicative").at(tokens, 0) > 0
                            || view.lexicon.phrases("may use").at(tokens, 1) > 0)) {
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

    private Optional<String> name() {
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            var named =
                    i > 0
                            && Set.of(
                                            "named",
                                            "called",
                                            "as",
                                            "labelled",
                                            "labeled",
                                            "name",
                                            "snapshot",
                                            "checkpoint",
                                            "titled",
                                            "tagged",
                                            "label")
                                    .contains(tokens.get(i - 1).low());
            if (token.kind() == Token.Kind.QUOTED
                    || (token.kind() == Token.Kind.IDENTIFIER && !view.names.isTool(token))
                    || (named && token.kind() == Token.Kind.IDENTIFIER)
                    || (named
                            && token.kind() == Token.Kind.WORD
                            && !tokens.get(i - 1).is("snapshot")
                            && !tokens.get(i - 1).is("checkpoint")
                            && !view.lexicon.phrases("noun.snapshot").has(token)
                            && !view.lexicon.phrases("article").has(token)
                            && !Set.of(
                                            "well",
                                            "promised",
                                            "requested",
                                            "asked",
                                            "usual",
                                            "planned",
                                            "agreed",
                                            "instructed",
                                            "before",
                                            "named",
                                            "called",
                                            "of")
                                    .contains(token.low()))) {
                return Optional.of(token.low());
            }
        }
        return Optional.empty();
    }

    private Optional<Claim> forged() {
        var named = view.tool().isPresent();
        var tool = named || view.has("noun.tool");
        for (var done : view.done("bind")) {
            if ((!done.form().weak()
                            && (tool || done.passive() || done.form().base().endsWith("bind")))
                    || (done.form().weak()
                            && (named || done.passive() || view.object(done, "noun.tool"))
                            && toolbox())) {
                return Optional.of(
                        new Claim.Forged(view.toolName(), view.version(), tests(), false));
            }
        }
        for (var done : view.done("make")) {
            if (!done.form().weak() || made(done)) {
                return view.empty(done.end())
                        ? Optional.empty()
                        : Optional.of(
                                new Claim.Forged(view.toolName(), view.version(), tests(), false));
            }
        }
        if (view.negated() || view.planned()) {
            return gaveUp();
        }
        var subject = view.clause.subject();
        for (int i = 0; i < tokens.size(); i++) {
            if (BE.contains(tokens.get(i).low())
                    || tokens.get(i).is("exists")
                    || tokens.get(i).is("went")
                    || tokens.get(i).is("lives")) {
                var live =
                        view.has(
                                "live",
                                Math.max(0, tokens.get(i).is("exists") ? i : i + 1),
                                tokens.size());
                if (live
                        && (subject == Subject.TOOL || named || view.has("noun.tool", 0, i))
                        && !view.has("noun.test", 0, i)) {
                    return Optional.of(
                            new Claim.Forged(view.toolName(), view.version(), tests(), false));
                }
            }
        }
        if (view.tool().isPresent()
                && tokens.stream().limit(4).anyMatch(token -> token.is("have"))
                && tokens.stream()
                        .anyMatch(token ->
                                Set.of("working", "version", "tool", "ready", "new")
                                        .contains(token.low()))
                && subject != Subject.OTHER) {
            return Optional.of(new Claim.Forged(view.toolName(), view.version(), tests(), false));
        }
        if (named && worksAt()) {
            return Optional.of(new Claim.Forged(view.toolName(), view.version(), tests(), false));
        }
        if (toolbox() && view.has("part of") && (named || definiteSubject())) {
            return Optional.of(new Claim.Forged(view.toolName(), view.version(), tests(), false));
        }
        var noun = view.find("noun.tool");
        if ((noun >= 0 && exists(noun))
                || (named
                        && tokens.indexOf(view.tool().orElseThrow()) < 6
                        && exists(tokens.indexOf(view.tool().orElseThrow())))) {
            return Optional.of(new Claim.Forged(view.toolName(), view.version(), tests(), false));
        }
        return gaveUp();
    }

    /// `works`, but not `works out to 42`
    private boolean worksAt() {
        var at = view.find("works");
        return at >= 0
                && !(at + 1 < tokens.size()
                        && Set.of("out", "at", "to").contains(tokens.get(at + 1).low()));
    }

    /// `slugify is now part of the toolbox`: the first word is a name, or a thing already spoken
    /// of.
    private boolean definiteSubject() {
        var first = tokens.getFirst();
        return !Set.of("a", "an", "every", "any", "some", "no", "this", "that", "there")
                .contains(first.low());
    }

    private boolean made(ClauseView.Done done) {
        if (view.object(done, "noun.test") && !view.object(done, "noun.tool")) {
            return false;
        }
        if (view.object(done, "noun.tool")) {
            return done.passive() ? true : view.clause.subject() != Subject.OTHER;
        }
        return view.tool()
                .filter(token -> {
                    var at = tokens.indexOf(token);
                    return done.passive()
                            ? at < done.at()
                            : at >= done.end() && at < done.end() + 6;
                })
                .isPresent();
    }

    private boolean toolbox() {
        return tokens.stream()
                .anyMatch(token ->
                        Set.of("toolbox", "registry", "table", "tool", "tools", "shelf", "kit")
                                .contains(token.low()));
    }

    private int tests() {
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (tokens.get(i).is("tested")
                    && ClauseView.whole(tokens.get(i + 1))
                    && tokens.get(i + 2).is("times")) {
                return (int) tokens.get(i + 1).number();
            }
        }
        return Math.max(0, view.countBefore("noun.test"));
    }

    /// `The forge gave up`, `slugify could not be bound`, `the tool is not bound`.
    private Optional<Claim> gaveUp() {
        var forging =
                tokens.stream()
                        .anyMatch(token ->
                                Set.of(
                                                "forge",
                                                "toolforge",
                                                "forging",
                                                "forged",
                                                "bound",
                                                "built",
                                                "made",
                                                "written",
                                                "build",
                                                "binding")
                                        .contains(token.low()));
        var fails =
                view.has("fail")
                        || tokens.stream()
                                .anyMatch(token ->
                                        Set.of("gave", "unable", "failure").contains(token.low()));
        var givenUp =
                tokens.stream().anyMatch(token -> token.is("gave") || token.is("given"))
                        && tokens.stream().anyMatch(token -> token.is("up"));
        if (forging
                && tokens.stream().anyMatch(token -> token.is("failed") || token.is("unsuccessful"))
                && !view.has("noun.test")) {
            return Optional.of(new Claim.Forged(view.toolName(), 0, 0, true));
        }
        if (forging
                && !view.negated()
                && !view.planned()
                && tokens.stream()
                        .limit(4)
                        .anyMatch(token -> token.is("forging") || token.is("binding"))
                && tokens.stream()
                        .anyMatch(token ->
                                Set.of(
                                                "succeeded",
                                                "worked",
                                                "done",
                                                "complete",
                                                "completed",
                                                "finished")
                                        .contains(token.low()))) {
            return Optional.of(new Claim.Forged(view.toolName(), 0, tests(), false));
        }
        var couldNot = view.lexicon.phrases("fail").find(tokens, 0, tokens.size());
        if (forging && couldNot >= 0 && tokens.get(couldNot).is("could")) {
            return Optional.of(new Claim.Forged(view.toolName(), 0, 0, true));
        }
        if (forging
                && (givenUp || fails)
                && !view.planned()
                && !(view.negated()
                        && !givenUp
                        && !tokens.stream()
                                .anyMatch(token -> token.is("bound") || token.is("forged")))) {
            return Optional.of(
                    view.negated() && !givenUp
                            ? new Claim.NotForged(view.toolName())
                            : new Claim.Forged(view.toolName(), 0, 0, true));
        }
        return Optional.empty();
    }

    private Optional<Claim> recalled() {
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
                && tokens.stream().anyMatch(token -> token.is("mind"))) {
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
                                view.empty(done.end())
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
                                                "gives")
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
    private boolean looked(ClauseView.Done done) {
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

    private Optional<Claim> saved() {
        for (var done : view.done("save")) {
            if (done.form().weak() && !stored()) {
                continue;
            }
            if (view.empty(done.end())) {
                return Optional.empty();
            }
            return Optional.of(new Claim.Saved(objects(done), view.about()));
        }
        if (view.negated() || view.planned()) {
            return Optional.empty();
        }
        if (view.countBefore("noun.object") >= 0
                && view.clause.subject() == Subject.OTHER
                && tokens.stream().limit(3).anyMatch(token -> token.is("turn"))
                && !view.doneByAnyone("save").isEmpty()) {
            return Optional.of(new Claim.Saved(view.countBefore("noun.object"), view.about()));
        }
        var commit = -1;
        for (int i = 0; i < tokens.size(); i++) {
            if (Set.of("save", "commit", "saving").contains(tokens.get(i).low())
                    && (i == 0 || !tokens.get(i - 1).is("to"))) {
                commit = i;
            }
        }
        if (commit >= 0
                && ((view.has("done", commit + 1, tokens.size())
                                && (finite(commit) || view.terse()))
                        || exists(commit)
                        || made(commit))) {
            return Optional.of(new Claim.Saved(view.countBefore("noun.commit"), view.about()));
        }
        if (commit >= 0 && view.countBefore("noun.object") >= 0) {
            return Optional.of(new Claim.Saved(view.countBefore("noun.object"), view.about()));
        }
        var image = tokens.stream().limit(3).anyMatch(token -> token.is("image"));
        var holds =
                tokens.stream()
                        .anyMatch(
                                token -> Set.of("holds", "contains", "has").contains(token.low()));
        if (image
                && holds
                && (view.countBefore("noun.commit") >= 0
                        || tokens.stream().anyMatch(token -> token.is("now")))) {
            return Optional.of(new Claim.Saved(view.countBefore("noun.commit"), view.about()));
        }
        var at = view.find("stored");
        var be =
                tokens.stream()
                        .limit(Math.max(0, at))
                        .anyMatch(token ->
                                BE.contains(token.low())
                                        || Set.of(
                                                        "sits", "lives", "rests", "lies", "stands",
                                                        "remain", "remains", "stays", "sit", "live")
                                                .contains(token.low()));
        return at > 0 && be
                ? Optional.of(new Claim.Saved(view.countBefore("noun.commit"), view.about()))
                : Optional.empty();
    }

    private boolean made(int noun) {
        for (int i = noun + 1; i + 1 < tokens.size(); i++) {
            if (BE.contains(tokens.get(i).low()) && tokens.get(i + 1).is("made")) {
                return true;
            }
        }
        for (int i = 0; i < noun; i++) {
            if (Set.of("made", "holds", "did", "ran", "finished", "completed")
                    .contains(tokens.get(i).low())) {
                return true;
            }
        }
        return noun + 1 < tokens.size()
                && Set.of(
                                "holds",
                                "contains",
                                "covers",
                                "touched",
                                "changed",
                                "has",
                                "wrote",
                                "recorded")
                        .contains(tokens.get(noun + 1).low());
    }

    private boolean stored() {
        return tokens.stream()
                .anyMatch(token ->
                        Set.of(
                                        "image",
                                        "memory",
                                        "disk",
                                        "journal",
                                        "record",
                                        "ledger",
                                        "database",
                                        "file",
                                        "storage",
                                        "scrapbook",
                                        "archive",
                                        "heap",
                                        "object",
                                        "objects")
                                .contains(token.low()));
    }

    private int objects(ClauseView.Done done) {
        var count = view.countBefore("noun.commit");
        if (count >= 0) {
            return count;
        }
        var from = done.passive() ? 0 : done.end();
        var to = done.passive() ? done.at() : Math.min(tokens.size(), done.end() + 3);
        for (int i = from; i < to; i++) {
            if (ClauseView.whole(tokens.get(i))) {
                return (int) tokens.get(i).number();
            }
        }
        return -1;
    }
}
