package batos.toolbox;

import batos.text.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The table of tools at one commit of the image: immutable, so that whoever holds it keeps the
/// versions it began with.
public final class ToolTable {
    private final long number;
    private final List<Guests.Server> servers;
    private final SequencedMap<String, Tool> all;

    /// @param servers of guests, as the settings had them
    ToolTable(long number, Map<String, Tool> all, List<Guests.Server> servers) {
        this.servers = List.copyOf(servers);
        this.number = number;
        this.all = java.util.Collections.unmodifiableSequencedMap(new TreeMap<>(all));
    }

    /// The commit it was read at.
    public long number() {
        return number;
    }

    List<Guests.Server> servers() {
        return servers;
    }

    /// A bound tool.
    public Optional<Tool> find(String name) {
        return any(name).filter(tool -> tool.standing() == Tool.Standing.LIVE);
    }

    /// A tool of any standing.
    public Optional<Tool> any(String name) {
        return Optional.ofNullable(all.get(name));
    }

    /// The bound tools, sorted by name.
    public List<Tool> live() {
        return all.values().stream().filter(tool -> tool.standing() == Tool.Standing.LIVE).toList();
    }

    /// All tools, the retired and quarantined ones included, sorted by name.
    public List<Tool> all() {
        return List.copyOf(all.values());
    }

    /// The bound tool whose name is most like this one, if any is like it at all.
    public Optional<String> nearest(String name) {
        return NearestName.to(name, live().stream().map(Tool::name).toList());
    }
}
