package batos.faces.mcp;

import batos.faces.http.ClientWatch;
import batos.json.Json;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A servlet in front of the SDK's that knows which requests are being answered, so that they can
/// be cancelled: the SDK hears no cancellation, and works on for clients that have left.
final class HttpCalls extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient HttpServlet servlet;
    private final transient Map<String, HttpCall> running = new ConcurrentHashMap<>();
    private final transient ClientWatch clients = new ClientWatch();

    HttpCalls(HttpServlet servlet) {
        this.servlet = servlet;
    }

    /// Cancels a request that is being answered.
    ///
    /// @param id as the client numbered it
    void cancel(String session, Object id) {
        Optional.ofNullable(running.get(key(session, id))).ifPresent(HttpCall::cancel);
    }

    /// Cancels what a session that ends has under way.
    void cancelAll(String session) {
        running.forEach((key, call) -> {
            if (key.startsWith(session + " ")) {
                call.cancel();
            }
        });
    }

    private static String key(String session, Object id) {
        return session + " " + StreamClient.key(id);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!request.getMethod().equals("POST")) {
            servlet.service(request, response);
            return;
        }
        var body = request.getInputStream().readNBytes(StreamClients.LONGEST_MESSAGE + 1);
        if (body.length > StreamClients.LONGEST_MESSAGE) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        var message = new String(body, StandardCharsets.UTF_8);
        if (IncomingMessage.read(message, McpJsonDefaults.getMapper())
                instanceof IncomingMessage.Faulty faulty) {
            refuse(response, faulty);
            return;
        }
        var key = key(request, body);
        var call = new HttpCall(() -> key.ifPresent(running::remove));
        if (key.isPresent() && running.putIfAbsent(key.get(), call) != null) {
            response.sendError(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "a request with this id is still being answered");
            return;
        }
        var read = new Body(request, body, call);
        HttpCall.take(call);
        if (key.isPresent()) {
            call.watched(clients.watch(request, call::cancel));
        }
        try {
            servlet.service(read, new Watched(response, call));
        } finally {
            HttpCall.take(null);
            if (!read.begun) {
                call.end();
            }
        }
    }

    /// The SDK answers what it cannot read with a stack trace, and some of it with nothing.
    private static void refuse(HttpServletResponse response, IncomingMessage.Faulty faulty)
            throws IOException {
        response.setStatus(
                faulty.code() == McpSchema.ErrorCodes.INVALID_PARAMS
                        ? HttpServletResponse.SC_OK
                        : HttpServletResponse.SC_BAD_REQUEST);
        response.setContentType("application/json");
        response.getOutputStream().write(faulty.answer().getBytes(StandardCharsets.UTF_8));
    }

    /// Looks after no client any more.
    void close() {
        clients.close();
    }

    /// Empty for a body that is no request with an id.
    private static Optional<String> key(HttpServletRequest request, byte[] body) {
        return Json.tryRead(new String(body, StandardCharsets.UTF_8))
                .filter(node -> node.path("method").isTextual())
                .map(node -> node.path("id"))
                .filter(id -> id.isTextual() || id.isIntegralNumber())
                .map(id ->
                        key(
                                String.valueOf(request.getHeader(HttpHeaders.MCP_SESSION_ID)),
                                id.isTextual() ? id.textValue() : (Object) id.longValue()));
    }

    /// An answer that cancels its call when it can be written no more.
    private static final class Watched extends HttpServletResponseWrapper {
        private final HttpCall call;

        Watched(HttpServletResponse response, HttpCall call) {
            super(response);
            this.call = call;
        }

        @Override
        public PrintWriter getWriter() throws IOException {
            var writer = super.getWriter();
            return new PrintWriter(writer) {
                @Override
                public void flush() {
                    super.flush();
                    if (writer.checkError()) {
                        call.cancel();
                    }
                }
            };
        }
    }

    /// The request once more, with its body, which was read.
    private static final class Body extends HttpServletRequestWrapper {
        private final byte[] body;
        private final HttpCall call;
        private boolean begun;

        Body(HttpServletRequest request, byte[] body, HttpCall call) {
            super(request);
            this.body = body;
            this.call = call;
        }

        @Override
        public AsyncContext startAsync() {
            var context = super.startAsync();
            context.addListener(call);
            begun = true;
            return context;
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(
                    new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
        }

        @Override
        public ServletInputStream getInputStream() {
            var in = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return in.read();
                }

                @Override
                public int read(byte[] to, int from, int length) {
                    return in.read(to, from, length);
                }

                @Override
                public boolean isFinished() {
                    return in.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new IllegalStateException("the body is read already");
                }
            };
        }
    }
}
