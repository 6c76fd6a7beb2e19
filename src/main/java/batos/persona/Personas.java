package batos.persona;

import batos.image.Cause;
import batos.image.Image;
import batos.image.View;
import java.util.List;
import java.util.function.UnaryOperator;

/// The four, as they are in the image.
public final class Personas {
    private final Image image;

    public Personas(Image image) {
        this.image = image;
    }

    /// Puts those that are not there yet into the image.
    public void awaken(Cause cause) {
        image.update(
                cause,
                change ->
                        Persona.NAMES.forEach(name -> {
                            var newborn = Persona.newborn(name).form();
                            if (change.base().get(Persona.KIND, name).isEmpty()) {
                                change.put(newborn);
                            }
                        }));
    }

    public List<Persona> all() {
        var view = image.now();
        return Persona.NAMES.stream().map(name -> in(view, name)).toList();
    }

    /// @param name one of [Persona#NAMES]
    public Persona get(String name) {
        return in(image.now(), name);
    }

    public static Persona in(View view, String name) {
        return view.get(Persona.KIND, name)
                .map(form -> Persona.read(name, form))
                .orElseGet(() -> Persona.newborn(name));
    }

    public void change(String name, UnaryOperator<Persona> edit, Cause cause) {
        image.update(cause, change -> change.put(edit.apply(in(change.base(), name)).form()));
    }
}
