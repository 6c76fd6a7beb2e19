package batos.talk.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SyntaxTest {
    /// Trees at random, as deep as a number allows.
    private static final class Trees {
        private static final List<String> UNARY = List.of("size", "printNl", "foo_1");
        private static final List<String> SIGNS =
                List.of("+", "-", "<=", "->", ",", "==>", "|", "&", "%");
        private static final List<String> WORDS =
                List.of("at:", "at:put:", "value:value:value:", "x:");
        private final Random random;

        Trees(long seed) {
            random = new Random(seed);
        }

        <T> T any(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        String name() {
            return any(List.of("a", "self", "super", "Foo", "x1", "SystemExceptions.NotFound"));
        }

        Literal literal(int depth) {
            return switch (random.nextInt(depth > 0 ? 11 : 8)) {
                case 0 -> new Literal.Whole(BigInteger.valueOf(random.nextInt(100) - 50));
                case 1 -> new Literal.Whole(new BigInteger(200, random));
                case 2 ->
                        new Literal.Real(
                                random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20), 'd');
                case 3 -> new Literal.Text(any(List.of("", "it's", "two\nlines", "\"no\"", "€𝄞")));
                case 4 ->
                        new Literal.Sign(
                                any(List.of("foo", "foo:bar:", "+", "hello world", "it's", "->")));
                case 5 ->
                        new Literal.Letter(
                                any(List.of((int) 'a', (int) '\'', 10, 32, 0x1D11E, (int) '$')));
                case 6 ->
                        new Literal.Scaled(
                                new BigDecimal(any(List.of("1.50", "-3", "0.001"))),
                                random.nextInt(5));
                case 7 -> new Literal.Binding("Foo");
                case 8 -> {
                    var items = new ArrayList<Literal>();
                    for (var i = random.nextInt(4); i > 0; i--) {
                        items.add(literal(depth - 1));
                    }
                    yield new Literal.Many(items);
                }
                case 9 ->
                        new Literal.Many(
                                List.of(new Literal.Word("nil"), new Literal.Word("true")));
                default -> new Literal.Bytes(List.of(0, 255, random.nextInt(256)));
            };
        }

        Expression.Body body(int depth) {
            var statements = new ArrayList<Expression>();
            for (var i = random.nextInt(3); i > 0; i--) {
                statements.add(expression(depth - 1));
            }
            if (random.nextInt(3) == 0) {
                statements.add(new Expression.Return(SourceOffset.NONE, expression(depth - 1)));
            }
            return new Expression.Body(
                    random.nextBoolean() ? List.of() : List.of("t", "u"), statements);
        }

        Expression.Message message(int depth) {
            return switch (random.nextInt(3)) {
                case 0 -> new Expression.Message(SourceOffset.NONE, any(UNARY), List.of());
                case 1 ->
                        new Expression.Message(
                                SourceOffset.NONE, any(SIGNS), List.of(expression(depth - 1)));
                default -> {
                    var selector = any(WORDS);
                    var arguments = new ArrayList<Expression>();
                    for (var i = TreePrinter.keywords(selector).size(); i > 0; i--) {
                        arguments.add(expression(depth - 1));
                    }
                    yield new Expression.Message(SourceOffset.NONE, selector, arguments);
                }
            };
        }

        Expression expression(int depth) {
            if (depth <= 0) {
                return random.nextBoolean()
                        ? new Expression.Variable(SourceOffset.NONE, name())
                        : new Expression.Constant(SourceOffset.NONE, literal(0));
            }
            return switch (random.nextInt(9)) {
                case 0 -> new Expression.Variable(SourceOffset.NONE, name());
                case 1 -> new Expression.Constant(SourceOffset.NONE, literal(2));
                case 2 -> new Expression.Assignment(SourceOffset.NONE, "a", expression(depth - 1));
                case 3 ->
                        new Expression.Block(
                                SourceOffset.NONE,
                                random.nextBoolean() ? List.of() : List.of("p", "q"),
                                body(depth));
                case 4 ->
                        new Expression.Brace(
                                SourceOffset.NONE,
                                List.of(expression(depth - 1), expression(depth - 1)));
                case 5 -> new Expression.Once(SourceOffset.NONE, expression(depth - 1));
                case 6 ->
                        new Expression.Cascade(
                                SourceOffset.NONE,
                                expression(depth - 1),
                                List.of(message(depth), message(depth)));
                default -> {
                    var message = message(depth);
                    yield new Expression.Send(
                            SourceOffset.NONE,
                            expression(depth - 1),
                            message.selector(),
                            message.arguments());
                }
            };
        }
    }

    @Nested
    class APrintedTree {
        @Test
        void readsAsTheSameTree() {
            for (var seed = 0L; seed < 3_000; seed++) {
                var body = new Trees(seed).body(6);
                var text = TreePrinter.print(body);
                assertEquals(body, Parser.body(text), "seed " + seed + ": " + text);
            }
        }

        @Test
        void readsAsTheSameMethod() {
            for (var seed = 0L; seed < 300; seed++) {
                var method =
                        new MethodTree(
                                "at:put:",
                                List.of("i", "v"),
                                seed % 2 == 0 ? "basicAtPut" : null,
                                "",
                                new Trees(seed).body(5));
                assertEquals(method, Parser.method(TreePrinter.print(method)));
            }
        }
    }

    @Nested
    class AnyText {
        private void reads(String text) {
            try {
                SourceUnits.all(text, true);
            } catch (SyntaxFault fault) {
                assertTrue(fault.offset() >= 0 && fault.offset() <= text.length(), text);
                assertTrue(!fault.text().isBlank(), text);
            }
        }

        @Test
        void isReadOrRefusedWithAPosition() {
            var random = new Random(11);
            var words =
                    List.of(
                            "[",
                            "]",
                            "(",
                            ")",
                            "{",
                            "}",
                            "#(",
                            "#[",
                            "#{",
                            "##(",
                            ":=",
                            "^",
                            ".",
                            ";",
                            "!",
                            "'",
                            "\"",
                            "$",
                            "foo",
                            "foo:",
                            "Foo",
                            "subclass:",
                            "extend",
                            "class",
                            ">>",
                            "|",
                            "||",
                            "<",
                            ">",
                            ":x",
                            "16r",
                            "1e9",
                            "-3",
                            "2r9",
                            "1e999999999999",
                            "$<",
                            "#",
                            "Eval",
                            "<primitive:",
                            "\0",
                            "é",
                            "𝄞",
                            "\n");
            for (var i = 0; i < 20_000; i++) {
                var text = new StringBuilder();
                for (var n = random.nextInt(20); n >= 0; n--) {
                    text.append(words.get(random.nextInt(words.size())));
                    if (random.nextBoolean()) {
                        text.append(' ');
                    }
                }
                reads(text.toString());
            }
            for (var i = 0; i < 5_000; i++) {
                var bytes = new byte[random.nextInt(60)];
                random.nextBytes(bytes);
                reads(new String(bytes, StandardCharsets.ISO_8859_1));
            }
        }

        @Test
        void nestedTooDeeplyIsRefused() {
            for (var bracket : List.of("(", "[", "{", "#(", "##(", "x := ")) {
                var text = bracket.repeat(100_000);
                var fault = assertThrows(SyntaxFault.class, () -> SourceUnits.all(text, true));
                assertTrue(fault.offset() >= 0);
            }
        }

        @Test
        void withHugeLiteralsEnds() {
            reads("9".repeat(50_000));
            reads("1." + "9".repeat(50_000) + "s2");
            reads("'" + "x".repeat(1_000_000) + "'");
            reads("1e100001");
            reads("#" + "a:".repeat(100_000));
        }
    }
}
