package batos.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What GNU Smalltalk's kernel answers, value by value.
class GnuProtocolTest {
    private final TalkFixture fixture = new TalkFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "12 radix: 16 ~ '16rC'",
                "-12 printRadix: 16 ~ '16r-C'",
                "12 printString: 16 ~ 'C'",
                "'12abc' asInteger ~ 12",
                "'333Weird222' asInteger ~ 333",
                "'12abc' asNumber ~ 12",
                "'-3.5e2x' asNumber ~ -350.0",
                "'abc' asNumber ~ nil",
                "(Integer readFrom: '12 34' readStream) ~ 12",
                "('%1 of %2' bindWith: 3 with: 4) ~ '3 of 4'",
                "('%1' bindWith: 3) ~ '3'",
                "1.0e100 ~ 1.0d100",
                "1.0e-50 ~ 1.0d-50",
                "(Dictionary new at: 1 put: 2; yourself) collect: [:x | x * 10] ~ Dictionary ("
                        + " 1->20 )",
                "(#(1 2 1 3) asBag allOccurrencesOf: 1) size ~ 2",
                "(#(3 4 5) asOrderedCollection removeAllSuchThat: [:x | x odd]; yourself) ~"
                        + " OrderedCollection (4 )",
                "((Dictionary new at: 1 put: 2; yourself) includesAssociation: 1 -> 2) ~ true",
                "('ab1cd2' indexOfRegex: '[0-9]' startingAt: 4) first ~ 6",
                "('ab1cd2' occurrencesOfRegex: '[0-9]' from: 1 to: 4) ~ 1",
                "(RunArray withAll: #(1 1 2)) storeString ~ '(RunArray runs: ((Array new: 2) at: 1"
                        + " put: 2; at: 2 put: 1; yourself) values: ((Array new: 2) at: 1 put: 1; at: 2"
                        + " put: 2; yourself))'",
                "(MappedCollection collection: #(7 8 9) map: #(3 1)) contents ~ (9 7 )",
                "(Promise for: [3 + 4]) value ~ 7",
                "('ab1c' searchRegex: '([a-z])([0-9])') ~ MatchingRegexResults:'b1'('b','1')",
                "1.250s2 * 4 ~ 5.00s2",
                "-0.125s3 numerator ~ -1",
                "3 asScaledDecimal: 2 ~ 3s0",
                "{SystemExceptions.InvalidValue name. SystemExceptions.InvalidValue printString} ~"
                        + " ('InvalidValue' 'SystemExceptions.InvalidValue' )",
                "SystemExceptions.InvalidValue new printString ~ 'an InvalidValue'"
            })
    void answersAsGnuDoes(String expression, String printed) {
        assertEquals(printed, fixture.print(expression));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "#(1 $a 'x' #foo (1 2))",
                "Set new add: 3; yourself",
                "Bag new add: 3; add: 3; yourself",
                "OrderedCollection new add: 3; add: nil; yourself",
                "Dictionary new at: 1 put: 'one'; yourself",
                "3 -> 4",
                "1 @ 2 corner: 3 @ 4",
                "Date newDay: 3 month: 2 year: 2020",
                "Time fromSeconds: 3661",
                "Duration days: 1 hours: 2 minutes: 3 seconds: 4",
                "DateTime year: 2020 month: 2 day: 3 hour: 4 minute: 5 second: 6",
                "(1 to: 7 by: 2)",
                "#[1 2 3]"
            })
    void storeStringEvaluatesBackToAnEqual(String expression) {
        assertEquals(
                "true",
                fixture.print(
                        "| it | it := "
                                + expression
                                + ". (Behavior evaluate: it storeString) = it"));
    }

    @Nested
    class AssociationsOfADictionary {
        @Test
        void areItsOwn() {
            assertEquals(
                    "(9 true 1->9 )",
                    fixture.print(
                            "| d a | d := Dictionary new. d at: 1 put: 2. a := d associationAt: 1."
                                    + " a value: 9. {d at: 1. a isKindOf: Association. a}"));
        }

        @Test
        void ofALookupTableAreCopies() {
            assertEquals(
                    "2",
                    fixture.print(
                            "| d | d := LookupTable new. d at: 1 put: 2. (d associationAt: 1)"
                                    + " value: 9. d at: 1"));
        }
    }

    @Nested
    class Exceptions {
        private String told(String signalling) {
            return fixture.print("[" + signalling + "] on: Error do: [:e | e messageText]");
        }

        @Test
        void carryTheirValueAndReason() {
            assertEquals(
                    "(3 'odd' 'odd' )",
                    fixture.print(
                            "[SystemExceptions.InvalidValue signalOn: 3 reason: 'odd'] on: Error"
                                    + " do: [:e | {e value. e messageText. e tag}]"));
            assertEquals(
                    "'Index value 5 out of range: only 2 elements'",
                    told("SystemExceptions.IndexOutOfRange signalOn: #(1 2) withIndex: 5"));
            assertEquals(
                    "'Invalid argument 3: argument must be between 5 and 6'",
                    told(
                            "SystemExceptions.ArgumentOutOfRange signalOn: 3 mustBeBetween: 5 and:"
                                    + " 6"));
            assertEquals(
                    "'collection: access beyond end of object'",
                    told("SystemExceptions.EmptyCollection signalOn: #()"));
            assertEquals(
                    "'premature end of stream: 2 element(s) missing'",
                    told("#(1 2) readStream next: 4"));
            assertEquals(
                    "'not yet implemented'",
                    told("SystemExceptions.NotYetImplemented signalOn: 3"));
        }

        @Test
        void ofAMessageKnowItAndItsReceiver() {
            assertEquals(
                    "(#foo 3 )",
                    fixture.print(
                            "[MessageNotUnderstood new message: (Message selector: #foo arguments:"
                                    + " #()) receiver: 3; signal] on: MessageNotUnderstood do: [:e | {e"
                                    + " message selector. e receiver}]"));
        }
    }

    @Nested
    class Contexts {
        @Test
        void tellWhatRuns() {
            fixture.print(
                    "Object subclass: Deep [ here [ ^{thisContext selector. thisContext receiver"
                            + " class. thisContext parentContext selector} ] ]");
            assertEquals("(#here Deep #executeStatements )", fixture.print("Deep new here"));
        }

        @Test
        void ofASignalAreItsSignaller() {
            fixture.print("Object subclass: Deep [ fail [ ^Error new signal: 'no' ] ]");
            assertEquals(
                    "#fail",
                    fixture.print(
                            "[Deep new fail] on: Error do: [:e | e signalingContext selector]"));
        }
    }

    @Nested
    class ClassSides {
        @Test
        void seeTheVariablesOfClass() {
            fixture.print("Object subclass: Named [ Named class >> shown [ ^name ] ]");
            assertEquals("'Named'", fixture.print("Named shown"));
        }
    }

    @Nested
    class StreamsOfAUser {
        @Test
        void haveWhatStreamBuildsOnNextAndAtEnd() {
            fixture.print(
                    "Stream subclass: Upwards [ |n| next [ ^n := (n ifNil: [0]) + 1 ] atEnd [ ^(n"
                            + " ifNil: [0]) >= 5 ] ]");
            assertEquals(
                    "((1 2 ) 3 (1 2 3 4 5 ) )",
                    fixture.print(
                            "{Upwards new upTo: 3. Upwards new skip: 2; next. Upwards new"
                                    + " upToEnd}"));
        }
    }

    @Nested
    class Namespaces {
        @Test
        void holdClassesThatSeeEachOther() {
            var ran =
                    fixture.run(
                            "Smalltalk addSubspace: #Zoo!\n"
                                    + "Namespace current: Zoo [ Object subclass: Lion [ roar [ ^'grr' ]"
                                    + " ] Lion subclass: Cub [ Cub class >> make [ ^Lion new ] roar ["
                                    + " ^super roar, '!' ] ] ]\n"
                                    + "Eval [ Zoo.Cub new roar displayNl. Zoo.Cub make class displayNl."
                                    + " (Zoo at: #Lion) displayNl. Zoo keys size displayNl ]");
            assertEquals(0, ran.faults());
            assertEquals("grr!\nZoo.Lion\nZoo.Lion\n2\n", fixture.shown());
            assertEquals("'grr!'", fixture.reopened().print("Zoo.Cub new roar"));
        }

        @Test
        void areBindingDictionaries() {
            fixture.print("Smalltalk addSubspace: #Box. Box at: #Width put: 7");
            assertEquals(
                    "(7 true 7 )",
                    fixture.print("{Box.Width. Box includesKey: #Width. Box at: #Width}"));
            assertTrue(fixture.fault("Box at: #Height").message().contains("#Height"));
        }
    }
}
