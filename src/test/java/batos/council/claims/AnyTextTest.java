package batos.council.claims;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A model may say anything: words of the shipped lines in any order, cut off anywhere, beside any
/// receipts, are checked without a fault.
class AnyTextTest {
    private static final List<String> ODD =
            List.of(
                    ",", ";", ":", "—", ".", "?", "no", "without", "and", "is", "()", "[]", "{}",
                    "\"", "'", "…", "🙂", "\t", "(", ")", "=", "->", "1e400", "-", "**", "`", "@",
                    "");

    private static List<ClaimLine> lines() throws IOException {
        try (var in = AnyTextTest.class.getResourceAsStream("/batos/council/claims-more.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> ClaimLine.read(line, 1))
                    .toList();
        }
    }

    @Test
    void isCheckedWithoutAFault() throws IOException {
        var lines = lines();
        var words = new ArrayList<String>();
        lines.forEach(line -> words.addAll(List.of(line.text().split(" ", -1))));
        var check = new ClaimCheck("en");
        var random = new Random(4);
        for (int i = 0; i < 4_000; i++) {
            var text = new StringBuilder();
            for (int k = random.nextInt(14); k > 0; k--) {
                var from = random.nextInt(4) == 0 ? ODD : words;
                text.append(from.get(random.nextInt(from.size())))
                        .append(random.nextInt(9) == 0 ? "" : " ");
            }
            var receipts = new ArrayList<TurnReceipt>();
            for (int k = random.nextInt(4); k > 0; k--) {
                receipts.addAll(lines.get(random.nextInt(lines.size())).receipts());
            }
            assertDoesNotThrow(() -> check.check(text.toString(), receipts), text::toString);
        }
    }
}
