package batos.codex;

import batos.config.CodexDocument;
import java.time.Instant;

/// The codex that the four speak by.
///
/// @param hash SHA-256 of the text, 64 hexadecimal digits
/// @param amendment the number of the amendment that made it, 0 for the one this home began with
/// @param since when it came into force
public record InForce(
        CodexDocument document, String text, String hash, int amendment, Instant since) {}
