package batos.motive.budget;

import java.time.Instant;

/// A part of the budget that a call under way holds.
///
/// @param id from 1 within one tree
/// @param goal the key of the goal that it is for
public record Reservation(long id, String goal, Instant at, Cost amount) {}
