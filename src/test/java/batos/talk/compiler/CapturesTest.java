package batos.talk.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import batos.talk.TalkFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A block's argument and temporaries are new each time that it runs, also where it is inlined.
class CapturesTest {
    private static final String BEFORE = "| blocks n | blocks := OrderedCollection new. n := 0. ";
    private static final String AFTER = ". (blocks collect: [:b | b value]) asArray";

    private final TalkFixture talk = new TalkFixture();

    @AfterEach
    void close() {
        talk.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '"',
            textBlock =
                    """
                    1 to: 3 do: [:i | blocks add: [i]] ! (1 2 3 )
                    1 to: 3 do: [:i | | t | t := i * 2. blocks add: [t]] ! (2 4 6 )
                    3 to: 1 by: -1 do: [:i | blocks add: [i]] ! (3 2 1 )
                    1/2 to: 2 do: [:i | blocks add: [i]] ! (1/2 3/2 )
                    3 timesRepeat: [| t | t := n := n + 1. blocks add: [t]] ! (1 2 3 )
                    [n < 3] whileTrue: [| t | t := n := n + 1. blocks add: [t]] ! (1 2 3 )
                    [n >= 3] whileFalse: [| t | t := n := n + 1. blocks add: [t]] ! (1 2 3 )
                    [| t | t := n := n + 1. blocks add: [t]. t < 3] whileTrue ! (1 2 3 )
                    [| t | t := n := n + 1. blocks add: [t]. t < 3] whileTrue: [] ! (1 2 3 )
                    1 to: 2 do: [:i | i > 0 ifTrue: [| t | t := i. blocks add: [t]]] ! (1 2 )
                    1 to: 2 do: [:i | i even ifTrue: [] ifFalse: [| t | t := i. blocks add: [t]]] ! (1 )
                    1 to: 2 do: [:i | (i > 0 and: [| t | t := i. blocks add: [t]. true])] ! (1 2 )
                    1 to: 2 do: [:i | (i * 3) ifNotNil: [:t | blocks add: [t]]] ! (3 6 )
                    1 to: 2 do: [:i | nil ifNil: [| t | t := i. blocks add: [t]]] ! (1 2 )
                    1 to: 2 do: [:i | 1 to: 2 do: [:j | blocks add: [i * 10 + j]]] ! (11 12 21 22 )
                    1 to: 2 do: [:i | 1 to: 2 do: [:j | blocks add: [i]]] ! (1 1 2 2 )
                    1 to: 2 do: [:i | 1 to: 2 do: [:j | blocks add: [j]]] ! (1 2 1 2 )
                    1 to: 2 do: [:i | blocks add: [| s | s := 0. 1 to: 2 do: [:j | s := s + (i * j)]. s]] ! (3 6 )
                    1 to: 3 do: [:i | | t | t := i. blocks add: [t := t + 10]. t := t * 2] ! (12 14 16 )
                    1 to: 3 do: [:i | blocks add: [n := n + i]] ! (1 3 6 )
                    1 to: 3 do: [:i | | t | blocks add: [t]. t isNil ifFalse: [n := 9]. t := n] ! (0 0 0 )
                    """)
    void aTurnHasVariablesOfItsOwn(String code, String values) {
        assertEquals(values, talk.print(BEFORE + code + AFTER));
        assertEquals(values, talk.print("[" + BEFORE + code + AFTER + "] value"));
        talk.print(
                "Object subclass: Loops [ go [ "
                        + (BEFORE + code + AFTER).replace(". (blocks", ". ^(blocks")
                        + " ] ]");
        assertEquals(values, talk.print("Loops new go"));
    }

    @Test
    void itReturnsFromTheMethodAndAnswersTheValueOfTheLoop() {
        talk.print(
                "Object subclass: Loops ["
                        + " find: n [ 1 to: 9 do: [:i | #(1) do: [:x | i]. i = n ifTrue: [^i * 100]]. ^0 ]"
                        + " all [ ^1 to: 9 do: [:i | #(1) do: [:x | i]] ] ]");
        assertEquals("400", talk.print("Loops new find: 4"));
        assertEquals("0", talk.print("Loops new find: 40"));
        assertEquals("1", talk.print("Loops new all"));
    }

    @Test
    void anAssignmentToTheArgumentLeavesTheCountAlone() {
        var keep = "#(1) do: [:x | i]. ";
        for (var captured : new String[] {"", keep}) {
            for (var from : new String[] {"1", "(1/1)", "1.0"}) {
                var print =
                        talk.print(
                                "| n | n := 0. "
                                        + from
                                        + " to: 3 do: [:i | "
                                        + captured
                                        + "n := n + 1. i := 7]. n");
                assertEquals("3", print, captured + from);
            }
        }
    }

    @Test
    void theImageKeepsEachTurn() {
        talk.print(
                "Smalltalk at: #Kept put: OrderedCollection new."
                        + " 1 to: 3 do: [:i | | t | t := i * 10."
                        + " (Smalltalk at: #Kept) add: [t := t + i]; add: [t]]");
        assertEquals("(11 11 22 22 33 33 )", kept(talk));
        try (var reopened = talk.reopened()) {
            assertEquals("(12 12 24 24 36 36 )", kept(reopened));
        }
    }

    private static String kept(TalkFixture talk) {
        return talk.print("((Smalltalk at: #Kept) collect: [:b | b value]) asArray");
    }
}
