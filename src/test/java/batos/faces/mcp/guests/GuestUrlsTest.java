package batos.faces.mcp.guests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.app.ApiServer;
import batos.app.Services;
import batos.faces.RunningHouse;
import batos.faces.http.LoopbackServer;
import batos.faces.mcp.McpHttpFace;
import batos.image.Author;
import batos.image.Cause;
import batos.toolbox.CallResult;
import batos.toolbox.Guests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Servers of others that are reached by a URL: another house, and some that behave badly.
@Timeout(600)
class GuestUrlsTest {
    private static final String SETTINGS =
            "\n[mcp.servers.other]\nurl = \"%s\"\nenv = [\"OTHER_KEY\"]\napproval ="
                    + " \"never\"\ntimeout_seconds = 60\n";

    @TempDir Path folder;

    private RunningHouse guest(String url, String token, Optional<Path> record) throws IOException {
        var running =
                new RunningHouse(
                        folder.resolve("here"),
                        "",
                        SETTINGS.formatted(url),
                        record,
                        Optional.empty());
        GuestServers.admittedTo(running.house(), Map.of("OTHER_KEY", token));
        return running;
    }

    private static Cause cause(Services house, String line) {
        return new Cause(Author.ARCHITECT, line, house.image().now().number());
    }

    private static List<String> enable(Services house) {
        var outcome = house.toolbox().guests().port().offer("other");
        var offered =
                assertInstanceOf(Guests.OfferOutcome.Offered.class, outcome, outcome::toString);
        house.toolbox().guests().enable(offered.offer(), cause(house, "/mcp enable other"));
        return offered.offer().tools().stream().map(tool -> tool.name()).toList();
    }

    private static CallResult call(Services house, String tool, String arguments) {
        var toolbox = house.toolbox();
        return toolbox.call(toolbox.now(), "other." + tool, arguments, cause(house, "a call"));
    }

    private static String why(Services house) {
        var outcome = house.toolbox().guests().port().offer("other");
        return assertInstanceOf(Guests.OfferOutcome.Failed.class, outcome, outcome::toString).why();
    }

    private static ApiServer serve(RunningHouse house, int port) {
        return LoopbackServer.offering(List.of(McpHttpFace::new))
                .open(house.house(), house.deeds(), port);
    }

    /// Files below a folder that hold a text.
    private static List<Path> holding(Path root, String text) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> {
                        try {
                            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                                    .contains(text);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }

    @Test
    void anotherHouseIsAGuestByItsKeyWhichStandsNowhere() throws Exception {
        try (var there = new RunningHouse(folder.resolve("there"))) {
            var server = serve(there, 0);
            var port = java.net.URI.create(server.address()).getPort();
            var tape = folder.resolve("here-tape");
            try (var here = guest(server.address() + "/mcp", server.key(), Optional.of(tape))) {
                var house = here.house();
                assertTrue(enable(house).contains("ask_persona"));
                var asked = "{\"persona\":\"robin\",\"question\":\"hello there\"}";
                var gave =
                        assertInstanceOf(CallResult.Gave.class, call(house, "ask_persona", asked));
                assertTrue(gave.result().contains("Gently"), gave::result);
                assertEquals(1, there.house().memory().latest(5).size());
                var misfit = "{\"persona\":\"joker\",\"question\":\"x\"}";
                assertFalse(call(house, "ask_persona", misfit) instanceof CallResult.Gave);
                // It goes away, and comes back at its place: the next call finds it.
                server.close();
                var broke =
                        assertInstanceOf(
                                CallResult.Broke.class, call(house, "recall", "{\"query\":\"x\"}"));
                assertTrue(broke.words().contains("the server other"), broke::words);
                try (var again = serve(there, port)) {
                    assertInstanceOf(
                            CallResult.Gave.class, call(house, "recall", "{\"query\":\"x\"}"));
                    var log = house.toolbox().guests().port().log(Optional.empty());
                    assertFalse(log.toString().contains(again.key()), log::toString);
                }
            }
            assertEquals(List.of(), holding(folder.resolve("here"), server.key()));
            assertFalse(Files.readString(tape).contains(server.key()));
        }
    }

    @Test
    void aWrongKeyIsSaidAtOnce() throws Exception {
        try (var there = new RunningHouse(folder.resolve("there"));
                var server = serve(there, 0);
                var here = guest(server.address() + "/mcp", "wrong-key", Optional.empty())) {
            var why = why(here.house());
            assertTrue(why.contains("401") && why.contains("OTHER_KEY"), why);
            assertFalse(why.contains("wrong-key"), why);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http:///mcp                 | is no address with a host",
                "http://a b/mcp              | is no address with a host",
                "http://192.0.2.1/mcp        | would go to 192.0.2.1 unencrypted",
                "http://127.0.0.1:1/mcp      | nobody answers",
            })
    void anAddressThatCannotBeUsedIsNamed(String url, String expected) throws Exception {
        try (var here = guest(url, "t0p-s3cr3t", Optional.empty())) {
            var why = why(here.house());
            assertTrue(why.contains(expected), why);
            assertFalse(why.contains("null"), why);
        }
    }

    @ParameterizedTest
    @CsvSource({"line", "messages", "page", "status"})
    void thatBehavesBadlyGivesAVerdict(String manner) throws Exception {
        try (var guest = new ScriptedWebGuest(manner);
                var here = guest(guest.url(), "t0p-s3cr3t", Optional.empty())) {
            assertEquals(List.of("echo"), enable(here.house()));
            for (int i = 0; i < 2; i++) {
                var broke =
                        assertInstanceOf(
                                CallResult.Broke.class, call(here.house(), "echo", "{}"), manner);
                assertFalse(broke.words().contains("null"), broke::words);
            }
        }
    }

    @Test
    void thatSendsItOnGetsNoTokenThere() throws Exception {
        try (var elsewhere = new ScriptedWebGuest("page");
                var guest = new ScriptedWebGuest("elsewhere/" + elsewhere.url());
                var here = guest(guest.url(), "t0p-s3cr3t", Optional.empty())) {
            assertTrue(why(here.house()).contains("307"));
            assertEquals(List.of(), elsewhere.tokens());
            assertEquals("Bearer t0p-s3cr3t", guest.tokens().getFirst());
        }
    }
}
