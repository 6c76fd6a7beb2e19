package batos.shell.session;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// Every text with `Next:` in it that batos can print, read from its sources and resources: the
/// strings of Java with what stands in for a value, and the strings of its Smalltalk.
final class NextLines {
    /// What stands for a value that is known at run time only.
    static final String VALUE = "\u25A1";

    private static final String MARK = "Next: ";

    private static final Pattern QUOTED = Pattern.compile("'([^'\n]*Next: [^'\n]*)'");

    private NextLines() {}

    /// @param place the file, and the line where it is known
    record Found(String place, String text) {}

    /// The strings of the commands, whatever is in them.
    static List<Found> ofCommands(Path root) throws IOException {
        return inJava(root.resolve("src/main/java/batos/shell/command"), "");
    }

    static List<Found> all(Path root) throws IOException {
        var found = new ArrayList<Found>(inJava(root.resolve("src/main/java"), MARK));
        try (var files = Files.walk(root.resolve("src/main/resources/batos"))) {
            for (var file : files.filter(each -> each.toString().endsWith(".st")).toList()) {
                QUOTED.matcher(Files.readString(file))
                        .results()
                        .forEach(each -> found.add(new Found(file.toString(), each.group(1))));
            }
        }
        return found;
    }

    /// @param mark what is in each string
    private static List<Found> inJava(Path sources, String mark) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null);
                Stream<Path> files = Files.walk(sources)) {
            var java =
                    files.filter(each -> each.toString().endsWith(".java"))
                            .filter(file -> mayHold(file, mark))
                            .toList();
            var task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    manager.getJavaFileObjectsFromPaths(java));
            var found = new ArrayList<Found>();
            for (var unit : task.parse()) {
                new Strings(unit, found, mark).scan(unit, null);
            }
            return found;
        }
    }

    private static boolean mayHold(Path file, String mark) {
        try {
            return Files.readString(file).contains(mark);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// The outermost string expressions: literals and sums of them.
    private static final class Strings extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final List<Found> found;
        private final String mark;

        Strings(CompilationUnitTree unit, List<Found> found, String mark) {
            this.unit = unit;
            this.found = found;
            this.mark = mark;
        }

        @Override
        public Void visitBinary(BinaryTree tree, Void nothing) {
            if (tree.getKind() == Tree.Kind.PLUS && take(tree)) {
                return null;
            }
            return super.visitBinary(tree, nothing);
        }

        @Override
        public Void visitLiteral(LiteralTree tree, Void nothing) {
            take(tree);
            return null;
        }

        private boolean take(Tree tree) {
            var text = text(tree);
            if (!text.contains(mark)) {
                return false;
            }
            var name = unit.getSourceFile().getName();
            found.add(new Found(name.substring(name.indexOf("batos/")), text));
            return true;
        }

        private static String text(Tree tree) {
            return switch (tree) {
                case LiteralTree literal when literal.getValue() instanceof String text ->
                        text.replaceAll("%(?:[-,0-9.$]*)[sdfx]", VALUE).replace("%n", "\n");
                case ParenthesizedTree inner -> text(inner.getExpression());
                case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS ->
                        text(sum.getLeftOperand()) + text(sum.getRightOperand());
                default -> VALUE;
            };
        }
    }
}
