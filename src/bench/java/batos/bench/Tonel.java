package batos.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Pharo's file format of one class, turned into a class body: `Class { #name : #Foo, … }` and `{
/// #category : #x } Foo >> bar [ … ]`.
final class Tonel {
    private static final Pattern HEAD =
            Pattern.compile(
                    "(?m)^(Class|Extension|Trait)\\s*\\{(.*?)\\}[ \t]*\\r?\\n\\s*\\r?\\n",
                    Pattern.DOTALL);
    private static final Pattern CATEGORY =
            Pattern.compile("(?m)^\\{\\s*#category\\s*:\\s*[^}]*\\}\\s*$");

    private Tonel() {}

    /// The text itself where it is none of that format.
    static String classBody(String text) {
        var head = HEAD.matcher(text);
        if (!head.find()) {
            return text;
        }
        var name = value(head.group(2), "name");
        var rest = CATEGORY.matcher(text.substring(head.end())).replaceAll("");
        if (head.group(1).equals("Extension")) {
            return rest;
        }
        var slots = String.join(" ", list(head.group(2), "instVars"));
        var shared = new StringBuilder();
        list(head.group(2), "classVars").forEach(each -> shared.append(each).append(" := nil. "));
        var classSlots = list(head.group(2), "classInstVars");
        return value(head.group(2), "superclass")
                + " subclass: "
                + name
                + " [ | "
                + slots
                + " | "
                + shared
                + (classSlots.isEmpty()
                        ? ""
                        : name + " class [ | " + String.join(" ", classSlots) + " | ] ")
                + "]\n"
                + rest;
    }

    private static String value(String head, String key) {
        var matcher = Pattern.compile("#" + key + "\\s*:\\s*#?'?([\\w-]+)").matcher(head);
        return matcher.find() ? matcher.group(1) : "Object";
    }

    private static List<String> list(String head, String key) {
        Matcher matcher =
                Pattern.compile("#" + key + "\\s*:\\s*\\[(.*?)\\]", Pattern.DOTALL).matcher(head);
        var names = new ArrayList<String>();
        if (matcher.find()) {
            var each = Pattern.compile("'(\\w+)").matcher(matcher.group(1));
            while (each.find()) {
                names.add(each.group(1));
            }
        }
        return names;
    }
}
