using Microsoft.AspNetCore.Http.Features;

namespace AudioSampler.Server.Endpoints;

/// <summary>Text of the user's at the end of an address, which may hold a slash.</summary>
internal static class LastSegment
{
    /// <summary>The text as it was meant.</summary>
    /// <param name="context">The request.</param>
    /// <param name="routed">What the route made of it.</param>
    public static string Of(HttpContext context, string routed)
    {
        // The route decodes all but %2F, so that it can't be told from %252F, a text that holds these letters: the request as it came can.
        if (!routed.Contains("%2F", StringComparison.OrdinalIgnoreCase))
        {
            return routed;
        }

        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        return Uri.UnescapeDataString(target.TrimEnd('/').Split('/')[^1]);
    }
}
