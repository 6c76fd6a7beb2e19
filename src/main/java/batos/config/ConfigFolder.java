package batos.config;

import batos.config.SettingsGuard.Changed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The folder with settings.toml and codex.toml, watched. The last good settings are in force,
/// whatever happens to the file.
///
/// All methods may be called from any thread.
public final class ConfigFolder implements AutoCloseable {
    /// The milliseconds that an invalid text must stand before the folder reports it: an editor
    /// that writes in place leaves an empty or half a file for a moment.
    private static final int SETTLE_MS = 120;

    private static final Logger LOG = Logger.getLogger(ConfigFolder.class.getName());

    private final Path folder;
    private final Path settingsFile;
    private final CodexFile codexFile;
    private final LastGoodSettings lastGood;
    private final List<Consumer<ConfigEvent>> listeners = new CopyOnWriteArrayList<>();
    private final FolderWatch watch;

    private volatile Settings inForce = Settings.defaults();
    private volatile @Nullable ConfigFault trouble;
    private volatile SettingsGuard guard = (origin, changes) -> {};
    private final Map<String, Object> permitted = new HashMap<>();
    private final RecentWrites recent = new RecentWrites();
    private byte @Nullable [] seen;
    private @Nullable Settings left;
    private List<String> edited = List.of();
    private CodexFile.Found codexSeen;
    private final Optional<ConfigTemplate> template;
    private final boolean begun;

    private ConfigFolder(Path folder, Optional<ConfigTemplate> template) {
        this.template = template;
        this.folder = folder.toAbsolutePath().normalize();
        this.settingsFile = this.folder.resolve("settings.toml");
        this.codexFile = new CodexFile(this.folder.resolve("codex.toml"));
        this.lastGood = new LastGoodSettings(this.folder.resolve(".settings.toml.good"));
        this.codexSeen = codexFile.look();
        this.begun = exists(settingsFile) || exists(codexFile.path()) || exists(lastGood.file());
        this.watch = new FolderWatch(this.folder, this::look);
    }

    /// Reads both files and begins to watch. A missing folder or file is no error: the defaults are
    /// in force until there is one. [#trouble()] names the fault of a settings.toml that cannot be
    /// used.
    public static ConfigFolder open(Path folder) {
        return open(folder, Optional.empty());
    }

    /// Opens a home's own files. A home that has none yet is in force by the template, and gets its
    /// own with [#begin()]; opening alone writes nothing.
    public static ConfigFolder open(Path folder, Optional<ConfigTemplate> template) {
        var opened = new ConfigFolder(folder, template);
        opened.firstLook();
        opened.watch.start();
        return opened;
    }

    /// The folder, absolute.
    public Path folder() {
        return folder;
    }

    private static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /// Whether neither settings.toml nor codex.toml was there when the folder was opened with a
    /// template.
    public boolean isNew() {
        return template.isPresent() && !begun;
    }

    /// The codex that a home begins with.
    public String firstCodex() {
        return template.map(ConfigTemplate::codex).orElseGet(ShippedConfig::codex);
    }

    /// Writes settings.toml from the template where there is none, once the home is known to be
    /// one.
    ///
    /// @return the file it was copied from; empty where nothing was written, as in a home that
    ///   cannot be
    public synchronized Optional<Path> begin() {
        if (!isNew() || exists(settingsFile)) {
            return Optional.empty();
        }
        try {
            var text = template.orElseThrow().settings().getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(settingsFile, text);
            seen = text;
            lastGood.keep(text);
            return Optional.of(template.get().settingsFile());
        } catch (IOException e) {
            LOG.log(Level.FINE, "settings.toml cannot be written", e);
            return Optional.empty();
        }
    }

    /// The settings in force. A turn asks once, at its start.
    public Settings settings() {
        return inForce;
    }

    /// Looks at the files now instead of waiting for the watcher, and answers the settings in
    /// force.
    public Settings refresh() {
        look();
        return inForce;
    }

    /// The reason why settings.toml as it stands is not in force; empty when it is.
    public Optional<ConfigFault> trouble() {
        return Optional.ofNullable(trouble);
    }

    public CodexFile codexFile() {
        return codexFile;
    }

    public Path settingsFile() {
        return settingsFile;
    }

    public Path path() {
        return folder;
    }

    /// Listeners are called on the thread that noticed, which is mostly the watcher's. Running the
    /// answer ends the listening.
    public Runnable listen(Consumer<ConfigEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// Sets the guard that is asked before other settings come into force; first about edits since
    /// an earlier session left the folder.
    public synchronized void guard(SettingsGuard other) {
        guard = other;
        var before = left;
        var content = seen;
        left = null;
        if (before != null && content != null) {
            try {
                ask(before, inForce);
                edited = inForce.differing(before);
                lastGood.keep(content);
            } catch (ConfigFault e) {
                inForce = before;
                trouble = e;
            }
        }
    }

    /// The keys that were edited between an earlier session and this one.
    public synchronized List<String> edited() {
        return edited;
    }

    /// Writes one key into settings.toml; comments and all other lines stay. The change is in force
    /// when this returns.
    ///
    /// @param typed the value as TOML, or without quotes
    /// @throws ConfigFault when there is no such key, the value is out of range, or the file as it
    ///   stands cannot be taken
    /// @throws IOException when the folder cannot be written; nothing has changed then
    public Changed set(SettingsOrigin origin, String key, String typed)
            throws ConfigFault, IOException {
        var known =
                SettingsKeys.find(key)
                        .orElseThrow(
                                () -> fault(SettingsKeys.unknown(key) + ". Next: settings show"));
        var value =
                known.range()
                        .parse(typed)
                        .orElseThrow(() ->
                                fault(
                                        key
                                                + " cannot be "
                                                + typed
                                                + ", expected "
                                                + known.range().expected(key, typed)));
        Changed changed;
        List<ConfigEvent> news;
        synchronized (this) {
            try (var _ = FolderLock.take(folder)) {
                changed = write(origin, known, value);
                permitted.put(key, value);
            }
            news = changes(); // before the watcher: listeners have heard of it when this returns
        }
        tell(news);
        return changed;
    }

    private ConfigFault fault(String what) {
        return new ConfigFault(settingsFile, what);
    }

    private Changed write(SettingsOrigin origin, SettingKey key, Object value)
            throws ConfigFault, IOException {
        var asked = new ArrayList<Changed>();
        var base = new AtomicReference<String>("");
        try {
            new SharedFile(settingsFile)
                    .rewrite(standing -> {
                        var text = standing.orElseGet(lastGood::text);
                        var before = Settings.of(TomlTree.parse(settingsFile, text));
                        var edited = TomlEdit.set(settingsFile, text, key.name(), value);
                        Settings.of(TomlTree.parse(settingsFile, edited));
                        if (asked.isEmpty()) {
                            var old = before.values().getOrDefault(key.name(), key.fallback());
                            var change = new Changed(key.name(), old, value);
                            guard.permit(origin, List.of(change));
                            asked.add(change);
                        }
                        base.set(text);
                        return edited;
                    });
        } catch (IOException e) {
            asked.forEach(this::takeBack);
            throw e;
        }
        var changed = asked.getFirst();
        recent.add(changed.key(), changed.before(), changed.after(), base.get());
        return changed;
    }

    /// Tells the guard that its permitted change was not written. Where it cannot take that either,
    /// the next start tells it.
    private void takeBack(Changed change) {
        try {
            guard.permit(SettingsOrigin.Known.UNWRITTEN, List.of(change.undone()));
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "what was not written is reported later", e);
        }
    }

    /// Asks the guard about an editor's changes; [#set] has asked about its own before.
    private void ask(Settings before, Settings read) throws ConfigFault {
        var changes =
                read.differing(before).stream()
                        .map(key ->
                                new Changed(
                                        key,
                                        before.values().getOrDefault(key, ""),
                                        read.values().getOrDefault(key, "")))
                        .filter(change -> !change.after().equals(permitted.get(change.key())))
                        .toList();
        try {
            if (!changes.isEmpty()) {
                guard.permit(SettingsOrigin.Known.FILE, changes);
            }
            permitted.clear();
        } catch (RuntimeException e) {
            throw fault("is not taken: " + e.getMessage());
        }
    }

    /// At the start the last good settings are those that an earlier session kept.
    private synchronized void firstLook() {
        var kept = lastGood.isKept();
        inForce = lastGood.settings();
        try {
            if (isNew()) {
                inForce =
                        Settings.of(
                                TomlTree.parse(settingsFile, template.orElseThrow().settings()));
                return;
            }
            var content =
                    kept || Files.exists(settingsFile, LinkOption.NOFOLLOW_LINKS)
                            ? RegularFile.read(settingsFile)
                            : null;
            seen = content;
            if (content != null) {
                var before = inForce;
                inForce =
                        Settings.of(
                                TomlTree.parse(
                                        settingsFile, RegularFile.text(settingsFile, content)));
                if (kept) {
                    left = before;
                } else {
                    lastGood.keep(content);
                }
            }
        } catch (ConfigFault e) {
            trouble = e;
        } catch (IOException e) {
            trouble = fault(RegularFile.objection(settingsFile));
        }
    }

    private void look() {
        tell(changes());
    }

    private void tell(List<ConfigEvent> all) {
        for (var news : all) {
            listeners.forEach(listener -> listener.accept(news));
            if (news instanceof ConfigEvent.Reloaded) {
                keepGood();
            }
        }
    }

    private synchronized void keepGood() {
        var content = seen;
        if (content != null && trouble == null) {
            lastGood.keep(content);
        }
    }

    private synchronized List<ConfigEvent> changes() {
        var news = new ArrayList<ConfigEvent>();
        lookAtSettings().ifPresent(news::add);
        var found = codexFile.look();
        if (!found.equals(codexSeen)) {
            codexSeen = found;
            news.add(new ConfigEvent.CodexTouched(found));
        }
        return news;
    }

    private Optional<ConfigEvent> lookAtSettings() {
        for (boolean settled = false; ; settled = true) {
            var content = content();
            if (Arrays.equals(content, seen)) {
                return Optional.empty();
            }
            try {
                if (content == null) {
                    throw fault(RegularFile.objection(settingsFile));
                }
                if (content.length == 0 && !settled && Pause.of(SETTLE_MS)) {
                    continue;
                }
                var text = RegularFile.text(settingsFile, content);
                var read = Settings.of(TomlTree.parse(settingsFile, text));
                if (recent.putBack(settingsFile, text, read)) {
                    continue;
                }
                var before = inForce;
                ask(before, read);
                seen = content;
                trouble = null;
                inForce = read;
                var keys = read.differing(before);
                return keys.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new ConfigEvent.Reloaded(before, read, keys));
            } catch (ConfigFault e) {
                if (settled || !Pause.of(SETTLE_MS)) {
                    seen = content;
                    trouble = e;
                    return Optional.of(new ConfigEvent.Refused(e));
                }
            }
        }
    }

    private byte @Nullable [] content() {
        try {
            return RegularFile.read(settingsFile);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}
