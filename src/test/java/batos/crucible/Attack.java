package batos.crucible;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A hostile program and the verdicts that each crucible may give on it.
record Attack(String name, String gvisor, String polyglot, String source) {
    static List<Attack> all() throws IOException {
        try (var stream = Attack.class.getResourceAsStream("attacks.txt")) {
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            var attacks = new ArrayList<Attack>();
            for (var block : text.split("(?m)^=== ", -1)) {
                var head = block.lines().findFirst().orElse("").split("::", -1);
                if (head.length == 3 && !block.startsWith("#")) {
                    attacks.add(
                            new Attack(
                                    head[0].strip(),
                                    head[1].strip(),
                                    head[2].strip(),
                                    block.substring(block.indexOf('\n') + 1)));
                }
            }
            return attacks;
        }
    }

    static boolean fits(String expected, Verdict verdict) {
        for (var option : expected.split("\\|", -1)) {
            var words = option.strip().split("=", 2);
            var what = words.length > 1 ? words[1] : "";
            boolean fits =
                    switch (verdict) {
                        case Verdict.Survived(String result, _, _) ->
                                words[0].equals("survived")
                                        && Pattern.compile(what, Pattern.DOTALL)
                                                .matcher(result)
                                                .matches();
                        case Verdict.Failed failed ->
                                words[0].equals("failed")
                                        && Pattern.compile(what).matcher(failed.error()).find();
                        case Verdict.Killed killed ->
                                words[0].equals("killed") && what.equals(killed.limit().name());
                        case Verdict.Violated _ -> words[0].equals("violated");
                        case Verdict.Interrupted _, Verdict.Unavailable _ -> false;
                    };
            if (fits) {
                return true;
            }
        }
        return false;
    }
}
