package batos.mind;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The client library's HTTP for one call, on the calling thread, over a [ServerConnection]. It
/// knows how the call ended even where the library would wait without end or report nothing.
final class StreamingHttpClient implements HttpClient {
    private final ServerConnection wire;
    private final StreamProtocol protocol;
    private final UnaryOperator<String> body;
    private final Duration first;
    private final StringBuilder error = new StringBuilder();
    private ExchangeStep.@Nullable Head head;
    private @Nullable ExchangeStep last;

    /// @param body changes the request's body before it is sent
    /// @param first how long the first line of the answer may take
    StreamingHttpClient(
            ServerConnection wire,
            StreamProtocol protocol,
            UnaryOperator<String> body,
            Duration first) {
        this.wire = wire;
        this.protocol = protocol;
        this.body = body;
        this.first = first;
    }

    @Override
    public void execute(
            HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        var path = request.url().substring(wire.base().toString().length());
        var sent =
                new ServerConnection.Request(
                        request.method().name(), path, body.apply(request.body()));
        wire.exchange(
                sent,
                first,
                protocol::over,
                piece -> {
                    switch (piece) {
                        case ExchangeStep.Head given -> head = given;
                        case ExchangeStep.Line(var line) -> take(line, parser, listener);
                        case ExchangeStep.End end -> last = end;
                        case ExchangeStep.Broke broke -> last = broke;
                        case ExchangeStep.Stopped stopped -> last = stopped;
                    }
                });
        if (failure() == null) {
            listener.onClose();
        }
    }

    private void take(String line, ServerSentEventParser parser, ServerSentEventListener listener) {
        if (!streams()) {
            error.append(line).append('\n');
            return;
        }
        var mended = protocol.take(line);
        if (!mended.isEmpty()) {
            parser.parse(
                    new ByteArrayInputStream(mended.getBytes(StandardCharsets.UTF_8)), listener);
        }
    }

    private boolean streams() {
        return head != null && head.status() == 200 && !head.type().contains("html");
    }

    /// The failure that ended the call; null after a whole answer.
    @Nullable Reply failure() {
        return switch (last) {
            case null -> new Reply.Failed(false, wire.base() + ": the client library sent nothing");
            case ExchangeStep.Stopped() -> new Reply.Interrupted();
            case ExchangeStep.Broke(var fault, var why) ->
                    new Reply.Failed(fault != Reply.Fault.TOO_LONG, why, fault);
            case ExchangeStep.End end when streams() ->
                    protocol.fault().map(this::clean).orElse(null);
            case ExchangeStep.End end -> clean(rejected());
            case ExchangeStep.Head head -> throw new AssertionError("not a last piece: " + head);
            case ExchangeStep.Line line -> throw new AssertionError("not a last piece: " + line);
        };
    }

    private Reply clean(Reply reply) {
        return switch (reply) {
            case Reply.Failed(var retry, var why, var fault) ->
                    new Reply.Failed(retry, wire.clean(why), fault);
            case Reply.Refused(var why) -> new Reply.Refused(wire.clean(why));
            case Reply.Answered answered -> answered;
            case Reply.Interrupted interrupted -> interrupted;
        };
    }

    private Reply.Failed rejected() {
        var where = wire.base().toString();
        if (head != null && head.type().contains("html")) {
            return StreamProtocol.garbled(
                    where,
                    "answered with a web page (status %d), so it is no model server. Next: check the address in the settings"
                            .formatted(head.status()));
        }
        return protocol.rejected(
                head == null ? 0 : head.status(), StreamProtocol.said(error.toString()));
    }

    /// The duration of the call, to the millisecond.
    Duration took() {
        return last instanceof ExchangeStep.End(var millis)
                ? Duration.ofMillis(millis)
                : Duration.ZERO;
    }

    /// A call whose answer comes in one piece.
    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        var path = request.url().substring(wire.base().toString().length());
        var sent =
                new ServerConnection.Request(
                        request.method().name(), path, body.apply(request.body()));
        var text = new StringBuilder();
        wire.exchange(
                sent,
                first,
                () -> false,
                piece -> {
                    switch (piece) {
                        case ExchangeStep.Head given -> head = given;
                        case ExchangeStep.Line(var line) -> text.append(line).append('\n');
                        case ExchangeStep.End end -> last = end;
                        case ExchangeStep.Broke broke -> last = broke;
                        case ExchangeStep.Stopped stopped -> last = stopped;
                    }
                });
        if (!(last instanceof ExchangeStep.End) || !streams()) {
            throw new HttpException(head == null ? 0 : head.status(), ended(text.toString()));
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(200)
                .headers(Map.of())
                .body(text.toString())
                .build();
    }

    private String ended(String body) {
        return switch (last) {
            case ExchangeStep.Broke(var fault, var why) -> why;
            case ExchangeStep.Stopped() -> "interrupted";
            case null, default -> StreamProtocol.said(body);
        };
    }

    /// The form in which the client library wants its HTTP.
    HttpClientBuilder asBuilder() {
        return new HttpClientBuilder() {
            @Override
            public Duration connectTimeout() {
                return Duration.ZERO;
            }

            @Override
            public HttpClientBuilder connectTimeout(Duration timeout) {
                return this;
            }

            @Override
            public Duration readTimeout() {
                return Duration.ZERO;
            }

            @Override
            public HttpClientBuilder readTimeout(Duration timeout) {
                return this;
            }

            @Override
            public HttpClient build() {
                return StreamingHttpClient.this;
            }
        };
    }
}
