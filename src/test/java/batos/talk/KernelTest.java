package batos.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelTest {
    private final TalkFixture fixture = new TalkFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Nested
    class Numbers {
        @Test
        void aLiteralsLetterSaysWhichFloat() {
            assertEquals(
                    "(FloatD FloatE FloatD FloatQ SmallInteger )",
                    fixture.print("{1.5. 1.5e0. 1.5d0. 1.5q0. 1e3} collect: [:n | n class]"));
        }

        @Test
        void printTheShortestDigitsThatReadBack() {
            assertEquals(
                    "(0.1 0.30000000000000004 1.0d101 10000000000000000.0 1.0e16 )",
                    fixture.print("{0.1. 0.1 + 0.2. 1.0d101. 1.0d16. 1.0e16}"));
        }

        @Test
        void roundHalfAwayFromZeroAtAnySize() {
            assertEquals(
                    "(3 -3 2 9007199254740991 )",
                    fixture.print(
                            "{2.5. -2.5. 2.49. 9007199254740991.0} collect: [:n | n rounded]"));
        }
    }

    @Nested
    class Streams {
        private static final String NUMBERS = "(Generator inject: 1 into: [:n | n + 1])";

        @Test
        void withoutAnEndAreFilteredAsTheyAreRead() {
            assertEquals(
                    "(4 16 36 )",
                    fixture.print(
                            "((%s select: [:n | n even]) collect: [:n | n squared]) next: 3"
                                    .formatted(NUMBERS)));
        }

        @Test
        void areReadUpToAnElement() {
            assertEquals(
                    "('ab' '' 'c' true '' (1 2 ) (4 ) #sym $b )",
                    fixture.print(
                            "[:t :n :w | {t upTo: $,. t upTo: $,. t upTo: $,. t atEnd. t upTo: $,."
                                    + " n upTo: 3. n upToEnd. (#sym readStream upTo: $x) asSymbol."
                                    + " w nextPutAll: 'xaby'; reset. w upTo: $a. w next} reject:"
                                    + " [:each | each = w or: [each = 'x']]]"
                                    + " value: 'ab,,c' readStream value: #(1 2 3 4) readStream"
                                    + " value: (ReadWriteStream on: String new)"));
        }

        @Test
        void showTheirNextElementAndKeepIt() {
            assertEquals(
                    "(1 1 4 4 9 3 )",
                    fixture.print(
                            "[:squares :odd | {squares peek. squares next. squares peek. squares"
                                    + " next. squares next. odd peek}]"
                                    + " value: (%s collect: [:n | n squared])".formatted(NUMBERS)
                                    + " value: (#(2 3) readStream reject: [:n | n even])"));
        }

        @Test
        void followOneAnother() {
            assertEquals(
                    "($a 'bcd' true 'abcd' 'bc' nil )",
                    fixture.print(
                            "| both | both := 'ab' readStream, 'cd' readStream. {both next. both"
                                    + " upToEnd. both atEnd. both copyFrom: 0 to: 3. both copyFrom: 1"
                                    + " to: 2. both peek}"));
            assertEquals(
                    "'onetwo'",
                    fixture.print("(#('one' 'two') readStream gather: [:each | each]) upToEnd"));
        }

        @Test
        void aheadOfTheirReaderLoseNothing() {
            assertEquals(
                    "('cd' $a 'bcdef' )",
                    fixture.print(
                            "| all | all := #('ab' 'cd' 'ef') readStream gather: [:each | each]."
                                    + " {all copyFrom: 2 to: 3. all next. all upToEnd}"));
        }
    }

    @Nested
    class Rectangles {
        @Test
        void holdTheirOriginAndNotTheirCorner() {
            assertEquals(
                    "(true false false true )",
                    fixture.print(
                            "| a | a := 10@10 corner: 20@20. {a containsPoint: 10@10. a"
                                    + " containsPoint: 20@20. a intersects: (20@10 extent: 5@5). a"
                                    + " contains: (12@12 corner: 20@20)}"));
        }

        @Test
        void withoutAPartAreWhatIsLeft() {
            assertEquals(
                    "((0@0 corner: 2@10 4@0 corner: 10@10 2@0 corner: 4@2 2@4 corner: 4@10 ) 100 )",
                    fixture.print(
                            "| a b | a := 0@0 corner: 10@10. b := 2@2 corner: 4@4. {a areasOutside:"
                                    + " b. (a areasOutside: b) inject: b area into: [:sum :each | sum +"
                                    + " each area]}"));
        }

        @Test
        void ofAUserStandOnTheKernels() {
            assertEquals(
                    "(12 a Rectangle false 0@0 corner: 1@1 )",
                    fixture.print(
                            "Object subclass: Rectangle [ |w h| w: a h: b [ w := a. h := b ] area ["
                                    + " ^w * h ] ] {Rectangle new w: 3 h: 4; area. Rectangle new."
                                    + " Rectangle new = Rectangle new. 0@0 extent: 1@1}"));
        }
    }

    @Nested
    class Options {
        private String parsed(String words, String pattern) {
            return fixture.print(
                    "| all | all := OrderedCollection new. Getopt parse: ('%s' subStrings: ' ') with: '%s' do: [:name :value | all add: name -> value] ifError: [all add: #error]. all asArray"
                            .formatted(words, pattern));
        }

        @ParameterizedTest
        @CsvSource({
            "-ab, -a -b, ($a->nil $b->nil )",
            "-ab, -a: -b, ($a->'b' )",
            "-a -b, -a:: -b, ($a->nil $b->nil )",
            "--out=x y, -o|--output:, ('output'->'x' nil->'y' )",
            "--out x, -o|--output:, ('output'->'x' )",
            "-- -a, -a, (nil->'-a' )",
            "--long, --longer --longest, (#error )",
            "-a=1, -a, ($a->nil #error )",
            "--noarg=1, --noarg, (#error )",
            "-o, -o:, (#error )"
        })
        void areReadByAPattern(String words, String pattern, String expected) {
            assertEquals(expected, parsed(words, pattern));
        }
    }

    @Nested
    class Characters {
        @Test
        void separateWordsWhereTheyDoInSmalltalk() {
            assertEquals(
                    "(9 10 12 13 32 )",
                    fixture.print(
                            "((0 to: 127) select: [:v | (Character value: v) isSeparator])"
                                    + " asArray"));
        }
    }

    /// As ANSI X3J20 has them.
    @Nested
    class Sequences {
        @Test
        void areCopiedWithAnotherPart() {
            assertEquals(
                    "('heyo' 'abhello' (1 9 9 4 ) OrderedCollection (7 1 2 ) 'hexxo' )",
                    fixture.print(
                            "{'hello' copyReplaceFrom: 3 to: 4 with: 'y'. 'hello' copyReplaceFrom:"
                                    + " 1 to: 0 with: 'ab'. #(1 2 3 4) copyReplaceFrom: 2 to: 3"
                                    + " withObject: 9. #(1 2) asOrderedCollection copyReplaceFrom: 1"
                                    + " to: 0 withObject: 7. 'hello' copyReplacing: $l withObject:"
                                    + " $x}"));
        }

        @Test
        void knowNeighboursAndSubsequences() {
            assertEquals(
                    "(3 1 3 0 #none OrderedCollection (1 5 6 2 ) )",
                    fixture.print(
                            "{#(1 2 3) after: 2. #(1 2 3) before: 2. #(1 2 1 2)"
                                    + " indexOfSubCollection: #(1 2) startingAt: 2. 'abc'"
                                    + " indexOfSubCollection: 'x'. 'abc' indexOfSubCollection: 'x'"
                                    + " startingAt: 1 ifAbsent: [#none]. #(1 2) asOrderedCollection"
                                    + " addAll: #(5 6) before: 2; yourself}"));
        }

        @Test
        void refuseARangeThatIsNotTheirs() {
            assertEquals(
                    "(true true true )",
                    fixture.print(
                            "{[#(1 2 3) copy replaceFrom: 4 to: 1 withObject: 0. false] on: Error"
                                    + " do: [:e | e return: true]. [#(1 2 3) copy replaceFrom: 1 to: 2"
                                    + " with: #(1 2 3). false] on: Error do: [:e | e return: true]."
                                    + " ['abc' readStream next: -1. false] on: Error do: [:e | e"
                                    + " return: true]}"));
        }
    }

    @Nested
    class Messages {
        @Test
        void thatNobodyUnderstandsAreNotUnderstoodWhenPerformedEither() {
            assertEquals(
                    "(#zork: (4 ) 'wrong number of arguments' )",
                    fixture.print(
                            "{[3 perform: #zork: with: 4] on: MessageNotUnderstood do: [:e | e"
                                    + " return: e message selector]. [3 perform: #zork: with: 4] on:"
                                    + " MessageNotUnderstood do: [:e | e return: e message arguments]."
                                    + " [3 perform: #+ with: 4 with: 5] on: Error do: [:e | e return: e"
                                    + " messageText]}"));
        }
    }

    @Nested
    class Collections {
        @Test
        void forgetWhatIsRemoved() {
            assertEquals("Set (1 )", fixture.print("Set new add: 1; add: 2; remove: 2; yourself"));
            assertEquals(
                    "Dictionary ( #b->2 )",
                    fixture.print(
                            "Dictionary new at: #a put: 1; at: #b put: 2; removeKey: #a;"
                                    + " yourself"));
        }

        @Test
        void initializeWhatIsNew() {
            fixture.print("Object subclass: Till [ |n| initialize [ n := 7 ] n [ ^n ] ]");
            assertEquals("7", fixture.print("Till new n"));
            assertEquals("nil", fixture.print("Till basicNew n"));
        }
    }

    @Nested
    class Processes {
        @Test
        void takeTurns() {
            assertEquals(
                    "(1 2 3 )",
                    fixture.print(
                            """
                            | q out |
                            q := SharedQueue new. out := OrderedCollection new.
                            [1 to: 3 do: [:i | q nextPut: i]] fork.
                            3 timesRepeat: [out add: q next].
                            out asArray\
                            """));
        }

        @Test
        void yieldWhatAGeneratorMakes() {
            assertEquals(
                    "(1 4 9 )",
                    fixture.print(
                            "((Generator on: [:g | 1 to: 9 do: [:i | g yield: i * i]]) next: 3)"));
        }

        @Test
        void endWithTheEvaluation() {
            fixture.print("[[true] whileTrue: [Processor yield]] fork. 3");
            assertTrue(
                    Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(t -> t.getName().equals("talk process") && t.isAlive()));
        }

        @Test
        void areTakenBackWhenAllWait() {
            var ran = fixture.run("Semaphore new wait. 'after' displayNl");
            assertEquals(1, ran.faults());
            assertTrue(fixture.shown().endsWith("after\n"), fixture.shown());
        }

        @Test
        void stopWhenTheEvaluationIsInterrupted() throws InterruptedException {
            var ended = new java.util.concurrent.CompletableFuture<Evaluation>();
            Thread.ofVirtual()
                    .start(() ->
                            ended.complete(
                                    fixture.evaluate(
                                            "'go' displayNl. [[true] whileTrue] fork. Semaphore new"
                                                    + " wait")));
            Patience.until("it begins", () -> fixture.shown().contains("go"));
            fixture.talk.interrupt();
            assertInstanceOf(Evaluation.Interrupted.class, ended.join());
        }
    }

    @Test
    void aWeakPlaceIsEmptiedAndAMortalObjectIsTold() {
        fixture.print("Object subclass: Guest [ finalize [ Transcript showCr: 'gone' ] ]");
        assertEquals(
                "(nil )",
                fixture.print(
                        "w := WeakArray new: 1. w at: 1 put: Guest new. (w at: 1) addToBeFinalized."
                                + " ObjectMemory compact. w"));
        assertEquals("gone\n", fixture.shown());
    }

    @Test
    void testsAreMethodsOfATestCase() {
        fixture.print(
                "TestCase subclass: StackTest [ |stack| setUp [ stack := OrderedCollection new ]"
                        + " testPush [ stack add: 3. self assert: stack last equals: 3; deny: stack"
                        + " isEmpty ] testPop [ self should: [stack removeFirst] raise: Error ]"
                        + " testWrong [ self assert: 3 + 4 equals: 8 ] testBroken [ stack frobnicate ]"
                        + " ].StackTest subclass: DeepTest [ testMore [ self shouldnt: [stack add: 1]"
                        + " raise: Error ] ]");
        assertEquals(
                """
                4 run, 2 passed, 1 failed, 1 error
                  StackTest>>#testBroken: did not understand #frobnicate
                  StackTest>>#testWrong: got 7 instead of 8\
                """,
                fixture.print("StackTest suite run"));
        assertEquals(
                "(4 1 5 )",
                fixture.print(
                        "{StackTest suite tests size. DeepTest suite run passedCount. TestCase"
                                + " suite run runCount}"));
        assertEquals("TestFailure", fixture.fault("StackTest debug: #testWrong").type());
    }

    @Test
    void regressionModeShowsWhatEachEvalAnswers() {
        fixture.talk.regress(
                "Eval [ 3 + 4 ]\nEval [ 'a' displayNl. nil foo. 5 ]",
                "t.st",
                List.of(),
                TalkFixture.cause("t"));
        assertEquals(
                """

                Execution begins...
                returned value is 7

                Execution begins...
                a
                 error: did not understand #foo
                returned value is nil
                """,
                fixture.shown());
    }
}
