using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace AudioSampler.Server.Endpoints;

/// <summary>Examples in the OpenAPI document.</summary>
internal static class ExampleExtensions
{
    /// <summary>Shows an example of an answer.</summary>
    /// <param name="route">The endpoint.</param>
    /// <param name="status">Status of the answer.</param>
    /// <param name="example">The example: JSON, or text where the media type is another.</param>
    /// <param name="mediaType">Media type of the answer.</param>
    public static RouteHandlerBuilder WithExample(
        this RouteHandlerBuilder route,
        int status,
        string example,
        string mediaType = "application/json"
    ) =>
        route.AddOpenApiOperationTransformer(
            (operation, _, _) =>
            {
                if (
                    operation.Responses?.TryGetValue($"{status}", out IOpenApiResponse? response) == true
                    && response.Content?.TryGetValue(mediaType, out OpenApiMediaType? content) == true
                )
                {
                    content.Example = mediaType == "application/json" ? JsonNode.Parse(example) : JsonValue.Create(example);
                }

                return Task.CompletedTask;
            }
        );
}
