/// settings.toml and codex.toml as files: read, watched, rewritten atomically with comments kept.
///
/// Looks like a bug and is not:
///
/// * The folder looks again after 120 ms before it refuses a bad or empty settings.toml: an editor
///   that writes in place truncates first, and an empty file would mean "all defaults".
/// * A document with errors is never serialised: tomlj drops the bad line without a word.
/// * The watcher also looks once a second: inotify tells nothing of a file behind a symbolic link,
///   nor of a folder that was renamed away and replaced.
@org.jspecify.annotations.NullMarked
package batos.config;
