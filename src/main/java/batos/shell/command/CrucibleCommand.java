package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.crucible.Crucible;
import batos.crucible.Trial;
import batos.crucible.Verdict;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.text.FileErrors;
import batos.text.Plural;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `crucible …`: where untrusted code may fail.
@Command(name = "crucible", description = "Where tools run: what is there, and what it is worth.")
final class CrucibleCommand implements Callable<CommandResult> {
    private static final String NOTHING = "def nothing():\n    return 1\n";

    private final CommandContext context;

    CrucibleCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        return check();
    }

    @Command(description = "What is there, what is missing, what it does not protect from.")
    CommandResult check() {
        var crucible = context.house().crucible();
        context.out().working("the crucible is tried");
        var findings = crucible.check();
        boolean works =
                findings.stream()
                        .anyMatch(found -> found.good() && found.subject().equals("a call"));
        var text =
                crucible.line()
                        + "\n"
                        + findings.stream()
                                .map(CrucibleCommand::line)
                                .collect(Collectors.joining("\n"));
        var document = new LinkedHashMap<String, Object>();
        document.put("crucible", crucible.name());
        document.put("line", crucible.line());
        document.put("works", works);
        document.put("findings", findings);
        return new CommandResult(works ? ExitCode.DONE : ExitCode.NO_CRUCIBLE, text, document);
    }

    private static String line(Crucible.Finding found) {
        return "  %s %-22s %s%s"
                .formatted(
                        mark(found),
                        found.subject(),
                        found.detail(),
                        found.next().isEmpty() ? "" : ". Next: " + found.next());
    }

    private static String mark(Crucible.Finding found) {
        if (!found.good()) {
            return "-";
        }
        return found.subject().startsWith("does not") ? "!" : "+";
    }

    @Command(description = "Build the sandbox image (as root; from Debian's packages).")
    CommandResult build() {
        var script = Path.of("sandbox", "build").toAbsolutePath();
        if (!Files.isExecutable(script)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "no " + script + ". Next: start batos from the project's folder");
        }
        var image = context.house().config().settings().crucible().image();
        try {
            var process =
                    new ProcessBuilder(script.toString(), image).redirectErrorStream(true).start();
            try (BufferedReader lines = process.inputReader()) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    context.out().note(line);
                }
            }
            int code = process.waitFor();
            return code == 0
                    ? CommandResult.done(image + " is built", Map.of("image", image))
                    : CommandResult.failed(
                            ExitCode.NO_CRUCIBLE,
                            "sandbox/build ended with " + code + ". Next: sudo sandbox/prepare");
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "cannot run " + script + ": " + FileErrors.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }

    @Command(description = "How long a call of a tool takes here.")
    CommandResult bench(
            @Option(
                            names = {"-n", "--calls"},
                            paramLabel = "N",
                            defaultValue = "10",
                            converter = CountConverter.class)
                    int calls,
            @Option(
                            names = "--pause",
                            paramLabel = "MS",
                            defaultValue = "1500",
                            description =
                                    "between calls, so that the next one meets a warm interpreter")
                    long pause) {
        var crucible = context.house().crucible();
        var trial = new Trial(NOTHING, "nothing", "{}", Trial.Limits.USUAL);
        var times = new ArrayList<Double>();
        for (int i = 0; i <= Math.clamp(calls, 1, 1000); i++) {
            context.out().working("call " + i + " of " + calls);
            long began = System.nanoTime();
            if (!(crucible.run(trial) instanceof Verdict.Survived)) {
                return CommandResult.failed(
                        ExitCode.NO_CRUCIBLE, crucible.line() + "\nNext: /crucible check");
            }
            if (i > 0) {
                times.add((System.nanoTime() - began) / 1e6);
            }
            try {
                Thread.sleep(Math.clamp(pause, 0, 60_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return CommandResult.failed(ExitCode.INTERRUPTED, "interrupted");
            }
        }
        times.sort(null);
        double median = times.get(times.size() / 2);
        double late = times.get((int) (times.size() * 0.95));
        var document = new LinkedHashMap<String, Object>();
        document.put("crucible", crucible.name());
        document.put("calls", times.size());
        document.put("median_ms", median);
        document.put("p95Ms", late);
        return CommandResult.done(
                String.format(
                        Locale.ROOT,
                        "%s: %s, median %.1f ms, p95 %.1f ms",
                        crucible.name(),
                        Plural.of(times.size(), "call"),
                        median,
                        late),
                document);
    }
}
