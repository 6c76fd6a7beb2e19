package batos.faces.acp;

import batos.app.DeedQueue;
import batos.app.ProgramReplay;
import batos.app.Services;
import batos.app.StoppableWork;
import batos.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/// Prompts of editors from a recorded session. The decisions about permissions are on the tape.
public final class AcpReplay implements ProgramReplay {
    private final AcpTurns turns;

    public AcpReplay(Services house, DeedQueue deeds) {
        turns = new AcpTurns(house, deeds);
    }

    @Override
    public void ask(String request, Consumer<String> lines) {
        var asked =
                AcpTurns.Asked.of(
                        Json.tryObject(request)
                                .orElseThrow(() ->
                                        new IllegalArgumentException(
                                                "the tape holds no prompt: " + request)));
        var editor =
                new AcpTurns.Editor() {
                    @Override
                    public void update(ObjectNode update) {
                        lines.accept(Json.write(update));
                    }

                    @Override
                    public boolean allows(ObjectNode call) {
                        return false;
                    }

                    @Override
                    public boolean allowsGuest(ObjectNode call) {
                        return false;
                    }
                };
        new StoppableWork()
                .run(() -> {
                    try {
                        lines.accept("stopReason " + turns.ask(asked, editor));
                    } catch (RpcFault fault) {
                        lines.accept(Json.write(fault.document()));
                    }
                    return true;
                });
    }
}
