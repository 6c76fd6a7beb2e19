package batos.image;

import org.jspecify.annotations.Nullable;

/// The result of an opening: journal and heap at the same commit, and that commit's state.
///
/// @param stamps of the last closing
/// @param next the next number for an anonymous object
/// @param damage where the journal stopped reading, or null
/// @param costly whether the next opening would be as slow unless a checkpoint is made soon
record OpenedImage(
        Journal journal,
        Heap heap,
        HomeIdentity identity,
        FileStamps stamps,
        long number,
        long size,
        long next,
        RootHash root,
        OpenOutcome outcome,
        Replay.JournalEnd.@Nullable Damage damage,
        boolean costly) {}
