package batos.talk.run;

/// A FloatQ. Its precision is that of a FloatD; what it meets in arithmetic becomes one, too.
public record Wide(double value) {}
