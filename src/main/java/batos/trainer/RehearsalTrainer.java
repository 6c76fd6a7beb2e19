package batos.trainer;

import batos.json.Json;
import batos.text.FileErrors;
import batos.text.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A trainer for the rehearsal mind, with no Python and no chance: it learns with which words the
/// answers begin and end, and writes that manner as a rehearsal script. Its loss of an example is
/// the share of the answer's characters that the manner does not foretell.
final class RehearsalTrainer implements Trainer {

    /// Of one or two answers everything would be manner.
    private static final int FEWEST = 3;

    /// Answers that must share a beginning or an end for it to be the manner.
    private static final double SHARED = 0.8;

    @Override
    public String name() {
        return "rehearsal";
    }

    @Override
    public Readiness readiness() {
        return new Readiness.Ready("rehearsal, part of batos");
    }

    /// The words around an answer.
    private record Manner(String before, String after) {
        double loss(String answer) {
            if (answer.isEmpty()) {
                return 0;
            }
            var known =
                    (answer.startsWith(before) ? before.length() : 0)
                            + (answer.endsWith(after) ? after.length() : 0);
            return Math.max(0, answer.length() - known) / (double) answer.length();
        }
    }

    @Override
    public TrainingEnd train(
            TrainingRequest request,
            Path folder,
            TrainingSignal signal,
            Consumer<TrainingEvent> heard) {
        var gathered = new TrainingResult.Gathering();
        Consumer<TrainingEvent> tell =
                event -> {
                    gathered.add(event);
                    heard.accept(event);
                };
        tell.accept(new TrainingEvent.Began(0, Map.of("rehearsal", "1")));
        tell.accept(losses(false, new Manner("", ""), request.heldOut()));
        var answers = new ArrayList<String>();
        var manner = new Manner("", "");
        var steps = request.recipe().steps();
        for (int step = 1; step <= steps; step++) {
            if (signal.wish() == TrainingSignal.Wish.STOP) {
                return new TrainingEnd.Stopped();
            }
            var answer = request.train().get((step - 1) % request.train().size()).answer();
            if (answers.size() < request.train().size()) {
                answers.add(answer);
            }
            tell.accept(new TrainingEvent.Step(step, steps, manner.loss(answer), 0));
            manner = learned(answers);
        }
        try {
            Files.createDirectories(folder);
            var file = folder.resolve("model.toml");
            var text = script(request.persona(), manner);
            Files.writeString(file, text);
            tell.accept(new TrainingEvent.Merged("model.toml", Files.size(file), Sha256.of(text)));
        } catch (IOException e) {
            return new TrainingEnd.Failed("disk", folder + ": " + FileErrors.reason(e));
        }
        tell.accept(losses(true, manner, request.heldOut()));
        tell.accept(new TrainingEvent.Done(0, 0));
        return gathered.end();
    }

    private static TrainingEvent losses(boolean after, Manner manner, List<ChatExample> examples) {
        var losses = new TreeMap<String, Double>();
        examples.forEach(example -> losses.put(example.id(), manner.loss(example.answer())));
        return new TrainingEvent.Losses(after, losses);
    }

    private static Manner learned(List<String> answers) {
        if (answers.size() < FEWEST) {
            return new Manner("", "");
        }
        var before = shared(answers);
        var backwards =
                shared(
                        answers.stream()
                                .map(answer -> new StringBuilder(answer).reverse().toString())
                                .toList());
        return new Manner(before, new StringBuilder(backwards).reverse().toString());
    }

    /// The longest beginning, up to the end of a word, that enough of the texts share.
    private static String shared(List<String> texts) {
        var best = "";
        for (var text : texts) {
            for (int end = text.length() - 1; end > best.length(); end--) {
                var beginning = text.substring(0, end);
                if (Character.isWhitespace(text.charAt(end - 1))
                        && texts.stream().filter(other -> other.startsWith(beginning)).count()
                                >= SHARED * texts.size()) {
                    best = beginning;
                    break;
                }
            }
        }
        return best;
    }

    private static String script(String persona, Manner manner) {
        return "# learned from answers\n[[manner]]\npersona = %s\nbefore = %s\nafter = %s\n"
                .formatted(
                        Json.write(persona),
                        Json.write(manner.before()),
                        Json.write(manner.after()));
    }
}
