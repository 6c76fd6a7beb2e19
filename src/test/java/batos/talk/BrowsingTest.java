package batos.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.image.MemoryImage;
import batos.talk.bind.Natives;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Looking into objects and code.
class BrowsingTest {
    private final MemoryImage image = new MemoryImage();
    private final TalkFixture desk = new TalkFixture(image, new Natives());

    private TalkFixture reopened() {
        return new TalkFixture(image, new Natives());
    }

    @Nested
    class AnInspector {
        @Test
        void numbersThePartsAndDivesIntoThem() {
            desk.print(
                    "Object subclass: Crate [ |label goods| label: x goods: y [ label := x. goods"
                            + " := y ] label [ ^label ] ]");
            desk.print(
                    "crate := Crate new label: 'tea' goods: {3. Dictionary new at: #a put: 4;"
                            + " yourself}; yourself");
            assertEquals(
                    "An instance of Crate\n  1  label: 'tea'\n  2  goods: (3 a Dictionary (#a->4 ) )"
                            .replace(
                                    "a Dictionary (#a->4 )",
                                    desk.print("Dictionary new at: #a put: 4; yourself")),
                    desk.print("inspector on: crate"));
            assertTrue(desk.print("inspector dive: 2").contains("1  [1]: 3"));
            assertTrue(desk.print("inspector dive: 2").contains("1  #a: 4"));
            assertTrue(desk.print("inspector at: 1 put: 5").contains("1  #a: 5"));
            desk.print("inspector up; up");
            desk.print("inspector at: 1 put: 'coffee'");
            assertEquals("'coffee'", reopened().print("crate label"));
            assertEquals(
                    "SystemExceptions.IndexOutOfRange", desk.fault("inspector dive: 9").type());
        }

        @Test
        void saysWhereALargeCollectionIsCut() {
            for (var large :
                    List.of(
                            "(1 to: 1200) asArray",
                            "(1 to: 1200) asOrderedCollection",
                            "(1 to: 1200) asSet",
                            "(1 to: 1200) inject: Dictionary new into: [:d :i | d at: i put: i. d]")) {
                var listing = desk.print("inspector on: (" + large + ")");
                assertTrue(listing.contains("the first 100 of 1200 parts"), large + listing);
                assertEquals(102, listing.lines().count(), large);
            }
            for (var whole :
                    List.of(
                            "(1 to: 100) asArray",
                            "'" + "x".repeat(900) + "'",
                            "3 @ 4",
                            "1/3",
                            "7"))
                assertFalse(desk.print("inspector on: (" + whole + ")").contains("parts"), whole);
        }

        @Test
        void isWhatInspectShows() {
            desk.print("#(1 2) inspect");
            assertTrue(
                    desk.shown().contains("An instance of Array\n  1  [1]: 1\n  2  [2]: 2\n"),
                    desk.shown());
            assertTrue(desk.print("inspector").contains("[2]: 2"));
        }
    }

    @Nested
    class TheBrowser {
        @Test
        void listsAClassAndShowsAMethod() {
            desk.print(
                    "Object subclass: Till [ |sum| <comment: 'Counts.'> Rate := 7. add: n [ sum :="
                            + " n ] Till class >> open [ ^self new ] ]");
            assertEquals(
                    "Till (Object)\n"
                            + "  Counts.\n"
                            + "  slots: sum\n"
                            + "  class variables: Rate\n"
                            + "  add: n\n"
                            + "  class >> open",
                    desk.print("browse Till"));
            assertEquals("add: n [ sum := n ]", desk.print("(browse Till) >> #add:"));
            assertEquals("Till", desk.print("browse classes"));
            assertEquals("MessageNotUnderstood", desk.fault("browse Tlil").type());
        }

        @Test
        void findsSendersImplementorsReferencesTextAndInstances() {
            desk.print(
                    "Object subclass: Till [ go [ ^self wobble: Till ] wobble: n [ ^'a curious"
                            + " text' ] ]. t := Till new");
            var again = reopened();
            assertEquals("('Till>>go' )", again.print("senders of: #wobble:"));
            assertEquals("('Till>>wobble:' )", again.print("implementors of: #wobble:"));
            assertEquals("('Till>>go' )", again.print("references to: Till"));
            assertEquals("('Till>>wobble:' )", again.print("methods containing: 'curious'"));
            assertEquals("(a Till )", again.print("Till allInstances"));
        }
    }

    @Nested
    class BesideMethodsInJava {
        @Test
        void theSearchGoesOn() {
            var natives =
                    new Natives().define("Shelf", "at:", _ -> 7).define("Shelf", "wobble:", _ -> 8);
            try (var other = new TalkFixture(new MemoryImage(), natives)) {
                other.print("Object subclass: Till [ go [ <quick> ^self wobble: 3 ] ]");
                assertEquals("('Till>>go' )", other.print("senders of: #wobble:"));
                assertEquals("('Shelf>>wobble:' )", other.print("implementors of: #wobble:"));
                assertTrue(other.print("senders of: #at:").contains("'Date>>day'"));
                assertEquals("()", other.print("references to: Shelf"));
            }
        }
    }

    @Nested
    class TheChangeLog {
        @Test
        void namesWhatWasChangedWhenAndByWhom() {
            desk.print("Object subclass: Till [ tax [ ^7 ] ]");
            desk.print("x := 5");
            desk.print("Till extend [ tax [ ^19 ] ]");
            var lines = desk.print("changes").lines().toList();
            assertEquals(2, lines.size(), lines.toString());
            assertTrue(
                    lines.getLast()
                            .matches(
                                    "\\d+  \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC  architect "
                                            + " Till>>tax"),
                    lines.getLast());
        }

        @Test
        void leadsBackForMethodsAndForShapes() {
            desk.print("Object subclass: Till [ |sum| tax [ ^7 ] ]");
            desk.print("till := Till new");
            desk.print("Till extend [ |extra| tax [ ^19 ] ]");
            var number = image.now().number();
            desk.print("changes revert: " + number);
            assertEquals("(7 (#sum ) )", reopened().print("{till tax. Till instVarNames}"));
            desk.print("changes revert: " + image.now().number());
            assertEquals("(19 (#sum #extra ) )", reopened().print("{till tax. Till instVarNames}"));
        }
    }

    @Nested
    class CodeAsText {
        private void filesInAgain(String code) {
            desk.print(code);
            var text = desk.talk.fileOut("");
            var other = new TalkFixture(new MemoryImage(), new Natives());
            var ran = other.run(text);
            assertEquals(0, ran.faults(), text);
            assertEquals(image.now().root(), other.image.now().root(), text);
            assertEquals(text, other.talk.fileOut(""));
        }

        @Test
        void holdsWhereSomebodyPutAClassOfTheKernel() {
            filesInAgain(
                    """
                    Object subclass: Shape [ area [ ^self subclassResponsibility ] ]
                    Shape subclass: Rectangle [ | side | side: n [ side := n ] area [ ^side * side ] ]
                    """);
        }

        @Test
        void filesInAgainToAnEqualRoot() {
            filesInAgain(
                    """
                    Object subclass: Base [
                        |a b| <comment: 'it''s a base'> <category: 'Shop'>
                        Limit := 7. Name := 'x'. Sign := #sign. Big := 2r1. Half := 0.5. Letter := $'.
                        Base class [ |made| ]
                        a [ "a comment" ^a ] a: x [ a := x. ^[:y | y foo: #(1 $a #b 'c')] ]
                        Base class >> limit [ ^Limit ]
                        + other [ <category: 'arithmetic'> ^other ]
                    ]
                    Base subclass: Derived [ |c| sum [ ^a + b ] ]
                    Array subclass: Row [ <shape: #pointer> |title| title [ ^title ] ]
                    Integer extend [ double [ <category: 'Shop'> ^self * 2 ] ]
                    Integer class extend [ lucky [ ^7 ] ]
                    """);
        }

        @Test
        void filesInAgainWhereClassesOfTheSystemWereChanged() {
            filesInAgain(
                    """
                    OrderedCollection extend [ |tag| <comment: 'mine'> Most := 3. tag [ ^tag ] ]
                    Object extend [ foo [ ^1 ] ]
                    Object subclass: Zero [ printOn: s [ s << 'zero' ] ]
                    """);
        }

        @Test
        void keepsClassVariablesThatHoldAConstant() {
            desk.print(
                    "Object subclass: Round [ Pi := 355/113. Name := 'a', 'b'. Round class >> all ["
                            + " ^{Pi. Name} ] ]");
            var other = new TalkFixture(new MemoryImage(), new Natives());
            other.run(desk.talk.fileOut(""));
            assertEquals("(355/113 'ab' )", other.print("Round all"));
        }

        @Test
        void isWrittenByClassAndByPackage() {
            desk.print(
                    "Object subclass: One [ <category: 'Shop'> ]. Object subclass: Two [ <category:"
                            + " 'Other'> ]. Integer extend [ double [ <category: 'Shop'> ^self * 2 ]"
                            + " half [ ^self / 2 ] ]");
            var text = desk.talk.fileOutPackage("Shop");
            assertTrue(text.contains("subclass: One") && text.contains("double ["), text);
            assertFalse(text.contains("Two") || text.contains("half"), text);
            assertTrue(desk.talk.fileOut("Two").startsWith("Object subclass: Two ["));
            assertEquals("", desk.talk.fileOut("Three"));
        }
    }

    @Nested
    class Tab {
        @Test
        void offersSelectorsOfTheReceiver() {
            desk.print("Object subclass: Till [ addTax [ ^1 ] ]. till := Till new");
            assertEquals("[addTax]", offers("till addTa"));
            assertEquals("[addTax]", offers("x := till addTa"));
            assertTrue(offers("'abc' asUpp").contains("asUppercase"));
            assertTrue(offers("#(1 2) rev").contains("reverse"));
            assertTrue(offers("$a isVow").contains("isVowel"));
            assertTrue(offers("Ti").contains("Till"));
            assertTrue(offers("ti").contains("till"));
        }

        private String offers(String line) {
            return desk.talk.complete(line, line.length()).candidates().toString();
        }
    }
}
