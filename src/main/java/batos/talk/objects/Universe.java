package batos.talk.objects;

import batos.talk.bind.Proxy;
import batos.talk.classes.InstanceSearch;
import batos.talk.nodes.CodeBody;
import batos.talk.nodes.VariableNodes;
import batos.talk.processes.Frame;
import batos.talk.processes.ProcessInterpreter;
import batos.talk.syntax.Literal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/// Everything that lives: classes, globals, selectors, and the classes that values have.
public final class Universe {
    public static final MethodSource NO_SOURCE =
            new MethodSource(
                    new Klass(null, "nobody", false),
                    new Selector("nothing"),
                    "",
                    "",
                    SourceLocation.NOWHERE,
                    "",
                    source -> {
                        throw new IllegalStateException("no code " + source.text);
                    });
    public static final CodeBody NO_BODY =
            new CodeBody(
                    new VariableNodes.Constant(0, Nil.NIL), 0, 0, List.of(), false, NO_SOURCE, -1);

    /// The name of the value that was shown last; it lives as long as the process.
    public static final String LAST = "_";

    /// The answer of a room above to a message that a live object does not understand; null for
    /// none.
    public interface Unknown {
        @Nullable Object answer(Frame f, Object receiver, Selector selector, Object[] arguments);
    }

    public interface Loader {
        /// Fills a hollow object's class and slots.
        void load(HeapObject hollow);
    }

    public final Map<String, Binding> globals = new LinkedHashMap<>();

    /// Whether a class of a user answers `isNil` or `notNil` in its own way; these are sent then.
    public boolean nilRedefined;

    /// The namespace that definitions go to, as `Namespace current:` set it; empty for Smalltalk.
    public String namespace = "";

    private final Map<String, Selector> selectors = new HashMap<>();
    public final UndoLog journal = new UndoLog();
    public final Klass hollow = new Klass(null, "an object not loaded", false);
    public Unknown unknown = (f, receiver, selector, arguments) -> null;
    public Loader loader = thing -> {};
    public InstanceSearch.Asleep asleep = (classes, hollow) -> List.of();

    /// Objects that hold their referents only as long as others do.
    public final Set<HeapObject> weak = Collections.newSetFromMap(new WeakHashMap<>());

    /// Objects that get a message when nothing refers to them any more.
    public final List<HeapObject> mortal = new java.util.ArrayList<>();

    /// Frames of computations that wait.
    public final List<Frame> roots = new java.util.ArrayList<>();

    /// Runs nothing; environments read from the image belong to it.
    public final ProcessInterpreter idle =
            new ProcessInterpreter(
                    this,
                    (run, exception, at) -> Nil.NIL,
                    new ProcessInterpreter.Budget(0, 0, 0, Integer.MAX_VALUE));

    public final Klass objectClass;
    public final Klass classClass;
    public final Klass metaclassClass;

    /// Object for each of them until the kernel is loaded.
    public KnownClasses known;

    public Universe() {
        metaclassClass = new Klass(null, "Metaclass", false);
        var metaMeta = new Klass(metaclassClass, "Metaclass class", true);
        metaMeta.instance = metaclassClass;
        metaclassClass.klass = metaMeta;
        objectClass = bare("Object", null);
        var behavior = bare("Behavior", objectClass);
        var description = bare("ClassDescription", behavior);
        classClass = bare("Class", description);
        graft(metaclassClass, description);
        graft(metaMeta, description.klass);
        graft(objectClass.klass, classClass);
        globals.put("Metaclass", new Binding("Metaclass", Binding.Sort.SYSTEM, metaclassClass));
        known = KnownClasses.of(name -> objectClass);
    }

    /// A class without slots or methods.
    Klass bare(String name, @Nullable Klass superclass) {
        var meta = new Klass(metaclassClass, name + " class", true);
        var klass = new Klass(meta, name, false);
        meta.instance = klass;
        if (superclass != null) {
            graft(klass, superclass);
            graft(meta, superclass.klass);
        }
        globals.put(name, new Binding(name, Binding.Sort.SYSTEM, klass));
        return klass;
    }

    public static void graft(Klass klass, Klass superclass) {
        klass.superclass = superclass;
        superclass.subclasses.add(klass);
    }

    /// Once the kernel is loaded: the classes that values have.
    public void settle() {
        known = KnownClasses.of(this::klass);
    }

    public Klass klass(String name) {
        var binding = globals.get(name);
        if (binding != null && binding.value instanceof Klass klass) {
            return klass;
        }
        throw new IllegalStateException("the kernel has no class " + name);
    }

    /// A class as the current namespace sees it.
    public @Nullable Klass klassInNamespace(String name) {
        for (var space = namespace; !space.isEmpty(); space = parent(space)) {
            var found = klassOrNull(space + "." + name);
            if (found != null) {
                return found;
            }
        }
        return klassOrNull(
                name.startsWith("Smalltalk.") ? name.substring("Smalltalk.".length()) : name);
    }

    private static String parent(String space) {
        var dot = space.lastIndexOf('.');
        return dot < 0 ? "" : space.substring(0, dot);
    }

    /// The name of a new class in the current namespace.
    public String qualified(String name) {
        return namespace.isEmpty() || name.contains(".") ? name : namespace + "." + name;
    }

    public @Nullable Klass klassOrNull(String name) {
        var meta = name.endsWith(" class");
        var binding = globals.get(meta ? name.substring(0, name.length() - 6) : name);
        if (binding != null && binding.value instanceof Klass klass) {
            return meta ? klass.klass : klass;
        }
        return null;
    }

    public Klass classOf(Object value) {
        if (value instanceof HeapObject thing) {
            return thing.klass == hollow ? load(thing) : thing.klass;
        }
        return classOfValue(value);
    }

    /// The class of a value that is no heap object: the commonest first, one test after the other,
    /// which the JVM's own interpreter runs sooner than a switch over types.
    public Klass classOfValue(Object value) {
        if (value instanceof Long) {
            return known.smallInteger();
        }
        if (value instanceof CharacterValue) {
            return known.character();
        }
        if (value instanceof Boolean truth) {
            return truth ? known.trueClass() : known.falseClass();
        }
        if (value instanceof Nil) {
            return known.undefinedObject();
        }
        if (value instanceof Symbol) {
            return known.symbol();
        }
        if (value instanceof Double) {
            return known.floatD();
        }
        return switch (value) {
            case BigInteger big -> big.signum() < 0 ? known.largeNegative() : known.largePositive();
            case ScaledValue _ -> known.scaledDecimal();
            case Float _ -> known.floatE();
            case QuadValue _ -> known.floatQ();
            case Frame _ -> known.context();
            case Proxy proxy -> {
                var binding = globals.get(proxy.type());
                yield binding != null && binding.value instanceof Klass klass
                        ? klass
                        : known.liveObject();
            }
            default -> known.liveObject();
        };
    }

    public Klass load(HeapObject thing) {
        loader.load(thing);
        return thing.klass;
    }

    public Selector selector(String name) {
        return selectors.computeIfAbsent(name, Selector::new);
    }

    public Iterable<Selector> selectors() {
        return selectors.values();
    }

    public Binding global(String path) {
        var name = path.startsWith("Smalltalk.") ? path.substring("Smalltalk.".length()) : path;
        return globals.computeIfAbsent(name, n -> new Binding(n, Binding.Sort.SYSTEM, null));
    }

    /// A class variable seen from a class; null if there is none.
    public @Nullable Binding shared(Klass owner, String name) {
        for (var klass = owner.instance; klass != null; klass = klass.superclass) {
            var binding = klass.shared.get(name);
            if (binding != null) {
                return binding;
            }
        }
        return null;
    }

    public TextObject text(String value) {
        return new TextObject(known.string(), TextObject.points(value));
    }

    public HeapObject array(Object... items) {
        return new HeapObject(known.array(), items);
    }

    public HeapObject make(String type, Object... slots) {
        var klass = klass(type);
        return new HeapObject(klass, Arrays.copyOf(slots, Math.max(slots.length, klass.size)));
    }

    public HeapObject exception(String type) {
        var klass = klassOrNull(type);
        var known = klass == null ? klass("Error") : klass;
        return new HeapObject(known, HeapObject.nils(known.size));
    }

    /// The constant that a literal stands for; never changed afterwards.
    public Object literal(Literal literal) {
        return switch (literal) {
            case Literal.Whole(var value) ->
                    value.bitLength() < 64 ? (Object) value.longValue() : value;
            case Literal.Real(var value, var kind) ->
                    switch (kind) {
                        case 'q' -> new QuadValue(value);
                        case 'e' -> single(value);
                        default -> value;
                    };
            case Literal.Scaled(var value, var scale) -> ScaledValue.of(value, scale);
            case Literal.Text(var value) -> fixed(text(value));
            case Literal.Sign(var value) -> new Symbol(value);
            case Literal.Letter(var point) -> CharacterValue.of(point);
            case Literal.Word(var word) ->
                    switch (word) {
                        case "true" -> true;
                        case "false" -> false;
                        default -> Nil.NIL;
                    };
            case Literal.Many(var items) ->
                    fixed(array(items.stream().map(this::literal).toArray()));
            case Literal.Bytes(var items) -> {
                var bytes = new byte[items.size()];
                for (var i = 0; i < bytes.length; i++) {
                    bytes[i] = items.get(i).byteValue();
                }
                yield fixed(new ByteObject(known.byteArray(), bytes));
            }
            case Literal.Binding(var name) -> global(name);
        };
    }

    /// A FloatE; a FloatD where that would be infinite or zero.
    private static Object single(double value) {
        var narrow = (float) value;
        return Float.isInfinite(narrow) || (narrow == 0 && value != 0)
                ? (Object) value
                : (Object) narrow;
    }

    static <T extends HeapObject> T fixed(T thing) {
        thing.state = HeapObject.LITERAL;
        return thing;
    }

    public @Nullable Object unknown(
            Frame f, Object receiver, Selector selector, Object[] arguments) {
        return unknown.answer(f, receiver, selector, arguments);
    }

    /// A few words for an error message, made without sending any.
    public String brief(Object value) {
        return switch (value) {
            case TextObject text -> "'" + text + "'";
            case Symbol symbol -> "#" + symbol.name();
            case CharacterValue letter -> "$" + letter;
            case Klass klass -> klass.name;
            case HeapObject thing -> article(classOf(thing).name);
            default -> String.valueOf(value);
        };
    }

    public static String article(String name) {
        return ("AEIOU".indexOf(name.isEmpty() ? 'x' : name.charAt(0)) >= 0 ? "an " : "a ") + name;
    }

    public String nearestName(String name) {
        return NearestWord.to(
                name,
                globals.values().stream()
                        .filter(b -> b.get() != null && !b.name.equals(LAST))
                        .map(b -> b.name)
                        .toList());
    }

    /// The selector nearest to one that the class does not understand; empty if none is near.
    public String nearestSelector(Klass klass, String name) {
        var known = new java.util.ArrayList<String>();
        for (var k = klass; k != null; k = k.superclass) {
            k.methods.keySet().forEach(selector -> known.add(selector.name));
        }
        return NearestWord.to(name, known);
    }
}
