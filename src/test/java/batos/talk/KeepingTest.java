package batos.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import batos.image.MemoryImage;
import batos.image.PastImage;
import batos.talk.bind.Natives;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What reaches the image, and what does not.
class KeepingTest {
    private final MemoryImage image = new MemoryImage();
    private final TalkFixture fixture = new TalkFixture(image, new Natives());

    @Nested
    class WhatEndsWithItsLine {
        @Test
        void isKeptAsItsNameAndTheRestAsItIs() {
            fixture.print("Object subclass: Box [ |held| held: x [ held := x ] held [ ^held ] ]");
            fixture.print("list := OrderedCollection new. list add: 1; add: Box new");
            fixture.print(
                    "list last held: (Dictionary new at: 'at' put: thisContext; at: 2 put: 3;"
                            + " yourself)");
            try (var later = fixture.reopened()) {
                assertEquals(
                        "Dictionary ( 'at'->'a context that has ended' 2->3 )",
                        later.print("list last held"));
            }
        }

        @Test
        void inATemporaryDoesNotLoseTheLine() {
            fixture.print(
                    "| p e | p := [3] fork. e := [1/0] on: ZeroDivide do: [:x | x]. kept := 5");
            assertEquals("5", fixture.reopened().print("kept"));
        }

        @Test
        void isAStreamThatAProcessFeeds() {
            fixture.print("list := {Generator inject: 1 into: [:n | n + 1]. 4}. list first next");
            assertEquals("4", fixture.reopened().print("list last"));
            assertEquals(
                    "(1 3 )",
                    fixture.print("((Generator inject: 1 into: [:n | n + 2]) next: 2) asArray"));
        }

        @Test
        void isNoBlockWhoseMethodHasReturned() {
            fixture.print(
                    "Object subclass: Box [ Last := nil. Box class >> keep [ | n | n := 1. ^Last :="
                            + " [n] ] ]");
            assertEquals("a BlockClosure", fixture.print("Box keep"));
        }
    }

    @Nested
    class AStateOfThePast {
        @Test
        void isEvaluatedInAndNotChanged() {
            fixture.print(
                    "x := 1. Object subclass: Till [ tax [ ^7 ] ]. list := OrderedCollection new"
                            + " add: 1; yourself");
            var then = image.now().number();
            fixture.print("x := 2. Till extend [ tax [ ^19 ] ]. list add: 2");
            var root = image.now().root();
            var past = new TalkFixture(new PastImage(image, then), new Natives());
            assertEquals("(1 7 OrderedCollection (1 ) )", past.print("{x. Till new tax. list}"));
            assertInstanceOf(Evaluation.Uncommitted.class, past.evaluate("x := 3"));
            assertInstanceOf(Evaluation.Uncommitted.class, past.evaluate("list add: 3"));
            assertInstanceOf(
                    Evaluation.Uncommitted.class, past.evaluate("Till compile: 'tax [ ^0 ]'"));
            assertEquals("(1 7 OrderedCollection (1 ) )", past.print("{x. Till new tax. list}"));
            assertEquals(root, image.now().root());
            assertEquals(
                    "(2 19 OrderedCollection (1 2 ) )", fixture.print("{x. Till new tax. list}"));
        }
    }

    @Nested
    class AnImageOpenedAgain {
        @Test
        void hasTheSharedAndTheCyclicAsTheyWere() {
            fixture.print("a := OrderedCollection new. b := {a. a}. a add: b");
            assertEquals(
                    "(true true )",
                    new TalkFixture(image, new Natives())
                            .print("{(b at: 1) == (b at: 2). a first == b}"));
        }

        @Test
        void hasManyObjectsWithoutLookingAtThem() {
            fixture.print("many := (1 to: 20000) asArray collect: [:i | i printString]");
            assertEquals("'19999'", new TalkFixture(image, new Natives()).print("many at: 19999"));
        }
    }
}
