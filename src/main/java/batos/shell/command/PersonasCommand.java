package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.council.Utterances;
import batos.json.Json;
import batos.mind.Pin;
import batos.persona.Distinctness;
import batos.persona.Distinctness.Attribution;
import batos.persona.Distinctness.Utterance;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.text.FileErrors;
import batos.text.Plural;
import batos.text.TerminalText;
import batos.text.Utf8;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `personas …`: the four, as they are and measured.
@Command(
        name = "personas",
        description = "The four: who they are, and how distinct they still sound.")
final class PersonasCommand implements Callable<CommandResult> {

    private final CommandContext context;

    PersonasCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        var codex = context.house().codex().codex().inForce().document();
        var pins = context.house().models().pins();
        var lines = new ArrayList<String>();
        var document = new ArrayList<Map<String, Object>>();
        for (var persona : context.house().personas().all()) {
            var name = persona.name();
            var role = codex.persona(name).role();
            var model = Optional.ofNullable(pins.get(name)).map(Pin::tag).orElse("");
            lines.add("%-6s %s".formatted(name, role));
            lines.add(
                    "       model %s, spoke %s%s"
                            .formatted(
                                    model,
                                    Plural.of(persona.spoken(), "time"),
                                    persona.manner().isBlank()
                                            ? ""
                                            : ", manner: "
                                                    + TerminalText.oneLine(persona.manner())));
            var one = new LinkedHashMap<String, Object>();
            one.put("name", name);
            one.put("role", role);
            one.put("model", model);
            one.put("spoken", persona.spoken());
            one.put("manner", persona.manner());
            document.add(one);
        }
        lines.add("Next: /codex show robin, /models, or personas drift");
        return CommandResult.done(String.join("\n", lines), document);
    }

    @Command(
            description =
                    "Whether the four still sound like four: who said what is guessed from style"
                            + " alone, each utterance left out in turn. FILE has lines"
                            + " {\"persona\",\"text\"}; without it, what they said last.")
    CommandResult drift(
            @Parameters(arity = "0..1", paramLabel = "FILE") @Nullable Path file,
            @Option(
                            names = "--last",
                            paramLabel = "N",
                            defaultValue = "50",
                            converter = CountConverter.class,
                            description = "so many utterances of each")
                    int last) {
        return file == null ? ofImage(Math.clamp(last, 2, 500)) : ofFile(file);
    }

    private CommandResult ofFile(Path file) {
        var utterances = read(file);
        context.out().working("the style of " + Plural.of(utterances.size(), "utterance"));
        var found = context.house().distinctness().attribute(utterances);
        if (found.confusion().size() < 2) {
            return CommandResult.failed(
                    "%s holds too little: at least two personas need %d utterances each, of some length. Next: add lines {\"persona\",\"text\"} to it, or personas drift without a FILE"
                            .formatted(file, Distinctness.FEWEST));
        }
        return answer(found, Map.of(), Map.of(), "");
    }

    private CommandResult ofImage(int last) {
        var said = context.house().conversation().council().utterances(last);
        var utterances =
                said.stream().map(each -> new Utterance(each.persona(), each.text())).toList();
        context.out().working("the style of " + Plural.of(utterances.size(), "utterance"));
        var distinctness = context.house().distinctness();
        var found = distinctness.attribute(utterances);
        if (found.confusion().size() < 2) {
            return CommandResult.failed(
                    "too few utterances: at least two personas must have spoken "
                            + Distinctness.FEWEST
                            + " times. Next: @ and a question");
        }
        var history = context.house().codex().codex().history();
        var since = history.isEmpty() ? Instant.EPOCH : history.getLast().at();
        var moved = new LinkedHashMap<String, Double>();
        for (var persona : found.confusion().keySet()) {
            moved.put(
                    persona,
                    distinctness.moved(
                            texts(said, persona, since, false), texts(said, persona, since, true)));
        }
        return answer(
                found,
                moved,
                context.house().conversation().council().foreign(),
                since.equals(Instant.EPOCH) ? "" : context.time(since));
    }

    private static List<String> texts(
            List<Utterances.Utterance> said, String persona, Instant since, boolean after) {
        return said.stream()
                .filter(each -> each.persona().equals(persona))
                .filter(each -> each.at().isAfter(since) == after)
                .map(Utterances.Utterance::text)
                .toList();
    }

    private CommandResult answer(
            Attribution found,
            Map<String, Double> moved,
            Map<String, Integer> foreign,
            String since) {
        var bound = context.house().config().settings().council().driftBound();
        var drifted =
                found.confusion().keySet().stream()
                        .filter(persona -> found.of(persona) < bound)
                        .toList();
        var document = new LinkedHashMap<String, Object>();
        document.put("attribution", found.attribution());
        document.put("chance", found.chance());
        document.put("utterances", found.utterances());
        document.put("confusion", found.confusion());
        document.put("bound", bound);
        document.put("drifted", drifted);
        if (!foreign.isEmpty()) {
            document.put("foreign", foreign);
        }
        if (!moved.isEmpty()) {
            document.put("moved", moved);
            document.put("codex_changed", since);
        }
        var text = new StringBuilder(text(found, moved));
        if (!drifted.isEmpty()) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "\nbelow the bound of %.0f %% (council.drift_bound): %s",
                            100 * bound,
                            String.join(", ", drifted)));
        }
        foreign.forEach((persona, times) ->
                text.append("\n" + persona + " spoke as another " + Plural.of(times, "time")));
        return CommandResult.done(text.toString(), document);
    }

    private static String text(Attribution found, Map<String, Double> moved) {
        var lines = new ArrayList<String>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%.0f %% of %d utterances are attributed to who said them; chance is %.0f"
                                + " %%",
                        100 * found.attribution(),
                        found.utterances(),
                        100 * found.chance()));
        var names = List.copyOf(found.confusion().keySet());
        var head = new StringBuilder(String.format(Locale.ROOT, "%-10s", "said by"));
        names.forEach(name -> head.append(String.format(Locale.ROOT, "%8s", name)));
        lines.add(head + "   taken for");
        found.confusion()
                .forEach((persona, row) -> {
                    var line = new StringBuilder(String.format(Locale.ROOT, "%-10s", persona));
                    names.forEach(name ->
                            line.append(
                                    String.format(Locale.ROOT, "%8d", row.getOrDefault(name, 0))));
                    var by = moved.get(persona);
                    lines.add(
                            line
                                    + (by == null
                                            ? ""
                                            : String.format(
                                                    Locale.ROOT,
                                                    "   moved %.3f since the codex changed",
                                                    by)));
                });
        return String.join("\n", lines);
    }

    private static List<Utterance> read(Path file) {
        var number = 0;
        try {
            var utterances = new ArrayList<Utterance>();
            for (var line : Utf8.read(file).lines().toList()) {
                number++;
                if (!line.isBlank()) {
                    var json = Json.read(line);
                    if (!json.path("persona").isTextual() || !json.path("text").isTextual()) {
                        throw new CommandFailure(
                                ExitCode.USAGE,
                                file
                                        + ", line "
                                        + number
                                        + ": expected {\"persona\": \"…\", \"text\": \"…\"}");
                    }
                    utterances.add(
                            new Utterance(
                                    json.path("persona").asText().toUpperCase(Locale.ROOT),
                                    json.path("text").asText()));
                }
            }
            return utterances;
        } catch (JsonProcessingException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    file + ", line " + number + ": no JSON: " + Json.objection(e),
                    e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "cannot read " + file + ": " + FileErrors.reason(e), e);
        }
    }
}
