package batos.shell.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A written session: the Architect's lines, and their output.
///
/// ```
/// # A comment: a number sign alone, or followed by a space.
/// architect> 3 + 4
/// 7
/// architect> #(1 2 3) do: [:each |
///      ...> each printNl]
/// 1
/// 2
/// ...
/// # restart
/// architect> /image root
/// 5c...
/// ```
///
/// Below a typed line stands the expected output, whether it went to stdout or stderr. Blank lines
/// and comments mean nothing. In an expected line `...` stands for any text; a line of `...` alone
/// stands for any number of lines. The comment `# restart` leaves the image and opens it again; the
/// comment `# by hand, in codex.toml: OLD => NEW` edits that file of the configuration as an editor
/// would.
public record Transcript(List<Part> parts) {
    public static final String PROMPT = "architect> ";
    private static final Pattern GOES_ON = Pattern.compile(" *\\.\\.\\.> ?(.*)");
    private static final Pattern BY_HAND =
            Pattern.compile("# by hand, in ([a-z]+\\.toml): (.+) => (.+)");
    private static final String ANY = "...";

    public Transcript {
        parts = List.copyOf(parts);
    }

    sealed interface Part {
        /// The lines of the file that it was read from.
        List<String> written();
    }

    /// Comments and blank lines before the first typed line.
    record Preamble(List<String> written) implements Part {}

    /// @param typed the input without prompts, its lines joined by line feeds
    /// @param prompted the lines with their prompts
    /// @param expected the lines below, without comments and blank lines
    /// @param below all lines below, as written
    record Exchange(String typed, List<String> prompted, List<String> expected, List<String> below)
            implements Part {
        @Override
        public List<String> written() {
            var all = new ArrayList<>(prompted);
            all.addAll(below);
            return all;
        }

        boolean fits(List<String> output) {
            return Transcript.fits(expected, output);
        }

        /// The same with what really came; comments and blank lines stay, at the end.
        List<String> rewritten(List<String> output) {
            var all = new ArrayList<>(prompted);
            all.addAll(output);
            below.stream().filter(Transcript::meansNothing).forEach(all::add);
            return all;
        }
    }

    /// The image is left and opened again.
    record Restart(List<String> written) implements Part {}

    /// A person edits a file of the configuration with another editor.
    ///
    /// @param file its name, for example `codex.toml`
    record ByHand(List<String> written, String file, String from, String to) implements Part {}

    static Transcript read(List<String> lines) {
        var parts = new ArrayList<Part>();
        var at = 0;
        while (at < lines.size()) {
            var begin = at++;
            var line = lines.get(begin);
            if (isTyped(line)) {
                while (at < lines.size() && GOES_ON.matcher(lines.get(at)).matches()) {
                    at++;
                }
                var inputEnd = at;
                at = nextPart(lines, at);
                parts.add(exchange(lines.subList(begin, inputEnd), lines.subList(inputEnd, at)));
            } else if (isRestart(line)) {
                at = nextPart(lines, at);
                parts.add(new Restart(List.copyOf(lines.subList(begin, at))));
            } else if (BY_HAND.matcher(line).matches()) {
                at = nextPart(lines, at);
                var edit = BY_HAND.matcher(line).results().findFirst().orElseThrow();
                parts.add(
                        new ByHand(
                                List.copyOf(lines.subList(begin, at)),
                                edit.group(1),
                                edit.group(2),
                                edit.group(3)));
            } else {
                at = nextPart(lines, at);
                parts.add(new Preamble(List.copyOf(lines.subList(begin, at))));
            }
        }
        return new Transcript(parts);
    }

    private static Exchange exchange(List<String> prompted, List<String> below) {
        var typed = new StringBuilder(afterPrompt(prompted.getFirst()));
        for (var line : prompted.subList(1, prompted.size())) {
            var goesOn = GOES_ON.matcher(line);
            typed.append('\n').append(goesOn.matches() ? goesOn.group(1) : line);
        }
        return new Exchange(
                typed.toString(),
                List.copyOf(prompted),
                below.stream().filter(line -> !meansNothing(line)).toList(),
                List.copyOf(below));
    }

    private static int nextPart(List<String> lines, int from) {
        var at = from;
        while (at < lines.size()
                && !isTyped(lines.get(at))
                && !isRestart(lines.get(at))
                && !BY_HAND.matcher(lines.get(at)).matches()) {
            at++;
        }
        return at;
    }

    private static boolean isTyped(String line) {
        return line.startsWith(PROMPT) || line.equals(PROMPT.stripTrailing());
    }

    private static String afterPrompt(String line) {
        return line.length() < PROMPT.length() ? "" : line.substring(PROMPT.length());
    }

    private static boolean isRestart(String line) {
        return line.strip().equals("# restart");
    }

    private static boolean meansNothing(String line) {
        return line.isBlank() || line.equals("#") || line.startsWith("# ");
    }

    /// Whether the lines fit, wildcards included; trailing white space means nothing.
    static boolean fits(List<String> expected, List<String> output) {
        if (expected.isEmpty()) {
            return output.isEmpty();
        }
        var rest = expected.subList(1, expected.size());
        if (expected.getFirst().strip().equals(ANY)) {
            for (var skipped = 0; skipped <= output.size(); skipped++) {
                if (fits(rest, output.subList(skipped, output.size()))) {
                    return true;
                }
            }
            return false;
        }
        return !output.isEmpty()
                && lineFits(expected.getFirst(), output.getFirst())
                && fits(rest, output.subList(1, output.size()));
    }

    private static boolean lineFits(String expected, String output) {
        var pattern = new StringBuilder();
        for (var piece : expected.stripTrailing().split(Pattern.quote(ANY), -1)) {
            pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(piece));
        }
        return Pattern.matches(pattern.toString(), output.stripTrailing());
    }
}
