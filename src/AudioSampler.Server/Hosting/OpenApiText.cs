using AudioSampler.Analysis.Engine;
using AudioSampler.Server.Endpoints;
using Microsoft.AspNetCore.OpenApi;

namespace AudioSampler.Server.Hosting;

/// <summary>What the OpenAPI document says of the whole interface.</summary>
internal static class OpenApiText
{
    /// <summary>Sets title, version and the text about errors, and adds what many endpoints share.</summary>
    public static void Configure(OpenApiOptions options)
    {
        options.AddOperationTransformer(OpenApiProblems.AddAsync);
        options.AddOperationTransformer(OpenApiParameters.DescribeAsync);
        options.AddOperationTransformer(HistoryHeader.DescribeAsync);
        options.AddOperationTransformer(RequestExamples.AddAsync);
        options.AddSchemaTransformer(OpenApiProblems.DescribeAsync);
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
}
