/// settings.toml and codex.toml as files: read, watched, rewritten atomically with comments kept.
@org.jspecify.annotations.NullMarked
package batos.config;
