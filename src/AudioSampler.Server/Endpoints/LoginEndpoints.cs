using AudioSampler.Server.Models;
using AudioSampler.Server.Problems;
using AudioSampler.Server.Safety;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>Logging in with the server's key, for browsers on other machines.</summary>
internal static class LoginEndpoints
{
    /// <summary>The page, and where its form goes.</summary>
    public const string Page = "/login";

    /// <summary>Name of the limit to attempts.</summary>
    public const string Limit = "login";

    private const string Html = "text/html";

    private const string Form = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Log in - Audio Intelligence Sampler</title><style>body{background:#16181d;color:#e6e8ec;font:16px system-ui;display:grid;place-items:center;min-height:100vh;margin:0}
        form{display:grid;gap:12px;width:min(22rem,90vw)}input,button{font:inherit;padding:10px;border-radius:6px;border:1px solid #5b6270;background:#1f232b;color:inherit}
        button{background:#2f6fde;border-color:#2f6fde;cursor:pointer}p{margin:0;color:#ffb4a8}</style></head><body><main>
        <form method="post" action="/login"><h1>Audio Intelligence Sampler</h1>MESSAGE<label for="key">API key</label>
        <input id="key" name="key" type="password" autocomplete="current-password" required autofocus><button>Log in</button></form></main></body></html>
        """;

    /// <summary>Adds the endpoints.</summary>
    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(Page, () => Show("", 200))
            .WithTags("System")
            .WithSummary("The page to log in on, for browsers on other machines")
            .Produces<string>(200, Html);
        routes
            .MapPost(Page, LogInAsync)
            .RequireRateLimiting(Limit)
            .WithTags("System")
            .WithSummary("Log in with the server's key")
            .WithDescription(
                $"Gives the cookies {Sessions.Cookie} and {Sessions.TokenCookie} and leads to the page. What changes something later brings the value of the second in the header {Sessions.TokenHeader}. "
                    + "Ten logins a minute may be tried."
            )
            .Accepts<LoginForm>("application/x-www-form-urlencoded")
            .Produces(302)
            .Produces<string>(401, Html)
            .ProducesProblem(415);
        routes
            .MapPost(
                "/api/logout",
                (HttpContext context, Sessions sessions) =>
                {
                    sessions.End(context.Request);
                    context.Response.Cookies.Delete(Sessions.Cookie);
                    context.Response.Cookies.Delete(Sessions.TokenCookie);
                    return TypedResults.NoContent();
                }
            )
            .WithTags("System")
            .WithSummary("End the session of a browser that logged in at /login");
    }

    private static async Task<IResult> LogInAsync(HttpContext context, Sessions sessions)
    {
        if (!context.Request.HasFormContentType)
        {
            return Problem.Of(415, ProblemCodes.UnsupportedMediaType, "send the form of the page");
        }

        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!sessions.IsKey(form["key"]))
        {
            return Show("<p role=\"alert\">That is not the key of this server: it is what AIS_API_KEY was when it was started.</p>", 401);
        }

        (string session, string token, DateTimeOffset until) = sessions.Begin();
        var options = new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Expires = until,
            Path = "/",
        };
        context.Response.Cookies.Append(Sessions.Cookie, session, options);
        options.HttpOnly = false;
        context.Response.Cookies.Append(Sessions.TokenCookie, token, options);
        return TypedResults.Redirect("/ui/");
    }

    private static ContentHttpResult Show(string message, int status) =>
        TypedResults.Content(Form.Replace("MESSAGE", message, StringComparison.Ordinal), "text/html; charset=utf-8", null, status);
}
