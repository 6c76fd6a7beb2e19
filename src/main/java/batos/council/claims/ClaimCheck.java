package batos.council.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks each sentence of an answer against the receipts of its turn: each claimed act or computed
/// value must have one. It asks no model; the words of claims stand in a resource file per
/// language, see [Lexicon].
public final class ClaimCheck {
    /// The least likelihood of assertion, by a sentence's form, that makes it a claim where no list
    /// of words reads it: in general, where it denies something, and for a part of a sentence.
    /// Chosen on the shipped lines, of which those in `claims-sealed.jsonl` are no part.
    private static final double ASSERTS = 0.6;

    private static final double DENIAL = 0.75;
    private static final double PART = 0.7;

    /// Likelier than this, it asserts something however it is put.
    private static final double SURE = 0.8;

    /// A sentence less likely than this has no parts that are claims.
    private static final double WHOLE = 0.5;

    /// From here on a receipt that says otherwise makes it a contradiction.
    private static final double SPEAKS = 0.2;

    private static final double HINTS = 0.05;

    /// Below this a claim that words were found for is none.
    private static final double DENIES = 0.25;

    private final Lexicon lexicon;
    private final AssertionModel model;
    private final SentenceParts parts;

    /// @param language for example `en`
    public ClaimCheck(String language) {
        this.lexicon = Lexicon.of(language);
        this.model = AssertionModel.of(language);
        this.parts = new SentenceParts(WordClasses.of(language));
    }

    /// A sentence and what became of its claims.
    public record Finding(String sentence, ClaimVerdict verdict) {}

    public List<Finding> check(String text, List<TurnReceipt> receipts) {
        var findings = new ArrayList<Finding>();
        for (var sentence : Tokens.sentences(text)) {
            findings.add(new Finding(sentence, verdict(sentence, receipts)));
        }
        return findings;
    }

    /// The same, where a model read the answer as well: checks also the claims that it found and
    /// the words did not. It clears nothing, since whoever wrote the answer may be the same model.
    public List<Finding> check(
            String text, List<TurnReceipt> receipts, List<ExtractedClaim> extracted) {
        var receiptCheck = new ReceiptCheck(receipts);
        return check(text, receipts).stream()
                .map(finding ->
                        finding.verdict() == ClaimVerdict.NO_CLAIM
                                ? new Finding(
                                        finding.sentence(),
                                        extracted.stream()
                                                .filter(each -> isIn(finding.sentence(), each))
                                                .map(each -> receiptCheck.of(each.claim(lexicon)))
                                                .reduce(ClaimVerdict.NO_CLAIM, ClaimVerdict::and))
                                : finding)
                .toList();
    }

    private static boolean isIn(String sentence, ExtractedClaim claim) {
        var said = claim.sentence().strip();
        return said.length() > 3 && (sentence.contains(said) || said.contains(sentence));
    }

    /// The heaviest verdict of a text's sentences.
    public ClaimVerdict verdictOf(String text, List<TurnReceipt> receipts) {
        return check(text, receipts).stream()
                .map(Finding::verdict)
                .reduce(ClaimVerdict.NO_CLAIM, ClaimVerdict::and);
    }

    private ClaimVerdict verdict(String sentence, List<TurnReceipt> receipts) {
        var tokens = Tokens.of(sentence, lexicon);
        if (tokens.isEmpty() || tokens.getLast().is("?")) {
            return ClaimVerdict.NO_CLAIM;
        }
        var found = weighed(tokens, receipts);
        if (found.isFalse() && isResult(sentence, receipts)) {
            return ClaimVerdict.VERIFIED;
        }
        if (found.isFalse() || model.probability(tokens) < WHOLE) {
            return found;
        }
        var ties = new ReceiptTies(lexicon, receipts);
        var sole = new SoleCall(lexicon, receipts);
        for (var part : parts.of(tokens)) {
            if (model.probability(part) > PART && !lexicon.phrases("modal").in(part)) {
                var tied = ties.of(part);
                var own = read(part, receipts);
                if ((own == ClaimVerdict.NO_CLAIM || (own.isFalse() && tied.isFalse()))
                        && !(tied == ClaimVerdict.UNVERIFIED && sole.leadsTo(part, tokens))) {
                    found = found.and(tied);
                }
            }
        }
        return found;
    }

    /// Whether the sentence is the result of a call and nothing else.
    private static boolean isResult(String sentence, List<TurnReceipt> receipts) {
        var said = bare(sentence);
        return !said.isEmpty()
                && TurnReceipt.returned(receipts).stream()
                        .map(TurnReceipt.Tool::result)
                        .map(result -> result.isTextual() ? result.asText() : result.toString())
                        .anyMatch(result -> bare(result).equals(said));
    }

    /// Without the quotes around it and the mark at its end.
    private static String bare(String text) {
        return text.replaceAll("^[\\s\"'`]+|[\\s\"'`.!;,]+$", "");
    }

    /// The verdict of the words, where they can be read; else that of the sentence's form (whether
    /// it asserts something) and of the receipts that bear it out.
    private ClaimVerdict weighed(List<Token> tokens, List<TurnReceipt> receipts) {
        var read = read(tokens, receipts);
        var asserts = asserts(tokens, receipts);
        var together = new CallCountClaims(lexicon, receipts).of(tokens);
        if (together != ClaimVerdict.NO_CLAIM && asserts > WHOLE) {
            return together;
        }
        var ties = new ReceiptTies(lexicon, receipts);
        return switch (read) {
            case CONTRADICTED -> ties.bornOut(tokens) ? ClaimVerdict.VERIFIED : read;
            case UNVERIFIED ->
                    ties.bornOut(tokens) || new SoleCall(lexicon, receipts).bears(tokens)
                            ? ClaimVerdict.VERIFIED
                            : asserts < DENIES ? ClaimVerdict.NO_CLAIM : read;
            case VERIFIED ->
                    asserts > ASSERTS && ties.misstates(tokens) ? ClaimVerdict.CONTRADICTED : read;
            case NO_CLAIM ->
                    asserts > (lexicon.phrases("negation").in(tokens) ? DENIAL : ASSERTS)
                            ? ties.of(tokens)
                            : (asserts > SPEAKS && ties.against(tokens))
                                            || (asserts > HINTS
                                                    && (ties.denies(tokens)
                                                            || new OtherAnswer(lexicon, receipts)
                                                                    .number(tokens)))
                                    ? ClaimVerdict.CONTRADICTED
                                    : read;
        };
    }

    /// The likelihood that a sentence asserts something; where all of it is a condition or part of
    /// it another's word, at most that of the rest.
    private double asserts(List<Token> tokens, List<TurnReceipt> receipts) {
        var whole = model.probability(tokens);
        if (whole > SURE) {
            return whole;
        }
        var names = new ToolNames(lexicon, receipts);
        names.assume(tokens);
        var clauses = new Clauses(lexicon, names).of(tokens);
        return clauses.stream().anyMatch(Clause::asserted)
                        && clauses.stream().noneMatch(ClaimCheck::reported)
                ? whole
                : Math.min(
                        whole,
                        clauses.stream()
                                .filter(Clause::asserted)
                                .mapToDouble(clause -> model.probability(clause.tokens()))
                                .max()
                                .orElse(0));
    }

    /// A statement that the sentence puts into the mouth of another.
    private static boolean reported(Clause clause) {
        return !clause.asserted()
                && clause.opener().equals("that")
                && clause.subject() == Clause.Subject.OTHER;
    }

    private ClaimVerdict read(List<Token> tokens, List<TurnReceipt> receipts) {
        var names = new ToolNames(lexicon, receipts);
        var check = new ReceiptCheck(receipts);
        var evidence = new ToolEvidence(lexicon, receipts);
        var grounding = new Grounding(lexicon, receipts);
        var topic = ToolEvidence.Topic.NONE;
        var before = new ArrayList<Claim>();
        var verdict = ClaimVerdict.NO_CLAIM;
        var tool = Optional.<Token>empty();
        var count = -1;
        var strange = false;
        var checked = false;
        names.assume(tokens);
        var clauses = new Clauses(lexicon, names).of(tokens);
        var failed = failedForging(clauses, names);
        for (var clause : clauses) {
            var view = new ClauseView(clause, lexicon, names, tool);
            topic = evidence.topic(view, topic);
            if (clause.asserted()) {
                var claims = new ArrayList<Claim>();
                for (var claim : claims(view, before)) {
                    if (!(failed && claim instanceof Claim.Forged forged && !forged.failed())) {
                        claims.add(counted(claim, count));
                    }
                }
                before.addAll(claims);
                var found =
                        weighed(
                                claims,
                                claims.stream()
                                        .map(check::of)
                                        .reduce(ClaimVerdict.NO_CLAIM, ClaimVerdict::and),
                                evidence.of(view, topic),
                                view.has("mutating")
                                        && claims.stream().anyMatch(Claim.Acted.class::isInstance));
                var worded = found;
                found = grounding.of(view, topic, found);
                strange |=
                        (found == worded || found != ClaimVerdict.VERIFIED)
                                && !SpokenDates.in(view)
                                && (found != ClaimVerdict.NO_CLAIM || !view.finite())
                                && evidence.hasStrangeNumber(view);
                if (found == ClaimVerdict.UNVERIFIED && onlyChecked(view, claims)) {
                    checked = true;
                } else {
                    verdict = verdict.and(found);
                }
            }
            count = view.countBefore("noun.commit");
            tool = view.tool().or(view::meant);
        }
        if (checked && verdict != ClaimVerdict.VERIFIED) {
            verdict = verdict.and(ClaimVerdict.UNVERIFIED);
        }
        var whole = new SentenceCheck(lexicon, receipts);
        if (verdict == ClaimVerdict.NO_CLAIM
                && clauses.stream().anyMatch(Clause::asserted)
                && !lexicon.phrases("modal").in(tokens)
                && (whole.otherSnapshot(tokens) || whole.otherName(tokens))) {
            return ClaimVerdict.CONTRADICTED;
        }
        return verdict == ClaimVerdict.VERIFIED && (strange || whole.atOdds(tokens))
                ? ClaimVerdict.CONTRADICTED
                : verdict;
    }

    /// `BRICK wrote slugify, but it was not bound`: a later clause says how the forging ended.
    private boolean failedForging(List<Clause> clauses, ToolNames names) {
        var made = false;
        Optional<Token> tool = Optional.empty();
        for (var clause : clauses) {
            var view = new ClauseView(clause, lexicon, names, tool);
            for (var claim : clause.asserted() ? new ActClaims(view).read() : List.<Claim>of()) {
                var ended =
                        claim instanceof Claim.NotForged
                                || (claim instanceof Claim.Forged(_, _, _, var gaveUp) && gaveUp)
                                || (claim instanceof Claim.Tested(_, _, _, var broke) && broke);
                if (made && ended) {
                    return true;
                }
                made |= claim instanceof Claim.Forged;
            }
            tool = view.tool().or(view::meant);
        }
        return false;
    }

    /// `That number has been checked and is prime`: the receipt of the value is the check's as
    /// well.
    private boolean onlyChecked(ClauseView view, List<Claim> claims) {
        return view.has("checking")
                && claims.stream()
                        .allMatch(claim ->
                                claim instanceof Claim.Acted || claim instanceof Claim.Computed);
    }

    /// The calls' evidence about a clause outweighs the verdict on its claims of computed values;
    /// an act of another kind needs a receipt of its own.
    private static ClaimVerdict weighed(
            List<Claim> claims, ClaimVerdict verdict, ClaimVerdict evidence, boolean mutates) {
        return switch (evidence) {
            case NO_CLAIM, UNVERIFIED -> verdict;
            case CONTRADICTED -> evidence;
            case VERIFIED ->
                    !(verdict == ClaimVerdict.UNVERIFIED && mutates)
                                    && claims.stream()
                                            .allMatch(claim ->
                                                    claim instanceof Claim.Computed
                                                            || claim instanceof Claim.Acted
                                                            || claim instanceof Claim.Something)
                            ? evidence
                            : verdict;
        };
    }

    /// `Three objects changed and were committed`: the count stands in the clause before.
    private static Claim counted(Claim claim, int before) {
        return claim instanceof Claim.Saved(var objects, var about) && objects < 0 && before >= 0
                ? new Claim.Saved(before, about)
                : claim;
    }

    /// `Episodes are what the scrapbook is made of`
    private static boolean timeless(ClauseView view) {
        return view.general()
                && !view.has("noun.test")
                && view.tokens.stream().anyMatch(token -> token.is("are") || token.is("is"))
                && view.tokens.stream()
                        .noneMatch(token ->
                                Set.of("been", "now", "just", "already", "have", "has")
                                        .contains(token.low()));
    }

    /// @param before the claims of the sentence so far: what `it` may stand for
    private static List<Claim> claims(ClauseView view, List<Claim> before) {
        var acts = new ActClaims(view).read();
        if (!acts.isEmpty() && timeless(view)) {
            return List.of();
        }
        if (!acts.isEmpty()) {
            return acts;
        }
        var values = new ValueClaims(view).read();
        var checked =
                before.stream().anyMatch(Claim.Forged.class::isInstance)
                        && view.tokens.stream()
                                .anyMatch(token -> token.is("tested") || token.is("checked"));
        return values.isEmpty() && !checked && (before.isEmpty() || !view.refersToIt())
                ? new OtherActs(view).read().stream().toList()
                : values;
    }
}
