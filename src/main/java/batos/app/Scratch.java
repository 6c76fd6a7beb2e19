package batos.app;

import batos.image.Image;
import batos.loops.Conversation;

/// A state of the image in which a turn can be held without being kept.
public record Scratch(Image image, Conversation conversation) {}
