package batos.loops.strategic;

import batos.image.Cause;
import batos.image.Image;
import batos.json.Json;
import batos.json.RecordJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The examples that each persona could learn from now, and the sealed versions.
public final class Datasets {
    private static final int FEWEST_HELD_OUT = 4;

    private final Image image;
    private final TuningRecords records;
    private final AnswerSource answers;
    private final InstantSource clock;
    private final Supplier<StrategicSettings> settings;

    Datasets(
            Image image,
            TuningRecords records,
            AnswerSource answers,
            InstantSource clock,
            Supplier<StrategicSettings> settings) {
        this.image = image;
        this.records = records;
        this.answers = answers;
        this.clock = clock;
        this.settings = settings;
    }

    /// The curator's selection from the present image.
    public Curation draft(String persona, Optional<String> theme) {
        var curator =
                new Curator(
                        settings.get().curator(),
                        new Privacy(records.marked()),
                        skills(persona),
                        records.preferred(persona));
        return curator.curate(
                answers.answers(persona, theme),
                theme.isEmpty() ? records.added(persona) : List.of(),
                records.dropped(),
                theme.isPresent());
    }

    /// The draft parted as a sealing would part it.
    public DatasetSplit split(Curation draft) {
        return DatasetSplit.of(draft.golden(), settings.get().heldOut(), FEWEST_HELD_OUT);
    }

    /// The outcome of a sealing.
    public sealed interface Sealing {
        record Sealed(SealedDataset dataset) implements Sealing {}

        /// @param unverified answers that a word of the Architect could make golden
        record TooFew(int have, int wanted, int unverified) implements Sealing {
            int missing() {
                return Math.max(1, wanted - have);
            }
        }
    }

    Sealing seal(String persona, Optional<String> theme, Cause cause) {
        var draft = draft(persona, theme);
        var wanted = settings.get().examples();
        if (draft.golden().size() < wanted) {
            return new Sealing.TooFew(draft.golden().size(), wanted, draft.unverified().size());
        }
        var split = split(draft);
        if (split.train().isEmpty()) {
            return new Sealing.TooFew(
                    draft.golden().size() - split.removed().size(),
                    wanted,
                    draft.unverified().size());
        }
        var same =
                records.datasets().stream()
                        .filter(name -> name.startsWith(persona + "@"))
                        .flatMap(name -> records.dataset(name).stream())
                        .filter(old -> old.split().equals(split))
                        .findFirst();
        if (same.isPresent()) {
            return new Sealing.Sealed(same.get());
        }
        var notes = new ArrayList<String>();
        draft.rejected().forEach(one -> notes.add("turn " + one.episode() + ": " + one.why()));
        var dataset =
                SealedDataset.seal(
                        persona,
                        records.nextVersion(persona),
                        theme.orElse(""),
                        clock.instant(),
                        split,
                        notes);
        image.update(cause, change -> TuningRecords.put(change, dataset));
        return new Sealing.Sealed(dataset);
    }

    /// Shipped ones and the Architect's.
    List<RetainedSkill> skills(String persona) {
        return Stream.concat(shippedSkills().stream(), records.skills().stream())
                .filter(skill -> skill.isOf(persona))
                .toList();
    }

    private static List<RetainedSkill> shippedSkills() {
        try (var in = Datasets.class.getResourceAsStream("old-skills.jsonl")) {
            if (in == null) {
                throw new AssertionError("old-skills.jsonl is not among the resources");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .flatMap(line -> RecordJson.read(line, RetainedSkill.class).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Brings examples in: lines of JSON with `question` and `answer`, or with `messages` whose
    /// last two are the user's and the assistant's.
    ///
    /// @throws IOException naming the line that is no such document
    public int add(String persona, Path file, Cause cause) throws IOException {
        var lines = Files.readAllLines(file);
        var examples = new ArrayList<GoldenExample>();
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).isBlank()) {
                continue;
            }
            examples.add(example(persona, lines.get(at), file + " line " + (at + 1), at));
        }
        records.add(examples, cause);
        return examples.size();
    }

    private GoldenExample example(String persona, String line, String where, int at)
            throws IOException {
        com.fasterxml.jackson.databind.JsonNode node;
        try {
            node = Json.read(line);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IOException(where + " is no JSON: " + Json.objection(e), e);
        }
        var messages = node.path("messages");
        var size = messages.size();
        var question =
                size >= 2
                        ? messages.get(size - 2).path("content").asText()
                        : node.path("question").asText();
        var answer =
                size >= 2
                        ? messages.get(size - 1).path("content").asText()
                        : node.path("answer").asText();
        if (question.isBlank() || answer.isBlank()) {
            throw new IOException(
                    where
                            + " has no question and answer, and no two messages. Expected"
                            + " {\"question\": …, \"answer\": …}");
        }
        return new GoldenExample(
                persona,
                question,
                answer,
                GoldenExample.Source.FILE,
                0,
                "",
                clock.instant().plusMillis(at),
                "");
    }

    /// As lines that [#add] reads, each with its provenance.
    public static String export(List<GoldenExample> examples) {
        var text = new StringBuilder();
        for (var example : examples) {
            var node = Json.object();
            node.put("question", example.question());
            node.put("answer", example.answer());
            node.put("source", example.source().name());
            node.put("episode", example.episode());
            text.append(node).append('\n');
        }
        return text.toString();
    }

    /// Gives a golden example of the draft another answer: a correction where it came from a turn,
    /// the example itself where the Architect added it.
    ///
    /// @return the example as it is now; empty where the draft has none of that id
    public Optional<GoldenExample> edit(String persona, String id, String answer, Cause cause) {
        var found =
                draft(persona, Optional.empty()).golden().stream()
                        .filter(example -> example.id().equals(id))
                        .findFirst();
        return found.map(old -> {
            if (old.episode() > 0) {
                records.correct(persona, old.episode(), answer, cause);
            } else {
                records.add(List.of(old.answering(answer)), cause);
                records.drop(id, cause);
            }
            return old.answering(answer);
        });
    }

    /// Takes a golden example of the draft out of every dataset to come, until it is added again.
    ///
    /// @return whether the draft had it
    public boolean drop(String persona, String id, Cause cause) {
        var there =
                draft(persona, Optional.empty()).golden().stream()
                        .anyMatch(example -> example.id().equals(id));
        if (there) {
            records.drop(id, cause);
        }
        return there;
    }

    public void markPrivate(String words, Cause cause) {
        records.mark(words, cause);
    }

    /// @return why it cannot be kept; empty when it is
    public Optional<String> keepSkill(String persona, String question, String expect, Cause cause) {
        try {
            java.util.regex.Pattern.compile(expect);
        } catch (java.util.regex.PatternSyntaxException e) {
            return Optional.of(
                    "--expect is no regular expression: %s at character %d"
                            .formatted(e.getDescription(), e.getIndex()));
        }
        records.add(new RetainedSkill(persona, question, expect), cause);
        return Optional.empty();
    }
}
