package batos.shell.command;

import batos.app.ExitCode;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.Evaluator;
import batos.shell.session.GlobalOptions;
import batos.shell.session.TypedLine;
import batos.text.NearestName;
import batos.text.Plural;
import batos.toolbox.GuestBook;
import batos.toolbox.GuestOffer;
import batos.toolbox.Guests;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `mcp`: the MCP server on the standard streams of this process, and the MCP servers of others as
/// guests of the toolbox.
@Command(
        name = "mcp",
        description =
                "Alone, outside a prompt: serve MCP on standard input and output. With a command:"
                        + " the MCP servers of others. See: help mcp.")
final class McpCommand implements Callable<CommandResult> {
    private final CommandContext context;

    @ParentCommand @Nullable GlobalOptions root;

    McpCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        if (context.typed().place() != TypedLine.Place.ARGUMENTS || root == null) {
            return list();
        }
        root.protocol = "mcp";
        return CommandResult.done("");
    }

    @Command(description = "The MCP servers that settings.toml names, and which are enabled.")
    CommandResult list() {
        var servers = guests().port().servers();
        return CommandResult.done(
                servers.isEmpty()
                        ? "no MCP servers. Next: a table [mcp.servers.NAME] in settings.toml; help"
                                + " mcp shows one"
                        : String.join("\n", servers.stream().map(this::line).toList()),
                servers.stream().map(this::document).toList());
    }

    @Command(description = "Show what a server can do, and put its tools into the toolbox.")
    CommandResult enable(@Parameters(paramLabel = "NAME") String name) {
        refuseFromThePage();
        var server = known(name);
        context.out().working("asking " + name + " what it can do");
        var outcome = guests().port().offer(name);
        context.out().rest();
        return switch (outcome) {
            case Guests.OfferOutcome.Failed(var why) ->
                    CommandResult.failed(
                            "the MCP server %s cannot be enabled: %s. Next: /mcp log %s"
                                    .formatted(name, why, name));
            case Guests.OfferOutcome.Offered(var offer) -> {
                context.out().say(GuestPrinter.offer(server, offer));
                if (isAtAPrompt() && !context.agreed("Enable " + name + "?")) {
                    guests().port().leave(name);
                    yield CommandResult.failed(ExitCode.REFUSED, name + " stays off");
                }
                guests().enable(offer, Evaluator.cause(context));
                yield CommandResult.done(
                        "%s is enabled: %s. Next: /mcp disable %s takes them out again"
                                .formatted(name, tools(server, offer), name),
                        GuestPrinter.document(server, Optional.of(offer), true));
            }
        };
    }

    @Command(description = "Take the tools of a server out of the toolbox, and end it.")
    CommandResult disable(@Parameters(paramLabel = "NAME") String name) {
        refuseFromThePage();
        return guests().disable(name, "", Evaluator.cause(context))
                ? CommandResult.done(
                        name + " is disabled", Map.of("server", name, "enabled", false))
                : CommandResult.failed(
                        "%s is not enabled%s. Next: /mcp list"
                                .formatted(name, NearestName.hint(name, names())));
    }

    @Command(description = "The tools of the servers that are enabled, as they were agreed to.")
    CommandResult tools(@Parameters(arity = "0..1", paramLabel = "NAME") @Nullable String name) {
        var found =
                context.house().toolbox().now().live().stream()
                        .filter(tool -> tool.origin() == batos.toolbox.Tool.Origin.GUEST)
                        .filter(tool -> name == null || tool.name().startsWith(name + "."))
                        .toList();
        if (found.isEmpty() && name != null) {
            known(name);
        }
        return CommandResult.done(
                found.isEmpty()
                        ? "no guests. Next: /mcp enable NAME"
                        : String.join("\n", found.stream().map(ToolPrinter::line).toList()),
                found.stream().map(ToolPrinter::document).toList());
    }

    @Command(description = "What happened between this house and the servers since it was opened.")
    CommandResult log(@Parameters(arity = "0..1", paramLabel = "NAME") @Nullable String name) {
        var lines = guests().port().log(Optional.ofNullable(name));
        return CommandResult.done(
                lines.isEmpty() ? "nothing yet" : String.join("\n", lines), lines);
    }

    @Command(description = "What a program that is connected by MCP sees of this house.")
    CommandResult self() {
        var protocols = context.shell().protocols();
        if (!protocols.speaks("mcp")) {
            return CommandResult.failed("this house speaks no MCP");
        }
        var lines = protocols.of("mcp", context.house()).self();
        return CommandResult.done(String.join("\n", lines), lines);
    }

    private boolean isAtAPrompt() {
        return context.canWait() && context.typed().place() == TypedLine.Place.TERMINAL;
    }

    /// Refuses a line of the page, where no terminal asks the person.
    private void refuseFromThePage() {
        if (context.typed().place() == TypedLine.Place.PAGE) {
            throw new batos.app.CommandFailure(
                    ExitCode.REFUSED,
                    "servers of others are not enabled from the page. Next, at a terminal: batos "
                            + context.typed().line().replaceFirst("^/", ""));
        }
    }

    private Guests.Server known(String name) {
        return guests().port().servers().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new batos.app.CommandFailure(
                                ExitCode.USAGE,
                                "settings.toml names no MCP server "
                                        + name
                                        + NearestName.hint(name, names())
                                        + ". Next: a table [mcp.servers."
                                        + name
                                        + "] there; help mcp shows one"));
    }

    private List<String> names() {
        return guests().port().servers().stream().map(Guests.Server::name).toList();
    }

    private GuestBook guests() {
        return context.house().toolbox().guests();
    }

    private static String tools(Guests.Server server, GuestOffer offer) {
        return Plural.of(
                offer.tools().stream().filter(tool -> GuestPrinter.allows(server, tool)).count(),
                "tool");
    }

    private String line(Guests.Server server) {
        var offer = agreed(server);
        return "%-16s %-9s approval %-6s trust %.1f  %s%s"
                .formatted(
                        server.name(),
                        offer.isPresent() ? "enabled" : "off",
                        server.approval(),
                        server.trust(),
                        offer.map(agreed -> tools(server, agreed) + ", ").orElse(""),
                        server.launch());
    }

    private Map<String, Object> document(Guests.Server server) {
        var document =
                new LinkedHashMap<>(
                        GuestPrinter.document(server, agreed(server), agreed(server).isPresent()));
        document.put("running", guests().port().isRunning(server.name()));
        return document;
    }

    /// The server's offer at the time it was enabled, if the settings still name the same server.
    private Optional<GuestOffer> agreed(Guests.Server server) {
        return guests().enabled(server.name())
                .filter(offer -> offer.launch().equals(server.launch()));
    }
}
