package batos.faces.openai;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The meaning of a request's field `model`: the council or one of the four, now or in a state of
/// the past.
///
/// @param speaker `council`, or a persona's name in lower case
/// @param past the name of a snapshot or the number of a commit; empty for the present
record ModelName(String speaker, Optional<String> past) {
    static final String COUNCIL = "council";

    /// Every speaker, in the order in which they are listed.
    static final List<String> SPEAKERS = List.of(COUNCIL, "brick", "robin", "alfred", "babs");

    /// @throws ApiFault when there is no such speaker
    static ModelName of(String text) {
        var at = text.indexOf('@');
        var speaker = (at < 0 ? text : text.substring(0, at)).toLowerCase(Locale.ROOT);
        var past = at < 0 ? Optional.<String>empty() : Optional.of(text.substring(at + 1));
        if (!SPEAKERS.contains(speaker) || past.filter(String::isBlank).isPresent()) {
            throw ApiFault.noModel(
                    text,
                    "There are %s, and each as NAME@SNAPSHOT or NAME@COMMIT"
                            .formatted(String.join(", ", SPEAKERS)));
        }
        return new ModelName(speaker, past);
    }

    /// The persona's name as the image has it; empty for the council.
    Optional<String> persona() {
        return speaker.equals(COUNCIL)
                ? Optional.empty()
                : Optional.of(speaker.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return speaker + past.map(name -> "@" + name).orElse("");
    }
}
