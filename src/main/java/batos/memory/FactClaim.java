package batos.memory;

import batos.memory.search.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A statement that can be true in one way only at a time: a home, a person's job or favourite, a
/// like or dislike. Two claims about the same with different values contradict each other.
///
/// @param subject the terms of its subject
/// @param relation the terms of the relation, such as `live` or `favourit color`
/// @param value the terms of the value
record FactClaim(List<String> subject, List<String> relation, List<String> value) {
    private static final Pattern SENTENCE = Pattern.compile("[^.!?\\n]+");
    private static final String NAME = "(?<subject>(?:the )?[\\p{L}\\p{N}' -]{1,40}?)";

    /// The known relations. The first that matches a sentence counts.
    private static final List<Relation> RELATIONS =
            List.of(
                    relation(
                            "live",
                            NAME
                                    + " (?:(?:now |currently |still )?(?:lives?|lived|resides?)"
                                    + " (?:now )?in|(?:has |have )?(?:just |recently"
                                    + " )?(?:moved|relocated)(?: from .{1,40}?)? to) (?<value>.+)"),
                    relation(
                            "work",
                            NAME
                                    + " (?:now |currently )?(?:works? (?:at|for|as)|is employed"
                                    + " (?:at|by)) (?<value>.+)"),
                    relation("drive", NAME + " (?:now |currently )?drives? (?<value>.+)"),
                    relation("prefer", NAME + " (?:now |currently )?prefers? (?<value>.+)"),
                    relation("called", NAME + " (?:is|am) (?:called|named) (?<value>.+)"),
                    new Relation(
                            "",
                            Pattern.compile(
                                    "(?i)\\b(?<subject>[\\p{L}]+(?:'s|’s)|my|our|the"
                                            + " [\\p{L}]+(?:'s|’s)|the) (?<noun>(?:[\\p{L}]+"
                                            + " ){0,2}[\\p{L}]+) (?:is|are) (?:now )?(?<value>.+)")));

    /// Statements that a value and its contrary both fit: liking and disliking.
    private static final Pattern LIKES =
            Pattern.compile(
                    "(?i)\\b"
                            + NAME
                            + " (?<not>does not |doesn't |don't |do not |no longer"
                            + " )?(?<verb>likes?|loves?|enjoys?|hates?|dislikes?|wants?|owns?)"
                            + " (?<value>.+)");

    private record Relation(String name, Pattern pattern) {}

    private static Relation relation(String name, String pattern) {
        return new Relation(name, Pattern.compile("(?i)\\b" + pattern));
    }

    /// The claims of a text.
    ///
    /// @param speaker whom `I` and `my` mean
    static List<FactClaim> of(String text, String speaker) {
        var claims = new ArrayList<FactClaim>();
        var sentences = SENTENCE.matcher(text);
        while (sentences.find()) {
            var sentence = sentences.group().strip();
            var end = sentences.end();
            if (end < text.length() && text.charAt(end) == '?') {
                continue;
            }
            sentence(sentence, speaker).ifPresent(claims::add);
        }
        return claims;
    }

    private static Optional<FactClaim> sentence(String sentence, String speaker) {
        for (var relation : RELATIONS) {
            var match = relation.pattern().matcher(sentence);
            if (match.find()) {
                var name = relation.name().isEmpty() ? match.group("noun") : relation.name();
                return claim(match.group("subject"), name, match.group("value"), speaker);
            }
        }
        var likes = LIKES.matcher(sentence);
        return likes.find() ? liking(likes, speaker) : Optional.empty();
    }

    private static Optional<FactClaim> liking(Matcher match, String speaker) {
        var verb = Terms.of(match.group("verb")).getFirst();
        var contrary = verb.startsWith("hat") || verb.startsWith("dislik");
        var stem = contrary || verb.startsWith("lov") || verb.startsWith("enjoi") ? "lik" : verb;
        var negated = match.group("not") != null;
        return claim(
                match.group("subject"),
                stem + " " + match.group("value"),
                contrary != negated ? "against" : "for",
                speaker);
    }

    private static Optional<FactClaim> claim(
            String subject, String relation, String value, String speaker) {
        var whom = subject.strip().toLowerCase(Locale.ROOT);
        var about =
                switch (whom) {
                    case "i", "my", "we", "our" -> speaker;
                    default -> subject;
                };
        var terms = new FactClaim(Terms.of(about), Terms.of(relation), Terms.of(head(value)));
        return terms.relation().isEmpty() || terms.value().isEmpty() || terms.relation().size() > 6
                ? Optional.empty()
                : Optional.of(terms);
    }

    /// The value without additions: `Paris, where it rains` is `Paris`.
    private static String head(String value) {
        return value.split(
                        "(?i),|;| (?:because|since|where|which|who|but|and|so|now|after|before)\\b",
                        2)[0];
    }

    boolean contradicts(FactClaim other) {
        return subject.equals(other.subject)
                && relation.equals(other.relation)
                && !value.equals(other.value)
                && !value.containsAll(other.value)
                && !other.value.containsAll(value);
    }
}
