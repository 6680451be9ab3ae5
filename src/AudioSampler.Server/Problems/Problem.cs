using System.Text.Json;
using AudioSampler.Audio;
using AudioSampler.Catalog;
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
            type: $"/docs/errors#{code}",
            extensions: [KeyValuePair.Create<string, object?>("code", code)]
        );

    /// <summary>A problem written from a middleware.</summary>
    public static Task Write(HttpContext context, int status, string code, string detail) => Of(status, code, detail).ExecuteAsync(context);

    /// <summary>A code of a document as it is written in JSON.</summary>
    public static string NameOf(AnalysisErrorCode code) =>
        JsonSerializer
            .SerializeToElement(new AnalysisError(code, string.Empty), AnalysisJson.Default.AnalysisError)
            .GetProperty("code")
            .GetString()!;

    /// <summary>The status of an exception that no endpoint handles.</summary>
    public static int StatusOf(Exception exception) =>
        exception switch
        {
            CatalogueException => StatusCodes.Status503ServiceUnavailable,
            AudioSamplerException => StatusCodes.Status422UnprocessableEntity,
            BadHttpRequestException bad => bad.StatusCode,
            _ => StatusCodes.Status500InternalServerError,
        };

    /// <summary>Adds a code to problems that the framework makes (404, 405, 415 …).</summary>
    public static void AddCode(ProblemDetails problem) =>
        problem.Extensions.TryAdd(
            "code",
            problem.Status switch
            {
                400 => "bad_request",
                404 => "not_found",
                405 => "method_not_allowed",
                413 => "too_large",
                415 => "unsupported_media_type",
                422 => "decode_failed",
                503 => "catalogue_failed",
                >= 500 => "internal_error",
                _ => "error",
            }
        );
}
