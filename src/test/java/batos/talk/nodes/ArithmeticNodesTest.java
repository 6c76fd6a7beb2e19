package batos.talk.nodes;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import batos.talk.TalkFixture;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Arithmetic at the bounds of what fits 64 bits, beside BigInteger: with variables on both sides,
/// and with a number of the text on the right.
class ArithmeticNodesTest {
    private static final List<BigInteger> EDGES = edges();
    private static final List<BigInteger> POSITIVE =
            EDGES.stream().filter(n -> n.signum() > 0).toList();

    private final TalkFixture talk = new TalkFixture();

    @AfterEach
    void close() {
        talk.close();
    }

    private static List<BigInteger> edges() {
        var edges = new ArrayList<BigInteger>();
        for (var bits : List.of(0, 32, 63)) {
            for (var d = -1; d <= 1; d++) {
                var edge = BigInteger.TWO.pow(bits).add(BigInteger.valueOf(d));
                edges.add(edge);
                edges.add(edge.negate());
            }
        }
        return edges.stream().distinct().sorted().toList();
    }

    private void compare(String operator, BinaryOperator<BigInteger> expected) {
        compare(operator, EDGES, (a, b) -> written(expected.apply(a, b)));
    }

    /// Asks for all pairs, once by variables and once with the right side written in a block; an
    /// answer has to be equal and of the same class.
    private void compare(
            String operator,
            List<BigInteger> rights,
            BiFunction<BigInteger, BigInteger, String> expected) {
        var answers =
                EDGES.stream()
                        .flatMap(a -> rights.stream().map(b -> expected.apply(a, b)))
                        .collect(joining(" "));
        var blocks =
                rights.stream()
                        .map(b -> "[:a | a %s %s]".formatted(operator, written(b)))
                        .collect(joining(". "));
        assertEquals(
                "()",
                talk.print(
                        """
                        | wrong lefts rights answers blocks |
                        lefts := #(%s). rights := #(%s). answers := #(%s) readStream. blocks := {%s}.
                        wrong := OrderedCollection new.
                        lefts do: [:a |
                            1 to: rights size do: [:i | | b answer byValue byText |
                                b := rights at: i. answer := answers next.
                                byValue := a %s b. byText := (blocks at: i) value: a.
                                (byValue = answer and: [byText = answer and: [byValue class == answer class and: [byText class == answer class]]])
                                    ifFalse: [wrong add: {a. b. byValue. byText}]]].
                        wrong asArray\
                        """
                                .formatted(all(EDGES), all(rights), answers, blocks, operator)));
    }

    private static String written(BigInteger number) {
        return number.toString();
    }

    private static String all(List<BigInteger> numbers) {
        return numbers.stream().map(BigInteger::toString).collect(joining(" "));
    }

    @Test
    void sumsGrowBeyondSmallIntegersAtTheExactBound() {
        compare("+", BigInteger::add);
    }

    @Test
    void differencesGrowBeyondSmallIntegersAtTheExactBound() {
        compare("-", BigInteger::subtract);
    }

    @Test
    void productsGrowBeyondSmallIntegersAtTheExactBound() {
        compare("*", BigInteger::multiply);
    }

    @Test
    void quotientsAreRoundedDownWhateverTheSign() {
        compare("//", POSITIVE, (a, b) -> written(floor(a, b)));
    }

    @Test
    void remaindersHaveTheSignOfTheDivisor() {
        compare("\\\\", POSITIVE, (a, b) -> written(a.mod(b)));
    }

    @Test
    void bitsAreCombinedAsInTwosComplement() {
        compare("bitAnd:", BigInteger::and);
        compare("bitOr:", BigInteger::or);
        compare("bitXor:", BigInteger::xor);
    }

    private static BigInteger floor(BigInteger a, BigInteger b) {
        return a.subtract(a.mod(b)).divide(b);
    }

    @Test
    void theLeastSmallIntegerByMinusOneIsLarge() {
        var least = BigInteger.valueOf(Long.MIN_VALUE);
        for (var operator : List.of("/", "//")) {
            assertEquals(
                    least.negate().toString(),
                    talk.print("| a b | a := %s. b := -1. a %s b".formatted(least, operator)));
        }
        assertEquals(least.negate().toString(), talk.print("(%s) negated".formatted(least)));
        assertEquals(least.negate().toString(), talk.print("(%s) abs".formatted(least)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", ">", "<=", ">=", "=", "~="})
    void comparisonsAreThoseOfTheNumbers(String operator) {
        compare(operator, EDGES, (a, b) -> String.valueOf(holds(operator, a, b)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", ">", "<=", ">=", "=", "~="})
    void comparisonsAnswerTheSameAsValuesAndAsConditions(String operator) {
        assertEquals(
                "()",
                talk.print(
                        """
                        | wrong edges |
                        wrong := OrderedCollection new. edges := #(%s).
                        edges do: [:a | edges do: [:b |
                            (a %s b) == (a %s b ifTrue: [true] ifFalse: [false]) ifFalse: [wrong add: {a. b}]]].
                        wrong asArray\
                        """
                                .formatted(all(EDGES), operator, operator)));
    }

    private static boolean holds(String operator, BigInteger a, BigInteger b) {
        var order = a.compareTo(b);
        return switch (operator) {
            case "<" -> order < 0;
            case ">" -> order > 0;
            case "<=" -> order <= 0;
            case ">=" -> order >= 0;
            case "=" -> order == 0;
            default -> order != 0;
        };
    }

    @Test
    void shiftsLoseNoBitToTheLeftAndRoundDownToTheRight() {
        for (var places : List.of(-65, -64, -63, -1, 0, 1, 31, 62, 63, 64, 65)) {
            assertEquals(
                    EDGES.stream().map(a -> written(a.shiftLeft(places))).toList().toString(),
                    talk.print("#(%s) collect: [:a | a bitShift: %d]".formatted(all(EDGES), places))
                            .replace("(", "[")
                            .replace(" )", "]")
                            .replace(" ", ", "),
                    "by " + places);
        }
    }

    @Test
    void whatIsNoNumberIsSentTheMessage() {
        talk.print(
                "Object subclass: Money [ + other [ ^{#plus. other} ] < other [ ^#less ] \\\\ other"
                        + " [ ^#rest ] bitShift: n [ ^#shift ] ]");
        assertEquals(
                "((#plus 1 ) #less #rest #shift )",
                talk.print("| m | m := Money new. {m + 1. m < 2. m \\\\ 3. m bitShift: 1}"));
        assertEquals("SystemExceptions.WrongClass", talk.fault("Money new < 1 ifTrue: [2]").type());
    }

    @Test
    void aWholeNumberMeetsAFloatAndAFraction() {
        assertEquals(
                "(1.5 0.5 2.5 3/2 true false )",
                talk.print(
                        "| one | one := 1. {one + 0.5. one - 0.5. one * 2.5. one + (1/2). one <"
                                + " 1.5. one = 1.5}"));
    }

    @Test
    void countingEndsAtTheLargestAndTheLeastSmallInteger() {
        assertEquals(
                "(3 3 )",
                talk.print(
                        """
                        | up down |
                        up := 0. down := 0.
                        9223372036854775805 to: 9223372036854775807 do: [:i | up := up + 1].
                        -9223372036854775806 to: -9223372036854775808 by: -1 do: [:i | down := down + 1].
                        {up. down}\
                        """));
    }
}
