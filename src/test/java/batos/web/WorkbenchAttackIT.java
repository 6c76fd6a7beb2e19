package batos.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a hostile page, a hostile program of another user, or a broken one may send.
class WorkbenchAttackIT {
    @TempDir static Path folder;

    private static RunningOwner owner;
    private static int port;
    private static String cookie;

    @BeforeAll
    static void open() throws Exception {
        owner = new RunningOwner(folder);
        var link = URI.create(owner.link());
        port = link.getPort();
        var entered =
                send("GET " + link.getPath() + "?" + link.getQuery() + " HTTP/1.1\r\n" + host());
        assertTrue(entered.contains(" 303 "), entered);
        assertTrue(entered.contains("HttpOnly") && entered.contains("SameSite=Strict"), entered);
        cookie = entered.replaceAll("(?s).*(batos=[^;]+);.*", "$1");
    }

    @AfterAll
    static void close() throws InterruptedException {
        owner.close();
    }

    private static String host() {
        return "Host: 127.0.0.1:" + port + "\r\n";
    }

    private static String withCookie() {
        return "Cookie: " + cookie + "\r\n";
    }

    /// The whole answer to a request whose head this is.
    private static String send(String head) throws IOException {
        return send(head, "");
    }

    private static String send(String head, String body) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout((int) Patience.BOUND.toMillis());
            var request = head + "Connection: close\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    @Test
    void itsOwnerIsServedAndNobodyElse() throws IOException {
        assertEquals(200, status(send("GET / HTTP/1.1\r\n" + host() + withCookie())));
        assertEquals(401, status(send("GET / HTTP/1.1\r\n" + host())));
        assertEquals(401, status(send("GET /pulses HTTP/1.1\r\n" + host())));
        assertEquals(401, status(send("GET /assets/htmx.js HTTP/1.1\r\n" + host())));
    }

    @Test
    void aForeignHostIsRefused() throws IOException {
        assertEquals(
                403,
                status(
                        send(
                                "GET / HTTP/1.1\r\nHost: evil.example:"
                                        + port
                                        + "\r\n"
                                        + withCookie())));
    }

    @Test
    void aFormOfAnotherSiteIsRefused() throws IOException {
        var body = "line=x%20:=%201";
        var head =
                "POST /do HTTP/1.1\r\n"
                        + host()
                        + withCookie()
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                        + body.length()
                        + "\r\n";
        assertEquals(403, status(send(head + "Origin: https://evil.example\r\n", body)));
        assertEquals(403, status(send(head + "Sec-Fetch-Site: cross-site\r\n", body)));
        assertEquals(403, status(send(head, body)));
        assertEquals(200, status(send(head + "Origin: http://127.0.0.1:" + port + "\r\n", body)));
    }

    @Test
    void aStreamOfAnotherSiteIsRefused() throws IOException {
        var answer = send("GET /pulses HTTP/1.1\r\n" + host() + withCookie() + "Origin: null\r\n");
        assertEquals(403, status(answer));
        assertFalse(answer.contains("Access-Control"), answer);
    }

    @Test
    void pathsLeadToNoFile() throws IOException {
        for (var path :
                new String[] {
                    "/assets/../../../etc/passwd",
                    "/assets/..%2f..%2fetc%2fpasswd",
                    "/assets/%2e%2e/%2e%2e/etc/passwd",
                    "/assets//etc/passwd",
                    "/META-INF/MANIFEST.MF",
                    "/webjars/htmx.org/2.0.4/package.json"
                }) {
            var answer = send("GET " + path + " HTTP/1.1\r\n" + host() + withCookie());
            assertTrue(status(answer) >= 400 && status(answer) < 500, path + ": " + answer);
        }
    }

    @Test
    void giantsAreRefused() throws IOException {
        assertEquals(
                431,
                status(send("GET / HTTP/1.1\r\n" + host() + "X: " + "x".repeat(100_000) + "\r\n")));
        var body = "line=" + "x".repeat(1 << 20);
        assertEquals(
                413,
                status(
                        send(
                                "POST /do HTTP/1.1\r\n"
                                        + host()
                                        + withCookie()
                                        + "Origin: http://127.0.0.1:"
                                        + port
                                        + "\r\n"
                                        + "Content-Type: application/x-www-form-urlencoded\r\n"
                                        + "Content-Length: "
                                        + body.length()
                                        + "\r\n",
                                body)));
    }

    @Test
    void slowClientsDoNotKeepOthersOut() throws IOException {
        var slow = new ArrayList<Socket>();
        try {
            for (var i = 0; i < 200; i++) {
                var socket = new Socket("127.0.0.1", port);
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: 1".getBytes(ISO_8859_1));
                slow.add(socket);
            }
            assertEquals(200, status(send("GET / HTTP/1.1\r\n" + host() + withCookie())));
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void everyAnswerForbidsForeignScriptsAndFrames() throws IOException {
        var answer = send("GET / HTTP/1.1\r\n" + host() + withCookie());
        assertTrue(answer.contains("script-src 'self';"), answer);
        assertTrue(answer.contains("frame-ancestors 'none'"), answer);
        assertFalse(answer.contains("unsafe-inline"), answer);
        assertFalse(answer.replace("http://127.0.0.1", "").contains("//cdn"), answer);
    }
}
