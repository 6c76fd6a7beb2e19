package batos.mind;

import batos.json.Json;
import batos.text.Ellipsis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A prompt as the rules of a rehearsal see it.
///
/// @param question the Architect's question, from the latest message that has it
/// @param gave the tools' results since that message; empty without a call
record RehearsalContext(
        Prompt prompt, String question, String last, String all, Optional<String> gave) {
    static RehearsalContext of(Prompt prompt, Pattern marker) {
        var all = new StringJoiner("\n");
        var question = "";
        var asked = "";
        var found = false;
        var gave = new ArrayList<String>();
        for (var message : prompt.messages()) {
            all.add(text(message));
            if (message instanceof Message.Question(var text)) {
                gave.clear();
                found = true;
                question = text.strip();
            } else if (message instanceof Message.Asked(var text)) {
                asked = text;
                var matcher = marker.matcher(text);
                if (matcher.find()) {
                    gave.clear();
                    found = true;
                    question = matcher.group(Math.min(1, matcher.groupCount())).strip();
                }
            } else if (message instanceof Message.ToolGave result) {
                gave.add(result.text());
            }
        }
        var messages = prompt.messages();
        return new RehearsalContext(
                prompt,
                found ? question : asked,
                messages.isEmpty() ? "" : text(messages.getLast()),
                all.toString(),
                gave.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", gave)));
    }

    private static String text(Message message) {
        return switch (message) {
            case Message.Instruction(var text) -> text;
            case Message.Question(var text) -> text;
            case Message.Asked(var text) -> text;
            case Message.Said(var text, var calls) -> text;
            case Message.ToolGave(var id, var tool, var text) -> text;
        };
    }

    /// A document that fits the schema of the prompt, filled from the question and the words before
    /// the last message, which asks for the document.
    String document() {
        var said =
                prompt.messages().stream()
                        .limit(Math.max(0, prompt.messages().size() - 1))
                        .filter(message -> !(message instanceof Message.Instruction))
                        .map(RehearsalContext::text);
        return RehearsalDocument.of(
                prompt.schema().orElse("{}"),
                Stream.concat(Stream.of(question, gave.orElse("")), said).toList());
    }

    int words() {
        return words(all);
    }

    static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    /// The captures of the rule's patterns, or null where it does not fit.
    @Nullable RuleCaptures fits(RehearsalRule rule) {
        return misfits(rule).isEmpty() ? captures(rule) : null;
    }

    private RuleCaptures captures(RehearsalRule rule) {
        var captures = new RuleCaptures();
        captures.put("persona", prompt.persona().name());
        captures.put("question", question);
        captures.put("last", last);
        captures.put("gave", gave.orElse(""));
        catching(captures, "question", rule.question(), question);
        catching(captures, "last", rule.last(), last);
        catching(captures, "anywhere", rule.anywhere(), all);
        catching(captures, "gave", rule.gave(), gave.orElse(""));
        for (var name : toolNames()) {
            if (rule.tool().isPresent() && rule.tool().get().matcher(name).find()) {
                captures.put("tool", name);
                catching(captures, "tool", rule.tool(), name);
                break;
            }
        }
        return captures;
    }

    private static void catching(
            RuleCaptures captures, String where, Optional<Pattern> pattern, String text) {
        pattern.map(p -> p.matcher(text))
                .filter(matcher -> matcher.find())
                .ifPresent(matcher -> captures.put(where, matcher));
    }

    private List<String> toolNames() {
        return prompt.tools().stream().map(Prompt.ToolSchema::name).toList();
    }

    /// The conditions of the rule that are not met, in words.
    List<String> misfits(RehearsalRule rule) {
        var misfits = new ArrayList<String>();
        if (!rule.personas().isEmpty() && !rule.personas().contains(prompt.persona().name())) {
            misfits.add("persona = " + joined(rule.personas()));
        }
        if (!rule.purposes().isEmpty() && !rule.purposes().contains(prompt.purpose().toString())) {
            misfits.add("purpose = " + joined(rule.purposes()));
        }
        absent(misfits, "question", rule.question(), question);
        absent(misfits, "last", rule.last(), last);
        absent(misfits, "anywhere", rule.anywhere(), all);
        if (rule.tool().isPresent()
                && toolNames().stream().noneMatch(rule.tool().get().asPredicate())) {
            misfits.add("tool = '" + rule.tool().get() + "'");
        }
        if (rule.noTool().isPresent()
                && toolNames().stream().anyMatch(rule.noTool().get().asPredicate())) {
            misfits.add("no_tool = '" + rule.noTool().get() + "'");
        }
        absent(misfits, "gave", rule.gave(), gave.orElse(""));
        if (rule.afterTool().isPresent() && rule.afterTool().get() != gave.isPresent()) {
            misfits.add("after_tool = " + rule.afterTool().get());
        }
        if (rule.schema().isPresent() && rule.schema().get() != prompt.schema().isPresent()) {
            misfits.add("schema = " + rule.schema().get());
        }
        return misfits;
    }

    private static void absent(
            List<String> misfits, String key, Optional<Pattern> pattern, String text) {
        if (pattern.isPresent() && !pattern.get().matcher(text).find()) {
            misfits.add(key + " = '" + pattern.get() + "'");
        }
    }

    private static String joined(Iterable<String> names) {
        var sorted = new ArrayList<String>();
        names.forEach(sorted::add);
        return sorted.stream().sorted().collect(Collectors.joining(" or "));
    }

    /// The honest line for a prompt that no rule fits.
    String nearest(RehearsalScript script) {
        var head =
                "[rehearsal] no rule of %s fits %s, %s: «%s»."
                        .formatted(
                                script.source(), prompt.persona(), prompt.purpose(), cut(question));
        RehearsalRule best = null;
        for (var rule : script.rules()) {
            if (best == null || misfits(rule).size() < misfits(best).size()) {
                best = rule;
            }
        }
        return best == null
                ? head + " It has no rules at all."
                : "%s Nearest: '%s', which asks for %s. Next: add a rule, then /models rehearse FILE"
                        .formatted(head, best.name(), String.join(" and ", misfits(best)));
    }

    private static String cut(String text) {
        return Ellipsis.of(text, 80);
    }

    /// A verdict of the script in the form that a lean turn asks for: the objection as plain text,
    /// its number as a word of the scale. Every other document as it is.
    String inForm(String document) {
        var verdict = Json.tryRead(document).orElseGet(Json::object);
        if (!verdict.path("antithesis").isTextual() || !verdict.path("dissonance").isNumber()) {
            return document;
        }
        if (prompt.schema().isEmpty()) {
            return verdict.path("antithesis").asText();
        }
        var scale =
                prompt.schema()
                        .flatMap(Json::tryRead)
                        .map(schema -> schema.path("properties").path("is").path("enum"))
                        .filter(words -> words.size() > 0);
        return scale.map(
                        words -> {
                            var at = (int) (verdict.path("dissonance").asDouble() * words.size());
                            var word = words.get(Math.clamp(at, 0, words.size() - 1)).asText();
                            return Json.write(Json.object().put("is", word));
                        })
                .orElse(document);
    }
}
