package batos.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What classes and methods tell about themselves, and the shapes that a class may ask for.
class ReflectionTest {
    private TalkFixture desk = new TalkFixture();

    @AfterEach
    void close() {
        desk.close();
    }

    @Nested
    class AShape {
        @ParameterizedTest
        @CsvSource({
            "float, 3, 3.0, nil",
            "double, 1.5e300, 1.5e300, nil",
            "int8, -128, -128, 128",
            "short, 32767, 32767, 32768",
            "ushort, 65535, 65535, -1",
            "int, -2147483648, -2147483648, 2147483648",
            "uint, 4294967295, 4294967295, 4294967296",
            "int64, 9223372036854775807, 9223372036854775807, 9223372036854775808",
            "uint64, 18446744073709551615, 18446744073709551615, -1",
            "byte, 255, 255, 256"
        })
        void keepsNumbersOfItsKindAndRefusesOthers(
                String shape, String value, String kept, String other) {
            desk.print("Object subclass: Vec [ <shape: #" + shape + "> ]");
            desk.print("v := Vec new: 2");
            assertEquals("true", desk.print("(v at: 2) = 0"));
            desk.print("v at: 1 put: " + value);
            assertEquals("true", desk.print("(v at: 1) = " + kept));
            assertTrue(desk.fault("v at: 1 put: " + other).message().contains("out of range"));
            desk = desk.reopened();
            assertEquals("true", desk.print("(v at: 1) = " + kept));
            assertEquals("#" + shape, desk.print("Vec shape"));
            assertTrue(desk.talk.fileOut("Vec").contains("<shape: #" + shape + ">"));
        }
    }

    @Nested
    class ACategory {
        @Test
        void isTheMethodsOwnAndStaysWithIt() {
            desk.print(
                    "Object subclass: Foo [ bar [ <category: 'reading'> ^1 ] baz: x [ ^x + self bar"
                            + " ] ]");
            assertEquals("'reading'", desk.print("(Foo >> #bar) methodCategory"));
            assertEquals("'as yet unclassified'", desk.print("(Foo >> #baz:) methodCategory"));
            desk.print("(Foo >> #baz:) methodCategory: 'adding'");
            desk.print("Foo compile: 'qux ^2' classified: 'reading'");
            desk = desk.reopened();
            assertEquals("'adding'", desk.print("(Foo >> #baz:) methodCategory"));
            assertEquals("'reading'", desk.print("(Foo >> #qux) methodCategory"));
            assertEquals("('adding' 'reading' )", desk.print("Foo collectCategories"));
            desk.print("Foo removeCategory: 'reading'");
            assertEquals("Set (#baz: )", desk.print("Foo selectors"));
        }

        @Test
        void ofTheSystemsOwnMethodsIsNotChanged() {
            var fault = desk.fault("(Object >> #printNl) methodCategory: 'mine'");
            assertTrue(fault.message().contains("is of the system"), fault.message());
        }
    }

    @Test
    void whichSelectorsReferToASelectorCountsWhatIsSent() {
        desk.print("Object subclass: Foo [ a [ ^1 + 2 ] b [ ^#() at: 1 put: 2 ] c [ ^'1 + 2' ] ]");
        assertEquals("Set (#a )", desk.print("Foo whichSelectorsReferTo: #+"));
        assertEquals("Set (#b )", desk.print("Foo whichSelectorsReferTo: #at:put:"));
    }

    @Nested
    class TheLastValue {
        @Test
        void isTheValueThatWasShownLast() {
            desk.print("3 + 4");
            assertEquals("14", desk.print("_ * 2"));
            desk.fault("nil foo");
            assertEquals("(14 14 )", desk.print("{_. _}"));
        }

        @Test
        void isTheObjectItself() {
            desk.print("all := OrderedCollection new");
            desk.print("_ add: 5; yourself");
            assertEquals("OrderedCollection (5 )", desk.print("all"));
        }

        @Test
        void leavesTheUnderscoreThatAssigns() {
            assertEquals("9", desk.print("y _ 9"));
            assertEquals("18", desk.print("y + _"));
        }

        @Test
        void isNotKept() {
            desk.print("3 + 4");
            desk = desk.reopened();
            assertEquals("nil", desk.print("_"));
        }
    }
}
