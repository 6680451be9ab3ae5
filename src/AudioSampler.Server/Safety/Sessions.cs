using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace AudioSampler.Server.Safety;

/// <summary>
/// Who has logged in with the server's key. Players and event streams of a browser can't send headers, so a login gives a cookie; and because a browser sends cookies whoever
/// made it ask, what changes something has to bring the session's token in a header too, which no other page can read.
/// </summary>
/// <param name="apiKey">The key; null when none is asked for.</param>
internal sealed class Sessions(string? apiKey)
{
    /// <summary>Cookie of a session; scripts can't read it.</summary>
    public const string Cookie = "ais_session";

    /// <summary>Cookie with the token of a session, for the page's scripts.</summary>
    public const string TokenCookie = "ais_token";

    /// <summary>Header in which that token comes back.</summary>
    public const string TokenHeader = "X-AIS-Token";

    private const int SecretBytes = 32;
    private const int MostSessions = 1000;
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(30);

    private readonly byte[]? _key = apiKey is null ? null : Hash(apiKey);

    // Secrets stand here as hashes: whoever reads the memory of the server has no session by that.
    private readonly ConcurrentDictionary<string, (string TokenHash, DateTimeOffset Until)> _open = new(StringComparer.Ordinal);

    /// <summary>Whether a key is the server's, in a time that doesn't tell how much of it is right.</summary>
    public bool IsKey(string? key) => _key is not null && key is not null && CryptographicOperations.FixedTimeEquals(Hash(key), _key);

    /// <summary>Begins a session.</summary>
    public (string Session, string Token, DateTimeOffset Until) Begin()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        foreach (string old in _open.Where(open => open.Value.Until < now).Select(open => open.Key).ToList())
        {
            _open.TryRemove(old, out _);
        }

        if (_open.Count >= MostSessions)
        {
            _open.TryRemove(_open.MinBy(open => open.Value.Until).Key, out _);
        }

        string session = Secret();
        string token = Secret();
        _open[Name(session)] = (Name(token), now + s_lifetime);
        return (session, token, now + s_lifetime);
    }

    /// <summary>Ends the session of a request.</summary>
    public void End(HttpRequest request)
    {
        if (request.Cookies[Cookie] is { } session)
        {
            _open.TryRemove(Name(session), out _);
        }
    }

    /// <summary>Whether a request comes from a session, and where it may change something, brings its token.</summary>
    public bool Admits(HttpRequest request)
    {
        if (
            request.Cookies[Cookie] is not { } session
            || !_open.TryGetValue(Name(session), out (string TokenHash, DateTimeOffset Until) open)
            || open.Until < DateTimeOffset.UtcNow
        )
        {
            return false;
        }

        return HttpMethods.IsGet(request.Method)
            || HttpMethods.IsHead(request.Method)
            || (request.Headers[TokenHeader] is [{ } token] && Name(token) == open.TokenHash);
    }

    private static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));

    private static string Name(string secret) => Convert.ToHexString(Hash(secret));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
