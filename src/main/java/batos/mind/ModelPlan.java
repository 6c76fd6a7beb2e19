package batos.mind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The models that the personas' pins would have in graphics memory.
///
/// @param rows one for each model and context length
/// @param together bytes of the `resident` biggest rows
/// @param vram bytes that there are
public record ModelPlan(
        List<Row> rows, int resident, long together, long vram, List<String> advice) {
    public ModelPlan {
        rows = List.copyOf(rows);
        advice = List.copyOf(advice);
    }

    /// @param weights bytes of the model, 0 where the server has it not
    /// @param cache bytes of key-value cache for the context
    public record Row(List<String> personas, String tag, int context, long weights, long cache) {
        public long total() {
            return weights + cache;
        }
    }

    public boolean fits() {
        return together <= vram && rows.stream().allMatch(row -> row.weights > 0);
    }

    /// @param pins of each persona, in the order to show
    /// @param shown the server's details of a model
    public static ModelPlan of(
            Map<String, Pin> pins,
            List<Mind.Model> models,
            Function<String, Optional<ModelDetails>> shown,
            int resident,
            long vram) {
        var byPin = new LinkedHashMap<List<Object>, List<String>>();
        pins.forEach((persona, pin) ->
                byPin.computeIfAbsent(List.of(pin.tag(), pin.context()), fresh -> new ArrayList<>())
                        .add(persona));
        var rows = new ArrayList<Row>();
        var advice = new ArrayList<String>();
        byPin.forEach((key, personas) -> {
            var tag = (String) key.getFirst();
            var context = (Integer) key.getLast();
            var weights =
                    models.stream()
                            .filter(model -> ModelTag.same(model.tag(), tag))
                            .mapToLong(Mind.Model::bytes)
                            .findFirst()
                            .orElse(0);
            var anatomy = weights == 0 ? Optional.<ModelDetails>empty() : shown.apply(tag);
            rows.add(
                    new Row(
                            List.copyOf(personas),
                            tag,
                            context,
                            weights,
                            anatomy.map(ModelDetails::cachePerToken).orElse(0L) * context));
            if (weights == 0) {
                advice.add("the server has no " + tag + ". Next: /models pull " + tag);
            }
            anatomy.filter(known -> known.context() > 0 && known.context() < context)
                    .ifPresent(known ->
                            advice.add(
                                    "%s was trained for %,d tokens, and %,d are asked for"
                                            .formatted(tag, known.context(), context)));
            anatomy.filter(known -> !known.tools())
                    .ifPresent(known -> advice.add(tag + " does not say that it can call tools"));
        });
        var together =
                rows.stream()
                        .map(Row::total)
                        .sorted((a, b) -> Long.compare(b, a))
                        .limit(resident)
                        .mapToLong(Long::longValue)
                        .sum();
        if (together > vram) {
            advice.add(
                    "%,d MB are wanted at once and there are %,d MB: a part would run on the processor. Next: /settings set models.PERSONA.context N, a smaller model, or models.resident 1"
                            .formatted(together >> 20, vram >> 20));
        }
        return new ModelPlan(rows, resident, together, vram, advice);
    }
}
