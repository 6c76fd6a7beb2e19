package batos.shell.command;

import batos.text.Ellipsis;
import batos.text.TerminalText;
import batos.toolbox.GuestOffer;
import batos.toolbox.Guests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// MCP servers of others in words and as documents. Their words about themselves are marked as
/// theirs, on one line, without control characters.
final class GuestPrinter {
    private static final int LONGEST = 160;

    private GuestPrinter() {}

    static boolean allows(Guests.Server server, GuestOffer.Item tool) {
        return server.allowed().isEmpty() || server.allowed().contains(tool.name());
    }

    /// All that the Architect should know before he agrees.
    static String offer(Guests.Server server, GuestOffer offer) {
        var lines = new ArrayList<String>();
        lines.add(server.name() + ": " + plain(offer.title()));
        lines.add("  runs      " + server.launch() + ", outside the crucible, as you");
        lines.add(
                "  variables "
                        + (server.environment().isEmpty()
                                ? "none beside PATH, HOME and the like"
                                : String.join(", ", server.environment())));
        lines.add(
                "  approval %s, trust %.1f, %d s a call"
                        .formatted(server.approval(), server.trust(), server.timeoutSeconds()));
        for (var tool : offer.tools()) {
            lines.add(
                    "  %s %s.%s  «%s»"
                            .formatted(
                                    allows(server, tool) ? "+" : "-",
                                    server.name(),
                                    tool.name(),
                                    plain(tool.description())));
        }
        if (!server.allowed().isEmpty()) {
            lines.add("  - is not in mcp.servers." + server.name() + ".tools and stays out");
        }
        return String.join("\n", lines);
    }

    private static String plain(String words) {
        var line = TerminalText.oneLine(words).strip();
        return Ellipsis.of(line, LONGEST);
    }

    static Map<String, Object> document(
            Guests.Server server, Optional<GuestOffer> offer, boolean enabled) {
        var document = new LinkedHashMap<String, Object>();
        document.put("server", server.name());
        document.put("enabled", enabled);
        document.put("launch", server.launch());
        document.put("env", server.environment());
        document.put("approval", server.approval());
        document.put("trust", server.trust());
        document.put("timeout_seconds", server.timeoutSeconds());
        document.put("allowed", server.allowed());
        document.put(
                "tools",
                offer.map(GuestOffer::tools).orElse(List.of()).stream()
                        .filter(tool -> allows(server, tool))
                        .map(tool -> server.name() + "." + tool.name())
                        .toList());
        return document;
    }
}
