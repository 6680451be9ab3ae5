namespace AudioSampler.Server.Safety;

/// <summary>Writes down every request that may have changed something: what, from where, with which end. What stood in its body or in a key is not written.</summary>
internal sealed class AuditLog(RequestDelegate next, ILogger<AuditLog> logger)
{
    private const int LongestPath = 300;

    /// <summary>Passes a request on and writes it down.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        finally
        {
            string method = context.Request.Method;
            if (!HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method))
            {
                logger.LogInformation(
                    "{Method} {Path} from {Caller}: {Status}",
                    Plain(method),
                    Plain(context.Request.Path.Value ?? ""),
                    context.Connection.RemoteIpAddress,
                    context.RequestAborted.IsCancellationRequested ? StatusCodes.Status499ClientClosedRequest : context.Response.StatusCode
                );
            }
        }
    }

    /// <summary>Text of a caller on one line: a log must not be made to say what didn't happen.</summary>
    private static string Plain(string text) => string.Concat(text.Take(LongestPath).Select(c => char.IsControl(c) ? '?' : c));
}
