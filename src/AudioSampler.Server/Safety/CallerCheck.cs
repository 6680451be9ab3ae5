using System.Net;
using AudioSampler.Server.Endpoints;
using AudioSampler.Server.Problems;

namespace AudioSampler.Server.Safety;

/// <summary>Turns away callers who come by another name (DNS rebinding), from another page (forged posts), or from elsewhere without the key.</summary>
internal sealed class CallerCheck(RequestDelegate next, ServerOptions options, Sessions sessions)
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

        if (_loopback || IsOpen(request) || sessions.IsKey(request.Headers["X-API-Key"]) || sessions.Admits(request))
        {
            return next(context);
        }

        if (HttpMethods.IsGet(request.Method) && request.Path.StartsWithSegments("/ui", StringComparison.Ordinal))
        {
            context.Response.Redirect(LoginEndpoints.Page);
            return Task.CompletedTask;
        }

        return Problem.Write(
            context,
            401,
            ProblemCodes.KeyMissing,
            $"send the server's API key in the header X-API-Key, or log in at {LoginEndpoints.Page} and send the session's token as {Sessions.TokenHeader} with what changes something"
        );
    }

    /// <summary>What a caller needs who has nothing yet.</summary>
    private static bool IsOpen(HttpRequest request) => request.Path == LoginEndpoints.Page;

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));

    private static bool SameOrigin(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
        && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
