using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AudioSampler.Server.Hosting;

/// <summary>What the parts of an address mean that many endpoints share.</summary>
internal static class OpenApiParameters
{
    private static readonly (string Path, string Name, string Words)[] s_words =
    [
        ("jobs/", "id", "Number of the job, as GET /jobs lists it."),
        ("api/files/", "id", "Number of the file, as file_id in searches."),
        ("api/regions/", "id", "Number of the region, as region_id in searches."),
        ("api/history/", "id", "Number of the entry, as GET /api/history lists it."),
        ("api/collections/", "id", "Number of the collection, as GET /api/collections lists it."),
        ("api/searches/", "id", "Number of the saved search, as GET /api/searches lists it."),
        ("api/models/", "name", "Name of the model, as GET /api/models lists it."),
        ("", "fileId", "Number of the file, as file_id in searches."),
        ("", "marker", "Number of the marker among those of the file."),
        ("", "field", "Name of the field, such as tempo.bpm."),
        ("", "tag", "The tag, percent-encoded; a slash in it is %2F."),
        ("", "path", "Absolute path of the file without the leading slash, percent-encoded; slashes may stay as they are."),
    ];

    /// <summary>Describes the parameters of an operation that have no words yet.</summary>
    public static Task DescribeAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        string path = context.Description.RelativePath ?? "";
        foreach (IOpenApiParameter parameter in operation.Parameters ?? [])
        {
            parameter.Description ??= Array
                .Find(s_words, words => words.Name == parameter.Name && path.StartsWith(words.Path, StringComparison.Ordinal))
                .Words;
        }

        return Task.CompletedTask;
    }
}
