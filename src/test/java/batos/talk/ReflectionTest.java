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
    private TalkFixture fixture = new TalkFixture();

    @AfterEach
    void close() {
        fixture.close();
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
            fixture.print("Object subclass: Vec [ <shape: #" + shape + "> ]");
            fixture.print("v := Vec new: 2");
            assertEquals("true", fixture.print("(v at: 2) = 0"));
            fixture.print("v at: 1 put: " + value);
            assertEquals("true", fixture.print("(v at: 1) = " + kept));
            assertTrue(fixture.fault("v at: 1 put: " + other).message().contains("out of range"));
            fixture = fixture.reopened();
            assertEquals("true", fixture.print("(v at: 1) = " + kept));
            assertEquals("#" + shape, fixture.print("Vec shape"));
            assertTrue(fixture.talk.fileOut("Vec").contains("<shape: #" + shape + ">"));
        }
    }

    @Nested
    class ACategory {
        @Test
        void isTheMethodsOwnAndStaysWithIt() {
            fixture.print(
                    "Object subclass: Foo [ bar [ <category: 'reading'> ^1 ] baz: x [ ^x + self bar"
                            + " ] ]");
            assertEquals("'reading'", fixture.print("(Foo >> #bar) methodCategory"));
            assertEquals("'as yet unclassified'", fixture.print("(Foo >> #baz:) methodCategory"));
            fixture.print("(Foo >> #baz:) methodCategory: 'adding'");
            fixture.print("Foo compile: 'qux ^2' classified: 'reading'");
            fixture = fixture.reopened();
            assertEquals("'adding'", fixture.print("(Foo >> #baz:) methodCategory"));
            assertEquals("'reading'", fixture.print("(Foo >> #qux) methodCategory"));
            assertEquals("('adding' 'reading' )", fixture.print("Foo collectCategories"));
            fixture.print("Foo removeCategory: 'reading'");
            assertEquals("Set (#baz: )", fixture.print("Foo selectors"));
        }

        @Test
        void ofTheSystemsOwnMethodsIsNotChanged() {
            var fault = fixture.fault("(Object >> #printNl) methodCategory: 'mine'");
            assertTrue(fault.message().contains("is of the system"), fault.message());
        }
    }

    @Test
    void whichSelectorsReferToASelectorCountsWhatIsSent() {
        fixture.print(
                "Object subclass: Foo [ a [ ^1 + 2 ] b [ ^#() at: 1 put: 2 ] c [ ^'1 + 2' ] ]");
        assertEquals("Set (#a )", fixture.print("Foo whichSelectorsReferTo: #+"));
        assertEquals("Set (#b )", fixture.print("Foo whichSelectorsReferTo: #at:put:"));
    }

    @Nested
    class TheLastValue {
        @Test
        void isTheValueThatWasShownLast() {
            fixture.print("3 + 4");
            assertEquals("14", fixture.print("_ * 2"));
            fixture.fault("nil foo");
            assertEquals("(14 14 )", fixture.print("{_. _}"));
        }

        @Test
        void isTheObjectItself() {
            fixture.print("all := OrderedCollection new");
            fixture.print("_ add: 5; yourself");
            assertEquals("OrderedCollection (5 )", fixture.print("all"));
        }

        @Test
        void leavesTheUnderscoreThatAssigns() {
            assertEquals("9", fixture.print("y _ 9"));
            assertEquals("18", fixture.print("y + _"));
        }

        @Test
        void isNotKept() {
            fixture.print("3 + 4");
            fixture = fixture.reopened();
            assertEquals("nil", fixture.print("_"));
        }
    }

    /// Object's own doesNotUnderstand: serves a class that has none.
    @Nested
    class AClassThatIsNotBelowObject {
        @Test
        void saysWhatItDoesNotUnderstand() {
            fixture.print("nil subclass: Bare [ ]");
            var asked =
                    "[Bare new foo: 3] on: MessageNotUnderstood do: [:e | e return: e message selector]";
            assertEquals("#foo:", fixture.print(asked));
            assertTrue(fixture.fault("Bare new").message().contains("printString"));
        }
    }
}
