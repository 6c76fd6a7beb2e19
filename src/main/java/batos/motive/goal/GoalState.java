package batos.motive.goal;

/// The state of a goal: a state machine with a pure step.
///
/// ```
/// Imagined -> Waiting -> Active -> Reached
///                 ^        |  |--> GivenUp    tried too often, or in the same way twice
///                 +--------+  +--> Blocked    waits for another's act; it is not launched again
/// any state but the ended ones -> Retired
/// ```
public sealed interface GoalState {
    /// A persona had the idea; nobody looked at it yet.
    record Imagined() implements GoalState {}

    /// It may be drawn.
    ///
    /// @param why the event that it waits for, in words
    record Waiting(int attempts, String why) implements GoalState {}

    /// It is under way.
    ///
    /// @param attempts that failed so far
    /// @param made the present attempt's product; empty for none yet
    record Active(int attempts, String made) implements GoalState {}

    /// @param evidence the evidence that its check saw
    record Reached(String evidence) implements GoalState {}

    record GivenUp(String why) implements GoalState {}

    /// @param why the event that must come first
    record Blocked(String why) implements GoalState {}

    record Retired(String why) implements GoalState {}

    /// The state after an event; a state that cannot meet the event stays as it is.
    ///
    /// @param most failed attempts that end it
    default GoalState after(GoalEvent event, int most) {
        if (isEnded()) {
            return this;
        }
        return switch (event) {
            case GoalEvent.Accepted(var why) ->
                    this instanceof Imagined || this instanceof Blocked
                            ? new Waiting(attempts(), why)
                            : this;
            case GoalEvent.Chosen() ->
                    switch (this) {
                        case Imagined _, Waiting _ -> new Active(attempts(), "");
                        case Active _, Blocked _, Reached _, GivenUp _, Retired _ -> this;
                    };
            case GoalEvent.Made(var what) -> new Active(attempts(), what);
            case GoalEvent.CheckHeld(var evidence) -> new Reached(evidence);
            case GoalEvent.Failed(var why) ->
                    attempts() + 1 >= most
                            ? new GivenUp(why)
                            : new Waiting(attempts() + 1, "tried and failed: " + why);
            case GoalEvent.Stopped(var why) -> new GivenUp(why);
            case GoalEvent.Postponed(var why) ->
                    this instanceof Active(var attempts, var made) && !made.isEmpty()
                            ? this
                            : new Waiting(attempts(), why);
            case GoalEvent.SaidBlocked(var why) -> new Blocked(why);
            case GoalEvent.PutAway(var why) -> new Retired(why);
        };
    }

    /// Attempts that failed.
    default int attempts() {
        return switch (this) {
            case Waiting waiting -> waiting.attempts;
            case Active active -> active.attempts;
            case Imagined _, Reached _, GivenUp _, Blocked _, Retired _ -> 0;
        };
    }

    default boolean isEnded() {
        return switch (this) {
            case Reached _, GivenUp _, Retired _ -> true;
            case Imagined _, Waiting _, Active _, Blocked _ -> false;
        };
    }

    /// Whether idle work may go on with it.
    default boolean isOpen() {
        return !isEnded() && !(this instanceof Blocked);
    }

    default String word() {
        return switch (this) {
            case Imagined _ -> "imagined";
            case Waiting _ -> "waiting";
            case Active _ -> "active";
            case Reached _ -> "reached";
            case GivenUp _ -> "given up";
            case Blocked _ -> "blocked";
            case Retired _ -> "retired";
        };
    }

    /// The details beyond the word; empty where there are none.
    default String detail() {
        return switch (this) {
            case Imagined _ -> "";
            case Waiting(_, var why) -> why;
            case Active(_, var made) -> made.isEmpty() ? "" : "made " + made;
            case Reached(var evidence) -> evidence;
            case GivenUp(var why) -> why;
            case Blocked(var why) -> why;
            case Retired(var why) -> why;
        };
    }
}
