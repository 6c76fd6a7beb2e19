package batos.crucible;

import batos.tape.Tape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Supplier;

/// A crucible whose results go over the tape: a replay tries nothing and needs none.
record TapedCrucible(Late<Crucible> inner, Tape tape) implements Crucible {
    private static final String CHANNEL = "crucible";

    @Override
    public String name() {
        return tape.ask(CHANNEL, "name", () -> inner.get().name());
    }

    @Override
    public String line() {
        return tape.ask(CHANNEL, "line", () -> inner.get().line());
    }

    @Override
    public Verdict run(Trial trial) {
        return VerdictText.read(ask(trial, () -> VerdictText.write(inner.get().run(trial))));
    }

    @Override
    public List<Verdict> run(Batch batch) {
        return VerdictText.readAll(ask(batch, () -> VerdictText.writeAll(inner.get().run(batch))));
    }

    @Override
    public List<Verdict> run(PromptTrial session) {
        return VerdictText.readAll(
                ask(session, () -> VerdictText.writeAll(inner.get().run(session))));
    }

    @Override
    public CaseResult hear(Case brought) {
        return VerdictText.readHearing(
                ask(brought, () -> VerdictText.writeHearing(inner.get().hear(brought))));
    }

    private JsonNode ask(Record request, Supplier<JsonNode> live) {
        return VerdictText.parse(
                tape.ask(CHANNEL, request.toString(), () -> live.get().toString()));
    }

    @Override
    public List<Finding> check() {
        return tape.replaying() ? List.of() : inner.get().check();
    }

    @Override
    public void close() {
        inner.ifMade(Crucible::close);
    }
}
