package batos.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The table `mcp`: what programs of others may do by MCP, and whose MCP servers may be used.
///
/// @param eval whether a connected program may evaluate expressions
/// @param servers by name, in the order of the file
public record McpSettings(boolean eval, SequencedMap<String, Server> servers) {
    static final String TABLE = "mcp.servers";

    private static final String NAME = "[a-z][a-z0-9_-]{0,31}";
    private static final Pattern SERVER = Pattern.compile("mcp\\.servers\\.(" + NAME + ")");
    private static final Pattern SERVER_KEY = Pattern.compile(SERVER.pattern() + "\\.([a-z_]+)");

    /// One server of a third party.
    ///
    /// @param command a program and its arguments; empty where it is reached by an address
    /// @param url empty where it is a program
    /// @param environment names of the variables of this process that its process gets
    /// @param tools that may be used; empty for all that it had when it was enabled
    /// @param trust of its answers, 0 to 0.5
    /// @param timeout of one call
    /// @param approval `ask`, `never` or `always`
    public record Server(
            String name,
            List<String> command,
            String url,
            List<String> environment,
            List<String> tools,
            double trust,
            Duration timeout,
            String approval) {
        public Server {
            command = List.copyOf(command);
            environment = List.copyOf(environment);
            tools = List.copyOf(tools);
        }
    }

    public McpSettings {
        servers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(servers));
    }

    static List<SettingKey> keys() {
        return List.of(
                new SettingKey(
                        "mcp.eval",
                        new ValueRange.Flag(),
                        false,
                        "whether programs connected by MCP may evaluate expressions"));
    }

    /// Whether settings.toml may have a table of that name here.
    static boolean isTable(String name) {
        return name.equals(TABLE) || SERVER.matcher(name).matches();
    }

    /// The key of one server, for example `mcp.servers.files.trust`.
    static Optional<SettingKey> serverKey(String name) {
        var found = SERVER_KEY.matcher(name);
        return found.matches() ? key(name, found.group(2)) : Optional.empty();
    }

    private static Optional<SettingKey> key(String name, String last) {
        return Optional.ofNullable(
                switch (last) {
                    case "command" ->
                            key(name, new ValueRange.Program(100), List.of(), "the program");
                    case "args" ->
                            key(name, new ValueRange.Program(100), List.of(), "its arguments");
                    case "url" ->
                            key(
                                    name,
                                    new ValueRange.Address(List.of("http://", "https://")),
                                    "",
                                    "its address");
                    case "env" ->
                            key(name, words("[A-Za-z_][A-Za-z0-9_]*"), List.of(), "variables");
                    case "tools" -> key(name, words("[^\\s,]{1,128}"), List.of(), "allowed tools");
                    case "trust" ->
                            key(name, new ValueRange.Real(0, 0.5), 0.3, "trust in what it says");
                    case "timeout_seconds" ->
                            key(name, new ValueRange.Whole(1, 3_600), 30L, "longest call");
                    case "approval" ->
                            key(
                                    name,
                                    new ValueRange.Choice(List.of("ask", "never", "always")),
                                    "ask",
                                    "who allows a call");
                    default -> null;
                });
    }

    private static SettingKey key(String name, ValueRange range, Object fallback, String what) {
        return new SettingKey(name, range, fallback, what);
    }

    private static ValueRange words(String each) {
        return new ValueRange.Words(Pattern.compile(each), 200);
    }

    static McpSettings of(Map<String, Object> values) {
        var names = new LinkedHashSet<String>();
        values.keySet().stream()
                .map(SERVER_KEY::matcher)
                .filter(Matcher::matches)
                .forEach(found -> names.add(found.group(1)));
        var servers = new LinkedHashMap<String, Server>();
        names.forEach(name -> servers.put(name, server(name, values)));
        return new McpSettings((Boolean) values.getOrDefault("mcp.eval", false), servers);
    }

    private static Server server(String name, Map<String, Object> values) {
        var prefix = TABLE + "." + name + ".";
        var command = new ArrayList<>(texts(values, prefix + "command"));
        command.addAll(texts(values, prefix + "args"));
        return new Server(
                name,
                command,
                String.valueOf(value(values, prefix + "url")),
                texts(values, prefix + "env"),
                texts(values, prefix + "tools"),
                ((Number) value(values, prefix + "trust")).doubleValue(),
                Duration.ofSeconds(
                        ((Number) value(values, prefix + "timeout_seconds")).longValue()),
                String.valueOf(value(values, prefix + "approval")));
    }

    private static List<String> texts(Map<String, Object> values, String name) {
        return ((List<?>) value(values, name)).stream().map(String::valueOf).toList();
    }

    private static Object value(Map<String, Object> values, String name) {
        return values.getOrDefault(name, serverKey(name).orElseThrow().fallback());
    }
}
