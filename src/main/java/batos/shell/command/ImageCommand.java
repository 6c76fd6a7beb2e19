package batos.shell.command;

import batos.app.ExitCode;
import batos.image.Cause;
import batos.image.Commit;
import batos.image.Image;
import batos.image.ImageFault;
import batos.image.VerifyFault;
import batos.image.VerifyInterrupted;
import batos.image.View;
import batos.persona.CallTexts;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.Evaluator;
import batos.text.Plural;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `image …`: the Living Image, its commits and snapshots.
@Command(name = "image", description = "The Living Image: commits, snapshots, the way back.")
final class ImageCommand implements Callable<CommandResult> {
    private final CommandContext context;

    ImageCommand(CommandContext context) {
        this.context = context;
    }

    private Image image() {
        return context.house().image();
    }

    private Cause cause() {
        return Evaluator.cause(context);
    }

    @Override
    public CommandResult call() {
        return log(10, null);
    }

    @Command(description = "The root hash: equal for equal content.")
    CommandResult root() {
        var root = image().now().root();
        return CommandResult.done(root, root);
    }

    /// A commit in words.
    ///
    /// @param changed `+ KIND NAME` for an added object, `~` for a changed one, `-` for a removed
    ///   one
    record Logged(
            long number,
            Instant at,
            String author,
            String line,
            String root,
            List<String> changed) {}

    @Command(
            description =
                    "The latest commits, the newest first: when, who, why, what. log shows whole"
                            + " deeds.")
    CommandResult log(
            @Option(
                            names = {"-n", "--limit"},
                            paramLabel = "N",
                            defaultValue = "20",
                            converter = CountConverter.class)
                    int limit,
            @Option(
                            names = "--object",
                            paramLabel = "KIND:NAME",
                            description =
                                    "Only commits that touched this object, for example"
                                            + " tool:slugify or #12.")
                    @Nullable String object) {
        var image = image();
        var commits =
                object == null ? image.log(limit) : image.log(ImagePrinter.oid(object), limit);
        if (commits.isEmpty()) {
            return CommandResult.done(
                    object == null
                            ? image.now().number() == 0
                                    ? "no commit yet"
                                    : unreadable(0, image.now().number())
                            : "no commit touched %s. Next: image log names what each commit touched"
                                    .formatted(object),
                    commits);
        }
        var logged = commits.stream().map(commit -> ImagePrinter.logged(image, commit)).toList();
        var newest = commits.getFirst().number();
        return CommandResult.done(
                (object == null && newest < image.now().number()
                                ? unreadable(newest, image.now().number()) + "\n"
                                : "")
                        + logged.stream()
                                .map(each -> ImagePrinter.line(each, context))
                                .collect(Collectors.joining("\n")),
                logged);
    }

    private static String unreadable(long read, long present) {
        return "the records of commits %d to %d cannot be read. Next: image verify"
                .formatted(read + 1, present);
    }

    @Command(description = "Gives the present state a name to come back to.")
    CommandResult save(@Parameters(paramLabel = "NAME") String name) {
        var saved = image().save(name);
        return CommandResult.done(
                "saved "
                        + name
                        + ": "
                        + ImagePrinter.state(saved)
                        + ". Back: image restore "
                        + name,
                saved);
    }

    @Command(description = "The snapshots, with size and root.")
    CommandResult list() {
        var snapshots = image().snapshots();
        return CommandResult.done(
                snapshots.isEmpty()
                        ? "no snapshot yet. Next: image save NAME"
                        : snapshots.stream()
                                .map(each -> ImagePrinter.line(each, context))
                                .collect(Collectors.joining("\n")),
                snapshots);
    }

    @Command(description = "Drops a snapshot's name; the present stays as it is.")
    CommandResult delete(@Parameters(paramLabel = "NAME") String name) {
        image().delete(name);
        return CommandResult.done(
                "the snapshot " + name + " is no more; the present is as it was",
                Map.of("deleted", name));
    }

    @Command(description = "Makes the present equal to a snapshot, or to the state after commit N.")
    CommandResult restore(@Parameters(paramLabel = "NAME|N") String nameOrNumber) {
        return changed("restored " + nameOrNumber, image().restore(nameOrNumber, cause()));
    }

    private CommandResult changed(String what, Commit commit) {
        return Undo.done(image(), what, commit, List.of(), "image undo");
    }

    @Command(
            description =
                    "Takes back the last deed, or the last N. It is a deed itself: a second undo"
                            + " brings back what the first took.")
    CommandResult undo(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "N",
                            defaultValue = "1",
                            converter = CountConverter.class)
                    int deeds,
            @Option(
                            names = "--deed",
                            description =
                                    "The deeds are meant, though a setting was changed after them,"
                                            + " which undo leaves.")
                    boolean deed) {
        return new Undo(context, "image undo").back(deeds, deed);
    }

    @Command(description = "Brings back what the last undo took; refused after any other deed.")
    CommandResult redo() {
        return new Undo(context, "image undo").forth();
    }

    @Command(description = "What differs between two states, per object and slot.")
    CommandResult diff(
            @Parameters(
                            index = "0",
                            paramLabel = "A",
                            description = "A snapshot, a commit, or now.")
                    String a,
            @Parameters(
                            index = "1",
                            arity = "0..1",
                            paramLabel = "B",
                            description = "The same; the present where it is left out.")
                    @Nullable String b) {
        var differences = image().diff(view(a), b == null ? image().now() : view(b));
        return CommandResult.done(
                differences.isEmpty()
                        ? "no difference"
                        : differences.stream()
                                .map(ImagePrinter::lines)
                                .collect(Collectors.joining("\n")),
                differences);
    }

    private View view(String nameOrNumber) {
        return image().at(ImagePrinter.number(image(), nameOrNumber));
    }

    @Command(
            description = {
                "A state of the past, to be looked at: expressions evaluate there, and change"
                        + " nothing.",
                "Without an expression, what it is. image restore N makes it the present."
            })
    CommandResult at(
            @Parameters(index = "0", paramLabel = "N", description = "A snapshot or a commit.")
                    String then,
            @Parameters(index = "1..*", arity = "0..*", paramLabel = "EXPR")
                    @Nullable List<String> words) {
        return new PastEvaluation(context)
                .at(
                        ImagePrinter.number(image(), then),
                        words == null ? "" : String.join(" ", words));
    }

    @Command(description = "Recomputes the root and checks journal and heap against it.")
    CommandResult verify() {
        var image = image();
        var out = context.out();
        List<VerifyFault> faults;
        try {
            faults =
                    image.verify((what, done, of) ->
                            out.working("verifying %s: %,d of %,d".formatted(what, done, of)));
        } catch (VerifyInterrupted e) {
            return CommandResult.failed(ExitCode.INTERRUPTED, String.valueOf(e.getMessage()));
        } finally {
            out.rest();
        }
        var now = image.now();
        if (faults.isEmpty()) {
            return CommandResult.done(
                    "clean: %s, %s, root %s"
                            .formatted(
                                    Plural.of(now.size(), "object"),
                                    Plural.of(now.number(), "commit"),
                                    now.root()),
                    Map.of("clean", true, "faults", faults, "root", now.root()));
        }
        var lines = faults.stream().map(VerifyFault::what).collect(Collectors.joining("\n"));
        return CommandResult.failed(lines + ImagePrinter.wayOn(faults));
    }

    @Command(description = "After damage: sets the damaged part aside and goes on before it.")
    CommandResult truncate() {
        return CommandResult.done(image().truncate());
    }

    @Command(description = "Writes all objects into one compressed, checksummed file.")
    CommandResult export(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--force", description = "Replace FILE if it exists.") boolean force,
            @Option(
                            names = "--without-texts",
                            description = "Leave out the words of past calls to models.")
                    boolean withoutTexts) {
        OutputFile.refuseReplacing(file, force);
        var now = image().now();
        Set<String> without =
                withoutTexts ? new LinkedHashSet<>(CallTexts.KINDS) : new LinkedHashSet<>();
        var leftOut = image().export(file, without);
        var texts = withoutTexts ? now.named(CallTexts.KIND).size() : 0;
        var size =
                now.size()
                        - leftOut.size()
                        - without.stream().mapToInt(kind -> now.named(kind).size()).sum();
        return CommandResult.done(
                "%s: %d objects, %s, %,d bytes"
                        .formatted(
                                file,
                                size,
                                leftOut.isEmpty()
                                        ? texts > 0
                                                ? "without the words of calls in "
                                                        + Plural.of(texts, "turn")
                                                : "root " + now.root()
                                        : "without what cannot be read: "
                                                + String.join(", ", leftOut),
                                file.toFile().length()),
                Map.of("file", file, "objects", size, "root", now.root(), "left out", leftOut));
    }

    @Command(
            name = "import",
            description = "Makes a new image equal to an export, or merges objects into this one.")
    CommandResult bring(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(
                            names = "--merge",
                            description =
                                    "Add to what is here: named objects, and what they lead to.")
                    boolean merge,
            @Option(
                            names = "--only",
                            paramLabel = "KIND[:NAME]",
                            description =
                                    "Merge only these, for example tool or tool:slugify; may be"
                                            + " repeated.")
                    @Nullable List<String> only,
            @Option(
                            names = "--theirs",
                            description = "What is here and differs is replaced; else it stays.")
                    boolean theirs) {
        var foreign = new ImportedGovernance(context);
        var cause = cause();
        if (!merge && only == null) {
            return told(changed("imported " + file, image().bringIn(file, cause)), foreign, cause);
        }
        var merged =
                image().merge(
                                file,
                                (kind, name) ->
                                        only == null
                                                || only.contains(kind)
                                                || only.contains(kind + ":" + name),
                                theirs,
                                cause);
        return told(CommandResult.done(ImagePrinter.text(merged, theirs), merged), foreign, cause);
    }

    /// An import with the parts of it that would govern.
    private static CommandResult told(CommandResult done, ImportedGovernance foreign, Cause cause) {
        var lines = foreign.settle(cause);
        return lines.isEmpty()
                ? done
                : new CommandResult(
                        done.exit(),
                        done.text() + "\n" + String.join("\n", lines),
                        done.document());
    }

    @Command(
            description = "Gives space back: condenses the old journal, drops unreachable objects.")
    CommandResult compact(
            @Option(names = "--dry-run", description = "Only tell what would be done.") boolean dry,
            @Option(
                            names = "--forget-past",
                            description =
                                    "Keep no commit: nothing up to now can be undone, and a damaged"
                                            + " part of the old journal goes with it.")
                    boolean past) {
        Image.CompactionReport done;
        try {
            done = past && !dry ? image().forgetPast(cause()) : image().compact(cause(), dry);
        } catch (ImageFault e) {
            if (e.reason() != ImageFault.Reason.NO_ROOM) {
                throw e;
            }
            return CommandResult.failed(ExitCode.NO_IMAGE, e.without("image compact"));
        }
        var unreachable = ImagePrinter.unreachable(done.unreachable());
        return CommandResult.done(
                dry
                        ? "would drop "
                                + unreachable
                                + (past ? ", and forget every commit up to now" : "")
                        : "%,d bytes -> %,d bytes; dropped %s; %s"
                                .formatted(
                                        done.before(),
                                        done.after(),
                                        unreachable,
                                        past
                                                ? "no commit up to now can be undone"
                                                : "commits from %d on can be undone one by one"
                                                        .formatted(done.oldest())),
                done);
    }
}
