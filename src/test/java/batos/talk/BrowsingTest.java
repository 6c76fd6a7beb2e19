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
    private final TalkFixture fixture = new TalkFixture(image, new Natives());

    private TalkFixture reopened() {
        return new TalkFixture(image, new Natives());
    }

    @Nested
    class AnInspector {
        @Test
        void numbersThePartsAndDivesIntoThem() {
            fixture.print(
                    "Object subclass: Crate [ |label goods| label: x goods: y [ label := x. goods"
                            + " := y ] label [ ^label ] ]");
            fixture.print(
                    "crate := Crate new label: 'tea' goods: {3. Dictionary new at: #a put: 4;"
                            + " yourself}; yourself");
            assertEquals(
                    "An instance of Crate\n  1  label: 'tea'\n  2  goods: (3 a Dictionary (#a->4 ) )"
                            .replace(
                                    "a Dictionary (#a->4 )",
                                    fixture.print("Dictionary new at: #a put: 4; yourself")),
                    fixture.print("inspector on: crate"));
            assertTrue(fixture.print("inspector dive: 2").contains("1  [1]: 3"));
            assertTrue(fixture.print("inspector dive: 2").contains("1  #a: 4"));
            assertTrue(fixture.print("inspector at: 1 put: 5").contains("1  #a: 5"));
            fixture.print("inspector up; up");
            fixture.print("inspector at: 1 put: 'coffee'");
            assertEquals("'coffee'", reopened().print("crate label"));
            assertEquals(
                    "SystemExceptions.IndexOutOfRange", fixture.fault("inspector dive: 9").type());
        }

        @Test
        void saysWhereALargeCollectionIsCut() {
            for (var large :
                    List.of(
                            "(1 to: 1200) asArray",
                            "(1 to: 1200) asOrderedCollection",
                            "(1 to: 1200) asSet",
                            "(1 to: 1200) inject: Dictionary new into: [:d :i | d at: i put: i. d]")) {
                var listing = fixture.print("inspector on: (" + large + ")");
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
                assertFalse(
                        fixture.print("inspector on: (" + whole + ")").contains("parts"), whole);
        }

        @Test
        void isWhatInspectShows() {
            fixture.print("#(1 2) inspect");
            assertTrue(
                    fixture.shown().contains("An instance of Array\n  1  [1]: 1\n  2  [2]: 2\n"),
                    fixture.shown());
            assertTrue(fixture.print("inspector").contains("[2]: 2"));
        }
    }

    @Nested
    class TheBrowser {
        @Test
        void listsAClassAndShowsAMethod() {
            fixture.print(
                    "Object subclass: Till [ |sum| <comment: 'Counts.'> Rate := 7. add: n [ sum :="
                            + " n ] Till class >> open [ ^self new ] ]");
            assertEquals(
                    "Till (Object)\n"
                            + "  Counts.\n"
                            + "  slots: sum\n"
                            + "  class variables: Rate\n"
                            + "  add: n\n"
                            + "  class >> open",
                    fixture.print("browse Till"));
            assertEquals("add: n [ sum := n ]", fixture.print("(browse Till) >> #add:"));
            assertEquals("Till", fixture.print("browse classes"));
            assertEquals("MessageNotUnderstood", fixture.fault("browse Tlil").type());
        }

        @Test
        void findsSendersImplementorsReferencesTextAndInstances() {
            fixture.print(
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
            fixture.print("Object subclass: Till [ tax [ ^7 ] ]");
            fixture.print("x := 5");
            fixture.print("Till extend [ tax [ ^19 ] ]");
            var lines = fixture.print("changes").lines().toList();
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
            fixture.print("Object subclass: Till [ |sum| tax [ ^7 ] ]");
            fixture.print("till := Till new");
            fixture.print("Till extend [ |extra| tax [ ^19 ] ]");
            var number = image.now().number();
            fixture.print("changes revert: " + number);
            assertEquals("(7 (#sum ) )", reopened().print("{till tax. Till instVarNames}"));
            fixture.print("changes revert: " + image.now().number());
            assertEquals("(19 (#sum #extra ) )", reopened().print("{till tax. Till instVarNames}"));
        }
    }

    @Nested
    class CodeAsText {
        private void filesInAgain(String code) {
            fixture.print(code);
            var text = fixture.talk.fileOut("");
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
            fixture.print(
                    "Object subclass: Round [ Pi := 355/113. Name := 'a', 'b'. Round class >> all ["
                            + " ^{Pi. Name} ] ]");
            var other = new TalkFixture(new MemoryImage(), new Natives());
            other.run(fixture.talk.fileOut(""));
            assertEquals("(355/113 'ab' )", other.print("Round all"));
        }

        @Test
        void isWrittenByClassAndByPackage() {
            fixture.print(
                    "Object subclass: One [ <category: 'Shop'> ]. Object subclass: Two [ <category:"
                            + " 'Other'> ]. Integer extend [ double [ <category: 'Shop'> ^self * 2 ]"
                            + " half [ ^self / 2 ] ]");
            var text = fixture.talk.fileOutPackage("Shop");
            assertTrue(text.contains("subclass: One") && text.contains("double ["), text);
            assertFalse(text.contains("Two") || text.contains("half"), text);
            assertTrue(fixture.talk.fileOut("Two").startsWith("Object subclass: Two ["));
            assertEquals("", fixture.talk.fileOut("Three"));
        }
    }

    @Nested
    class Tab {
        @Test
        void offersSelectorsOfTheReceiver() {
            fixture.print("Object subclass: Till [ addTax [ ^1 ] ]. till := Till new");
            assertEquals("[addTax]", offers("till addTa"));
            assertEquals("[addTax]", offers("x := till addTa"));
            assertTrue(offers("'abc' asUpp").contains("asUppercase"));
            assertTrue(offers("#(1 2) rev").contains("reverse"));
            assertTrue(offers("$a isVow").contains("isVowel"));
            assertTrue(offers("Ti").contains("Till"));
            assertTrue(offers("ti").contains("till"));
        }

        private String offers(String line) {
            return fixture.talk.complete(line, line.length()).candidates().toString();
        }
    }
}
