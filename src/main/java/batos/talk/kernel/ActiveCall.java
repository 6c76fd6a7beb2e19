package batos.talk.kernel;

import batos.image.Cause;
import batos.talk.bind.NativeCall;
import batos.talk.bind.Proxy;
import batos.talk.processes.Frame;
import batos.talk.processes.Unwinding;
import java.util.ConcurrentModificationException;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A native being run.
public final class ActiveCall implements NativeCall {
    /// Thrown by a native to signal an error of the language.
    private static final class Signalled extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String type;

        Signalled(String type, String message) {
            super(message, null, false, false);
            this.type = type;
        }
    }

    private final JavaValues values;
    private final Frame caller;
    private final Object receiver;
    private final String selector;
    private final Object[] arguments;

    public ActiveCall(
            JavaValues values, Frame caller, Object receiver, String selector, Object[] arguments) {
        this.values = values;
        this.caller = caller;
        this.receiver = receiver;
        this.selector = selector;
        this.arguments = arguments;
    }

    /// The same, but null stays null: the message is not the hook's.
    public @Nullable Object runOrNull(Callable<@Nullable Object> code) {
        var declined = new boolean[1];
        var answer =
                run(() -> {
                    var value = code.call();
                    declined[0] = value == null;
                    return value;
                });
        return declined[0] ? null : answer;
    }

    /// Runs the native; its failures become errors of the language.
    public Object run(Callable<@Nullable Object> code) {
        Object answer;
        try {
            answer = object(code.call());
        } catch (Signalled signalled) {
            answer =
                    caller.run.error(
                            caller,
                            signalled.type,
                            receiver,
                            String.valueOf(signalled.getMessage()));
        } catch (Unwinding unwound) {
            throw unwound;
        } catch (InterruptedException e) {
            throw new Unwinding.Killed("interrupt", 0, 0);
        } catch (NullPointerException
                | ClassCastException
                | IndexOutOfBoundsException
                | ArrayStoreException
                | ConcurrentModificationException
                | NoSuchElementException internal) {
            // A fault of batos and none of the program: no handler of the program may take it.
            throw internal;
        } catch (Exception e) {
            var message = e.getMessage();
            answer =
                    caller.run.error(
                            caller,
                            "Error",
                            receiver,
                            message == null ? e.getClass().getSimpleName() : message);
        }
        values.moved().run();
        return answer;
    }

    @Override
    public Object receiver() {
        return receiver;
    }

    @Override
    public String key() {
        if (receiver instanceof Proxy proxy) {
            return proxy.key();
        }
        throw error(selector + " is for a live object");
    }

    @Override
    public String selector() {
        return selector;
    }

    @Override
    public int count() {
        return arguments.length;
    }

    @Override
    public Object argument(int index) {
        return arguments[index];
    }

    @Override
    public @Nullable Object java(int index) {
        return java(arguments[index]);
    }

    @Override
    public @Nullable Object java(Object object) {
        try {
            return values.java(caller, object);
        } catch (JavaValues.NestedTooDeep e) {
            throw error(selector + ": " + e.getMessage());
        }
    }

    @Override
    public String text(int index) {
        var text = PrimitiveContext.string(arguments[index]);
        return text == null ? displayString(arguments[index]) : text;
    }

    private RuntimeException wrong(int index, String wanted) {
        return error(
                "SystemExceptions.WrongClass",
                selector + " wants " + wanted + ", not " + printString(arguments[index]));
    }

    @Override
    public long whole(int index) {
        if (arguments[index] instanceof Long n) {
            return n;
        }
        throw wrong(index, "an integer");
    }

    @Override
    public double real(int index) {
        if (arguments[index] instanceof Boolean
                || PrimitiveContext.string(arguments[index]) != null) {
            throw wrong(index, "a number");
        }
        if (java(arguments[index]) instanceof Number n) {
            return n.doubleValue();
        }
        if (caller.run.send(caller, arguments[index], "asFloat") instanceof Double d) {
            return d;
        }
        throw wrong(index, "a number");
    }

    @Override
    public boolean truth(int index) {
        if (arguments[index] instanceof Boolean truth) {
            return truth;
        }
        throw wrong(index, "true or false");
    }

    @Override
    public String key(int index, String type) {
        if (arguments[index] instanceof Proxy proxy && proxy.type().equals(type)) {
            return proxy.key();
        }
        throw wrong(index, "a " + type);
    }

    @Override
    public Object value(Object block, @Nullable Object... given) {
        var selectors =
                new String[] {
                    "value",
                    "value:",
                    "value:value:",
                    "value:value:value:",
                    "value:value:value:value:"
                };
        if (given.length < selectors.length) {
            return send(block, selectors[given.length], given);
        }
        return send(block, "valueWithArguments:", java.util.List.of(converted(given)));
    }

    private Object[] converted(@Nullable Object... given) {
        var objects = new Object[given.length];
        for (var i = 0; i < given.length; i++) {
            objects[i] = object(given[i]);
        }
        return objects;
    }

    @Override
    public Object send(Object to, String name, @Nullable Object... given) {
        return caller.run.send(caller, to, name, converted(given));
    }

    @Override
    public Object object(@Nullable Object value) {
        return values.object(caller, value);
    }

    @Override
    public Object symbol(String name) {
        return new batos.talk.objects.Symbol(name);
    }

    @Override
    public String printString(Object object) {
        return String.valueOf(
                PrimitiveContext.string(caller.run.send(caller, object, "printString")));
    }

    @Override
    public String displayString(Object object) {
        return String.valueOf(
                PrimitiveContext.string(caller.run.send(caller, object, "displayString")));
    }

    @Override
    public RuntimeException error(String message) {
        return new Signalled("Error", message);
    }

    @Override
    public RuntimeException error(String exceptionClass, String message) {
        return new Signalled(exceptionClass, message);
    }

    @Override
    public void checkInterrupt() {
        caller.run.poll(caller);
    }

    @Override
    public Cause cause() {
        return values.cause().get();
    }

    @Override
    public long commit() {
        return values.commit().getAsLong();
    }

    @Override
    public void show(String text) {
        values.out().accept(text);
    }
}
