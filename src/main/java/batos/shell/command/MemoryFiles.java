package batos.shell.command;

import batos.json.Json;
import batos.memory.RecallEvaluation;
import batos.text.Plural;
import batos.text.Utf8;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The questions that memory is measured with, and the report in the words that programs and people
/// read.
final class MemoryFiles {
    private static final double NANOS_PER_MILLI = 1e6;

    private MemoryFiles() {}

    /// @throws IOException where a line is no question; the message names file and line
    static List<RecallEvaluation.Question> questions(Path file) throws IOException {
        var questions = new ArrayList<RecallEvaluation.Question>();
        var lines = Utf8.read(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            try {
                var node = Json.readForeign(lines.get(i));
                var evidence = Json.texts(node.path("evidence"));
                questions.add(
                        new RecallEvaluation.Question(
                                node.path("question").asText(""),
                                evidence,
                                node.path("category").asText("all")));
            } catch (JsonProcessingException e) {
                throw new IOException(
                        "%s, line %d: no JSON: %s".formatted(file, i + 1, Json.objection(e)), e);
            }
        }
        return questions;
    }

    static Map<String, Object> document(RecallEvaluation.Report report) {
        var document = new LinkedHashMap<String, Object>();
        document.put("questions", report.questions());
        document.put("without_evidence", report.without());
        document.put("turns", report.turns());
        document.put("limit", report.limit());
        var schemes = new LinkedHashMap<String, Object>();
        report.schemes().forEach((name, measured) -> schemes.put(name, document(measured)));
        document.put("schemes", schemes);
        document.put("search_p95_ms", report.searching().toNanos() / NANOS_PER_MILLI);
        return document;
    }

    private static Map<String, Object> document(RecallEvaluation.Measured measured) {
        var document = new LinkedHashMap<String, Object>();
        document.put("recall", measured.recall());
        document.put("categories", measured.categories());
        document.put("mrr", measured.mrr());
        document.put("session_recall_5", measured.session5());
        document.put("session_recall_10", measured.session10());
        document.put("p50_ms", measured.p50().toNanos() / NANOS_PER_MILLI);
        document.put("p95_ms", measured.p95().toNanos() / NANOS_PER_MILLI);
        return document;
    }

    static String table(RecallEvaluation.Report report) {
        var text = new StringBuilder();
        text.append(
                "%s over %s, the share of the evidence within the first %d, in %%\n"
                        .formatted(
                                Plural.of(report.questions(), "question"),
                                Plural.of(report.turns(), "turn"),
                                report.limit()));
        text.append(
                String.format(
                        Locale.ROOT,
                        "%-8s %6s %6s %9s %10s %8s %8s",
                        "scheme",
                        "recall",
                        "mrr",
                        "session@5",
                        "session@10",
                        "p50 ms",
                        "p95 ms"));
        report.schemes()
                .forEach((name, it) ->
                        text.append(
                                String.format(
                                        Locale.ROOT,
                                        "%n%-8s %6.1f %6.3f %9.1f %10.1f %8.2f %8.2f",
                                        name,
                                        100 * it.recall(),
                                        it.mrr(),
                                        100 * it.session5(),
                                        100 * it.session10(),
                                        it.p50().toNanos() / NANOS_PER_MILLI,
                                        it.p95().toNanos() / NANOS_PER_MILLI)));
        report.schemes()
                .forEach((name, it) -> {
                    text.append(String.format(Locale.ROOT, "%n%-8s", name));
                    it.categories()
                            .forEach((category, share) ->
                                    text.append(
                                            String.format(
                                                    Locale.ROOT,
                                                    "  %s %.1f",
                                                    category,
                                                    100 * share)));
                });
        text.append(
                String.format(
                        Locale.ROOT,
                        "%nranking alone, without embedding the question: p95 %.2f ms",
                        report.searching().toNanos() / NANOS_PER_MILLI));
        if (report.without() > 0) {
            text.append("\nleft out: ")
                    .append(report.without())
                    .append(" questions whose evidence is not in memory");
        }
        return text.toString();
    }
}
