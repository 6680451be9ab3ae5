using System.Text.Json;
using AudioSampler.Audio;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Search;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AudioSampler.Server.Problems;

/// <summary>Errors as RFC 9457 problem documents with a stable <c>code</c>: the one place where they are made.</summary>
internal static class Problem
{
    /// <summary>A problem as the result of an endpoint.</summary>
    public static ProblemHttpResult Of(int status, string code, string detail) =>
        TypedResults.Problem(
            detail,
            statusCode: status,
            type: TypeOf(code),
            extensions: [KeyValuePair.Create<string, object?>("code", code)]
        );

    /// <summary>A query or order that is not understood, with the place.</summary>
    public static ProblemHttpResult BadQuery(SearchSyntaxError error) =>
        TypedResults.Problem(
            $"{error.Message} (at character {error.Position + 1})",
            statusCode: StatusCodes.Status400BadRequest,
            type: TypeOf(ProblemCodes.BadQuery),
            extensions:
            [
                KeyValuePair.Create<string, object?>("code", ProblemCodes.BadQuery),
                KeyValuePair.Create<string, object?>("position", error.Position),
                KeyValuePair.Create<string, object?>("length", error.Length),
            ]
        );

    /// <summary>A problem written from a middleware.</summary>
    public static Task Write(HttpContext context, int status, string code, string detail) => Of(status, code, detail).ExecuteAsync(context);

    /// <summary>A code of a document as it is written in JSON.</summary>
    public static string NameOf(AnalysisErrorCode code) =>
        JsonSerializer
            .SerializeToElement(new AnalysisError(code, string.Empty), AnalysisJson.Default.AnalysisError)
            .GetProperty("code")
            .GetString()!;

    /// <summary>What an exception says, in one line and without the name that the program has for what is wrong.</summary>
    public static string Plain(ArgumentException exception) =>
        exception.Message.Replace($" (Parameter '{exception.ParamName}')", "", StringComparison.Ordinal).ReplaceLineEndings(" ");

    /// <summary>The status of an exception that no endpoint handles.</summary>
    public static int StatusOf(Exception exception) =>
        exception switch
        {
            CatalogueException => StatusCodes.Status503ServiceUnavailable,
            SearchCursorException => StatusCodes.Status400BadRequest,
            AudioSamplerException => StatusCodes.Status422UnprocessableEntity,
            BadHttpRequestException bad => bad.StatusCode,
            _ => StatusCodes.Status500InternalServerError,
        };

    /// <summary>Completes problems that the framework makes (404, 405, 415 …): a code, its description, and of a failure what is wrong.</summary>
    public static void Complete(ProblemDetails problem, Exception? exception)
    {
        if (problem.Extensions.TryAdd("code", CodeOf(problem.Status)))
        {
            problem.Type = TypeOf((string)problem.Extensions["code"]!);
        }

        problem.Detail ??= exception switch
        {
            BadHttpRequestException bad => BadRequestText.Of(bad),
            AudioSamplerException or CatalogueException or SearchCursorException => exception.Message,
            _ => problem.Status switch
            {
                StatusCodes.Status412PreconditionFailed =>
                    "the sound is not the one that If-Match or If-Unmodified-Since names: ask for it anew",
                StatusCodes.Status416RangeNotSatisfiable => "the sound has no such part: its length stands in Content-Range",
                _ => null,
            },
        };
    }

    private static string TypeOf(string code) => $"/docs/errors#{code}";

    private static string CodeOf(int? status) =>
        status switch
        {
            400 => ProblemCodes.BadRequest,
            404 => "not_found",
            405 => ProblemCodes.MethodNotAllowed,
            412 => ProblemCodes.AnotherSound,
            413 => ProblemCodes.TooLarge,
            415 => ProblemCodes.UnsupportedMediaType,
            416 => ProblemCodes.BadRange,
            422 => "decode_failed",
            429 => ProblemCodes.TooMany,
            503 => "catalogue_failed",
            >= 500 => "internal_error",
            _ => "error",
        };
}
