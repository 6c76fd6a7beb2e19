package batos.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The messages of the Blue Book and of GNU's kernel that stand beside the everyday ones.
class StandardTest {
    private final TalkFixture fixture = new TalkFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void bitsAreShiftedAsIfMultipliedAndDivided() {
        assertEquals(
                "(true true true )",
                fixture.print(
                        """
                        | values |
                        values := {0. 1. -1. 5. -7. SmallInteger largest. SmallInteger smallest. 2 ** 70. (2 ** 70) negated}.
                        {values allSatisfy: [:v | (0 to: 130) allSatisfy: [:n | (v << n) = (v * (2 ** n))]].
                         values allSatisfy: [:v | (0 to: 130) allSatisfy: [:n | (v >> n) = (v // (2 ** n))]].
                         values allSatisfy: [:v | (-130 to: 130) allSatisfy: [:n | (v bitShift: n) = (v >> n negated)]]}
                        """));
    }

    @Test
    void bitsAreCombinedBySigns() {
        assertEquals(
                "(4 13 true 3 1 1 )",
                fixture.print("{5 & 12. 5 | 12. (2 ** 70 + 1 & 3) = 1. 5 & 3 | 2. 7 % 3. -8 % 3}"));
    }

    @Test
    void anglesAndHyperbolasAreFound() {
        assertTrue(
                fixture.print(
                                """
                                {1 arcTan: 1. 1 arcTan: -1. -1 arcTan: -1. 0 arcTan: -1} collect: [:a | (a * 4 / FloatD pi) rounded]
                                """)
                        .equals("(1 3 -3 4 )"));
        assertEquals(
                "true",
                fixture.print(
                        "#(-2.5 -0.5 0.25 0.5) allSatisfy: [:x | (x sinh arcSinh closeTo: x) and:"
                                + " [x tanh arcTanh closeTo: x]]"));
    }

    @Test
    void dependentsHearOfAChangeUntilTheyAreRemoved() {
        fixture.print(
                "Object subclass: Ear [ | heard | update: aspect [ heard := (heard ifNil: [#()])"
                        + " copyWith: aspect ] heard [ ^heard ] ]");
        assertEquals(
                "(#price #size )",
                fixture.print(
                        "| shop ear | shop := Object new. ear := Ear new. shop addDependent: ear;"
                                + " changed: #price; changed: #size; removeDependent: ear; changed:"
                                + " #name. ear heard"));
    }

    @Test
    void partsOfSequencesAreCopiedUpToAndAfter() {
        assertEquals(
                "('key' 'value=x' 'x' 'key=value' (0 1 2 ) 'a, b' )",
                fixture.print(
                        "{'key=value=x' copyUpTo: $=. 'key=value=x' copyAfter: $=. 'key=value=x'"
                                + " copyAfterLast: $=. 'key=value=x' copyUpToLast: $=. #(1 2)"
                                + " copyWithFirst: 0. String join: #('a' 'b') separatedBy: ', '}"));
    }

    @Test
    void streamsAreReadUpToAPart() {
        assertEquals(
                "('one ' ' three' 'one' 'ne' )",
                fixture.print(
                        "| s | s := 'one two three' readStream. {s upToAll: 'two'. s upToEnd. 'one'"
                                + " readStream upToAll: 'x'. 'aatwone' readStream skipToAll: 'atwo';"
                                + " upToEnd}"));
    }

    @Test
    void setsAreComparedAsSets() {
        assertEquals(
                "(true false true false )",
                fixture.print(
                        "| a b | a := #(1 2) asSet. b := #(1 2 3) asSet. {a < b. b <= a. b > a. a <"
                                + " a copy}"));
    }

    @Test
    void aMethodIsAnObjectThatKnowsItsSource() {
        assertEquals(
                "(Integer>>binomial: Integer true 'foo [ ^1 ]' )",
                fixture.print(
                        "Object subclass: Foo [ foo [ ^1 ] ]. {Integer >> #binomial:. (Integer >>"
                                + " #binomial:) methodClass. (Foo >> #foo) = (Foo compiledMethodAt:"
                                + " #foo). (Foo >> #foo) methodSourceString}"));
    }

    @Test
    void aDirectedMessageKnowsItsReceiver() {
        assertEquals(
                "(7 7 3 )",
                fixture.print(
                        "| m | m := DirectedMessage receiver: 3 selector: #+ argument: 4. {m send."
                                + " m value. m receiver}"));
    }

    @Test
    void fourHandlersAreAskedInTheirOrder() {
        assertEquals(
                "(2 4 )",
                fixture.print(
                        """
                        {[1 / 0] on: MessageNotUnderstood do: [:e | 1] on: ZeroDivide do: [:e | 2] on: Error do: [:e | 3] on: Warning do: [:e | 4].
                         [Warning signal] on: MessageNotUnderstood do: [:e | 1] on: ZeroDivide do: [:e | 2] on: Error do: [:e | 3] on: Warning do: [:e | 4]}
                        """));
    }

    @Test
    void aPatternReplacesItsFirstMatchOnly() {
        assertEquals(
                "('f0bar boo' 'a\\.b' true )",
                fixture.print(
                        "{'foobar boo' copyReplacingRegex: 'o+' with: '0'. 'a.b' escapeRegex."
                                + " ('xa.bx' indexOfRegex: 'a.b' escapeRegex) notNil}"));
    }
}
