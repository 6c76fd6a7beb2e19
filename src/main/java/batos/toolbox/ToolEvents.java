package batos.toolbox;

/// Hears what happens to tools: kinds are `tool.bound`, `tool.retired`, `tool.quarantined`,
/// `tool.rolledback`, `tool.pinned`. A stream of pulses fits: `pulses::emit`.
@FunctionalInterface
public interface ToolEvents {
    ToolEvents NONE = (_, _) -> {};

    void tell(String kind, String text);
}
