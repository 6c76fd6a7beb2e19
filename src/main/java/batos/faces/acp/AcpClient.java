package batos.faces.acp;

import batos.app.StoppableWork;
import batos.faces.lines.BoundedLines;
import batos.faces.lines.OutgoingLines;
import batos.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;

/// One editor: reads its messages on the calling thread and works on each prompt on a thread of its
/// own, so that a cancel is heard.
final class AcpClient {
    private static final System.Logger LOG = System.getLogger("batos.faces.acp");

    /// Bytes of one message.
    private static final int LONGEST = 16 << 20;

    /// Prompts under way at once.
    private static final int MOST = 32;

    /// The Architect's choices before the forge makes a tool, and before a guest runs: the
    /// protocol's kind of each, with its name.
    private static final Map<String, String> MAKING = new LinkedHashMap<>();

    private static final Map<String, String> RUNNING = new LinkedHashMap<>();

    static {
        MAKING.put("allow_once", "Make it");
        MAKING.put("allow_always", "Make it, and every other in this session");
        MAKING.put("reject_once", "Answer without it");
        RUNNING.put("allow_once", "Let it run");
        RUNNING.put("reject_once", "Answer without it");
    }

    private final AcpTurns turns;
    private final AcpMethods methods;
    private final OutgoingLines out;
    private final RpcPeer peer;
    private final Map<String, StoppableWork> running = new ConcurrentHashMap<>();

    /// Sessions in which the person allows every tool.
    private final Set<String> trusting = ConcurrentHashMap.newKeySet();

    private final Phaser underWay = new Phaser(1);
    private final InputStream in;

    AcpClient(AcpTurns turns, AcpMethods methods, InputStream in, OutputStream out) {
        this.turns = turns;
        this.methods = methods;
        this.in = in;
        this.out = new OutgoingLines(out, this::stop);
        this.peer = new RpcPeer(this.out);
    }

    /// Until the input has ended and every prompt is answered, or until the output takes nothing
    /// any more.
    void serve() {
        // A read of standard input hears no interrupt.
        var reader = Thread.ofPlatform().daemon().name("acp input").start(this::read);
        try {
            reader.join();
            underWay.awaitAdvanceInterruptibly(underWay.arrive());
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
        }
        out.finish();
    }

    private void read() {
        var lines = new BoundedLines(in, LONGEST);
        try {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                take(line.get());
            }
            peer.end();
        } catch (IOException e) {
            stop();
        }
    }

    /// Ends the prompts under way.
    void stop() {
        peer.end();
        running.values().forEach(StoppableWork::stop);
    }

    private void take(BoundedLines.Line line) {
        switch (line) {
            case BoundedLines.Line.Whole(var text) -> {
                if (!text.isBlank()) {
                    read(text);
                }
            }
            case BoundedLines.Line.TooLong(var bytes) ->
                    peer.fault(
                            NullNode.getInstance(),
                            new RpcFault(
                                    RpcFault.INVALID,
                                    "a message of %d bytes; at most %d".formatted(bytes, LONGEST)));
        }
    }

    private void read(String text) {
        JsonNode read;
        try {
            read = Json.read(text);
        } catch (JsonProcessingException e) {
            peer.fault(
                    NullNode.getInstance(),
                    new RpcFault(RpcFault.PARSE, "no JSON: " + Json.objection(e)));
            return;
        }
        if (!(read instanceof ObjectNode message)
                || !message.path("jsonrpc").asText("").equals("2.0")) {
            peer.fault(
                    read.path("id").isMissingNode() ? NullNode.getInstance() : read.path("id"),
                    new RpcFault(RpcFault.INVALID, "not one JSON-RPC 2.0 message"));
            return;
        }
        if (!message.has("method")) {
            peer.answered(message);
            return;
        }
        var method = message.path("method").asText();
        var params = message.path("params");
        if (!message.has("id")) {
            if (method.equals("session/cancel")) {
                cancel(params.path("sessionId").asText());
            }
            return;
        }
        request(message.path("id"), method, params);
    }

    private void request(JsonNode id, String method, JsonNode params) {
        try {
            if (method.equals("session/prompt")) {
                prompt(id, params);
            } else {
                peer.result(id, methods.call(method, params, update -> tell(params, update)));
            }
        } catch (RpcFault fault) {
            peer.fault(id, fault);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "an ACP request failed: " + method, e);
            peer.fault(id, new RpcFault(RpcFault.INTERNAL, "internal error: " + e));
        }
    }

    private void tell(JsonNode params, ObjectNode update) {
        tell(params.path("sessionId").asText(), update);
    }

    private void tell(String session, ObjectNode update) {
        var params = Json.object().put("sessionId", session);
        params.set("update", update);
        peer.tell("session/update", params);
    }

    private void cancel(String session) {
        var work = running.get(session);
        if (work != null) {
            work.stop();
        }
    }

    private void prompt(JsonNode id, JsonNode params) {
        var asked = methods.asked(params);
        if (running.size() >= MOST) {
            throw new RpcFault(RpcFault.BUSY, MOST + " prompts are under way already");
        }
        var work = new StoppableWork();
        if (running.putIfAbsent(asked.session(), work) != null) {
            throw new RpcFault(RpcFault.INVALID, "a prompt is under way in this session");
        }
        underWay.register();
        Thread.ofPlatform()
                .daemon()
                .name("acp prompt")
                .start(() -> {
                    try {
                        answer(id, asked, work);
                    } finally {
                        underWay.arriveAndDeregister();
                    }
                });
    }

    private void answer(JsonNode id, AcpTurns.Asked asked, StoppableWork work) {
        try {
            var reason = work.run(() -> turns.ask(asked, editor(asked.session())));
            running.remove(asked.session());
            peer.result(
                    id, Json.object().put("stopReason", work.isStopped() ? "cancelled" : reason));
        } catch (RpcFault fault) {
            running.remove(asked.session());
            if (work.isStopped()) {
                peer.result(id, Json.object().put("stopReason", "cancelled"));
            } else {
                peer.fault(id, fault);
            }
        } catch (RuntimeException e) {
            running.remove(asked.session());
            LOG.log(System.Logger.Level.ERROR, "an ACP prompt failed", e);
            peer.fault(id, new RpcFault(RpcFault.INTERNAL, "internal error: " + e));
        }
    }

    private AcpTurns.Editor editor(String session) {
        return new AcpTurns.Editor() {
            @Override
            public void update(ObjectNode update) {
                tell(session, update);
            }

            @Override
            public boolean allows(ObjectNode call) {
                return trusting.contains(session) || permission(session, call, MAKING);
            }

            // Each tool of a server is asked for as the settings say, whatever else is trusted.
            @Override
            public boolean allowsGuest(ObjectNode call) {
                return permission(session, call, RUNNING);
            }
        };
    }

    /// Whatever is not a clear yes is a no.
    private boolean permission(String session, ObjectNode call, Map<String, String> choices) {
        var params = Json.object().put("sessionId", session);
        params.set("toolCall", call);
        var options = params.putArray("options");
        choices.forEach((kind, name) ->
                options.addObject().put("optionId", kind).put("name", name).put("kind", kind));
        try {
            var outcome = peer.ask(AcpTurns.PERMISSION, params).path("outcome");
            var chosen = outcome.path("optionId").asText("");
            if (!outcome.path("outcome").asText("").equals("selected")) {
                return false;
            }
            if (chosen.equals("allow_always") && choices.containsKey(chosen)) {
                trusting.add(session);
            }
            return choices.containsKey(chosen) && chosen.startsWith("allow_");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (RpcFault fault) {
            return false;
        }
    }
}
