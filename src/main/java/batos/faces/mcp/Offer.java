package batos.faces.mcp;

import batos.app.Services;
import io.modelcontextprotocol.server.McpAsyncServer;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The house's offer by MCP, kept the same in every server that offers it. The toolbox is read
/// again after each commit of the image, whatever made it: a forge, an undo, a restore.
final class Offer {
    private static final System.Logger LOG = System.getLogger("batos.faces");

    private static final String INSTRUCTIONS =
            "BAT OS: four personas (BRICK, ROBIN, BABS, ALFRED) who deliberate over a live image."
                    + " ask_council puts a question to all of them. The other tools are ones that"
                    + " they wrote for themselves; they come and go, and the list says so.";

    private final Services house;
    private final FixedTools fixed;
    private final LiveTools live;
    private final HouseResources resources;
    private final PersonaPrompts prompts;
    private final List<McpAsyncServer> servers = new CopyOnWriteArrayList<>();

    /// The offer at the last look, by name.
    private Map<String, String> offered = new LinkedHashMap<>();

    private Map<String, String> state = new TreeMap<>();
    private boolean evaluated;

    Offer(Services house, HouseCalls calls, CallLanes lanes) {
        this.house = house;
        this.fixed = new FixedTools(calls, lanes);
        this.live = new LiveTools(calls, lanes);
        this.resources = new HouseResources(house);
        this.prompts = new PersonaPrompts(house);
    }

    /// A server for a transport, with the present offer. Later changes reach it, too.
    synchronized McpAsyncServer serve(McpServer.AsyncSpecification<?> transport) {
        if (servers.isEmpty()) {
            state = resources.state();
            evaluated = eval();
        }
        var server =
                transport
                        .serverInfo("batos", "4")
                        .instructions(INSTRUCTIONS)
                        .capabilities(
                                ServerCapabilities.builder()
                                        .tools(true)
                                        .resources(true, true)
                                        .prompts(false)
                                        .logging()
                                        .build())
                        .requestTimeout(Duration.ofMinutes(5))
                        .strictToolNameValidation(false)
                        .validateToolInputs(false)
                        .tools(fixed.all(evaluated))
                        .resources(resources.fixed())
                        .resourceTemplates(resources.templates())
                        .prompts(prompts.all())
                        .build();
        offered.clear();
        servers.add(server);
        look();
        return server;
    }

    private boolean eval() {
        return house.config().settings().mcp().eval();
    }

    /// Tells the servers the changes since the last look.
    synchronized void look() {
        lookAtSettings();
        var names = FixedTools.NAMES;
        var now = new LinkedHashMap<String, String>();
        for (var tool : house.toolbox().now().live()) {
            if (!names.contains(tool.name())) {
                now.put(
                        tool.name(),
                        tool.label() + "\n" + tool.description() + "\n" + tool.parameters());
            }
        }
        for (var name : offered.keySet()) {
            if (!now.containsKey(name)) {
                servers.forEach(server -> {
                    server.removeTool(name).onErrorComplete().block();
                    server.removeResource(HouseResources.TOOLS + name).onErrorComplete().block();
                });
            }
        }
        now.forEach((name, what) -> {
            if (!what.equals(offered.get(name))) {
                house.toolbox().now().find(name).ifPresent(this::add);
            }
        });
        offered = now;
        tellReaders();
    }

    private void lookAtSettings() {
        var evaluates = eval();
        if (evaluates != evaluated) {
            evaluated = evaluates;
            servers.forEach(server ->
                    (evaluates ? server.addTool(fixed.eval()) : server.removeTool("eval"))
                            .onErrorComplete()
                            .block());
        }
    }

    private void add(batos.toolbox.Tool tool) {
        for (var server : servers) {
            try {
                server.addTool(live.of(tool)).block();
                server.addResource(resources.of(tool)).block();
            } catch (RuntimeException e) {
                // Its schema is none that the protocol allows; call_tool still reaches it.
                LOG.log(System.Logger.Level.WARNING, "mcp: " + tool.label() + " is not offered", e);
            }
        }
    }

    /// Those who subscribed to a resource that is not as it was.
    private void tellReaders() {
        var before = state;
        state = resources.state();
        state.forEach((uri, version) -> {
            if (!version.equals(before.get(uri))) {
                servers.forEach(server ->
                        server.notifyResourcesUpdated(
                                        new McpSchema.ResourcesUpdatedNotification(uri))
                                .onErrorComplete()
                                .block());
            }
        });
    }
}
