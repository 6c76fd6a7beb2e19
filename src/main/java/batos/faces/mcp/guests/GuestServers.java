package batos.faces.mcp.guests;

import batos.app.Services;
import batos.config.McpSettings;
import batos.toolbox.GuestOffer;
import batos.toolbox.Guests;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The MCP servers that settings.toml names, started when they are first needed. Their answers pass
/// the tape, and so do the Architect's permissions for calls: a replay starts nothing and asks
/// nobody.
public final class GuestServers implements Guests {
    private static final String ASK = "ask";
    private static final String NEVER = "never";

    private final Services house;
    private final Environment environment;
    private final GuestLog log = new GuestLog();
    private final Map<String, Seat> seats = new HashMap<>();
    private final Set<String> allowed = new HashSet<>();
    private final ReentrantLock asking = new ReentrantLock(true);

    /// One server's place: its lock lets one call through at a time.
    private static final class Seat {
        final ReentrantLock lock = new ReentrantLock(true);
        @Nullable GuestConnection connection;
    }

    /// An interrupt within a call: the tape records no interrupted call.
    private static final class CallInterrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CallInterrupted(Throwable cause) {
            super("interrupted", cause);
        }
    }

    private GuestServers(Services house, Map<String, String> environment) {
        this.house = house;
        this.environment = new Environment(environment);
    }

    /// Gives a house the servers that its settings name.
    ///
    /// @param environment the variables of this process
    public static Services admittedTo(Services house, Map<String, String> environment) {
        house.toolbox().guests().admit(new GuestServers(house, environment));
        return house;
    }

    @Override
    public List<Server> servers() {
        return settings().servers().values().stream()
                .map(server ->
                        new Server(
                                server.name(),
                                launch(server),
                                server.environment(),
                                server.tools(),
                                server.trust(),
                                server.timeout().toSeconds(),
                                server.approval()))
                .toList();
    }

    private McpSettings settings() {
        return house.config().settings().mcp();
    }

    static String launch(McpSettings.Server server) {
        return server.url().isEmpty() ? String.join(" ", server.command()) : server.url();
    }

    @Override
    public OfferOutcome offer(String name) {
        try {
            return GuestTape.readOffer(
                    taped("guests.offer", name, () -> GuestTape.write(asked(name))));
        } catch (CallInterrupted e) {
            return new OfferOutcome.Failed("interrupted");
        }
    }

    private OfferOutcome asked(String name) {
        var server = settings().servers().get(name);
        if (server == null) {
            return new OfferOutcome.Failed("settings.toml names no server " + name);
        }
        if (server.command().isEmpty() && server.url().isEmpty()) {
            return new OfferOutcome.Failed(
                    "settings.toml gives it neither command nor url. Next: add one to [mcp.servers."
                            + name
                            + "]");
        }
        var seat = seat(name);
        try {
            seat.lock.lockInterruptibly();
            try {
                close(seat);
                var offer = connected(seat, server).offer();
                log.add(name, "offers " + offer.tools().size() + " tools");
                return new OfferOutcome.Offered(offer);
            } catch (GuestConnection.Fault e) {
                close(seat);
                return new OfferOutcome.Failed(clean(server, e));
            } finally {
                seat.lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallInterrupted(e);
        }
    }

    @Override
    public CallOutcome call(GuestOffer agreed, String tool, String arguments) {
        var name = agreed.server();
        try {
            var outcome =
                    GuestTape.readCall(
                            taped(
                                    "guests",
                                    name + "." + tool + " " + arguments,
                                    () -> GuestTape.write(called(agreed, tool, arguments))));
            log.add(name, tool + " " + arguments + " -> " + end(outcome));
            return outcome;
        } catch (CallInterrupted e) {
            log.add(name, tool + " was interrupted");
            return new CallOutcome.Interrupted();
        }
    }

    private String taped(String channel, String request, Supplier<String> live) {
        return house.tape().ask(channel, request, live);
    }

    private static String end(CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Gave(var result) -> result.length() + " characters";
            case CallOutcome.Failed(var why) -> "failed: " + why;
            case CallOutcome.TimedOut(var detail) -> "ended: " + detail;
            case CallOutcome.Denied(var why, var _) -> "not allowed: " + why;
            case CallOutcome.Changed(var differences) -> "changed: " + differences;
            case CallOutcome.Interrupted() -> "interrupted";
        };
    }

    private CallOutcome called(GuestOffer agreed, String tool, String arguments) {
        var server = settings().servers().get(agreed.server());
        if (server == null) {
            return new CallOutcome.Failed("settings.toml names no server " + agreed.server());
        }
        var denied = denied(server, tool, arguments);
        if (denied.isPresent()) {
            return denied.get();
        }
        var seat = seat(server.name());
        try {
            seat.lock.lockInterruptibly();
            try {
                return called(seat, server, agreed, tool, arguments);
            } catch (GuestConnection.Fault e) {
                close(seat);
                return e.isSilent()
                        ? new CallOutcome.TimedOut(
                                clean(server, e)
                                        + " (mcp.servers."
                                        + server.name()
                                        + ".timeout_seconds)")
                        : new CallOutcome.Failed(
                                "the server " + server.name() + ": " + clean(server, e));
            } finally {
                seat.lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallInterrupted(e);
        }
    }

    private CallOutcome called(
            Seat seat, McpSettings.Server server, GuestOffer agreed, String tool, String arguments)
            throws GuestConnection.Fault, InterruptedException {
        var connection = connected(seat, server);
        var differences = connection.offer().differences(agreed);
        if (!differences.isEmpty()) {
            close(seat);
            return new CallOutcome.Changed(differences);
        }
        var most = house.config().settings().crucible().outputKb() << 10;
        var outcome = GuestResult.of(connection.call(tool, arguments), most);
        return switch (outcome) {
            case CallOutcome.Gave(var result) -> new CallOutcome.Gave(clean(server, result));
            case CallOutcome.Failed(var why) -> new CallOutcome.Failed(clean(server, why));
            case CallOutcome.TimedOut _,
                    CallOutcome.Denied _,
                    CallOutcome.Changed _,
                    CallOutcome.Interrupted _ ->
                    outcome;
        };
    }

    private GuestConnection connected(Seat seat, McpSettings.Server server)
            throws GuestConnection.Fault, InterruptedException {
        var present = seat.connection;
        if (present != null && present.isAlive()) {
            return present;
        }
        close(seat);
        var fresh =
                new GuestConnection(
                        server,
                        environment,
                        line ->
                                log.add(
                                        server.name(),
                                        "stderr: "
                                                + environment.redacted(
                                                        server.environment(), line)));
        seat.connection = fresh;
        log.add(server.name(), "connecting to " + launch(server));
        fresh.connect();
        return fresh;
    }

    /// Whether this call may be made; empty where it may.
    private Optional<CallOutcome> denied(McpSettings.Server server, String tool, String arguments) {
        var key = server.name() + "." + tool;
        if (server.approval().equals(NEVER)) {
            return Optional.empty();
        }
        asking.lock();
        try {
            if (server.approval().equals(ASK) && allowed.contains(key)) {
                return Optional.empty();
            }
            if (house.agreed("Let the MCP server run %s %s?".formatted(key, arguments))) {
                allowed.add(key);
                return Optional.empty();
            }
        } finally {
            asking.unlock();
        }
        return Optional.of(
                new CallOutcome.Denied(
                        key + " needs the Architect's consent, which was not given",
                        "ask at a prompt, where it can be given, or /settings set mcp.servers."
                                + server.name()
                                + ".approval never"));
    }

    private String clean(McpSettings.Server server, Throwable fault) {
        return clean(server, String.valueOf(fault.getMessage()));
    }

    private String clean(McpSettings.Server server, String text) {
        return environment.redacted(server.environment(), text);
    }

    private synchronized Seat seat(String name) {
        return seats.computeIfAbsent(name, fresh -> new Seat());
    }

    private static void close(Seat seat) {
        var connection = seat.connection;
        seat.connection = null;
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public List<String> log(Optional<String> server) {
        return log.lines(server);
    }

    @Override
    public boolean isRunning(String server) {
        var connection = seat(server).connection;
        return connection != null && connection.isAlive();
    }

    @Override
    public void leave(String server) {
        close(seat(server));
        asking.lock();
        try {
            allowed.removeIf(key -> key.startsWith(server + "."));
        } finally {
            asking.unlock();
        }
    }

    @Override
    public synchronized void close() {
        seats.values().forEach(GuestServers::close);
        seats.clear();
    }
}
