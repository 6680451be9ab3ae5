using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AudioSampler.Server.Endpoints;

/// <summary>The header by which the answer to a change names its entry in the history, whatever else it holds.</summary>
internal static class HistoryHeader
{
    /// <summary>Its name.</summary>
    public const string Name = "Ais-History-Id";

    /// <summary>Says of an endpoint that its answers name their entry.</summary>
    public static RouteHandlerBuilder NamesEntry(this RouteHandlerBuilder route) => route.WithMetadata(new Naming());

    /// <summary>Names the entry that a change made; nothing where it changed nothing.</summary>
    public static void NameEntry(this HttpResponse response, long? entry)
    {
        if (entry is { } id)
        {
            response.Headers[Name] = id.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Describes the header where an operation has it.</summary>
    public static Task DescribeAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        if (!context.Description.ActionDescriptor.EndpointMetadata.OfType<Naming>().Any())
        {
            return Task.CompletedTask;
        }

        foreach (
            OpenApiResponse response in operation
                .Responses!.Where(r => r.Key.StartsWith('2'))
                .Select(r => r.Value)
                .OfType<OpenApiResponse>()
        )
        {
            response.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
            response.Headers[Name] = new OpenApiHeader
            {
                Description =
                    "Number of the entry that this made in the history, by which it is undone: POST /api/history/{id}/undo. It is not there when nothing was changed.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" },
            };
        }

        return Task.CompletedTask;
    }

    private sealed class Naming;
}
