package batos.talk.kernel;

import batos.talk.classes.ClassChanges;
import batos.talk.compiler.MethodCompiler;
import batos.talk.objects.Klass;
import batos.talk.objects.ObjectFormat;
import batos.talk.objects.SourceLocation;
import batos.talk.objects.Universe;
import batos.talk.syntax.Expression;
import batos.talk.syntax.Literal;
import batos.talk.syntax.SourceUnit;
import batos.talk.syntax.SyntaxFault;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// Carries out class bodies.
public final class ClassDefiner {
    /// Computes the first value of a class variable.
    public interface Evaluator {
        Object evaluate(Expression expression, Klass within);
    }

    private final Universe universe;
    private final ClassChanges classes;
    private final MethodCompiler methods;
    private final Evaluator evaluator;

    public ClassDefiner(
            Universe universe, ClassChanges classes, MethodCompiler methods, Evaluator evaluator) {
        this.universe = universe;
        this.classes = classes;
        this.methods = methods;
        this.evaluator = evaluator;
    }

    /// @param author empty for the kernel, whose methods are compiled at their first use; anyone
    ///   else's are compiled now, so that a mistake is reported at once
    /// @throws SyntaxFault where a name or method is wrong; its offset is that of the piece
    public Klass define(
            SourceUnit.Definition definition, SourceLocation base, String text, String author) {
        var offset = definition.place().offset();
        Klass superclass = null;
        if (!definition.superclass().equals("nil")) {
            superclass = universe.klassInNamespace(definition.superclass());
            if (superclass == null) {
                throw unknown(definition.superclass(), offset);
            }
        }
        var name = universe.qualified(definition.name());
        var before = universe.klassOrNull(name);
        Klass klass;
        try {
            klass = classes.define(name, superclass);
        } catch (IllegalArgumentException e) {
            throw new SyntaxFault(String.valueOf(e.getMessage()), offset, false);
        }
        if (klass.meta) {
            throw unknown(definition.name(), offset);
        }
        if (author.isEmpty()) {
            klass.kernel = true;
        }
        if (before == null && !universe.namespace.isEmpty()) {
            classes.pools(klass, List.of(universe.namespace));
        }
        if (before == null) {
            klass.origin = base.origin();
        }
        if (before != null) {
            replaceSlots(klass, definition.members());
        }
        var made = before == null && author.isEmpty() && !universe.journal.recording();
        members(
                klass,
                made ? firstSlots(klass, definition.members()) : definition.members(),
                base,
                text,
                author);
        return klass;
    }

    public Klass extend(
            SourceUnit.Extension extension, SourceLocation base, String text, String author) {
        var klass = universe.klassInNamespace(extension.name());
        if (klass == null) {
            throw unknown(extension.name(), extension.place().offset());
        }
        members(extension.meta() ? klass.klass : klass, extension.members(), base, text, author);
        return klass;
    }

    private SyntaxFault unknown(String name, int offset) {
        var nearest = universe.nearestName(name);
        return new SyntaxFault(
                "there is no class " + name + (nearest.isEmpty() ? "" : ". Nearest: " + nearest),
                offset,
                false);
    }

    private void members(
            Klass klass,
            List<SourceUnit.Member> members,
            SourceLocation base,
            String text,
            String author) {
        var target = klass;
        var place = base;
        var placed = 0;
        for (var member : members) {
            switch (member) {
                case SourceUnit.Slots(var names) -> addSlots(target, names);
                case SourceUnit.ClassSlots(var names) -> addSlots(target.klass, names);
                case SourceUnit.Shared(var name, var value) -> {
                    var instance = target.instance;
                    classes.share(instance, name);
                    if (value != null) {
                        var binding = instance.shared.get(name);
                        if (binding != null) {
                            universe.journal.bind(binding, evaluator.evaluate(value, instance));
                        }
                    }
                }
                case SourceUnit.Attribute(var key, var value) -> attribute(target, key, value);
                case SourceUnit.Definer definer -> {
                    var offset = definer.place().offset();
                    place =
                            definer.line() == 0
                                    ? place.at(text, placed, offset)
                                    : base.below(definer.line(), definer.column());
                    placed = offset;
                    method(target, definer, place, author);
                }
            }
        }
    }

    /// As GNU Smalltalk does it, slots that a new definition does not name go; but while there are
    /// instances, none goes that holds something of theirs, and none that the shipped kernel's own
    /// methods need.
    private void replaceSlots(Klass klass, List<SourceUnit.Member> members) {
        var names = new ArrayList<String>();
        for (var member : members) {
            if (member instanceof SourceUnit.Slots(var some)) {
                some.stream().filter(name -> !names.contains(name)).forEach(names::add);
            }
        }
        if (!klass.kernel
                && !names.isEmpty()
                && !names.containsAll(klass.ownSlots)
                && classes.isUnused(klass)) {
            classes.slots(klass, names);
        }
    }

    /// The rest of the members of a class that was made just now, where its slots come first.
    private List<SourceUnit.Member> firstSlots(Klass klass, List<SourceUnit.Member> members) {
        if (members.isEmpty() || !(members.getFirst() instanceof SourceUnit.Slots(var names))) {
            return members;
        }
        classes.firstSlots(klass, List.copyOf(new LinkedHashSet<>(names)));
        return members.subList(1, members.size());
    }

    private void addSlots(Klass klass, List<String> names) {
        var all = new ArrayList<>(klass.ownSlots);
        for (var name : names) {
            if (!all.contains(name)) {
                all.add(name);
            }
        }
        classes.slots(klass, all);
    }

    private void attribute(Klass klass, String key, Literal value) {
        var text =
                switch (value) {
                    case Literal.Text(var t) -> t;
                    case Literal.Sign(var t) -> t;
                    default -> "";
                };
        switch (key) {
            case "comment:" -> classes.set(klass, k -> k.comment, (k, v) -> k.comment = v, text);
            case "category:" -> classes.set(klass, k -> k.category, (k, v) -> k.category = v, text);
            case "shape:", "make:" ->
                    classes.set(
                            klass, k -> k.make, (k, v) -> k.make = v, ObjectFormat.ofShape(text));
            case "import:" -> {
                var pools = new ArrayList<>(klass.pools);
                pools.add(text);
                classes.pools(klass, pools);
            }
            default -> {}
        }
    }

    private void method(
            Klass klass, SourceUnit.Definer definer, SourceLocation where, String author) {
        var named = definer.on().isEmpty() ? klass : universe.klassOrNull(definer.on());
        if (named == null) {
            throw unknown(definer.on(), definer.place().offset());
        }
        var owner = definer.meta() ? named.klass : named;
        var refusal =
                author.isEmpty()
                        ? null
                        : BuiltInMethods.refusal(universe, owner, definer.selector());
        if (refusal != null) {
            throw new SyntaxFault(refusal, definer.place().offset(), false);
        }
        var method =
                methods.source(
                        owner,
                        definer.selector(),
                        definer.text(),
                        definer.category(),
                        where,
                        author);
        if (author.isEmpty()) {
            owner.shipped.put(method.selector, method);
        } else {
            try {
                method.code();
            } catch (SyntaxFault e) {
                throw new SyntaxFault(
                        e.text(), definer.place().offset() + e.offset(), e.incomplete());
            }
        }
        classes.install(method);
    }

    /// Compiles one method given as text: `increment [ n := n + 1 ]`, or with no brackets around
    /// its body.
    public batos.talk.objects.MethodSource compile(Klass owner, String text, String author) {
        var method = batos.talk.syntax.Parser.method(text);
        var refusal = BuiltInMethods.refusal(universe, owner, method.selector());
        if (refusal != null) {
            throw new SyntaxFault(refusal, 0, false);
        }
        var source =
                methods.source(
                        owner,
                        method.selector(),
                        text,
                        method.category(),
                        new SourceLocation(owner.name, 1, 1),
                        author);
        source.code();
        classes.install(source);
        return source;
    }
}
