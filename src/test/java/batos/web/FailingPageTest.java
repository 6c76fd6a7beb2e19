package batos.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.app.Services;
import batos.app.TraceLog;
import batos.app.Workbench;
import batos.nerve.Pulses;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A fault of batos behind a page of the workbench keeps its stack.
class FailingPageTest {
    private static final Workbench.Lines NO_LINES =
            new Workbench.Lines() {
                @Override
                public int carryOut(String line, OutputStream out, OutputStream err) {
                    return 0;
                }

                @Override
                public void stop() {}
            };

    private static Services broken() {
        return (Services)
                Proxy.newProxyInstance(
                        Services.class.getClassLoader(),
                        new Class<?>[] {Services.class},
                        (self, method, given) ->
                                switch (method.getName()) {
                                    case "memory" ->
                                            throw new NullPointerException("broken memory");
                                    case "pulses" -> new Pulses(InstantSource.system());
                                    default -> null;
                                });
    }

    @Test
    void isWrittenDownAndNamedOnThePage(@TempDir Path home) throws Exception {
        try (var log = TraceLog.open(home, "warning", 1 << 20, () -> "");
                var workbench = WorkbenchServer.open(broken(), NO_LINES, 0);
                var browser =
                        HttpClient.newBuilder()
                                .cookieHandler(new CookieManager())
                                .followRedirects(HttpClient.Redirect.NEVER)
                                .build()) {
            var link = URI.create(workbench.link());
            assertEquals(303, get(browser, link).statusCode());
            var page = get(browser, link.resolve("/memory"));
            assertEquals(500, page.statusCode());
            assertTrue(page.body().contains("broken memory"), page.body());
            assertTrue(page.body().contains(TraceLog.NAME), page.body());
        }
        var trace = Files.readString(home.resolve(TraceLog.NAME));
        assertTrue(trace.contains("broken memory"), trace);
        assertTrue(trace.contains("\tat batos.web."), trace);
    }

    private static HttpResponse<String> get(HttpClient browser, URI address) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
