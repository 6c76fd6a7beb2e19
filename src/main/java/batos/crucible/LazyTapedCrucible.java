package batos.crucible;

import batos.tape.Tape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A crucible whose results go over the tape, and that is chosen when the first tool runs: an
/// expression that needs no tool does not ask for Docker, and a replay tries nothing. Safe for use
/// by any thread.
public final class LazyTapedCrucible implements Crucible {
    private static final String CHANNEL = "crucible";

    private final Supplier<Crucible> choice;
    private final Tape tape;
    private @Nullable Crucible chosen;

    /// @param choice chooses the crucible; it is asked once
    public LazyTapedCrucible(Supplier<Crucible> choice, Tape tape) {
        this.choice = choice;
        this.tape = tape;
    }

    private synchronized Crucible chosen() {
        var present = chosen;
        if (present == null) {
            present = choice.get();
            chosen = present;
        }
        return present;
    }

    @Override
    public String name() {
        return tape.ask(CHANNEL, "name", () -> chosen().name());
    }

    @Override
    public String line() {
        return tape.ask(CHANNEL, "line", () -> chosen().line());
    }

    @Override
    public Verdict run(Trial trial) {
        return VerdictText.read(
                ask(trial.toString(), () -> VerdictText.write(chosen().run(trial))));
    }

    @Override
    public List<Verdict> run(Batch batch) {
        return VerdictText.readAll(
                ask(batch.toString(), () -> VerdictText.writeAll(chosen().run(batch))));
    }

    @Override
    public List<Verdict> run(PromptTrial lines) {
        return VerdictText.readAll(
                ask(lines.recordedAs(), () -> VerdictText.writeAll(chosen().run(lines))));
    }

    @Override
    public CaseResult hear(Case brought) {
        return VerdictText.readHearing(
                ask(brought.toString(), () -> VerdictText.writeHearing(chosen().hear(brought))));
    }

    @Override
    public List<CaseResult> hear(Case brought, List<String> sources) {
        var heard = new ArrayList<CaseResult>();
        ask(brought + " " + sources, () -> written(chosen().hear(brought, sources)))
                .forEach(node -> heard.add(VerdictText.readHearing(node)));
        return heard;
    }

    private static JsonNode written(List<CaseResult> heard) {
        var all = new ArrayNode(JsonNodeFactory.instance);
        heard.forEach(each -> all.add(VerdictText.writeHearing(each)));
        return all;
    }

    @Override
    public boolean warm() {
        return tape.replaying() || chosen().warm();
    }

    private JsonNode ask(String request, Supplier<JsonNode> live) {
        return VerdictText.parse(tape.ask(CHANNEL, request, () -> live.get().toString()));
    }

    @Override
    public List<Finding> check() {
        return tape.replaying() ? List.of() : chosen().check();
    }

    @Override
    public synchronized void close() {
        if (chosen != null) {
            chosen.close();
        }
    }
}
