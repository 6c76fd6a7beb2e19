package batos.toolbox;

import batos.crucible.Arguments;
import batos.crucible.Batch;
import batos.crucible.Crucible;
import batos.crucible.Trial;
import batos.crucible.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether a tool whose tests hold can answer a call at all: a result that contains itself, or text
/// with half a character, can be compared in Python and never leave it as JSON.
///
/// Tests run beside the code and do not show it, so that calls of theirs are made once more as the
/// toolbox makes them, where their text gives reason to doubt.
record Answerability(Crucible crucible, Trial.Limits limits) {
    /// Python's print of a cycle, and of a lone surrogate.
    private static final Pattern DOUBTFUL =
            Pattern.compile("\\[\\.\\.\\.\\]|\\{\\.\\.\\.\\}|\\\\u[dD][89a-fA-F]");

    private static final List<String> NEVER = List.of("contains itself", "lone surrogate");

    /// The reason why it can never answer; empty when one of the calls gave an answer, or none was
    /// doubtful.
    Optional<String> objection(ToolDraft draft, SourceReading reading) {
        var probes =
                reading.function(draft.name())
                        .map(SourceReading.Function::probes)
                        .orElse(List.of());
        if (!isDoubtful(draft)) {
            return Optional.empty();
        }
        var calls = calls(draft, probes);
        if (calls.isEmpty()) {
            return Optional.empty();
        }
        var verdicts = crucible.run(new Batch(draft.source(), draft.name(), calls, limits));
        Optional<String> first = Optional.empty();
        for (int i = 0; i < verdicts.size(); i++) {
            if (!(verdicts.get(i) instanceof Verdict.Failed failed)
                    || NEVER.stream().noneMatch(failed.error()::contains)) {
                return Optional.empty();
            }
            if (first.isEmpty()) {
                first =
                        Optional.of(
                                "it can never answer: with %s it gives what JSON cannot hold: %s"
                                        .formatted(calls.get(i), failed.error()));
            }
        }
        return first;
    }

    private static boolean isDoubtful(ToolDraft draft) {
        return DOUBTFUL.matcher(draft.script()).find()
                || draft.doctests().stream().anyMatch(line -> DOUBTFUL.matcher(line.want()).find())
                || draft.doctests().stream()
                        .anyMatch(line -> DOUBTFUL.matcher(line.source()).find());
    }

    /// The tests' own calls, as far as they are JSON and fit the parameters.
    private static List<Arguments> calls(ToolDraft draft, List<String> probes) {
        var calls = new ArrayList<Arguments>();
        for (var probe : probes) {
            if (Arguments.read(probe) instanceof Arguments.Reading.Read(Arguments call)
                    && ArgumentSchema.misfit(draft.parameters(), call).isEmpty()) {
                calls.add(call);
            }
        }
        return calls;
    }
}
