package batos.shell.command;

import batos.app.ExitCode;
import batos.loops.strategic.AnswerJudging;
import batos.loops.strategic.Datasets;
import batos.loops.strategic.GoldenExample;
import batos.mind.PersonaId;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.Evaluator;
import batos.text.Ellipsis;
import batos.text.FileErrors;
import batos.text.Plural;
import batos.text.TerminalText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `tune dataset PERSONA …`: what a persona could learn from.
final class DatasetActions {
    private static final int SHOWN = 60;
    private static final int JUDGED_AT_ONCE = 20;

    private final CommandContext context;
    private final boolean force;

    /// @param force whether an export replaces a file that is there
    DatasetActions(CommandContext context, boolean force) {
        this.context = context;
        this.force = force;
    }

    /// @param words an action with its arguments: `show`, `judge`, `add FILE`, `edit ID ANSWER`,
    ///   `drop ID`, `export FILE`
    CommandResult act(String typed, List<String> words, @Nullable String theme) {
        var action = words.isEmpty() ? "show" : words.getFirst();
        var rest = words.subList(Math.min(1, words.size()), words.size());
        if (action.equals("show")) {
            return show(typed, theme);
        }
        if (action.equals("judge") && rest.isEmpty()) {
            return judge(typed, theme);
        }
        if (action.equals("edit") && !rest.isEmpty()) {
            return edit(typed, rest.getFirst(), String.join(" ", rest.subList(1, rest.size())));
        }
        if (rest.size() == 1) {
            switch (action) {
                case "add" -> {
                    return add(typed, context.folder().resolve(rest.getFirst()));
                }
                case "drop" -> {
                    return drop(typed, rest.getFirst());
                }
                case "export" -> {
                    return export(typed, context.folder().resolve(rest.getFirst()), theme);
                }
                default -> {}
            }
        }
        return CommandResult.failed(
                ExitCode.USAGE,
                "'%s' is no action on a dataset. Next: /tune dataset %s, or with judge, add FILE.jsonl, edit ID ANSWER, drop ID, export FILE.jsonl"
                        .formatted(String.join(" ", words), typed));
    }

    private Datasets datasets() {
        return context.house().tuning().datasets();
    }

    private CommandResult show(String typed, @Nullable String theme) {
        return SmallModelCommands.persona(
                typed,
                persona -> {
                    var draft = datasets().draft(persona, Optional.ofNullable(theme));
                    var split = datasets().split(draft);
                    var lines = new ArrayList<String>();
                    lines.add(
                            "%s: %s, %d to learn, %d held out; %d left out, %d unverified"
                                    .formatted(
                                            persona,
                                            Plural.of(draft.golden().size(), "golden example"),
                                            split.train().size(),
                                            split.heldOut().size(),
                                            draft.rejected().size() + split.removed().size(),
                                            draft.unverified().size()));
                    for (var one : draft.golden()) {
                        lines.add(
                                "  %s %-8s %-60s %s"
                                        .formatted(
                                                one.id(),
                                                split.heldOut().contains(one)
                                                        ? "held out"
                                                        : split.train().contains(one)
                                                                ? "learn"
                                                                : "near",
                                                TerminalText.oneLine(shown(one.question())),
                                                one.provenance()));
                    }
                    draft.rejected()
                            .forEach(one ->
                                    lines.add(
                                            "  left out: %s%s%s"
                                                    .formatted(
                                                            one.episode() == 0
                                                                    ? "an added example"
                                                                    : "turn " + one.episode(),
                                                            one.what().isEmpty()
                                                                    ? ""
                                                                    : " '" + one.what() + "'",
                                                            ", " + one.why())));
                    draft.unverified()
                            .forEach(one ->
                                    lines.add(
                                            "  unverified: turn %d '%s'. Next: /good, or /correct --turn %d TEXT"
                                                    .formatted(
                                                            one.episode(),
                                                            shown(one.question()),
                                                            one.episode())));
                    return CommandResult.done(
                            String.join("\n", lines),
                            TuneCommand.facts(
                                    "persona", persona,
                                    "train", split.train(),
                                    "held_out", split.heldOut(),
                                    "near", split.removed(),
                                    "rejected", draft.rejected(),
                                    "unverified", draft.unverified()));
                });
    }

    private static String shown(String text) {
        return Ellipsis.line(text, SHOWN);
    }

    private CommandResult add(String typed, Path file) {
        return SmallModelCommands.persona(
                typed,
                persona -> {
                    try {
                        var count = datasets().add(persona, file, Evaluator.cause(context));
                        return CommandResult.done(
                                "%s added for %s. Next: /tune dataset %s"
                                        .formatted(Plural.of(count, "example"), persona, persona),
                                TuneCommand.facts("persona", persona, "added", count));
                    } catch (IOException e) {
                        return CommandResult.failed("cannot add " + FileErrors.message(e));
                    }
                });
    }

    private CommandResult judge(String typed, @Nullable String theme) {
        return SmallModelCommands.persona(
                typed,
                persona ->
                        switch (context.house()
                                .tuning()
                                .judging(line -> context.out().note(line))
                                .judge(
                                        persona,
                                        Optional.ofNullable(theme),
                                        JUDGED_AT_ONCE,
                                        Evaluator.cause(context))) {
                            case AnswerJudging.Judged.NotNow(var why) -> CommandResult.failed(why);
                            case AnswerJudging.Judged.Done done -> judged(persona, done);
                        });
    }

    private static CommandResult judged(String persona, AnswerJudging.Judged.Done done) {
        var next =
                done.kept() && done.looked() > 0
                        ? "/tune dataset " + persona
                        : "/good, or /correct TEXT";
        return CommandResult.done(done.line(persona) + ". Next: " + next, done);
    }

    private CommandResult edit(String typed, String id, String answer) {
        return SmallModelCommands.persona(
                typed,
                persona -> {
                    if (answer.isBlank()) {
                        return CommandResult.failed(
                                ExitCode.USAGE,
                                "no answer for example %s. Next: /tune dataset %s edit %s 'the answer as it should be'"
                                        .formatted(id, persona, id));
                    }
                    return datasets()
                            .edit(persona, id, answer, Evaluator.cause(context))
                            .map(now ->
                                    CommandResult.done(
                                            "example %s is now %s. Next: /tune dataset %s"
                                                    .formatted(id, now.id(), persona),
                                            now))
                            .orElseGet(() -> noExample(persona, id));
                });
    }

    private CommandResult drop(String typed, String id) {
        return SmallModelCommands.persona(
                typed,
                persona ->
                        datasets().drop(persona, id, Evaluator.cause(context))
                                ? CommandResult.done(
                                        "example %s is out of every dataset to come".formatted(id))
                                : noExample(persona, id));
    }

    private static CommandResult noExample(String persona, String id) {
        return CommandResult.failed(
                "no golden example %s of %s. Next: /tune dataset %s"
                        .formatted(id, persona, persona));
    }

    /// A sealed dataset by its name, for example `BRICK@1`, or the draft of a persona.
    private CommandResult export(String name, Path file, @Nullable String theme) {
        var sealed = context.house().tuning().records().dataset(name);
        var all = new ArrayList<GoldenExample>();
        if (sealed.isPresent()) {
            all.addAll(sealed.get().split().train());
            all.addAll(sealed.get().split().heldOut());
        } else {
            var id = PersonaId.named(name);
            if (id.isEmpty()) {
                return CommandResult.failed(
                        "no persona or sealed dataset '%s'; sealed are %s"
                                .formatted(
                                        name,
                                        String.join(
                                                ", ",
                                                context.house().tuning().records().datasets())));
            }
            all.addAll(datasets().draft(id.get().name(), Optional.ofNullable(theme)).golden());
        }
        OutputFile.write(file, force, to -> Files.writeString(to, Datasets.export(all)));
        return CommandResult.done(
                "%s of %s in %s".formatted(Plural.of(all.size(), "example"), name, file));
    }
}
