package batos.persona;

import batos.image.Change;
import batos.image.Datum;
import batos.image.Form;
import batos.image.Oid;
import batos.image.View;
import batos.mind.Message;
import batos.text.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;

/// The prompts and replies of a turn's calls, kept in the image so that a later lesson can be
/// traced to its words. One object for each turn holds its messages, each once, under the digest of
/// its text and compressed; the instructions, which many turns share, are objects of their own.
/// They go with the turn when it is forgotten.
public final class CallTexts {
    public static final String KIND = "call.texts";
    private static final String INSTRUCTION = "call.instruction";

    /// All that an export leaves out where no words of calls shall be in it.
    public static final List<String> KINDS = List.of(KIND, INSTRUCTION);

    private static final int DIGITS = 32;

    private CallTexts() {}

    /// One call.
    ///
    /// @param messages the conversation after the instruction, each with who spoke: `asked`, `said`
    ///   or the name of a tool
    /// @param reply the text, or the empty string where there was none
    public record CallText(
            String persona,
            String purpose,
            String instruction,
            List<Spoken> messages,
            String reply) {
        public CallText {
            messages = List.copyOf(messages);
        }
    }

    public record Spoken(String by, String text) {}

    static Spoken spoken(Message message) {
        return switch (message) {
            case Message.Instruction(var text) -> new Spoken("instruction", text);
            case Message.Question(var text) -> new Spoken("asked", text);
            case Message.Asked(var text) -> new Spoken("asked", text);
            case Message.Said(var text, var calls) ->
                    new Spoken("said", calls.isEmpty() ? text : text + "\n" + calls);
            case Message.ToolGave(_, var tool, var text) -> new Spoken("tool " + tool, text);
        };
    }

    /// @param turn the number of the episode
    public static void put(Change change, long turn, Instant at, List<CallText> calls) {
        SequencedMap<String, Datum> texts = new LinkedHashMap<>();
        var list = new ArrayList<Datum>();
        for (var call : calls) {
            var slots = new LinkedHashMap<String, Datum>();
            slots.put("persona", new Datum.Sign(call.persona()));
            slots.put("purpose", new Datum.Sign(call.purpose()));
            slots.put("instruction", new Datum.Sign(instruction(change, call.instruction())));
            var messages = new ArrayList<String>();
            for (var message : call.messages()) {
                messages.add(message.by());
                messages.add(text(texts, message.text()));
            }
            slots.put("messages", Datum.Many.signs(messages));
            slots.put("reply", new Datum.Sign(text(texts, call.reply())));
            list.add(new Datum.Slots(slots));
        }
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("at", new Datum.Text(at.toString()));
        slots.put("calls", new Datum.Many(list));
        slots.put("texts", new Datum.Slots(texts));
        change.put(Form.named(KIND, 1, name(turn), slots));
    }

    private static String name(long turn) {
        return "%08d".formatted(turn);
    }

    private static String instruction(Change change, String text) {
        var digest = Sha256.of(text).substring(0, DIGITS);
        var oid = Oid.named(INSTRUCTION, digest);
        if (change.get(oid).isEmpty()) {
            var slots = new LinkedHashMap<String, Datum>();
            slots.put("text", packed(text));
            change.put(Form.named(INSTRUCTION, 1, digest, slots));
        }
        return digest;
    }

    private static String text(SequencedMap<String, Datum> texts, String text) {
        var digest = Sha256.of(text).substring(0, DIGITS);
        texts.computeIfAbsent(digest, none -> packed(text));
        return digest;
    }

    /// The calls of a turn; none where they were never kept, or let go.
    public static List<CallText> of(View view, long turn) {
        var form = view.get(Oid.named(KIND, name(turn)));
        if (form.isEmpty()
                || !(form.get().at("calls") instanceof Datum.Many(var calls))
                || !(form.get().at("texts") instanceof Datum.Slots(var texts))) {
            return List.of();
        }
        return calls.stream()
                .filter(Datum.Slots.class::isInstance)
                .map(call -> call(view, ((Datum.Slots) call).entries(), texts))
                .toList();
    }

    private static CallText call(
            View view, SequencedMap<String, Datum> slots, SequencedMap<String, Datum> texts) {
        var form = Form.anonymous("call", 1, slots);
        var words = form.words("messages");
        var messages = new ArrayList<Spoken>();
        for (int at = 0; at + 1 < words.size(); at += 2) {
            messages.add(new Spoken(words.get(at), unpacked(texts.get(words.get(at + 1)))));
        }
        return new CallText(
                sign(form, "persona"),
                sign(form, "purpose"),
                view.get(Oid.named(INSTRUCTION, sign(form, "instruction")))
                        .map(kept -> unpacked(kept.at("text")))
                        .orElse(""),
                messages,
                unpacked(texts.get(sign(form, "reply"))));
    }

    private static String sign(Form form, String slot) {
        return form.at(slot) instanceof Datum.Sign(var value) ? value : "";
    }

    /// Drops texts older than a moment, the oldest while all take more than `bytes`, and
    /// instructions that no turn has any more.
    ///
    /// @return how many turns lost their words
    public static int prune(Change change, Instant before, long bytes) {
        var left = new ArrayList<Oid>();
        var sizes = new ArrayList<Long>();
        var pruned = 0;
        var total = 0L;
        for (var oid : change.base().named(KIND).values()) {
            var form = change.get(oid);
            if (form.isEmpty()) {
                continue;
            }
            if (Instant.parse(form.get().text("at")).isBefore(before)) {
                change.remove(oid);
                pruned++;
                continue;
            }
            left.add(oid);
            sizes.add(size(form.get()));
            total += sizes.getLast();
        }
        var first = 0;
        for (; first < left.size() && total > bytes; first++) {
            change.remove(left.get(first));
            total -= sizes.get(first);
            pruned++;
        }
        if (pruned > 0) {
            pruneInstructions(change, left.subList(first, left.size()));
        }
        return pruned;
    }

    private static void pruneInstructions(Change change, List<Oid> turns) {
        var used = new HashSet<String>();
        for (var turn : turns) {
            if (change.get(turn).map(form -> form.at("calls")).orElse(Datum.NOTHING)
                    instanceof Datum.Many(var calls)) {
                for (var call : calls) {
                    if (call instanceof Datum.Slots(var slots)) {
                        used.add(sign(Form.anonymous("call", 1, slots), "instruction"));
                    }
                }
            }
        }
        change.base()
                .named(INSTRUCTION)
                .forEach((digest, oid) -> {
                    if (!used.contains(digest) && change.get(oid).isPresent()) {
                        change.remove(oid);
                    }
                });
    }

    private static long size(Form form) {
        return form.at("texts") instanceof Datum.Slots(var texts)
                ? texts.values().stream()
                        .mapToLong(
                                text -> text instanceof Datum.Raw(var hex) ? hex.length() / 2 : 0)
                        .sum()
                : 0;
    }

    private static Datum packed(String text) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("an array refuses nothing", e);
        }
        return Datum.Raw.of(out.toByteArray());
    }

    private static String unpacked(@org.jspecify.annotations.Nullable Datum datum) {
        if (!(datum instanceof Datum.Raw raw)) {
            return "";
        }
        var out = new ByteArrayOutputStream();
        try (var inflater = new InflaterOutputStream(out)) {
            inflater.write(raw.bytes());
        } catch (IOException e) {
            return "";
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
