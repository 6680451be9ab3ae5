using AudioSampler.Analysis.Engine;
using Microsoft.AspNetCore.OpenApi;

namespace AudioSampler.Server.Hosting;

/// <summary>What the OpenAPI document says of the whole interface.</summary>
internal static class OpenApiText
{
    /// <summary>Sets title, version and the text about errors.</summary>
    public static void Configure(OpenApiOptions options) =>
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                document.Info.Title = "Audio Intelligence Sampler";
                document.Info.Version = EngineHost.Version;
                document.Info.Description =
                    "Splits recordings into regions, says what each one is, and keeps it in a catalogue. Errors are problem documents (RFC 9457) with a stable code. "
                    + "Results are ais.analysis/1 documents.";
                return Task.CompletedTask;
            }
        );
}
