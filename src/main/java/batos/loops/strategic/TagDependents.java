package batos.loops.strategic;

import batos.mind.ModelTag;
import java.util.ArrayList;
import java.util.List;

/// The personas and records that depend on a model: deleting it from its server would break them.
///
/// @param speaking personas that think with it now
/// @param others models and tunings that lead back to it or came from it, a line each
public record TagDependents(List<String> speaking, List<String> others) {
    public TagDependents {
        speaking = List.copyOf(speaking);
        others = List.copyOf(others);
    }

    static TagDependents of(StrategicLoop loop, String tag) {
        var models = loop.parts().models();
        var speaking = new ArrayList<String>();
        var others = new ArrayList<String>();
        models.pins()
                .forEach((persona, pin) -> {
                    if (ModelTag.same(pin.tag(), tag)) {
                        speaking.add(persona);
                    }
                    models.earlier(persona)
                            .filter(earlier -> ModelTag.same(earlier.tag(), tag))
                            .ifPresent(earlier ->
                                    others.add(
                                            persona
                                                    + " would come back to it. Next: /models rollback "
                                                    + persona));
                });
        for (var tuning : loop.records().tunings()) {
            if (ModelTag.same(tuning.tag(), tag)) {
                others.add(
                        "%s %s; its weights stay in %s. Next: /tune revive %d serves them again"
                                .formatted(
                                        tuning.line(),
                                        tuning.state().words(),
                                        loop.folder(tuning.number()),
                                        tuning.number()));
            } else if (ModelTag.same(tuning.base(), tag)) {
                others.add(tuning.line() + " was trained from it");
            }
        }
        return new TagDependents(speaking, others);
    }
}
