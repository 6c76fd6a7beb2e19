package batos.shell.session;

import batos.app.CommandFailure;
import batos.app.DeedQueue;
import batos.app.ExitCode;
import batos.app.OpenOptions;
import batos.text.ShellQuote;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The options that every command understands, before its name or after it.
@Command(
        name = "batos",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
public final class GlobalOptions {
    /// What Tab offers for `--mind`.
    static final class Minds extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Minds() {
            super(List.of("auto", "ollama", "openai", "local", "rehearsal"));
        }
    }

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            order = 1,
            description =
                    "The image's folder. Default: $BATOS_HOME, else image/ of the"
                            + " project; installed, $XDG_DATA_HOME/batos.")
    @Nullable Path home;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            order = 2,
            description =
                    "The folder of codex.toml and settings.toml. Default: $BATOS_CONFIG, else the"
                            + " image's folder, which gets copies of the shipped ones with the first question or setting.")
    public @Nullable Path config;

    @Option(
            names = "--mind",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            order = 3,
            completionCandidates = Minds.class,
            description =
                    "auto, ollama, openai, local or rehearsal. Default: what settings.toml"
                            + " says.")
    @Nullable String mind;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 4,
            description = "Take down all that is not deterministic, for --replay.")
    @Nullable Path record;

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 5,
            description = "Play a record back, offline and bit for bit.")
    public @Nullable Path replay;

    @Option(
            names = "--at",
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            order = 5,
            description =
                    "With --replay: play N lines, then go on. `batos fork FILE --at N --mind NAME`"
                            + " is short for it.")
    public @Nullable Integer at;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            order = 6,
            description = "One JSON document on stdout, everything else on stderr.")
    public boolean json;

    /// Own the image without a prompt; `batos start` asks for it.
    @Option(names = "--serve", hidden = true)
    public boolean serve;

    private boolean servesApi;

    /// The port of the API server, where [#serveApi] was called with one.
    public Optional<Integer> api = Optional.empty();

    /// Own the image without a prompt, and open the API server: `batos serve` asks for it.
    ///
    /// @param port empty for the one that the settings name
    public void serveApi(Optional<Integer> port) {
        serve = true;
        servesApi = true;
        api = port;
    }

    /// Whether the API server was asked for.
    public boolean servesApi() {
        return servesApi;
    }

    /// With `--serve`: end after so many minutes without a client; 0 stays.
    @Option(names = "--linger", hidden = true, paramLabel = "MINUTES")
    public int linger;

    /// The protocol that this process is to speak over its standard streams, as the command asked
    /// for that does so.
    public @Nullable String protocol;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            order = 7,
            description = "No colours; so does a non-empty $NO_COLOR.")
    public boolean noColour;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            order = 8,
            description = "Say more: traces of failures, warnings of libraries.")
    boolean verbose;

    /// Whether an option asks for another house than the one that is open.
    boolean asksForAnotherHouse() {
        return home != null || config != null || asksForAnotherMind();
    }

    public boolean asksForAnotherMind() {
        return mind != null || record != null || replay != null;
    }

    /// Whether an option asks for more than a house has that another process opened.
    ///
    /// @param present the mind that answers there
    public boolean asksForMoreThan(Supplier<String> present) {
        return record != null || replay != null || (mind != null && !mind.equals(present.get()));
    }

    /// The mind that was asked for by name, where nothing else was that only a process of its own
    /// has.
    public Optional<String> mindAlone() {
        return record != null || replay != null ? Optional.empty() : Optional.ofNullable(mind);
    }

    /// A command without effect that the owner of the image refuses where its mind or its
    /// configuration is another one than was asked for; empty where neither was.
    public Optional<List<String>> ownerCheck(ProcessEnvironment around) {
        var options = new ArrayList<>(configGiven(around));
        mindAlone().ifPresent(name -> options.addAll(List.of("--mind", name)));
        if (options.isEmpty()) {
            return Optional.empty();
        }
        options.addAll(List.of("image", "root"));
        return Optional.of(options);
    }

    private List<String> configGiven(ProcessEnvironment around) {
        return Optional.ofNullable(config)
                .or(around::config)
                .map(folder -> List.of("--config", folder.toString()))
                .orElseGet(List::of);
    }

    /// The words for the process that owns the image: it does not see the environment of this one.
    public List<String> handedOver(List<String> words, ProcessEnvironment around) {
        return config == null
                ? Stream.of(configGiven(around), words).flatMap(List::stream).toList()
                : words;
    }

    /// Whether the house is opened as the next command would open it.
    public boolean isOrdinary() {
        return !asksForAnotherMind();
    }

    /// The options that chose another home or configuration than the usual one, each with a space
    /// behind it, as they are typed again; empty where none did.
    public String folderOptions(ProcessEnvironment around) {
        var usual = home(around).equals(around.home());
        return (usual ? "" : typed("--home", home))
                + (config(around, usual).equals(configBeside(around, usual))
                        ? ""
                        : typed("--config", config));
    }

    private Path config(ProcessEnvironment around, boolean usual) {
        return config == null ? configBeside(around, usual) : config.toAbsolutePath().normalize();
    }

    /// The folder of configuration of a home where no option names one.
    ///
    /// @param usual whether the home is the usual one
    private Path configBeside(ProcessEnvironment around, boolean usual) {
        return around.config()
                .or(() -> usual ? around.usualConfig() : Optional.empty())
                .orElseGet(() -> home(around));
    }

    private Path home(ProcessEnvironment around) {
        return home == null ? around.home() : home.toAbsolutePath().normalize();
    }

    private static String typed(String option, @Nullable Path folder) {
        if (folder == null) {
            return "";
        }
        return "%s %s ".formatted(option, ShellQuote.word(folder.toString()));
    }

    /// The options that open the house for no deed: its folders alone count.
    public OpenOptions opening(ProcessEnvironment around) {
        return opening(around, new DeedQueue());
    }

    /// @param deeds print and name the line that runs
    public OpenOptions opening(ProcessEnvironment around, DeedQueue deeds) {
        refuseEmpty("--home", "FOLDER", home);
        refuseEmpty("--config", "FOLDER", config);
        refuseEmpty("--record", "FILE", record);
        refuseEmpty("--replay", "FILE", replay);
        if (at != null && replay == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--at %d goes with --replay FILE. Next: batos --replay FILE --at %d, or batos fork FILE --at %d"
                            .formatted(at, at, at));
        }
        var named = config != null || around.config().isPresent();
        return new OpenOptions(
                home(around),
                config(around, home == null),
                named ? Optional.empty() : Optional.of(around.template()),
                Optional.ofNullable(mind),
                Optional.ofNullable(record),
                Optional.ofNullable(replay),
                Optional.ofNullable(at),
                around.clock(),
                false,
                deeds::printed,
                new OpenOptions.ProgramStreams(around::in, deeds::complained, deeds::agreed),
                deeds::line);
    }

    /// An option whose value came from a variable that is not set.
    private static void refuseEmpty(String option, String wanted, @Nullable Path given) {
        if (given != null && given.toString().isBlank()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "%s '' names no %s. Next: batos %s %s, with a variable that is set"
                            .formatted(option, wanted.toLowerCase(Locale.ROOT), option, wanted));
        }
    }
}
