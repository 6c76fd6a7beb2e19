package batos.faces.http;

import batos.json.Json;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Stands before every servlet of the server and turns away who may not use it. The refusal is a
/// document of the shape that OpenAI clients read.
final class KeyFilter implements Filter {
    private final KeyGate gate;
    private final ApiKey key;

    KeyFilter(KeyGate gate, ApiKey key) {
        this.gate = gate;
        this.key = key;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var asked = (HttpServletRequest) request;
        var answer = (HttpServletResponse) response;
        answer.setHeader("X-Content-Type-Options", "nosniff");
        answer.setHeader("Cache-Control", "no-store");
        var verdict =
                gate.check(
                        header(asked, "Host"),
                        header(asked, "Origin"),
                        header(asked, "Authorization"));
        switch (verdict) {
            case IN -> chain.doFilter(request, response);
            case OUT -> {
                answer.setHeader("WWW-Authenticate", "Bearer");
                refuse(
                        answer,
                        401,
                        "invalid_request_error",
                        "invalid_api_key",
                        "no key, or a wrong one. It stands in "
                                + key.file()
                                + "; batos serve prints it");
            }
            case LATER -> {
                answer.setHeader("Retry-After", Long.toString(KeyGate.PENALTY.toSeconds()));
                refuse(
                        answer,
                        429,
                        "rate_limit_error",
                        "rate_limit_exceeded",
                        "too many wrong keys. Next: the right one, or wait a minute");
            }
            case FOREIGN ->
                    refuse(
                            answer,
                            403,
                            "permission_error",
                            "forbidden_host",
                            "for programs on this machine: the request names a foreign host or"
                                    + " origin");
        }
    }

    private static String header(HttpServletRequest request, String name) {
        return Objects.requireNonNullElse(request.getHeader(name), "");
    }

    private static void refuse(
            HttpServletResponse answer, int status, String type, String code, String message)
            throws IOException {
        var document = Json.object();
        document.putObject("error")
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .put("code", code);
        answer.setStatus(status);
        answer.setContentType("application/json");
        answer.getOutputStream().write(Json.write(document).getBytes(StandardCharsets.UTF_8));
    }
}
