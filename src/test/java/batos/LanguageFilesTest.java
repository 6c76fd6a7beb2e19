package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs in files, through the whole product.
class LanguageFilesTest {
    @TempDir Path folder;

    private final OneShots batos = new OneShots(Map.of());

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void areInAlsoAfterALineThatFailed() throws IOException {
        var good = file("good.st", "Object subclass: Good [ hi [ ^'hi there' ] ]\n");
        assertEquals(
                1,
                batos.piped(
                        folder.resolve("home"),
                        "| ok | ok := 3. ok foo: bar ]] baz\n/filein " + good + "\nGood new hi\n"));
        assertEquals("'hi there'", batos.out.strip().lines().toList().getLast(), batos.err);
    }

    @Test
    void speakPharoWherePharoIsAskedFor() throws IOException {
        var program =
                file(
                        "everyday.st",
                        """
                        Eval [
                            3 isNotNil printNl.
                            '  a b ' trimBoth printNl.
                            ('a,b,c' splitOn: ',') asArray printNl.
                            ('Hello {1}' format: {'x'}) printNl.
                            (#(5 6) withIndexCollect: [:x :i | x * i]) printNl.
                            (String streamContents: [:s | s nextPutAll: 'abc']) printNl.
                            (10 atRandom between: 1 and: 10) printNl.
                            (#(3 1 2) shuffled asSortedCollection asArray = #(1 2 3)) printNl ]
                        TestCase subclass: FooTest [
                            testRaise [ self should: [1/0] raise: ZeroDivide ]
                            testNone [ self shouldnt: [1/1] raise: ZeroDivide ] ]
                        Eval [ FooTest suite run printNl ]
                        """);
        assertEquals(
                0,
                batos.run(folder.resolve("home"), "run", "--pharo", program),
                () -> batos.out + batos.err);
        assertEquals(
                List.of(
                        "true",
                        "'a b'",
                        "('a' 'b' 'c' )",
                        "'Hello x'",
                        "(5 12 )",
                        "'abc'",
                        "true",
                        "true",
                        "2 run, 2 passed, 0 failed, 0 errors"),
                batos.out.lines().toList());
        assertEquals(
                1, batos.run(folder.resolve("plain"), "run", program), "understood without it");
    }
}
