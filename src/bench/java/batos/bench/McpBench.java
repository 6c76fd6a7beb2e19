package batos.bench;

import batos.app.DeedOutput;
import batos.app.DeedQueue;
import batos.app.RehearsedHouse;
import batos.app.Services;
import batos.faces.mcp.McpFace;
import batos.image.Author;
import batos.image.Cause;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;

/// What MCP adds to a call of a tool: the same call directly, by MCP within the process, and by MCP
/// through `batos mcp`, a process that is attached to the owner. The tool that is called is not
/// there, so that no crucible is in the figures; `recall` is beside it.
///
/// Arguments: how often each (300). In the project's folder, with `./batos` packaged.
public final class McpBench {
    private static final DeedOutput SILENT =
            new DeedOutput() {
                @Override
                public void piece(String text) {}

                @Override
                public void rest() {}
            };

    private static int ids;

    private McpBench() {}

    public static void main(String[] args) throws Exception {
        var rounds = args.length > 0 ? Integer.parseInt(args[0]) : 300;
        var folder = Files.createTempDirectory("mcp-bench");
        System.out.printf("%-44s %10s %10s%n", "a call", "median ms", "p95 ms");
        var deeds = new DeedQueue();
        try (var house = RehearsedHouse.open(folder, deeds);
                var face = new McpFace(house, deeds)) {
            report("direct", rounds, () -> direct(house, deeds));
            report("direct recall", rounds, () -> house.memory().recall("honesty", 8));
            var toServer = new PipedOutputStream();
            var toClient = new PipedOutputStream();
            var serverIn = new PipedInputStream(toServer, 1 << 16);
            var clientIn = new PipedInputStream(toClient, 1 << 16);
            Thread.ofPlatform().daemon().start(() -> face.serve(serverIn, toClient));
            report("MCP, within the process", rounds, clientIn, toServer);
        }
        var home = folder.resolve("owner").toString();
        run("start", home);
        var relay =
                new ProcessBuilder("./batos", "mcp", "--home", home)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        report(
                "MCP, batos mcp attached to an owner",
                rounds,
                relay.getInputStream(),
                relay.getOutputStream());
        relay.getOutputStream().close();
        relay.waitFor();
        run("stop", home);
        System.exit(0);
    }

    private static void run(String word, String home) throws IOException, InterruptedException {
        new ProcessBuilder("./batos", word, "--home", home).inheritIO().start().waitFor();
    }

    private static Object direct(Services house, DeedQueue deeds) {
        return deeds.run(
                "a call",
                () -> SILENT,
                () ->
                        house.toolbox()
                                .call(
                                        house.toolbox().now(),
                                        "none",
                                        "{}",
                                        new Cause(
                                                Author.ARCHITECT,
                                                "a call",
                                                house.image().now().number())));
    }

    private static void report(String name, int rounds, InputStream in, OutputStream out)
            throws Exception {
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        ask(
                lines,
                out,
                "initialize",
                "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"bench\",\"version\":\"1\"}}");
        report(
                name,
                rounds,
                () ->
                        ask(
                                lines,
                                out,
                                "tools/call",
                                "{\"name\":\"call_tool\",\"arguments\":{\"name\":\"none\"}}"));
        report(
                name + ", recall",
                rounds,
                () ->
                        ask(
                                lines,
                                out,
                                "tools/call",
                                "{\"name\":\"recall\",\"arguments\":{\"query\":\"honesty\"}}"));
    }

    private static String ask(BufferedReader in, OutputStream out, String method, String params)
            throws IOException {
        var id = ++ids;
        out.write(
                "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}\n"
                        .formatted(id, method, params)
                        .getBytes(StandardCharsets.UTF_8));
        out.flush();
        var line = in.readLine();
        while (line != null && !line.contains("\"id\":" + id + ",")) {
            line = in.readLine();
        }
        if (line == null) {
            throw new IOException("the server has ended");
        }
        return line;
    }

    private static void report(String name, int rounds, Callable<?> call) throws Exception {
        var times = new double[rounds];
        for (int i = -rounds / 2; i < rounds; i++) {
            var began = System.nanoTime();
            call.call();
            if (i >= 0) {
                times[i] = (System.nanoTime() - began) / 1e6;
            }
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "%-44s %10.2f %10.2f%n",
                name,
                times[rounds / 2],
                times[rounds * 95 / 100]);
    }
}
