package batos.council.claims;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// A proof of an act in a turn: claims are checked against these.
public sealed interface TurnReceipt {
    /// A tool call.
    ///
    /// @param result the tool's result as JSON, or its fault as a text
    /// @param ok whether it returned
    record Tool(String tool, int version, JsonNode arguments, JsonNode result, boolean ok)
            implements TurnReceipt {}

    /// The outcome of the forge.
    ///
    /// @param tests how many tests the tool passed, 0 where none is known
    record Forge(String tool, int version, boolean bound, int tests) implements TurnReceipt {}

    /// Numbers of the episodes that came to mind.
    record Recall(List<Long> episodes) implements TurnReceipt {
        public Recall {
            episodes = List.copyOf(episodes);
        }
    }

    /// @param objects how many objects the commit changed
    record Commit(int objects) implements TurnReceipt {}

    record Snapshot(String name) implements TurnReceipt {}

    /// A line of the codex's ledger.
    ///
    /// @param act for example `proposed`, `approved`
    /// @param number of the proposal
    record Codex(String act, long number) implements TurnReceipt {}

    /// The calls among them, those that broke included.
    static List<Tool> calls(List<TurnReceipt> receipts) {
        return receipts.stream().filter(Tool.class::isInstance).map(Tool.class::cast).toList();
    }

    /// The calls among them that returned.
    static List<Tool> returned(List<TurnReceipt> receipts) {
        return calls(receipts).stream().filter(Tool::ok).toList();
    }
}
