using System.Net;
using System.Text.RegularExpressions;

namespace AudioSampler.Server.Safety;

/// <summary>Takes the folders out of what is said to callers from other machines: where things stand on this one is not theirs to know.</summary>
internal static partial class HiddenPaths
{
    private static readonly string[] s_addresses =
    [
        "/analyze",
        "/api",
        "/database",
        "/docs",
        "/events",
        "/health",
        "/jobs",
        "/login",
        "/metrics",
        "/openapi",
        "/plugins",
        "/status",
        "/ui",
    ];

    /// <summary>Whether a caller is on another machine.</summary>
    public static bool IsRemote(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } caller && !IPAddress.IsLoopback(caller.IsIPv4MappedToIPv6 ? caller.MapToIPv4() : caller);

    /// <summary>A text in which each absolute path is its last part alone; addresses of this interface stay.</summary>
    /// <param name="text">For people.</param>
    /// <param name="dataFolder">Absolute path of the data folder, which may hold spaces.</param>
    public static string Hide(string text, string dataFolder) =>
        AbsolutePath()
            .Replace(
                text.Replace(Path.TrimEndingDirectorySeparator(dataFolder), "the data folder", StringComparison.Ordinal),
                match => IsAddress(match.Value) ? match.Value : LastPartOf(match)
            );

    private static bool IsAddress(string path) =>
        s_addresses.Any(address =>
            path == address
            || path.StartsWith(address + "/", StringComparison.Ordinal)
            || path.StartsWith(address + "?", StringComparison.Ordinal)
        );

    private static string LastPartOf(Match match)
    {
        string path = match.Value.Trim('"').TrimEnd('/', '\\');
        string last = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        return match.Value.StartsWith('"') ? $"\"{last}\"" : last;
    }

    /// <summary>An absolute path in quotes, which may hold spaces; or one without.</summary>
    [GeneratedRegex(
        """""
            "(?:/|[A-Za-z]:\\)[^"]*"|(?<![\w.:/\\])(?:/|[A-Za-z]:\\)[^\s"'()<>;,|]*[^\s"'()<>;,|.:]
            """"",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex AbsolutePath();
}
