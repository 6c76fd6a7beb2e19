package batos.image;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Edits against one state, to be committed together or not at all. Not for use by several threads.
public final class Change {
    private final View base;
    private final SequencedMap<Oid, Optional<Form>> edits = new LinkedHashMap<>();

    private Change(View base) {
        this.base = base;
    }

    public static Change on(View base) {
        return new Change(base);
    }

    public View base() {
        return base;
    }

    /// The object as this change leaves it.
    public Optional<Form> get(Oid oid) {
        var edit = edits.get(oid);
        return edit == null ? base.get(oid) : edit;
    }

    /// @throws IllegalArgumentException when a named object's identity is not the one that its kind
    ///   and name give, or an anonymous object's form has a name
    public Change put(Oid oid, Form form) {
        fits(oid, form);
        edits.put(oid, Optional.of(form));
        return this;
    }

    static void fits(Oid oid, Form form) {
        var name = form.name();
        if (oid.isNamed() != (name != null)
                || (name != null && !oid.equals(Oid.named(form.kind(), name)))) {
            throw new IllegalArgumentException(
                    "%s cannot be the identity of %s"
                            .formatted(
                                    oid,
                                    name == null
                                            ? "an anonymous " + form.kind()
                                            : form.kind() + " " + name));
        }
    }

    /// Puts a named object under the identity that its kind and name give.
    public Change put(Form form) {
        var name = form.name();
        if (name == null) {
            throw new IllegalArgumentException(
                    "a form of kind " + form.kind() + " without a name needs an Oid");
        }
        return put(Oid.named(form.kind(), name), form);
    }

    public Change remove(Oid oid) {
        edits.put(oid, Optional.empty());
        return this;
    }

    public boolean isEmpty() {
        return edits.isEmpty();
    }

    /// Object to new form; an empty one means removed.
    public SequencedMap<Oid, Optional<Form>> edits() {
        return Collections.unmodifiableSequencedMap(edits);
    }
}
