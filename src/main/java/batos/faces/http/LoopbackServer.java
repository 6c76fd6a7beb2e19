package batos.faces.http;

import batos.app.ApiServer;
import batos.app.CommandFailure;
import batos.app.DeedQueue;
import batos.app.ExitCode;
import batos.app.Services;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import jakarta.servlet.DispatcherType;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The HTTP server of the faces: on loopback only, and for holders of the key only. Nothing of
/// Javalin or Jetty is loaded before it is opened.
public final class LoopbackServer implements ApiServer {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int LARGEST_HEADERS = 16 << 10;

    /// Bytes of one request's body.
    public static final int LARGEST_BODY = 16 << 20;

    /// A request holds a thread while it waits for its turn.
    private static final int THREADS = 200;

    /// Milliseconds after which a connection that says nothing between two requests is closed.
    private static final int IDLE = 60_000;

    private final ApiKey key;
    private final List<HttpFace> faces;
    private final Javalin server;

    private LoopbackServer(ApiKey key, List<HttpFace> faces, int port) {
        this.key = key;
        this.faces = faces;
        var gate = new KeyGate(key, InstantSource.system());
        server = Javalin.create(config -> configure(config, gate, port));
        try {
            server.start();
        } catch (JavalinBindException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "port %d of this machine is taken. Next: batos serve --port 0, which takes a free one"
                            .formatted(port),
                    e);
        }
        gate.at(server.port());
    }

    /// A server that carries these protocols.
    public static ApiServer.Opener offering(List<HttpFace.Maker> makers) {
        return (house, deeds, port) -> open(house, deeds, port, makers);
    }

    private static ApiServer open(
            Services house, DeedQueue deeds, int port, List<HttpFace.Maker> makers) {
        var key = ApiKey.of(house.image().home());
        var faces = makers.stream().map(maker -> maker.make(house, deeds)).toList();
        return new LoopbackServer(key, faces, port);
    }

    private void configure(JavalinConfig config, KeyGate gate, int port) {
        config.showJavalinBanner = false;
        config.startupWatcherEnabled = false;
        config.http.maxRequestSize = LARGEST_BODY;
        config.http.defaultContentType = "application/json";
        config.jetty.threadPool = new QueuedThreadPool(THREADS, 4);
        config.jetty.defaultHost = LOOPBACK;
        config.jetty.addConnector((jetty, http) -> connector(jetty, http, port));
        config.jetty.modifyServletContextHandler(context -> {
            var filter = new FilterHolder(new KeyFilter(gate, key));
            filter.setAsyncSupported(true);
            context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
        });
        faces.forEach(face -> face.mount(config));
    }

    private static ServerConnector connector(Server jetty, HttpConfiguration http, int port) {
        http.setRequestHeaderSize(LARGEST_HEADERS);
        http.setSendServerVersion(false);
        var connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE);
        return connector;
    }

    @Override
    public String address() {
        return "http://" + LOOPBACK + ":" + server.port();
    }

    @Override
    public List<String> offers() {
        return faces.stream().map(HttpFace::offer).toList();
    }

    @Override
    public String key() {
        return key.text();
    }

    @Override
    public Path keyFile() {
        return key.file();
    }

    @Override
    public void close() {
        faces.forEach(HttpFace::close);
        server.stop();
    }
}
