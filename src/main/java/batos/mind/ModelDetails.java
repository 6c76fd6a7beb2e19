package batos.mind;

/// A server's description of one of its models.
///
/// @param template hash of its prompt template: the first 16 hexadecimal digits of SHA-256
/// @param architecture for example `qwen3`
/// @param context the longest context it was trained for, 0 if unknown
/// @param cachePerToken bytes of key-value cache for one token of context, 0 if unknown
/// @param tools whether its template can call tools
public record ModelDetails(
        String tag,
        String template,
        String architecture,
        String parameters,
        String quantization,
        int context,
        long cachePerToken,
        boolean tools) {}
