package batos.council.claims;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The features by which a sentence is seen to assert a deed or a value: its words, the kinds of
/// its words in order, and of each verb the tense, the class, and who acts. Names, numbers and
/// quotations are left out, so that only the form counts.
final class SentenceFeatures {
    private static final Set<String> FUNCTION =
            Set.of(
                    """
                    a an the this that these those my your his her its our their i we you he she it they me us him them
                    myself yourself itself who what which whose why how when where whether while if unless once until
                    before after since because so as than though although but and or nor either neither both not no none
                    nothing nobody never be is are was were am been being have has had having do does did will would shall
                    should can could may might must ought to of in on at by for from with without about into onto over
                    under through between against up down off out there here now just already yet still again then too
                    also only even ever more most less least very much many few some any all each every everything
                    everyone anything anybody something someone somebody one another other such same own let please
                    yes 's 'd like per via within across during toward towards according however instead rather
                    perhaps maybe probably suppose imagine next first finally last later soon today tomorrow yesterday
                    ago done ready gone\
                    """
                            .split("\\s+"));
    private static final Set<String> BE = Set.of("is", "are", "was", "were", "am", "'s");
    private static final Set<String> HAVE = Set.of("have", "has", "had", "having");
    private static final Set<String> MODAL =
            Set.of("will", "would", "shall", "should", "can", "could", "may", "might", "must");
    private static final Set<String> PERSONAS =
            Set.of("brick", "robin", "babs", "alfred", "council");
    private static final List<String> SECTIONS =
            List.of(
                    "modal",
                    "hedge",
                    "conditional",
                    "reporting",
                    "nonfactive",
                    "negation",
                    "mental",
                    "abstract",
                    "digital",
                    "computed",
                    "stored",
                    "success",
                    "occurred",
                    "state",
                    "noun.act",
                    "performative",
                    "implicative",
                    "before");

    private final Lexicon lexicon;
    private final WordClasses words;

    SentenceFeatures(Lexicon lexicon, WordClasses words) {
        this.lexicon = lexicon;
        this.words = words;
    }

    /// The names of the features that a sentence has, each once.
    Set<String> of(List<Token> tokens) {
        var found = new LinkedHashSet<String>();
        var shapes = new ArrayList<String>();
        var kinds = new ArrayList<String>();
        shapes.add("<");
        kinds.add("<");
        for (int i = 0; i < tokens.size(); i++) {
            shapes.add(shape(tokens, i));
            kinds.add(kind(shapes.getLast()));
            if (tokens.get(i).kind() == Token.Kind.WORD) {
                found.add("w " + base(tokens.get(i).low()));
                found.add("W " + tokens.get(i).low());
            }
        }
        shapes.add(">");
        kinds.add(">");
        for (int i = 0; i < shapes.size(); i++) {
            found.add("1 " + shapes.get(i));
            if (i > 0) {
                found.add("2 " + shapes.get(i - 1) + " " + shapes.get(i));
            }
            if (i > 1) {
                found.add("3 " + String.join(" ", kinds.subList(i - 2, i + 1)));
            }
            if (i > 2) {
                found.add("4 " + String.join(" ", kinds.subList(i - 3, i + 1)));
            }
            if (i > 0 && i < 4) {
                found.add("p" + i + " " + shapes.get(i));
            }
        }
        for (var section : SECTIONS) {
            if (lexicon.phrases(section).in(tokens)) {
                found.add("s " + section);
            }
        }
        found.add("n " + Math.min(6, tokens.size() / 4));
        groups(tokens, shapes, found);
        return found;
    }

    private String base(String low) {
        var verb = words.verb(low);
        return verb == null ? low : verb.base();
    }

    /// The verbs of the sentence with their tenses and subjects.
    private void groups(List<Token> tokens, List<String> shapes, Set<String> found) {
        var start = 0;
        var first = true;
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            if (token.isPunctuation()
                    || token.is("and")
                    || token.is("but")
                    || token.is("which")
                    || token.is("that")) {
                if (i + 1 < tokens.size() && i > start) {
                    start = token.is("that") ? i : i + 1;
                }
                continue;
            }
            var tense = tense(tokens, shapes, i);
            if (tense.isEmpty()) {
                continue;
            }
            var at = i;
            while (at + 1 < tokens.size() && auxiliary(tokens.get(at))) {
                at++;
            }
            var subject = subject(tokens, shapes, start, i);
            var verb = shapes.get(at + 1);
            var rank = first ? "f" : "g";
            found.add(rank + " " + tense);
            found.add(rank + " " + subject + "|" + tense);
            found.add(rank + " " + tense + "|" + verb);
            found.add(rank + " " + subject + "|" + tense + "|" + verb);
            if (at + 2 < shapes.size()) {
                found.add("o " + subject + "|" + tense + "|" + kind(shapes.get(at + 2)));
            }
            first = false;
            i = at;
            start = at + 1;
        }
        if (first) {
            found.add("f none");
        }
    }

    private boolean auxiliary(Token token) {
        return BE.contains(token.low())
                || HAVE.contains(token.low())
                || MODAL.contains(token.low())
                || Set.of(
                                "been", "be", "being", "not", "did", "does", "do", "also", "just",
                                "now", "already", "all", "both", "never", "still", "then")
                        .contains(token.low())
                || (token.low().endsWith("ly") && token.kind() == Token.Kind.WORD);
    }

    private String tense(List<Token> tokens, List<String> shapes, int at) {
        var low = tokens.get(at).low();
        if (MODAL.contains(low)) {
            return "modal";
        }
        var next = at + 1;
        var not = false;
        while (next < tokens.size()
                && (auxiliary(tokens.get(next)) && !BE.contains(tokens.get(next).low()))
                && !tokens.get(next).is("been")
                && !tokens.get(next).is("being")) {
            not |= tokens.get(next).is("not") || tokens.get(next).is("never");
            next++;
        }
        var follows = next < tokens.size() ? kind(shapes.get(next + 1)) : "";
        var negation = not ? "not " : "";
        if (HAVE.contains(low)) {
            return negation
                    + (next < tokens.size() && tokens.get(next).is("been")
                            ? "been"
                            : follows.equals("VD") || follows.equals("done") ? "perfect" : "have");
        }
        if (BE.contains(low)) {
            var past = low.startsWith("w") ? "was " : "is ";
            return negation + past + follows;
        }
        if (Set.of("did", "does", "do").contains(low)) {
            return negation + low;
        }
        var kind = kind(shapes.get(at + 1));
        return kind.startsWith("V") && (!kind.equals("VG") || at == 0) ? kind : "";
    }

    private String subject(List<Token> tokens, List<String> shapes, int from, int to) {
        for (int i = from; i < to; i++) {
            var token = tokens.get(i);
            if (token.is("of") || token.is("by") || token.is("for") || token.is("in")) {
                continue;
            }
            if (PERSONAS.contains(token.low())) {
                return "persona";
            }
            if (Set.of(
                            "i", "we", "you", "he", "she", "they", "it", "there", "nobody", "who",
                            "what")
                    .contains(token.low())) {
                return token.low();
            }
            if (token.kind() == Token.Kind.IDENTIFIER
                    || token.kind() == Token.Kind.CALL
                    || token.kind() == Token.Kind.VERSIONED) {
                return "id";
            }
            if (token.isNumber()) {
                return "number";
            }
            if (Set.of(
                            "the", "your", "my", "our", "this", "that", "these", "those", "its",
                            "all", "both")
                    .contains(token.low())) {
                var head = i + 1;
                while (head + 1 < to && shapes.get(head + 2).startsWith("N")) {
                    head++;
                }
                return (token.is("your") || token.is("my") || token.is("our") ? "own" : "the")
                        + (head < to ? " " + shapes.get(head + 1) : "");
            }
            if (Set.of("a", "an", "any", "every", "each", "some", "many", "most")
                    .contains(token.low())) {
                return "a";
            }
        }
        return to > from ? "bare " + shapes.get(to) : "none";
    }

    /// A shape without the class of its word.
    private static String kind(String shape) {
        var colon = shape.indexOf(':');
        return colon > 0 ? shape.substring(0, colon) : shape;
    }

    private String shape(List<Token> tokens, int at) {
        var token = tokens.get(at);
        return switch (token.kind()) {
            case NUMBER -> "#";
            case QUOTED -> "Q";
            case JSON -> token.is("[x]") ? "DONE" : token.is("[ ]") ? "OPEN" : "J";
            case CALL, VERSIONED, IDENTIFIER -> "ID";
            case PUNCTUATION -> token.text();
            case WORD -> word(token, at, at > 0 && acts(tokens.get(at - 1)));
        };
    }

    private static boolean acts(Token token) {
        return token.is("i") || token.is("we") || PERSONAS.contains(token.low());
    }

    /// @param acted whether the word before is the speaker's: `I set` is past, `they set` may not
    ///   be
    private String word(Token token, int at, boolean acted) {
        var low = token.low();
        if (PERSONAS.contains(low)) {
            return "PERSONA";
        }
        if (FUNCTION.contains(low)) {
            return low;
        }
        var verb = words.verb(low);
        if (verb != null
                && acted
                && verb.form() == WordClasses.Form.BASE
                && lexicon.phrases("participle").has(token)) {
            return "VD:" + verb.kind();
        }
        if (verb != null && !words.nounRather(verb)) {
            return switch (verb.form()) {
                case PAST -> "VD:" + verb.kind();
                case GERUND -> "VG:" + verb.kind();
                case THIRD -> "VZ:" + verb.kind();
                case BASE -> "VB:" + verb.kind();
            };
        }
        var noun = words.noun(low);
        if (noun != null) {
            return (low.endsWith("s") ? "NS:" : "N:") + noun;
        }
        if (low.endsWith("ly")) {
            return "ADV";
        }
        if (words.adjective(low)) {
            return "ADJ";
        }
        if (at > 0 && Character.isUpperCase(token.text().charAt(0))) {
            return "NAME";
        }
        return low.endsWith("ed") ? "VD:new" : low.endsWith("s") ? "NS:new" : "N:new";
    }
}
