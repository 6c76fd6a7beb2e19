package batos.app;

import batos.config.ConfigFolder;
import batos.mind.CurrentMind;
import batos.mind.Mind;
import batos.mind.MindFault;
import batos.mind.MindOptions;
import batos.mind.Minds;
import batos.mind.RehearsalMind;
import batos.nerve.PulseKind;
import batos.nerve.Pulses;
import batos.tape.Tape;
import batos.text.NextStep;
import java.util.Optional;
import java.util.function.Consumer;

/// Selects the mind that answers: the one that the line names, or that settings prefer, or that was
/// there the last time.
record MindSelection(
        OpenOptions opening, ConfigFolder config, Tape tape, Pulses pulses, Consumer<Mind> chosen) {

    /// @param name the mind that the Architect asks for; empty where settings decide
    /// @param again whether a mind was chosen before in this session: then a server may take its
    ///   time
    /// @throws CommandFailure where there is no such mind
    Minds.Choice.Chosen choose(Optional<String> name, boolean again) {
        var last = LastServer.in(opening.home());
        var wish =
                SettingsMapping.mind(
                                config.settings(),
                                SettingsMapping.script(config.settings())
                                        .with(new TunedManners(opening.home())))
                        .knowing(last.line());
        var named = name.or(opening::mind).map(wish::preferring).orElse(wish);
        var wanted = again ? named.patient() : named;
        return switch (choice(wanted)) {
            case Minds.Choice.Chosen found -> {
                chosen.accept(found.mind());
                if (!tape.replaying()) {
                    last.note(found.mind().name(), found.line());
                }
                if (wanted.prefer().equals("auto")
                        && wanted.known().isPresent()
                        && found.mind().name().equals(RehearsalMind.NAME)) {
                    pulses.emit(PulseKind.Model.FALLBACK, found.line());
                }
                yield found;
            }
            case Minds.Choice.Missing(var why) ->
                    throw new CommandFailure(
                            ExitCode.NO_MODEL, why + withoutIt(why, name, wanted.prefer()));
        };
    }

    /// The way on where the server that was asked for cannot be had.
    private String withoutIt(String why, Optional<String> name, String prefer) {
        if (name.isPresent() || prefer.equals("auto") || tape.replaying()) {
            return "";
        }
        return (NextStep.isNamed(why) ? "; or " : ". Next: ")
                + (opening.mind().isPresent()
                        ? "the same without --mind " + prefer
                        : "/settings set mind.prefer auto");
    }

    /// The mind that answers, in words, or why none does.
    static String line(CurrentMind mind) {
        try {
            return mind.line();
        } catch (CommandFailure e) {
            return String.valueOf(e.getMessage()).replaceFirst("^mind: ", "");
        }
    }

    private Minds.Choice choice(MindOptions wanted) {
        try {
            return opening.at().isPresent() ? Minds.fork(wanted, tape) : Minds.choose(wanted, tape);
        } catch (MindFault e) {
            throw new CommandFailure(ExitCode.NO_MODEL, String.valueOf(e.getMessage()), e);
        }
    }
}
