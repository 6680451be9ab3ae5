namespace AudioSampler.Server.Safety;

/// <summary>Tells browsers to load nothing from elsewhere, to be put in no frame, and to take nothing for what it doesn't say it is.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    // The page draws with styles on elements; the pages of the interface's description come with a script of their own in them.
    private const string Page =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; "
        + "worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static readonly string s_docs = Page.Replace(
        "script-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        StringComparison.Ordinal
    );

    /// <summary>Puts them on an answer.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal) ? s_docs : Page;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(context);
    }
}
