package batos.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Streams over strings write and read as those over arrays do, by primitives where they can.
class StreamsOverStringsTest {
    private final TalkFixture talk = new TalkFixture();

    @AfterEach
    void close() {
        talk.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '~',
            textBlock =
                    """
                    s nextPutAll: 'ab'; nextPut: $c; print: 12; nl; tab; nextPutAll: #sym. s contents size ~ 10
                    s nextPutAll: ''. s contents ~ ''
                    (s nextPut: $x) ~ $x
                    (s nextPutAll: 'x') == s ~ true
                    1 to: 40 do: [:i | s nextPut: $a; nextPutAll: 'bcd']. s contents size ~ 160
                    s nextPutAll: (String new: 100 withAll: $z). s contents size ~ 100
                    s nextPutAll: 'ab'; reset; nextPutAll: 'c'. s contents ~ 'c'
                    s nextPutAll: 'abc'; skip: -2; nextPut: $x. s contents ~ 'ax'
                    s nextPutAll: 'ab'; nextPutAll: s contents; nextPutAll: s contents. s contents ~ 'abababab'
                    s nextPutAll: #($a $b); nextPutAll: 7. s contents ~ 'ab7'
                    s nextPut: 9786 asCharacter. s contents first value ~ 9786
                    [s nextPut: 7. 0] on: Error do: [:e | e return: 1] ~ 1
                    (ReadWriteStream on: String new) nextPutAll: 'abc'; reset; nextPut: $x; contents ~ 'xbc'
                    (ReadWriteStream with: 'abc') nextPutAll: 'xy'; contents ~ 'xy'
                    (ReadWriteStream on: String new) nextPutAll: 'abc'; reset; next ~ $a
                    (WriteStream with: 'abc') nextPutAll: 'd'; contents ~ 'abcd'
                    (WriteStream on: Array new) nextPut: 1; nextPutAll: 'ab'; contents ~ (1 $a $b )
                    (WriteStream on: Array new) nextPutAll: #(1 2); nextPut: $c; contents ~ (1 2 $c )
                    (ReadStream on: 'ab') next; next; atEnd ~ true
                    (ReadStream on: 'ab') next; next; next ~ nil
                    (ReadStream on: #ab) next ~ $a
                    s print: 0; space; print: -120; tab; print: 1234567890123456789; print: 2 ** 70. s contents size ~ 48
                    s print: (2 ** 63) negated; print: 2 ** 63 - 1. s contents ~ '-92233720368547758089223372036854775807'
                    1 to: 30 do: [:i | s print: i]. s contents size ~ 51
                    | r | r := 'a=b=' readStream. {r upTo: $=. r upTo: $=. r upTo: $=} ~ ('a' 'b' '' )
                    | r | r := 'ab=c' readStream. {r upTo: $x. r atEnd} ~ ('ab=c' true )
                    | r | r := 'ab' readStream. r skip: 1. {r upTo: $a. r position} ~ ('b' 2 )
                    | r | r := #(1 2 3) readStream. {r upTo: 2. r next} ~ ((1 ) 3 )
                    | r | r := ReadWriteStream on: String new. r nextPutAll: 'a=b'; reset. {r upTo: $=. r next. r next} ~ ('a' $b nil )
                    | r | r := (String with: $a with: Character cr with: Character lf with: $b) readStream. {r nextLine. r nextLine. r nextLine} ~ ('a' 'b' nil )
                    | r | r := (String with: Character lf with: $b with: Character cr) readStream. {r nextLine. r nextLine. r nextLine. r atEnd} ~ ('' 'b' nil true )
                    '' readStream nextLine ~ nil
                    #($a) readStream nextLine ~ ($a )
                    [(WriteStream with: 'abc') next. 0] on: Error do: [:e | e return: (e messageText includesSubstring: 'ReadWriteStream')] ~ true
                    (ReadWriteStream with: 'abc') next ~ $a
                    (ReadStream on: #(3 4)) next; next ~ 4
                    (ReadStream on: 'abcd' from: 2 to: 3) next; upToEnd ~ 'c'
                    '12' asNumber ~ 12
                    '-12' asNumber ~ -12
                    ' 12 ' asNumber ~ 12
                    '007' asInteger ~ 7
                    '123456789012345678' asNumber ~ 123456789012345678
                    '1234567890123456789012' asNumber ~ 1234567890123456789012
                    '12ab' asNumber ~ 12
                    '1.5' asNumber ~ 1.5
                    '' asNumber ~ nil
                    'x1' asInteger ~ nil
                    '-' asInteger ~ nil
                    """)
    void answer(String source, String expected) {
        assertEquals(expected, talk.print("| s | s := WriteStream on: String new. " + source));
    }

    @Test
    void growByTheirOwnMethod() {
        var ended =
                talk.print(
                        """
                        WriteStream subclass: CountingStream [
                            | grown |
                            grow: n [ grown := (grown ifNil: [0]) + 1. super grow: n ]
                            grown [ ^grown ]
                        ]
                        | s |
                        s := CountingStream on: String new.
                        s nextPutAll: '0123456789abcdef'; nextPut: $g; nextPutAll: (String new: 99 withAll: $h).
                        s grown -> s contents size\
                        """);
        assertEquals("2->116", ended);
    }

    @Test
    void askMethodsOfAUserThatStandInThePrimitivesPlace() {
        assertEquals(
                "('<12>' ('A' 'B') 'n3')",
                talk.print(
                                """
                                WriteStream subclass: MarkedStream [
                                    nextPutAll: list [ super nextPut: $<. super nextPutAll: list. super nextPut: $> ]
                                ]
                                ReadStream subclass: LoudStream [ next [ ^super next asUppercase ] ]
                                | s in |
                                s := MarkedStream on: String new. s print: 12.
                                in := LoudStream on: (String with: $a with: Character lf with: $b).
                                Integer extend [ printString [ ^'n', (self printString: 10) ] ]
                                {s contents. {in nextLine. in nextLine}. (WriteStream on: String new) print: 3; contents}\
                                """)
                        .replace(" )", ")"));
    }

    @Test
    void overStringsOfAnotherClassAskIt() {
        assertEquals(
                "'ABC'",
                talk.print(
                        """
                        String subclass: LoudString [
                            at: i put: c [ ^super at: i put: c asUppercase ]
                            replaceFrom: a to: b with: text startingAt: i [ ^super replaceFrom: a to: b with: text asUppercase startingAt: i ]
                            species [ ^LoudString ]
                        ]
                        | s |
                        s := WriteStream on: LoudString new.
                        s nextPut: $a; nextPutAll: 'bc'.
                        s contents asSymbol printString copyWithout: $#\
                        """));
    }

    @Test
    void areKeptAndTakenBackWithTheirLine() {
        talk.print(
                "out := WriteStream on: String new. out nextPutAll: 'kept'; nextPut: $!. in := 'abc' readStream. in next");
        talk.fault("out nextPut: $x; nextPutAll: 'yz'. in next. nil foo");
        assertEquals("'kept!'", talk.print("out contents"));
        assertEquals("$b", talk.print("in next"));
        try (var again = talk.reopened()) {
            assertEquals("'kept!?'", again.print("out nextPut: $?; contents"));
            assertEquals("$c", again.print("in next"));
        }
        try (var again = talk.reopened()) {
            assertEquals("'kept!?+'", again.print("out nextPutAll: '+'; contents"));
            assertEquals("true", again.print("in atEnd"));
        }
    }
}
