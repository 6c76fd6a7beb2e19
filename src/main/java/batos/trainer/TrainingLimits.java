package batos.trainer;

/// The limits of a training. The child process ends itself when it takes more.
///
/// @param seconds of wall clock, for one start of the child
/// @param memoryMb resident memory of the child
/// @param diskMb everything in the training's folder
public record TrainingLimits(int seconds, int memoryMb, int diskMb) {}
