package batos.web;

import batos.app.Services;
import batos.app.Workbench;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The workbench as a server on loopback. Started on demand; nothing of Javalin or Jetty is loaded
/// before.
public final class WorkbenchServer implements Workbench {
    private static final System.Logger LOG = System.getLogger("batos.web");
    private static final String COOKIE = "batos";
    private static final int LARGEST_BODY = 256 << 10;
    private static final int LARGEST_HEADERS = 8 << 10;
    private static final int THREADS = 48;

    /// Milliseconds after which a connection that says nothing is closed; streams beat more often.
    private static final int IDLE = 15_000;

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                            + " connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
                            + " base-uri 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "X-Frame-Options",
                    "DENY",
                    "Referrer-Policy",
                    "no-referrer",
                    "Cross-Origin-Opener-Policy",
                    "same-origin",
                    "Cross-Origin-Resource-Policy",
                    "same-origin",
                    "Permissions-Policy",
                    "camera=(), microphone=(), geolocation=()",
                    "Cache-Control",
                    "no-store");

    private final WorkbenchAccess admission;
    private final Javalin server;
    private final PulseStream pulses;

    private WorkbenchServer(Services house, Lines lines, int port) {
        admission = new WorkbenchAccess(InstantSource.system(), UnguessableText::next);
        pulses = new PulseStream(house.pulses());
        server =
                Javalin.create(config -> {
                    config.showJavalinBanner = false;
                    config.startupWatcherEnabled = false;
                    config.http.maxRequestSize = LARGEST_BODY;
                    config.http.defaultContentType = "text/html; charset=utf-8";
                    config.jetty.threadPool = new QueuedThreadPool(THREADS, 4);
                    config.jetty.defaultHost = "127.0.0.1";
                    config.jetty.modifyServer(jetty -> {
                        for (var connector : jetty.getConnectors()) {
                            connector.getConnectionFactory(HttpConnectionFactory.class);
                        }
                    });
                    config.jetty.addConnector((jetty, http) -> {
                        http.setRequestHeaderSize(LARGEST_HEADERS);
                        http.setSendServerVersion(false);
                        var connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
                        connector.setHost("127.0.0.1");
                        connector.setPort(port);
                        connector.setIdleTimeout(IDLE);
                        return connector;
                    });
                });
        server.before(this::admit);
        server.before(context -> house.noteActivity());
        server.get("/enter", this::enter);
        server.sse("/pulses", pulses::attach);
        Assets.serve(server);
        new Pages(house, lines).serve(server);
        server.exception(
                HttpResponseException.class,
                (refusal, context) ->
                        context.status(refusal.getStatus())
                                .result(String.valueOf(refusal.getMessage())));
        server.exception(
                RuntimeException.class,
                (fault, context) -> {
                    LOG.log(System.Logger.Level.ERROR, "a page failed: " + context.path(), fault);
                    context.status(HttpStatus.INTERNAL_SERVER_ERROR)
                            .html(PageParts.fault(fault).toString());
                });
        server.start();
        admission.at(server.port());
    }

    public static Workbench open(Services house, Lines lines, int port) {
        return new WorkbenchServer(house, lines, port);
    }

    public int port() {
        return server.port();
    }

    @Override
    public String link() {
        return "http://127.0.0.1:" + server.port() + "/enter?key=" + admission.link();
    }

    private void admit(Context context) {
        HEADERS.forEach(context::header);
        var request =
                new WorkbenchAccess.Request(
                        header(context, "Host"),
                        header(context, "Origin"),
                        header(context, "Sec-Fetch-Site"),
                        Optional.ofNullable(context.cookie(COOKIE)).orElse(""));
        var changes = context.method() != HandlerType.GET && context.method() != HandlerType.HEAD;
        switch (admission.check(request, changes)) {
            case IN -> {}
            case FOREIGN -> throw new HttpResponseException(403, "403: not from there");
            case LATER -> throw new HttpResponseException(429, "429: too many guesses; later");
            case OUT -> {
                if (!context.path().equals("/enter")) {
                    throw new HttpResponseException(
                            401, "401: for its owner only. Next, at a terminal: batos web");
                }
            }
        }
    }

    private static String header(Context context, String name) {
        return Optional.ofNullable(context.header(name)).orElse("");
    }

    private void enter(Context context) {
        var key = Optional.ofNullable(context.queryParam("key")).orElse("");
        var session = admission.enter(key);
        if (session.isEmpty()) {
            throw new HttpResponseException(
                    401,
                    "401: this link has been used, or is too old. Next, at a terminal: batos web");
        }
        context.header(
                "Set-Cookie", COOKIE + "=" + session.get() + "; Path=/; HttpOnly; SameSite=Strict");
        context.redirect("/", HttpStatus.SEE_OTHER);
    }

    @Override
    public void close() {
        pulses.close();
        server.stop();
    }
}
