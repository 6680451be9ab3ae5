using System.Reflection;
using AudioSampler.Server.Endpoints;
using AudioSampler.Server.Jobs;
using AudioSampler.Server.Watching;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.OpenApi;

namespace AudioSampler.Server.Hosting;

/// <summary>The problems that any endpoint may answer with, because they come from what stands before it or beneath it: said here once, not at each.</summary>
internal static class OpenApiProblems
{
    private const string MediaType = "application/problem+json";

    // Whoever asks one of these waits for the catalogue.
    private static readonly Type[] s_ofCatalogue = [typeof(EngineRoom), typeof(JobQueue), typeof(FolderWatches), typeof(Waveforms)];

    /// <summary>Adds the problems to an operation that says nothing of them itself.</summary>
    public static Task AddAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        IList<object> metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (context.Description.ParameterDescriptions.Any(p => p.Source != BindingSource.Path && p.Source != BindingSource.Header))
        {
            Add("400", "The request can't be read: a value of the wrong kind, or a body that is not what the endpoint takes.");
        }

        if ($"/{context.Description.RelativePath}" != LoginEndpoints.Page)
        {
            Add("401", "The server listens beyond this machine, and the request brings neither its key nor a session.");
        }

        Add("403", "The request comes under a host name that is not served, or from a page of another origin.");
        if (metadata.OfType<EnableRateLimitingAttribute>().Any())
        {
            Add("429", "That was tried too often: wait a minute.");
        }

        Add("500", "Something went wrong that should not; the log of the server says more.");
        if (metadata.OfType<MethodInfo>().Any(UsesCatalogue))
        {
            Add("503", "The catalogue can't be opened, read or written; the detail says why.");
        }

        // In the order of their numbers, whoever named them.
        (string Key, IOpenApiResponse Value)[] all =
        [
            .. operation.Responses!.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => (r.Key, r.Value)),
        ];
        operation.Responses!.Clear();
        foreach ((string status, IOpenApiResponse response) in all)
        {
            operation.Responses.Add(status, response);
        }

        return Task.CompletedTask;

        void Add(string status, string description)
        {
            operation.Responses ??= [];
            operation.Responses.TryAdd(
                status,
                new OpenApiResponse
                {
                    Description = description,
                    Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                    {
                        [MediaType] = new() { Schema = new OpenApiSchemaReference(nameof(ProblemDetails), context.Document) },
                    },
                }
            );
        }
    }

    /// <summary>Says what the fields of a problem are; its code is one of them.</summary>
    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type != typeof(ProblemDetails) || schema.Properties is not { } fields)
        {
            return Task.CompletedTask;
        }

        schema.Description = "What went wrong, as RFC 9457 has it.";
        fields["code"] = new OpenApiSchema { Type = JsonSchemaType.String };
        foreach (
            (string name, string words) in (ReadOnlySpan<(string, string)>)
                [
                    ("type", "Address of the description of the code, under /docs/errors."),
                    ("title", "The status in words."),
                    ("status", "The status."),
                    ("detail", "What is wrong with this request, in one line, with the remedy."),
                    ("instance", "Not used."),
                    ("code", "What went wrong, as a program tells it: it stays the same in all versions. docs/errors.md lists the codes."),
                ]
        )
        {
            fields[name].Description = words;
        }

        return Task.CompletedTask;
    }

    // What answers at once answers also without a catalogue.
    private static bool UsesCatalogue(MethodInfo handler) =>
        handler.ReturnType.IsAssignableTo(typeof(Task)) && handler.GetParameters().Any(p => s_ofCatalogue.Contains(p.ParameterType));
}
