import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;

/// Classes in a form that an AOT cache keeps. It leaves out what is older than Java 6, as all of
/// picocli is, which is then parsed and verified at each start; and for each `switch` over types
/// the JVM makes a class at each start. Here the old ones get the version and the stack maps of
/// Java 8, and a switch over types becomes a method of tests, one after the other, which is what it
/// means.
class ArchivableClasses {
    private static final int OLD = ClassFile.JAVA_6_VERSION;
    private static final String SWITCHES = "Ljava/lang/runtime/SwitchBootstraps;";

    private final ClassFile classFile =
            ClassFile.of(
                    StackMapsOption.GENERATE_STACK_MAPS,
                    ClassHierarchyResolverOption.of(
                            ClassHierarchyResolver.ofResourceParsing(
                                            ArchivableClasses.class.getClassLoader())
                                    .orElse(
                                            ClassHierarchyResolver.ofResourceParsing(
                                                    ClassLoader.getSystemClassLoader()))));
    private final SortedMap<String, byte[]> rewritten = new TreeMap<>();

    /// Those of a jar, by the names of their files, that are not archivable as they are.
    static SortedMap<String, byte[]> of(Path jar) throws IOException {
        var classes = new ArchivableClasses();
        try (var file = new JarFile(jar.toFile())) {
            for (var entry : file.stream().toList()) {
                var name = entry.getName();
                if (name.endsWith(".class")
                        && !name.startsWith("META-INF")
                        && !name.endsWith("-info.class")) {
                    try (var in = file.getInputStream(entry)) {
                        classes.look(name, in.readAllBytes());
                    }
                }
            }
        }
        return classes.rewritten;
    }

    private void look(String name, byte[] bytes) {
        var model = classFile.parse(bytes);
        if (model.majorVersion() < OLD) {
            rewritten.put(name, classFile.transformClass(model, ArchivableClasses::renewed));
        } else if (model.methods().stream().anyMatch(ArchivableClasses::switchesOverTypes)) {
            rewritten.put(name, withoutTypeSwitches(model));
        }
    }

    private static void renewed(ClassBuilder to, ClassElement element) {
        switch (element) {
            case ClassFileVersion _ -> to.withVersion(ClassFile.JAVA_8_VERSION, 0);
            case MethodModel method when method.code().isPresent() ->
                    to.transformMethod(
                            method,
                            MethodTransform.transformingCode((code, each) -> code.with(each)));
            default -> to.with(element);
        }
    }

    private static boolean switchesOverTypes(MethodModel method) {
        return method.code().stream()
                .flatMap(code -> code.elementStream())
                .anyMatch(element -> !types(element).isEmpty());
    }

    /// The types of a switch over nothing but types; otherwise none.
    private static List<ClassDesc> types(CodeElement element) {
        if (!(element instanceof InvokeDynamicInstruction call)
                || !call.name().stringValue().equals("typeSwitch")
                || !call.bootstrapMethod().owner().descriptorString().equals(SWITCHES)) {
            return List.of();
        }
        var types = new ArrayList<ClassDesc>();
        for (ConstantDesc label : call.bootstrapArgs()) {
            if (!(label instanceof ClassDesc type)) {
                return List.of();
            }
            types.add(type);
        }
        return types;
    }

    private byte[] withoutTypeSwitches(ClassModel model) {
        var switches = new ArrayList<InvokeDynamicInstruction>();
        var self = model.thisClass().asSymbol();
        var isInterface = (model.flags().flagsMask() & ClassFile.ACC_INTERFACE) != 0;
        return classFile.build(
                self,
                to -> {
                    for (var element : model) {
                        if (!(element instanceof MethodModel method)
                                || !switchesOverTypes(method)) {
                            to.with(element);
                            continue;
                        }
                        to.transformMethod(
                                method,
                                MethodTransform.transformingCode((code, each) -> {
                                    if (types(each).isEmpty()) {
                                        code.with(each);
                                    } else {
                                        var call = (InvokeDynamicInstruction) each;
                                        code.invokestatic(
                                                self,
                                                "$typeSwitch$" + switches.size(),
                                                call.typeSymbol(),
                                                isInterface);
                                        switches.add(call);
                                    }
                                }));
                    }
                    for (var i = 0; i < switches.size(); i++) {
                        var call = switches.get(i);
                        to.withMethodBody(
                                "$typeSwitch$" + i,
                                call.typeSymbol(),
                                ClassFile.ACC_PRIVATE
                                        | ClassFile.ACC_STATIC
                                        | ClassFile.ACC_SYNTHETIC,
                                code -> tests(code, types(call)));
                    }
                });
    }

    /// The index of the first type from the one that is given on of which the value is one; their
    /// number for none; -1 for null.
    private static void tests(CodeBuilder code, List<ClassDesc> types) {
        var value = code.parameterSlot(0);
        var from = code.parameterSlot(1);
        code.aload(value).ifThen(Opcode.IFNULL, is -> is.iconst_m1().ireturn());
        for (var i = 0; i < types.size(); i++) {
            var next = code.newLabel();
            code.iload(from).loadConstant(i).if_icmpgt(next);
            code.aload(value).instanceOf(types.get(i)).ifeq(next);
            code.loadConstant(i).ireturn().labelBinding(next);
        }
        code.loadConstant(types.size()).ireturn();
    }
}
