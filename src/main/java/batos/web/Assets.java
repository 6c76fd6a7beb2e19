package batos.web;

import io.javalin.Javalin;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// The files that pages need, each named here: a path in a request never reaches a file system.
final class Assets {
    private static final String WEBJARS = "/META-INF/resources/webjars/";

    private static final Map<String, String> FILES =
            Map.of(
                    "workbench.css", "/batos/web/workbench.css",
                    "workbench.js", "/batos/web/workbench.js",
                    "htmx.js", WEBJARS + "htmx.org/2.0.4/dist/htmx.min.js",
                    "uplot.js", WEBJARS + "uplot/1.6.30/dist/uPlot.iife.min.js",
                    "uplot.css", WEBJARS + "uplot/1.6.30/dist/uPlot.min.css",
                    "codemirror.js", WEBJARS + "codemirror/5.65.18/lib/codemirror.js",
                    "codemirror.css", WEBJARS + "codemirror/5.65.18/lib/codemirror.css",
                    "smalltalk.js", WEBJARS + "codemirror/5.65.18/mode/smalltalk/smalltalk.js");

    private Assets() {}

    static void serve(Javalin server) {
        server.get(
                "/assets/{name}",
                context -> {
                    var name = context.pathParam("name");
                    var file = FILES.get(name);
                    if (file == null) {
                        throw new HttpResponseException(404, "404: no such file");
                    }
                    context.header("Cache-Control", "private, max-age=3600");
                    context.contentType(name.endsWith(".css") ? "text/css" : "text/javascript");
                    context.result(read(file));
                });
    }

    private static byte[] read(String file) {
        try (var in = Assets.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("no resource " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the program lacks a file: " + file, e);
        }
    }
}
