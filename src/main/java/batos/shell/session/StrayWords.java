package batos.shell.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Words that stand behind the value of an option and would end up in a command's text: in `propose
/// KEY text --because shorter is kinder` the reason is `shorter`, and nobody means `is kinder` to
/// be a part of the text.
///
/// @param option the option before them
/// @param value its value
/// @param words the stray ones
record StrayWords(String option, String value, List<String> words) {
    /// @param given the words behind the command's name
    static Optional<StrayWords> in(CommandSpec spec, List<String> given) {
        if (spec.positionalParameters().stream().noneMatch(StrayWords::takesText)) {
            return Optional.empty();
        }
        boolean text = false;
        String option = "";
        String value = "";
        var stray = new ArrayList<String>();
        for (int i = 0; i < given.size(); i++) {
            var word = given.get(i);
            if (word.equals("--")) {
                break;
            }
            // picocli also finds an option by its bare name, and `turn` is a word like others
            var known = word.startsWith("-") ? spec.findOption(word.replaceFirst("=.*", "")) : null;
            if (known == null) {
                if (!option.isEmpty()) {
                    stray.add(word);
                }
                text = true;
            } else if (known.arity().max() > 0) {
                int equals = word.indexOf('=');
                var named = equals >= 0 ? word.substring(0, equals) : word;
                var its = equals >= 0 ? word.substring(equals + 1) : "";
                if (equals < 0 && i + 1 < given.size()) {
                    its = given.get(++i);
                }
                if (text && stray.isEmpty()) {
                    option = named;
                    value = its;
                }
            }
        }
        return stray.isEmpty()
                ? Optional.empty()
                : Optional.of(new StrayWords(option, value, List.copyOf(stray)));
    }

    private static boolean takesText(PositionalParamSpec spec) {
        return spec.arity().max() > 1 && List.of(spec.auxiliaryTypes()).contains(String.class);
    }

    /// The error message, without the next command.
    String objection() {
        var behind = String.join(" ", words);
        return "'%s' stands behind %s %s and belongs to nothing. If it is part of that: %s '%s %s'"
                .formatted(behind, option, value, option, value, behind);
    }
}
