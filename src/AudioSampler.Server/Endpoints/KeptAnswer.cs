using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace AudioSampler.Server.Endpoints;

/// <summary>Answers that browsers keep: they ask only whether it is still the same.</summary>
internal static class KeptAnswer
{
    /// <summary>Tags the answer.</summary>
    /// <param name="http">The request.</param>
    /// <param name="tag">What is the same only for the same bytes: letters, digits and the like.</param>
    /// <returns>What to answer to a caller who has it already; null for everybody else.</returns>
    public static StatusCodeHttpResult? Check(HttpContext http, string tag)
    {
        var own = new EntityTagHeaderValue($"\"{tag}\"");
        http.Response.Headers.ETag = own.ToString();
        http.Response.Headers.CacheControl = "private, no-cache";
        return http
            .Request.GetTypedHeaders()
            .IfNoneMatch.Any(theirs => theirs.Equals(EntityTagHeaderValue.Any) || theirs.Compare(own, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : null;
    }
}
