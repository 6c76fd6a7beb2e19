package batos.motive;

import batos.codex.CodexInForce;
import batos.codex.Proposal;
import batos.council.Council;
import batos.image.Image;
import batos.loops.Climb;
import batos.memory.Scrapbook;
import batos.motive.pursuit.DraftServices;
import batos.nerve.PulseSink;
import batos.toolbox.Toolbox;
import java.time.InstantSource;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/// The parts of the idle loop. It gets the codex to read, settings as numbers, and no means to
/// change either.
///
/// @param threshold dissonance from which a turn is of interest
/// @param keys makes a key for a new goal
/// @param watch measures how long calls take
/// @param pulse receives what happens
public record MotiveParts(
        Image image,
        Council council,
        Climb climb,
        Scrapbook memory,
        Toolbox toolbox,
        Supplier<CodexInForce> codex,
        Supplier<List<Proposal>> proposals,
        DoubleSupplier threshold,
        DraftServices.Factory rooms,
        Supplier<MotiveSettings> settings,
        Supplier<String> keys,
        InstantSource watch,
        PulseSink pulse) {}
