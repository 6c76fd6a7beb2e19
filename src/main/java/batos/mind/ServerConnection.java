package batos.mind;

import batos.tape.Tape;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The connection to a model server. Each exchange ends, whatever the server does, and can be
/// interrupted at any moment; its pieces go over the tape.
final class ServerConnection implements AutoCloseable {
    static {
        // a request sent over a kept connection that the server was just closing is sent again, not
        // only when it is a GET: nothing was heard of the answer
        System.setProperty("jdk.httpclient.enableAllMethodRetry", "true");
    }

    private final URI base;
    private final CallLimits limits;
    private final Tape tape;
    private final String channel;
    private final Map<String, String> headers;
    private final UnaryOperator<String> redact;
    private @Nullable HttpClient client;

    /// @param headers sent with each request, never recorded
    /// @param redact takes secrets out of whatever the server says, before it is printed or kept
    ServerConnection(
            URI base,
            CallLimits limits,
            Tape tape,
            String channel,
            Map<String, String> headers,
            UnaryOperator<String> redact) {
        this.base = base;
        this.limits = limits;
        this.tape = tape;
        this.channel = channel;
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        this.redact = redact;
    }

    /// To a server that wants no key.
    ServerConnection(URI base, CallLimits limits, Tape tape, String channel) {
        this(base, limits, tape, channel, Map.of(), UnaryOperator.identity());
    }

    /// Made at the first call: making one opens a socket, and a replay must open none.
    private synchronized HttpClient client() {
        if (client == null) {
            client =
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .connectTimeout(limits.connect())
                            .executor(Executors.newVirtualThreadPerTaskExecutor())
                            .build();
        }
        return client;
    }

    /// The text without secrets.
    String clean(String text) {
        return redact.apply(text);
    }

    URI base() {
        return base;
    }

    /// @param path below the base, for example `/api/chat`
    record Request(String method, String path, String body) {
        @Override
        public String toString() {
            return method + " " + path + (body.isEmpty() ? "" : "\n" + body);
        }
    }

    /// Blocks until the exchange has ended. The last piece heard is an [ExchangeStep.End], a
    /// [ExchangeStep.Broke] or a [ExchangeStep.Stopped].
    ///
    /// @param over asked after each line: whether the rest is not wanted
    void exchange(Request request, BooleanSupplier over, Consumer<ExchangeStep> heard) {
        exchange(request, limits.first(), over, heard);
    }

    /// The same with a wait for the first line of the answer that is this request's own.
    void exchange(
            Request request, Duration first, BooleanSupplier over, Consumer<ExchangeStep> heard) {
        tape.stream(
                channel,
                request.toString(),
                piece -> call(request, first, over, said -> piece.accept(ExchangeStep.write(said))),
                text -> {
                    var piece = ExchangeStep.read(text);
                    if (piece instanceof ExchangeStep.Stopped) {
                        Thread.currentThread().interrupt();
                    }
                    heard.accept(piece);
                });
    }

    private void call(
            Request request, Duration first, BooleanSupplier over, Consumer<ExchangeStep> piece) {
        var started = System.nanoTime();
        var patience = first.compareTo(limits.idle()) > 0 ? first : limits.idle();
        try (var inbox = new ResponseLines(limits.bytes())) {
            var answer = client().send(http(request, first), _ -> inbox);
            var type = answer.headers().firstValue("content-type").orElse("");
            piece.accept(new ExchangeStep.Head(answer.statusCode(), redact.apply(type)));
            var line = inbox.next(patience);
            while (line != null && !over.getAsBoolean()) {
                piece.accept(new ExchangeStep.Line(redact.apply(line)));
                if (over.getAsBoolean()) {
                    break;
                }
                if (sinceMillis(started) > limits.whole().toMillis()) {
                    throw new ResponseLines.Silence();
                }
                if (speaks(line)) {
                    patience = limits.idle();
                }
                line = inbox.next(patience);
            }
            piece.accept(new ExchangeStep.End(sinceMillis(started)));
            inbox.finish();
        } catch (InterruptedException e) {
            piece.accept(new ExchangeStep.Stopped());
        } catch (ResponseLines.Silence e) {
            piece.accept(broke(Reply.Fault.SILENT, silent(started)));
        } catch (ResponseLines.Flood e) {
            piece.accept(
                    broke(
                            Reply.Fault.TOO_LONG,
                            "the reply is longer than %,d bytes. Next: /settings show models"
                                    .formatted(limits.bytes())));
        } catch (HttpConnectTimeoutException e) {
            piece.accept(
                    broke(
                            Reply.Fault.AWAY,
                            "no connection within " + limits.connect().toMillis() + " ms"));
        } catch (HttpTimeoutException e) {
            piece.accept(
                    broke(
                            Reply.Fault.SILENT,
                            "no answer within %d ms. Next: ask again, a shorter prompt, or /settings set mind.first_token_seconds N"
                                    .formatted(first.toMillis())));
        } catch (ConnectException e) {
            piece.accept(
                    broke(
                            Reply.Fault.AWAY,
                            "nobody listens there. Next: start the server, or /settings set"
                                    + " mind.prefer rehearsal"));
        } catch (IOException e) {
            piece.accept(broke(Reply.Fault.AWAY, torn(e)));
        }
    }

    /// Blank lines and comments of an event stream only keep a connection open.
    private static boolean speaks(String line) {
        return !line.isBlank() && !line.startsWith(":");
    }

    /// The JDK's client names the state of its own parser where a server ends in mid-answer.
    private static String torn(IOException e) {
        var said = String.valueOf(e.getMessage());
        var own = said.contains("READING_") || said.contains("EOF") || said.contains("closed");
        return (own ? "the server ended the connection" : "the connection broke: " + said)
                + " before its answer was whole. Next: see whether the server still runs, then ask"
                + " again";
    }

    private String silent(long started) {
        return sinceMillis(started) > limits.whole().toMillis()
                ? "not done after " + limits.whole().toMillis() + " ms"
                : "silent for " + limits.idle().toMillis() + " ms in the midst of its answer";
    }

    private static long sinceMillis(long started) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    }

    private ExchangeStep.Broke broke(Reply.Fault fault, String why) {
        return new ExchangeStep.Broke(fault, redact.apply(base + ": " + why));
    }

    private HttpRequest http(Request request, Duration first) {
        var body =
                request.body().isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(request.body());
        var http =
                HttpRequest.newBuilder(URI.create(base + request.path()))
                        .method(request.method(), body)
                        .timeout(first);
        if (!request.body().isEmpty()) {
            http.header("Content-Type", "application/json");
        }
        headers.forEach(http::header);
        return http.build();
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
