package batos.talk.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import batos.talk.TalkFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A send remembers the classes that it met; here each is changed after one place has met it.
class CallSiteTest {
    private final TalkFixture talk = new TalkFixture();

    @BeforeEach
    void twoClasses() {
        talk.print(
                "Object subclass: Animal [ | name | name [ ^name ] name: n [ name := n ] legs [ ^4"
                        + " ] ]. Animal subclass: Bird [ ]. Animal subclass: Fish [ legs [ ^0 ] ]."
                        + " Object subclass: Counter [ of: thing [ ^thing legs ] nameOf: thing ["
                        + " ^thing name ] ]");
        talk.print("counter := Counter new. bird := Bird new name: 'wren'; yourself");
        assertEquals("4", talk.print("counter of: bird"));
        assertEquals("'wren'", talk.print("counter nameOf: bird"));
    }

    @AfterEach
    void close() {
        talk.close();
    }

    @Test
    void findsAMethodThatASubclassGetsLater() {
        talk.print("Bird compile: 'legs [ ^2 ]'");
        assertEquals(
                "(2 0 4 )",
                talk.print("{counter of: bird. counter of: Fish new. counter of: Animal new}"));
    }

    @Test
    void findsTheInheritedMethodWhereTheOwnOneIsRemoved() {
        talk.print("Bird compile: 'legs [ ^2 ]'");
        assertEquals("2", talk.print("counter of: bird"));
        talk.print("Bird removeSelector: #legs");
        assertEquals("4", talk.print("counter of: bird"));
    }

    @Test
    void findsTheChangedMethodOfASuperclass() {
        talk.print("Animal compile: 'legs [ ^name size ]'");
        assertEquals("4", talk.print("counter of: bird"));
        talk.print("bird name: 'robin'");
        assertEquals("5", talk.print("counter of: bird"));
    }

    @Test
    void callsTheMethodThatStandsWhereOneOnlyAnsweredASlot() {
        talk.print("Animal compile: 'name [ ^name, ''!'' ]'");
        assertEquals("'wren!'", talk.print("counter nameOf: bird"));
        talk.print("Animal compile: 'name [ ^name ]'");
        assertEquals("'wren'", talk.print("counter nameOf: bird"));
    }

    @Test
    void readsTheSlotWhereItStandsNow() {
        talk.print("Object subclass: Living [ | age | ]. Living addInstVarName: 'kind'");
        talk.print("Animal superclass: Living");
        assertEquals("'wren'", talk.print("counter nameOf: bird"));
        talk.print("Living removeInstVarName: 'age'");
        assertEquals("'wren'", talk.print("counter nameOf: bird"));
    }

    @Test
    void readsAStringAndADictionaryAsTheirClassNowSays() {
        talk.print(
                "Object subclass: Reader [ first: list [ ^list at: 1 ] ]. String subclass:"
                        + " LoudString [ at: i [ ^(super at: i) asUppercase ] ]. Dictionary"
                        + " subclass: Defaults [ at: key ifAbsent: block [ ^super at: key ifAbsent:"
                        + " [#default] ] ]. LoudString class compile: 'species [ ^LoudString ]'");
        talk.print(
                "reader := Reader new. loud := LoudString new: 1. loud at: 1 put: $a."
                        + " text := 'ab' copy. table := Dictionary new at: 1 put: 7; yourself");
        var all =
                "{reader first: text. reader first: loud. reader first: text. reader first: table}";
        assertEquals("($a $A $a 7 )", talk.print(all));
        assertEquals("#default", talk.print("reader first: Defaults new"));
        assertEquals(
                "SystemExceptions.NotFound", talk.fault("reader first: Dictionary new").type());
        talk.print("String compile: 'at: i [ ^$z ]'");
        assertEquals("$z", talk.print("reader first: text"));
        talk.print("String removeSelector: #at:");
        assertEquals("$a", talk.print("reader first: text"));
    }

    @Test
    void asksTheHandlerOfUnknownMessagesOnceTheMethodIsGone() {
        talk.print("Animal removeSelector: #legs");
        assertEquals("MessageNotUnderstood", talk.fault("counter of: bird").type());
        talk.print("Animal compile: 'doesNotUnderstand: message [ ^message selector ]'");
        assertEquals("#legs", talk.print("counter of: bird"));
        talk.print("Animal compile: 'legs [ ^6 ]'");
        assertEquals("6", talk.print("counter of: bird"));
    }

    @Test
    void knowsMoreClassesThanItRemembers() {
        talk.print(
                "1 to: 9 do: [:i | Animal subclass: ('Kind', i printString) asSymbol. (Smalltalk"
                        + " at: ('Kind', i printString) asSymbol) compile: 'legs [ ^', i"
                        + " printString, ' ]']");
        var all =
                "(1 to: 9) asArray collect: [:i | counter of: (Smalltalk at: ('Kind', i printString)"
                        + " asSymbol) new]";
        assertEquals("(1 2 3 4 5 6 7 8 9 )", talk.print(all));
        talk.print("Kind3 compile: 'legs [ ^33 ]'. Kind9 removeSelector: #legs");
        assertEquals("(1 2 33 4 5 6 7 8 4 )", talk.print(all));
    }

    @Test
    void turnsOverInsideTheLoopThatChangesTheMethod() {
        assertEquals(
                "(4 4 2 2 )",
                talk.print(
                        "(1 to: 4) asArray collect: [:i | i = 3 ifTrue: [Bird compile: 'legs [ ^2"
                                + " ]']. counter of: bird]"));
    }

    @Test
    void meetsNumbersTextAndNilAtOnePlace() {
        talk.print("Object subclass: Shower [ of: x [ ^x printString ] ]. shower := Shower new");
        assertEquals(
                "('3' '''a''' 'nil' 'true' '2.5' '#b' '3' )",
                talk.print("#(3 'a' nil true 2.5 #b 3) collect: [:each | shower of: each]"));
        talk.print("Integer extend [ printString [ ^'whole' ] ]");
        assertEquals("('whole' 'nil' )", talk.print("{shower of: 3. shower of: nil}"));
    }

    @Test
    void ofSuperFollowsTheClassThatTheMethodStandsIn() {
        talk.print("Bird compile: 'legs [ ^super legs - 2 ]'");
        assertEquals("2", talk.print("counter of: bird"));
        talk.print("Animal compile: 'legs [ ^10 ]'");
        assertEquals("8", talk.print("counter of: bird"));
        talk.print("Bird superclass: Fish");
        assertEquals("-2", talk.print("counter of: bird"));
    }
}
