package batos.shell.command;

import batos.app.ExitCode;
import batos.memory.Audit;
import batos.memory.Consolidation;
import batos.memory.Level;
import batos.memory.MemoryCuration;
import batos.memory.MemoryRecord;
import batos.memory.Purge;
import batos.memory.exchange.JsonLinesWriter;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.Evaluator;
import batos.text.Ellipsis;
import batos.text.Plural;
import batos.text.TerminalText;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The commands that look after memory as a whole.
final class MemoryMaintenance {
    private static final int SHOWN = 90;
    private static final int MATCHES = 20;

    private final CommandContext context;

    MemoryMaintenance(CommandContext context) {
        this.context = context;
    }

    CommandResult consolidate(boolean background) {
        var work =
                new Consolidation(
                        context.house().memory(),
                        context.house().factExtractor(),
                        Evaluator.cause(context));
        if (background) {
            return context.house()
                    .memoryWork()
                    .start("memory consolidate", progress -> words(work.run(progress)))
                    .map(other ->
                            CommandResult.failed(
                                    other
                                            + " runs already. Next: /memory status, or /memory"
                                            + " stop"))
                    .orElseGet(() ->
                            CommandResult.done(
                                    "memory is consolidated beside the prompt. Next: /memory"
                                            + " status says how far it is",
                                    Map.of("background", true)));
        }
        var out = context.out();
        try {
            var report =
                    context.beside(() ->
                            work.run((done, all) -> out.working("session " + done + " of " + all)));
            return report.left() > 0
                    ? CommandResult.failed(ExitCode.INTERRUPTED, words(report))
                    : CommandResult.done(words(report), report);
        } finally {
            out.rest();
        }
    }

    private String words(Consolidation.Report report) {
        var text =
                "sessions: %d, and %d known before; %d facts are new, %d were known, %d were dropped because their turns do not bear them out, %d were superseded; themes: %d"
                        .formatted(
                                report.sessions(),
                                report.known(),
                                report.facts(),
                                report.repeated(),
                                report.dropped(),
                                report.superseded(),
                                report.themes());
        if (context.house().factExtractor().model().isEmpty()) {
            text += ". No model answers, so no facts were extracted. Next: /models mind";
        }
        for (var failed : report.failed()) {
            text += "\nno facts of " + failed;
        }
        return report.left() > 0
                ? text
                        + "\n"
                        + report.left()
                        + " sessions are left. Next: memory consolidate goes on"
                : text;
    }

    CommandResult audit() {
        var findings = context.house().memory().audit();
        return CommandResult.done(
                findings.stream().map(MemoryMaintenance::line).collect(Collectors.joining("\n")),
                Map.of("findings", findings));
    }

    private static String line(Audit.Finding finding) {
        var text =
                String.format(
                        Locale.ROOT,
                        "%-17s %5.1f %%  %d of %d: %s",
                        finding.name(),
                        100 * finding.rate(),
                        finding.count(),
                        finding.of(),
                        finding.meaning());
        for (var example : finding.examples()) {
            text += "\n    " + cut(example);
        }
        return finding.next().isEmpty() ? text : text + "\n    Next: " + finding.next();
    }

    CommandResult themes() {
        var memory = context.house().memory();
        var themes = memory.all(Level.THEME);
        return CommandResult.done(
                themes.isEmpty()
                        ? "there are no themes yet. Next: memory consolidate"
                        : themes.stream()
                                .map(theme ->
                                        "%-4s %4d  %s"
                                                .formatted(
                                                        theme.id(),
                                                        theme.evidence().size(),
                                                        TerminalText.oneLine(theme.text())))
                                .collect(Collectors.joining("\n")),
                Map.of("themes", themes.stream().map(MemoryMaintenance::document).toList()));
    }

    private static Map<String, Object> document(MemoryRecord theme) {
        var document = new LinkedHashMap<String, Object>();
        document.put("id", theme.id());
        document.put("label", theme.text());
        document.put("episodes", theme.evidence());
        return document;
    }

    CommandResult theme(String id) {
        var memory = context.house().memory();
        var name = id.startsWith("h") ? id : "h" + id;
        var theme = memory.find(name).filter(it -> it.level() == Level.THEME);
        if (theme.isEmpty()) {
            return CommandResult.failed("no theme " + id + ". Next: memory themes");
        }
        var episodes =
                theme.get().evidence().stream()
                        .map(memory::find)
                        .flatMap(Optional::stream)
                        .sorted(Comparator.comparing(MemoryRecord::time))
                        .toList();
        return CommandResult.done(
                TerminalText.oneLine(theme.get().text())
                        + episodes.stream()
                                .map(it ->
                                        "\n%-6s %s %s"
                                                .formatted(it.id(), day(it.time()), cut(it.text())))
                                .collect(Collectors.joining()),
                document(theme.get()));
    }

    private static String day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    /// The facts that a question brings to mind, by time, each with when it held.
    CommandResult timeline(String text) {
        var memory = context.house().memory();
        var facts = new ArrayList<MemoryRecord>();
        for (var recall : memory.recall(text, MATCHES)) {
            for (var fact : memory.factsOf(recall.id())) {
                if (!facts.contains(fact)) {
                    facts.add(fact);
                }
            }
        }
        facts.sort(Comparator.comparing(MemoryRecord::time));
        return CommandResult.done(
                facts.isEmpty()
                        ? "no facts come to mind. Next: memory recall " + text
                        : facts.stream()
                                .map(MemoryMaintenance::held)
                                .collect(Collectors.joining("\n")),
                facts.stream()
                        .map(fact -> {
                            var document = new LinkedHashMap<String, Object>();
                            document.put("id", fact.id());
                            document.put("text", fact.text());
                            document.put("from", fact.validity().from());
                            document.put(
                                    "until",
                                    fact.validity().isSuperseded() ? fact.validity().until() : "");
                            document.put("superseded_by", fact.validity().supersededBy());
                            document.put("supersedes", fact.validity().supersedes());
                            return document;
                        })
                        .toList());
    }

    private static String held(MemoryRecord fact) {
        var validity = fact.validity();
        return "%s to %-10s %-5s %s%s"
                .formatted(
                        day(validity.from()),
                        validity.isSuperseded() ? day(validity.until()) : "now",
                        fact.id(),
                        cut(fact.text()),
                        validity.isSuperseded() ? " (then " + validity.supersededBy() + ")" : "");
    }

    CommandResult pin(String id, boolean pinned) {
        return new MemoryCuration(context.house().memory(), Evaluator.cause(context))
                .pin(id, pinned)
                .map(CommandResult::failed)
                .orElseGet(() ->
                        CommandResult.done(
                                id + (pinned ? " is pinned" : " is no longer pinned"),
                                Map.of("id", id, "pinned", pinned)));
    }

    CommandResult merge(String stays, String goes) {
        return new MemoryCuration(context.house().memory(), Evaluator.cause(context))
                .merge(stays, goes)
                .map(CommandResult::failed)
                .orElseGet(() ->
                        CommandResult.done(
                                goes
                                        + " is part of "
                                        + stays
                                        + ". image undo makes two of it again",
                                Map.of("stays", stays, "went", goes)));
    }

    CommandResult purge(String id, @Nullable String again, boolean keepSnapshots) {
        var purge = new Purge(context.house().memory(), Evaluator.cause(context));
        var plan = purge.plan(id);
        if (plan.isEmpty()) {
            return CommandResult.failed("no memory " + id + ". Next: memory recall TEXT");
        }
        var costs = costs(plan.get(), keepSnapshots);
        if (!id.equals(again)
                && !context.agreed("forget " + id + " for good? Then " + costs + ".")) {
            return CommandResult.failed(
                    ExitCode.REFUSED,
                    "nothing is purged. A purge would cost this: "
                            + costs
                            + ". Next: memory purge "
                            + id
                            + (keepSnapshots ? " --keep-snapshots" : "")
                            + " --yes "
                            + id);
        }
        var report = context.beside(() -> purge.purge(plan.get(), keepSnapshots));
        return CommandResult.done(id + told(report), report);
    }

    private static String costs(Purge.Plan plan, boolean keepSnapshots) {
        var text = "all " + plan.commits() + " commits before it can no longer be undone";
        return keepSnapshots || plan.snapshots().isEmpty()
                ? text
                : text + ", and the snapshots " + String.join(", ", plan.snapshots()) + " go";
    }

    private static String told(Purge.Report report) {
        var text = " is forgotten";
        if (report.gone().size() > 1) {
            text += ", with " + (report.gone().size() - 1) + " that rested on it";
        }
        text +=
                report.journal()
                        ? "; the journal holds no commit before this one"
                        : "; this image's history is in memory alone and still holds it";
        if (!report.deleted().isEmpty()) {
            text += "; deleted snapshots: " + String.join(", ", report.deleted());
        }
        return report.left().isEmpty()
                ? text + ". No snapshot holds it; files that you exported are yours to delete"
                : text
                        + ". The snapshots "
                        + String.join(", ", report.left())
                        + " still hold it. Next: image delete "
                        + report.left().getFirst()
                        + ", then image compact";
    }

    CommandResult export(Path file, boolean force) {
        var items = context.house().memory().items();
        OutputFile.write(file, force, to -> JsonLinesWriter.write(to, items));
        return CommandResult.done(
                Plural.of(items.size(), "memory")
                        + (items.size() == 1 ? " is in " : " are in ")
                        + file,
                Map.of("file", file, "memories", items.size()));
    }

    private static String cut(String text) {
        var plain = TerminalText.oneLine(text);
        return Ellipsis.of(plain, SHOWN);
    }
}
