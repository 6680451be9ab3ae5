namespace AudioSampler.Server.Problems;

/// <summary>
/// What the framework refuses of a file (a part that is not there, bytes that are not those that the caller has) it refuses with the media type of the sound and no body: taken
/// off, these answers become problem documents like all others.
/// </summary>
internal sealed class BareRefusals(RequestDelegate next)
{
    /// <summary>Handles one request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (
            context.Response is
            { HasStarted: false, StatusCode: StatusCodes.Status412PreconditionFailed or StatusCodes.Status416RangeNotSatisfiable }
        )
        {
            context.Response.ContentType = null;
            context.Response.ContentLength = null;
        }
    }
}
