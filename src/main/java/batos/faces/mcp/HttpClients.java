package batos.faces.mcp;

import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The SDK's HTTP transport with sessions that obey cancellation, and a bound on how many there
/// are.
final class HttpClients implements McpStreamableServerTransportProvider {
    private static final int MOST = 64;

    private final McpStreamableServerTransportProvider transport;
    private final CallLanes lanes;
    private final HttpCalls calls;
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    HttpClients(McpStreamableServerTransportProvider transport, CallLanes lanes, HttpCalls calls) {
        this.calls = calls;
        this.transport = transport;
        this.lanes = lanes;
    }

    @Override
    public void setSessionFactory(McpStreamableServerSession.Factory sessions) {
        transport.setSessionFactory(request -> {
            if (open.size() >= MOST) {
                throw new IllegalStateException(MOST + " clients are connected already");
            }
            var begun = sessions.startSession(request);
            var session = new CancellableSession(begun.session(), lanes, calls, open::remove);
            open.add(session.getId());
            return new McpStreamableServerSession.McpStreamableServerSessionInit(
                    session, begun.initResult());
        });
    }

    @Override
    public Mono<Void> notifyClients(String method, @Nullable Object params) {
        return transport.notifyClients(method, params);
    }

    @Override
    public Mono<Void> notifyClient(String session, String method, @Nullable Object params) {
        return transport.notifyClient(session, method, params);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return transport.closeGracefully();
    }

    @Override
    public List<String> protocolVersions() {
        return transport.protocolVersions();
    }
}
