package batos.shell.session;

import batos.app.ExitCode;
import batos.text.NextStep;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// `codex approve N` typed at a terminal, as a command or at an attached prompt, while another
/// process owns the image: the proposal is shown here, the person here is asked, and the approval
/// that is handed over names its hash.
public final class TerminalApproval {
    private static final String HASH_OPTION = "--hash";
    private static final Pattern WAITING = Pattern.compile("\"state\"\\s*:\\s*\"waiting\"");
    private static final Pattern HASH = Pattern.compile("\"hash\"\\s*:\\s*\"([0-9a-f]{64})\"");

    private final ApprovalTerminal terminal;
    private final Owner owner;

    /// The process that owns the image.
    @FunctionalInterface
    public interface Owner {
        /// Carries out words there.
        ///
        /// @param out gets its output
        /// @param notes gets its other output
        /// @return the exit code
        int call(List<String> words, OutputStream out, OutputStream notes) throws IOException;
    }

    public TerminalApproval(ApprovalTerminal terminal, Owner owner) {
        this.terminal = terminal;
        this.owner = owner;
    }

    /// Whether the words approve a proposal and leave it to the terminal to name its hash, as a
    /// script's do not.
    public static boolean isAsked(List<String> words) {
        return words.stream().noneMatch(word -> word.startsWith(HASH_OPTION)) && approves(words);
    }

    /// Whether the words, typed at a prompt, approve a proposal that has to be shown first.
    public static boolean approves(List<String> words) {
        int at = words.indexOf("approve");
        return at > 0
                && words.get(at - 1).equals("codex")
                && at + 1 < words.size()
                && words.get(at + 1).matches("[0-9]{1,9}")
                && words.stream()
                        .noneMatch(List.of("--edit", "--yes", "-y", "--force", "--json")::contains);
    }

    /// Whether the proposal that the words approve can be decided. One that was decided before is
    /// refused by the owner without a question here.
    public boolean isOpen(List<String> words) throws IOException {
        var described = new ByteArrayOutputStream();
        var exit = owner.call(document(shown(words)), described, OutputStream.nullOutputStream());
        return exit != ExitCode.DONE.code()
                || WAITING.matcher(described.toString(StandardCharsets.UTF_8)).find();
    }

    /// The words that show the proposal.
    private static List<String> shown(List<String> words) {
        var show =
                new ArrayList<>(
                        words.stream().takeWhile(word -> !word.startsWith(HASH_OPTION)).toList());
        show.set(words.indexOf("approve"), "show");
        return show;
    }

    private static List<String> document(List<String> show) {
        var document = new ArrayList<>(show);
        document.add("--json");
        return document;
    }

    /// @param out gets what becomes of it
    /// @param notes gets the faults
    /// @return the exit code
    public int carryOut(List<String> words, OutputStream out, OutputStream notes)
            throws IOException {
        int at = words.indexOf("approve");
        var show = shown(words);
        var described = new ByteArrayOutputStream();
        int exit = owner.call(document(show), described, OutputStream.nullOutputStream());
        var hash = last(described.toString(StandardCharsets.UTF_8));
        var shown = new ByteArrayOutputStream();
        if (exit != ExitCode.DONE.code() || hash.isEmpty()) {
            return owner.call(show, out, notes);
        }
        owner.call(show, shown, notes);
        var text = shown.toString(StandardCharsets.UTF_8).stripTrailing();
        var number = words.get(at + 1);
        if (!text.contains("\nhash: " + hash.get())
                || !terminal.show(NextStep.withoutLastLine(text))
                || !terminal.agrees("Put proposal " + number + " in force?")) {
            out.write(
                    "nothing is approved; proposal %s stays as it is%n"
                            .formatted(number)
                            .getBytes(StandardCharsets.UTF_8));
            return ExitCode.FAILED.code();
        }
        var named = new ArrayList<>(words);
        if (isAsked(words)) {
            named.add(HASH_OPTION);
            named.add(hash.get());
        }
        return owner.call(named, out, notes);
    }

    private static Optional<String> last(String document) {
        return HASH.matcher(document).results().reduce((_, later) -> later).map(m -> m.group(1));
    }
}
