package batos.world;

import batos.image.Cause;
import batos.image.Image;

/// Causes for what is done through messages of the language.
record Deeds(Image image) {
    Cause by(String line) {
        return new Cause("architect", line, image.now().number());
    }
}
