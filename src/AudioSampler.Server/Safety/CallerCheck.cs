using System.Net;
using System.Security.Cryptography;
using System.Text;
using AudioSampler.Server.Problems;

namespace AudioSampler.Server.Safety;

/// <summary>Turns away callers who come by another name (DNS rebinding), from another page (forged posts), or from elsewhere without the key.</summary>
internal sealed class CallerCheck(RequestDelegate next, ServerOptions options)
{
    private readonly bool _loopback = IPAddress.IsLoopback(IPAddress.Parse(options.Host));

    /// <summary>Checks one request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (_loopback && !IsThisMachine(request.Host.Host))
        {
            return Problem.Write(
                context,
                403,
                ProblemCodes.WrongHost,
                $"the host name {request.Host.Host} is not served: use 127.0.0.1 or localhost"
            );
        }

        if (request.Headers.Origin is [{ } origin] && !SameOrigin(origin, request))
        {
            return Problem.Write(context, 403, ProblemCodes.WrongOrigin, $"requests from {origin} are not served");
        }

        return !_loopback && !HasKey(request)
            ? Problem.Write(context, 401, ProblemCodes.KeyMissing, "send the server's API key in the header X-API-Key")
            : next(context);
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));

    private static bool SameOrigin(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
        && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);

    private bool HasKey(HttpRequest request) =>
        request.Headers["X-API-Key"] is [{ } key]
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(options.ApiKey!));
}
