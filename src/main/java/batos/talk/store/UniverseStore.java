package batos.talk.store;

import batos.image.Cause;
import batos.image.Change;
import batos.image.Conflict;
import batos.image.DamagedData;
import batos.image.Datum;
import batos.image.Form;
import batos.image.Image;
import batos.image.Oid;
import batos.image.View;
import batos.talk.classes.ClassChanges;
import batos.talk.compiler.MethodCompiler;
import batos.talk.objects.Binding;
import batos.talk.objects.HeapObject;
import batos.talk.objects.SequenceObject;
import batos.talk.objects.Universe;
import batos.talk.processes.Frame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/// Between the universe and the image: one commit for one evaluation, and what others committed
/// taken in.
public final class UniverseStore implements ObjectDecoder.Source {
    /// The image cannot take an object that the evaluation leaves.
    public static final class Uncommittable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Uncommittable(String message) {
            super(message, null, false, false);
        }
    }

    private final Image image;
    private final Universe universe;
    private final ObjectDecoder decoder;
    private final LargeCollections large;
    private final CodeStore code;
    private final LoadedObjects loaded = new LoadedObjects();
    private final WeakHashMap<Frame, Long> environments = new WeakHashMap<>();
    private View base;
    private final java.util.Set<String> replaced = new java.util.TreeSet<>();

    public UniverseStore(
            Image image, Universe universe, ClassChanges classes, MethodCompiler methods) {
        this.image = image;
        this.universe = universe;
        this.base = image.now();
        this.decoder = new ObjectDecoder(universe, methods, this);
        this.large = new LargeCollections(decoder, universe.journal, image::fresh);
        this.code = new CodeStore(universe, classes, methods, decoder);
        universe.loader = this::load;
        universe.asleep = new UnloadedInstances(() -> base, decoder);
    }

    public long number() {
        return base.number();
    }

    @Override
    public @Nullable Form form(Oid oid) {
        return base.get(oid).orElse(null);
    }

    @Override
    public @Nullable Object known(long oid) {
        return loaded.get(oid);
    }

    @Override
    public void know(long oid, Object object) {
        loaded.put(oid, object);
        if (object instanceof Frame frame) {
            environments.put(frame, oid);
        }
    }

    @Override
    public void laidOut(HeapObject thing, @Nullable PieceLayout layout) {
        large.laidOut(thing, layout);
    }

    /// The object of that identity, a variable's value where it is a variable's; null where the
    /// image holds none, or something that is no object of the language.
    public @Nullable Object object(Oid oid) {
        var form = form(oid);
        if (form == null) {
            return null;
        }
        return switch (form.kind()) {
            case DataForms.VAR -> decoder.value(form.at("value"));
            case DataForms.OBJECT, DataForms.CLASS -> decoder.value(new Datum.Ref(oid));
            default -> null;
        };
    }

    private void load(HeapObject hollow) {
        var form = form(new Oid(hollow.oid));
        if (form == null) {
            hollow.klass = universe.objectClass;
            hollow.state = HeapObject.NEW;
            return;
        }
        decoder.fill(hollow, form);
    }

    /// Loads classes, methods and variables; objects follow at their first use.
    public void open() {
        code.open(base);
        base.named(DataForms.VAR).forEach(this::variable);
    }

    /// A variable whose value cannot be read holds an object that fails when it is used.
    private void variable(String name, Oid oid) {
        Form form;
        try {
            form = form(oid);
        } catch (DamagedData e) {
            var binding = universe.global(name);
            binding.sort = Binding.Sort.WORKSPACE;
            binding.state = HeapObject.CLEAN;
            binding.value = decoder.unreadable(oid);
            return;
        }
        variable(name, form);
    }

    private void variable(String name, @Nullable Form form) {
        var binding = universe.global(name);
        if (binding.sort == Binding.Sort.SYSTEM && binding.get() != null) {
            return;
        }
        binding.sort = Binding.Sort.WORKSPACE;
        binding.state = HeapObject.CLEAN;
        binding.value = form == null ? null : decoder.value(form.at("value"));
    }

    /// Takes in what others committed since: an undo, a restore, a native's own commit.
    ///
    /// @throws Uncommittable when they changed what this evaluation changed too
    public void refresh() {
        var now = image.now();
        if (now.number() == base.number()) {
            return;
        }
        var touched = touched(now.number() - base.number());
        for (var oid : touched) {
            if (known(oid.value()) instanceof HeapObject thing && thing.state == HeapObject.DIRTY) {
                throw new Uncommittable(
                        "another commit changed "
                                + universe.brief(thing)
                                + " too; nothing was kept");
            }
        }
        var before = base;
        base = now;
        var recording = universe.journal.recording();
        universe.journal.record(false);
        try {
            code.moved(before, now, touched);
            for (var oid : touched) {
                moved(before, oid);
            }
            removed(before, touched);
        } finally {
            universe.journal.record(recording);
        }
    }

    /// The objects that the last commits touched, a collection also where they touched a piece.
    private List<Oid> touched(long commits) {
        var touched = new LinkedHashSet<Oid>();
        for (var commit : image.log((int) Math.min(commits, Integer.MAX_VALUE))) {
            touched.addAll(commit.touched());
        }
        for (var thing : large.owners(touched)) {
            touched.add(new Oid(thing.oid));
        }
        return List.copyOf(touched);
    }

    private void moved(View before, Oid oid) {
        if (known(oid.value()) instanceof HeapObject thing && thing.state != HeapObject.NEW) {
            var form = form(oid);
            if (form != null) {
                decoder.fill(thing, form);
            }
            return;
        }
        var form = form(oid);
        var was = before.readable(oid).orElse(null);
        var either = form == null ? was : form;
        if (either != null && either.kind().equals(DataForms.VAR) && either.name() != null) {
            variable(either.name(), form);
        }
    }

    /// Makes the objects that left the image, but that running code may still hold, new again;
    /// loads those not yet loaded first.
    private void removed(View before, List<Oid> touched) {
        var gone = touched.stream().filter(oid -> form(oid) == null).toList();
        var now = base;
        base = before;
        for (var woken = true; woken; ) {
            woken = false;
            for (var oid : gone) {
                if (known(oid.value()) instanceof HeapObject thing
                        && thing.state == HeapObject.HOLLOW) {
                    var was = before.get(oid);
                    was.ifPresent(form -> decoder.fill(thing, form));
                    woken |= was.isPresent();
                }
            }
        }
        for (var oid : gone) {
            if (known(oid.value()) instanceof SequenceObject sequence) {
                readAll(sequence);
            }
        }
        base = now;
        for (var oid : gone) {
            if (known(oid.value()) instanceof HeapObject thing && thing.state != HeapObject.NEW) {
                large.laidOut(thing, null);
                thing.state = HeapObject.NEW;
                thing.oid = 0;
                loaded.remove(oid.value());
            }
        }
    }

    private static void readAll(SequenceObject sequence) {
        try {
            sequence.readAll();
        } catch (DamagedData e) {
            // It fails again, with the same words, when the elements are looked at.
        }
    }

    /// Writes what the evaluation changed and what that reaches, in one commit; commits nothing if
    /// there is nothing.
    ///
    /// @return the number of the latest commit
    /// @throws Uncommittable when something cannot be kept, or another commit was first
    /// @throws batos.image.ImageFault when the image refuses the commit
    public long commit(Cause cause) {
        var journal = universe.journal;
        journal.flatten();
        refresh();
        if (journal.isEmpty()) {
            journal.committed();
            return base.number();
        }
        var writing = new Writing(Change.on(base));
        try {
            writing.all();
        } catch (ObjectEncoder.Unkeepable e) {
            throw new Uncommittable(
                    new ReferencePath(universe, e.value).told()
                            + " holds "
                            + e.getMessage()
                            + ": that cannot be kept. Next: let go of it before the line ends");
        }
        try {
            if (!writing.change.isEmpty()) {
                image.commit(cause, writing.change);
            }
        } catch (Conflict e) {
            throw new Uncommittable("another commit was first: " + e.getMessage());
        }
        writing.acknowledged();
        journal.committed();
        base = image.now();
        return base.number();
    }

    /// The objects that commits since the last call kept as a stand-in, for example `a process`.
    public List<String> replaced() {
        var what = List.copyOf(replaced);
        replaced.clear();
        return what;
    }

    /// The changes to classes and methods, and the way back.
    public ChangeHistory changes() {
        return new ChangeHistory(image, base, code);
    }

    /// One commit being put together.
    private final class Writing implements ObjectEncoder.Referred {
        private final Change change;
        private final LargeCollections.Pieces pieces;
        private final ObjectEncoder encoder;
        private final Deque<Runnable> open = new ArrayDeque<>();
        private final IdentityHashMap<Object, Oid> fresh = new IdentityHashMap<>();

        Writing(Change change) {
            this.change = change;
            this.pieces = large.new Pieces(change);
            this.encoder = new ObjectEncoder(universe, this, pieces, replaced::add);
        }

        @Override
        public Oid oid(Object object) {
            var known =
                    object instanceof HeapObject thing
                            ? thing.oid
                            : environments.getOrDefault((Frame) object, 0L);
            if (known != 0) {
                return new Oid(known);
            }
            var oid = fresh.get(object);
            if (oid == null) {
                oid = image.fresh();
                fresh.put(object, oid);
                var identity = oid;
                open.add(() -> change.put(identity, encoder.form(object)));
            }
            return oid;
        }

        void all() {
            var journal = universe.journal;
            for (var binding : journal.bindings) {
                if (binding.sort == Binding.Sort.WORKSPACE) {
                    variable(binding);
                }
            }
            code.write(change, journal, encoder::datum);
            for (var thing : journal.things) {
                change.put(new Oid(thing.oid), encoder.form(thing));
            }
            for (var frame : journal.environments) {
                var oid = environments.get(frame);
                if (oid != null) {
                    change.put(new Oid(oid), encoder.form(frame));
                }
            }
            while (!open.isEmpty()) {
                open.poll().run();
            }
        }

        private void variable(Binding binding) {
            var value = binding.value == null ? null : encoder.kept(binding.value);
            binding.value = value;
            var oid = Oid.named(DataForms.VAR, binding.name);
            if (value == null) {
                if (base.get(oid).isPresent()) {
                    change.remove(oid);
                }
                return;
            }
            var slots = DataForms.slots();
            slots.put("value", encoder.datum(value));
            var form = Form.named(DataForms.VAR, DataForms.VERSION, binding.name, slots);
            if (!form.equals(base.readable(oid).orElse(null))) {
                change.put(form);
            }
        }

        void acknowledged() {
            pieces.acknowledged();
            fresh.forEach((object, oid) -> {
                know(oid.value(), object);
                if (object instanceof HeapObject thing) {
                    thing.oid = oid.value();
                    thing.state = HeapObject.CLEAN;
                }
            });
        }
    }
}
