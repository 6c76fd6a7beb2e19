package batos.shell.reference;

import batos.shell.reference.CommandTree.Choice;
import batos.shell.reference.CommandTree.Values;
import batos.text.ShellQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Completion scripts for three shells. Names that only the image knows (tools, snapshots) are
/// asked of an owner, which answers in some ten milliseconds; where none runs they are left out.
public enum Completion {
    bash {
        @Override
        public String script(CommandTree root) {
            return head("bash", "source <(batos completion bash)")
                    + CompletionTables.of(root)
                    + WALK
                    + """
                    _batos() {
                        local reply cur=${COMP_WORDS[COMP_CWORD]} node at last home=
                        COMPREPLY=()
                        # an = within a word is a word of its own to bash
                        [[ $cur == = ]] && cur=
                        _batos_walk "${COMP_WORDS[@]:1:COMP_CWORD-1}"
                        if [[ $last ]]; then
                            _batos_value "$node" "$last"
                        elif [[ $cur == -* ]]; then
                            local words
                            _batos_options "$node"
                            words=$reply
                            _batos_options ''
                            COMPREPLY=($(compgen -W "$words $reply" -- "$cur"))
                            return
                        else
                            _batos_commands "$node"
                            if [[ $reply && $at == 0 ]]; then
                                [[ $node ]] || reply="$reply help"
                                COMPREPLY=($(compgen -W "$reply" -- "$cur"))
                                return
                            fi
                            _batos_parameter "$node" "$at"
                        fi
                        case $reply in
                            files) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
                            folders) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$cur") ;;
                            words*) COMPREPLY=($(compgen -W "${reply#words }" -- "$cur")) ;;
                            four*)
                                reply=${reply#four }
                                [[ $cur == [A-Z]* ]] && reply=$(tr a-z A-Z <<<"$reply")
                                COMPREPLY=($(compgen -W "$reply" -- "$cur")) ;;
                            live*) COMPREPLY=($(compgen -W "$(${home:+env BATOS_HOME="$home"} "${COMP_WORDS[0]}" names "${reply#live }" 2>/dev/null)" -- "$cur")) ;;
                        esac
                    }

                    complete -F _batos batos
                    """;
        }
    },
    zsh {
        @Override
        public String script(CommandTree root) {
            return "#compdef batos\n"
                    + head("zsh", "source <(batos completion zsh)")
                    + CompletionTables.of(root)
                    + described(root)
                    + WALK
                    + """
                    _batos() {
                        local reply node at last words_of home=
                        local -a offers
                        _batos_walk "${(@)words[2,CURRENT-1]}"
                        if [[ -n $last ]]; then
                            _batos_value "$node" "$last"
                        elif [[ $PREFIX == -* ]]; then
                            _batos_options "$node"
                            words_of=$reply
                            _batos_options ''
                            offers=(${=words_of} ${=reply})
                            compadd -a offers
                            return
                        else
                            _batos_commands "$node"
                            if [[ -n $reply && $at == 0 ]]; then
                                _batos_described "$node"
                                _describe -t commands 'batos command' offers
                                return
                            fi
                            _batos_parameter "$node" "$at"
                        fi
                        case $reply in
                            files) _files ;;
                            folders) _files -/ ;;
                            words*) offers=(${=reply#words }); compadd -a offers ;;
                            four*)
                                offers=(${=reply#four })
                                [[ $PREFIX == [A-Z]* ]] && offers=(${(U)offers})
                                compadd -a offers ;;
                            live*) offers=(${(f)"$(BATOS_HOME=${${(Q)home}:-$BATOS_HOME} ${words[1]} names ${reply#live } 2>/dev/null)"}); compadd -a offers ;;
                        esac
                    }

                    if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
                        _batos "$@"
                    else
                        compdef _batos batos
                    fi
                    """;
        }
    },
    fish {
        @Override
        public String script(CommandTree root) {
            var lines = new ArrayList<String>();
            root.all().forEach(node -> fishLines(node, lines));
            lines.add("complete -c batos -n \"__batos_at '' 0\" -a help -d 'What a command does.'");
            lines.add(
                    "complete -c batos -n \"__batos_at help 0\""
                            + fishValues(root.subjectsOfHelp()));
            return head("fish", "batos completion fish | source")
                    + FISH_WALK
                            .replace(
                                    "VALUED",
                                    root.all()
                                            .flatMap(node -> node.options().stream())
                                            .filter(Choice::takesValue)
                                            .flatMap(option -> option.names().stream())
                                            .distinct()
                                            .collect(Collectors.joining(" ")))
                            .replace(
                                    "PATHS",
                                    Stream.concat(
                                                    Stream.of("help"),
                                                    root.all().map(CommandTree::key))
                                            .filter(key -> !key.isEmpty())
                                            .collect(Collectors.joining(" ")))
                    + "complete -c batos -f\n"
                    + String.join("\n", lines)
                    + "\n";
        }
    };

    /// Walks the words before the cursor: `node` is the command that they lead to, `at` how many
    /// parameters it has so far, `last` the option whose value comes next.
    private static final String WALK =
            """
            _batos_walk() {
                local word skip=
                node= at=0 last=
                for word in "$@"; do
                    [[ $word == = ]] && continue
                    if [[ $skip ]]; then
                        [[ $last == --home ]] && home=${word/#\\~/$HOME}
                        skip= last=
                        continue
                    fi
                    if [[ $word == --*=* ]]; then
                        [[ $word == --home=* ]] && home=${word#--home=} home=${home/#\\~/$HOME}
                        continue
                    elif [[ $word == -?* ]]; then
                        _batos_value "$node" "$word"
                        [[ $reply ]] && skip=1 last=$word
                    elif [[ $at == 0 && -z $node && $word == help ]]; then
                        node=help
                    else
                        _batos_commands "$node"
                        if [[ $at == 0 && " $reply " == *" $word "* ]]; then
                            node=${node:+$node.}$word
                        else
                            at=$((at + 1))
                        fi
                    fi
                done
            }

            """;

    private static final String FISH_WALK =
            """
            # The command that the words before the cursor lead to, and how many parameters it has so far.
            function __batos_walk
                set -l valued VALUED
                set -l paths PATHS
                set -l path
                set -l at 0
                set -l skip 0
                for word in (commandline -opc)[2..-1]
                    if test $skip = 1
                        set skip 0
                    else if string match -q -- '--*=*' $word
                        continue
                    else if string match -q -- '-?*' $word
                        contains -- $word $valued; and set skip 1
                    else
                        set -l next (string join . $path $word)
                        if test $at = 0; and contains -- $next $paths
                            set path $next
                        else
                            set at (math $at + 1)
                        end
                    end
                end
                echo "$path $at"
            end

            # The names in the image that the line is about.
            function __batos_names
                set -l expected 0
                set -l named $BATOS_HOME
                for word in (commandline -opc)[2..-1]
                    if test $expected = 1
                        set named (string replace -r '^~(?=/|$)' -- $HOME $word)
                        set expected 0
                    else if test "$word" = --home
                        set expected 1
                    else if string match -q -- '--home=*' $word
                        set named (string replace -r '^~(?=/|$)' -- $HOME (string sub -s 8 -- $word))
                    end
                end
                if test -n "$named"
                    env BATOS_HOME=$named batos names $argv[1] 2>/dev/null
                else
                    batos names $argv[1] 2>/dev/null
                end
            end

            function __batos_in
                set -l walked (string split ' ' -- (__batos_walk))
                test "$walked[1]" = "$argv[1]"
            end

            function __batos_at
                test (__batos_walk) = "$argv[1] $argv[2]"
            end

            function __batos_from
                set -l walked (string split ' ' -- (__batos_walk))
                test "$walked[1]" = "$argv[1]"; and test $walked[2] -ge $argv[2]
            end

            """;

    public abstract String script(CommandTree root);

    private static String head(String shell, String use) {
        return "# Completion of batos for %s, written by: batos completion %s\n# To try it: %s\n\n"
                .formatted(shell, shell, use);
    }

    private static String described(CommandTree root) {
        return "_batos_described() {\n    offers=()\n    case $1 in\n"
                + root.all()
                        .filter(node -> !node.commands().isEmpty())
                        .map(node ->
                                "        %s) offers=(%s) ;;\n"
                                        .formatted(ShellQuote.of(node.key()), offers(node)))
                        .collect(Collectors.joining())
                + "    esac\n}\n\n";
    }

    private static String offers(CommandTree node) {
        var help =
                node.path().size() == 1
                        ? Stream.of("'help:What a command does.'")
                        : Stream.<String>of();
        return Stream.concat(
                        node.commands().stream()
                                .map(it -> ShellQuote.of(it.name() + ":" + it.description())),
                        help)
                .collect(Collectors.joining(" "));
    }

    private static void fishLines(CommandTree node, List<String> lines) {
        var key = ShellQuote.of(node.key());
        for (var command : node.commands()) {
            lines.add(
                    "complete -c batos -n \"__batos_at %s 0\" -a %s -d %s"
                            .formatted(key, command.name(), fishQuoted(command.description())));
        }
        for (var option : node.options()) {
            var when = node.path().size() == 1 ? "" : " -n \"__batos_in %s\"".formatted(key);
            var names =
                    option.names().stream()
                            .map(name ->
                                    name.startsWith("--")
                                            ? "-l " + name.substring(2)
                                            : "-s " + name.substring(1))
                            .collect(Collectors.joining(" "));
            lines.add(
                    "complete -c batos%s %s%s -d %s"
                            .formatted(
                                    when,
                                    names,
                                    option.takesValue() ? " -r" + fishValues(option.values()) : "",
                                    fishQuoted(option.description())));
        }
        for (var i = 0; i < node.parameters().size(); i++) {
            var parameter = node.parameters().get(i);
            if (!(parameter.values() instanceof Values.Any)) {
                lines.add(
                        "complete -c batos -n \"__batos_%s %s %d\"%s"
                                .formatted(
                                        parameter.many() ? "from" : "at",
                                        key,
                                        i,
                                        fishValues(parameter.values())));
            }
        }
    }

    private static String fishValues(Values values) {
        return switch (values) {
            case Values.Any() -> " -f";
            case Values.Files() -> " -F";
            case Values.Folders() -> " -f -a '(__fish_complete_directories)'";
            case Values.Words(var words) -> " -f -a " + fishQuoted(String.join(" ", words));
            case Values.OneOfFour() ->
                    " -f -a "
                            + fishQuoted(
                                    String.join(" ", Values.OneOfFour.names())
                                            + " (commandline -ct | string match -qr '^[A-Z]';"
                                            + " and string upper "
                                            + String.join(" ", Values.OneOfFour.names())
                                            + ")");
            case Values.Live(var kind) -> " -f -a '(__batos_names " + kind + ")'";
        };
    }

    private static String fishQuoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
