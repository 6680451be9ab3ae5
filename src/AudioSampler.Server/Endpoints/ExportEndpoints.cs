using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using AudioSampler.Audio;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Playback;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Search;
using AudioSampler.Server.Exports;
using AudioSampler.Server.Hosting;
using AudioSampler.Server.Json;
using AudioSampler.Server.Models;
using AudioSampler.Server.Problems;
using AudioSampler.Server.Safety;
using AudioSampler.Server.Uploads;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Endpoints;

/// <summary>Hands regions to other programs: as slices, tables or labels.</summary>
internal static class ExportEndpoints
{
    private const int Most = 10_000;
    private const string Zip = "application/zip";
    private const string LeftOut = "X-AIS-Left-Out";

    /// <summary>Adds the endpoints.</summary>
    public static void MapExports(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/export", ExportAsync)
            .WithTags("Export")
            .WithSummary("Regions as slices (WAV or FLAC in a zip), CSV, JSON, or labels for Audacity")
            .WithDescription(
                "Which: ids, or all that a query finds, at most 10000. Slices are named by a template: {file} {index} {name} {kind} {type} {bpm} {key} {camelot} {tag} {rating} "
                    + "{start}; what is not known leaves no gap, and no two have the same name. They are cut at the sound's own rate and depth. What can't be cut (a file that is "
                    + "missing, or under no root) is told in errors.txt in the zip, and the rest goes on; X-AIS-Left-Out says how many regions these are. Where it is all of them, there is no zip."
            )
            .Produces<Stream>(200, Zip, "text/csv", "application/json")
            .WithExample(
                200,
                """[{"region_id": 24, "name": "waltz-r1", "file_id": 14, "path": "/recordings/waltz.flac", "start_s": 0, "end_s": 20.03, "bpm": 144, "key": "G major"}]"""
            )
            .ProducesProblem(400)
            .ProducesProblem(403)
            .ProducesProblem(404);

    private static async Task<Results<PushStreamHttpResult, ContentHttpResult, ProblemHttpResult>> ExportAsync(
        ExportRequest request,
        EngineRoom room,
        RootGuard guard,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        // A zip writes some of its headers and its list of contents synchronously, a few bytes at a time.
        context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        if (request.Ids.IsEmpty == request.Query is null)
        {
            return Problem.Of(400, ProblemCodes.BadExport, "say which by ids or by a query, one of the two");
        }

        if (
            request.What is not ("slices" or "csv" or "json" or "labels")
            || request.Format is not ("wav" or "flac")
            || SliceName.Problem(request.Template) is not null
        )
        {
            return Problem.Of(
                400,
                ProblemCodes.BadExport,
                SliceName.Problem(request.Template) ?? "what is slices, csv, json or labels, and format wav or flac"
            );
        }

        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        SearchQuery? query = null;
        if (
            request.Query is not null
            && !SearchQuery.TryParse(request.Query, out query, out SearchSyntaxError? error, SearchTarget.Regions)
        )
        {
            return Problem.BadQuery(error);
        }

        // What a search found is named after the file in which it was found; of a number, any file that holds it will do.
        IReadOnlyList<RegionSearchRow> rows = query is null
            ? await catalogue.RegionRowsAsync(request.Ids.Take(Most + 1), cancellationToken)
            : await FoundAsync(catalogue, query, cancellationToken);
        if (rows.Count > Most)
        {
            return Problem.Of(400, ProblemCodes.BadExport, $"that is more than {Most} regions: narrow the search");
        }

        if (rows.Count == 0)
        {
            return Problem.Of(404, "not_found", "there is no such region in the catalogue");
        }

        if (request.What == "slices")
        {
            HashSet<string> away = await AwayAsync(rows, guard, cancellationToken);
            int leftOut = rows.Count(row => away.Contains(row.Path));
            if (leftOut == rows.Count)
            {
                return PresentFile.WhyNot(
                    rows[0].Path,
                    away.Count == 1 ? "nothing was exported: " : "nothing was exported, no file can be read; the first: "
                );
            }

            context.Response.Headers[LeftOut] = leftOut.ToString(CultureInfo.InvariantCulture);
        }

        return request.What switch
        {
            "csv" => TypedResults.Content(RegionTables.Csv(rows), "text/csv; charset=utf-8"),
            "json" => TypedResults.Content(
                JsonSerializer.Serialize(rows, ServerJson.Default.IReadOnlyListRegionSearchRow),
                "application/json"
            ),
            "labels" => TypedResults.Stream(stream => WriteLabelsAsync(stream, rows, catalogue, cancellationToken), Zip, "labels.zip"),
            _ => TypedResults.Stream(
                stream => WriteSlicesAsync(stream, rows, request, catalogue, guard, cancellationToken),
                Zip,
                "slices.zip"
            ),
        };
    }

    /// <summary>The files that can't be read now, by their paths.</summary>
    private static async Task<HashSet<string>> AwayAsync(
        IReadOnlyList<RegionSearchRow> rows,
        RootGuard guard,
        CancellationToken cancellationToken
    )
    {
        var away = new HashSet<string>(StringComparer.Ordinal);
        foreach (string path in rows.Select(row => row.Path).Distinct(StringComparer.Ordinal))
        {
            if (await guard.ResolveAsync(path, cancellationToken) is null)
            {
                away.Add(path);
            }
        }

        return away;
    }

    private static async Task<IReadOnlyList<RegionSearchRow>> FoundAsync(
        Catalogue catalogue,
        SearchQuery query,
        CancellationToken cancellationToken
    )
    {
        var rows = new List<RegionSearchRow>();
        string? cursor = null;
        do
        {
            SearchPage<RegionSearchRow> page = await catalogue.SearchRegionsAsync(
                query,
                new SearchWindow(1, Catalogue.MaxPageSize, SearchSort.RegionsByName) { Cursor = cursor },
                cancellationToken
            );
            rows.AddRange(page.Rows);
            cursor = page.NextCursor;
        } while (cursor is not null && rows.Count <= Most);

        return rows;
    }

    private static async Task WriteLabelsAsync(
        Stream stream,
        IReadOnlyList<RegionSearchRow> rows,
        Catalogue catalogue,
        CancellationToken cancellationToken
    )
    {
        await using ZipArchive zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, null, cancellationToken);
        var names = new SliceName("{file}");
        foreach (IGrouping<long, RegionSearchRow> file in rows.GroupBy(row => row.FileId))
        {
            IReadOnlyList<Marker> markers = await catalogue.FindMarkersAsync(file.Key, cancellationToken) ?? [];
            await WriteTextAsync(zip, names.Of(file.First(), ".txt"), RegionTables.Labels(file, markers), cancellationToken);
        }
    }

    private static async Task WriteSlicesAsync(
        Stream stream,
        IReadOnlyList<RegionSearchRow> rows,
        ExportRequest request,
        Catalogue catalogue,
        RootGuard guard,
        CancellationToken cancellationToken
    )
    {
        var names = new SliceName(request.Template);
        var errors = new StringBuilder();
        (SliceFormat format, string extension) = request.Format == "flac" ? (SliceFormat.Flac, ".flac") : (SliceFormat.Wav, ".wav");
        string scratch = Path.Combine(catalogue.Folder.PassingFolder, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(scratch);
        try
        {
            await using ZipArchive zip = await ZipArchive.CreateAsync(
                stream,
                ZipArchiveMode.Create,
                leaveOpen: true,
                null,
                cancellationToken
            );
            foreach (RegionSearchRow row in rows)
            {
                string slice = Path.Combine(scratch, "slice" + extension);
                try
                {
                    string path =
                        await guard.ResolveAsync(row.Path, cancellationToken)
                        ?? throw new FileNotFoundException(
                            File.Exists(row.Path) ? RootGuard.Refusal(row.Path) : $"{ShownPath.Of(row.Path)} is not there now"
                        );
                    int? depth = (await catalogue.GetFileAsync(row.FileId, cancellationToken))?.Facts?.BitDepth;
                    await SoundSlice.WriteAsync(
                        FfmpegLocator.Locate(),
                        path,
                        (row.StartS, row.EndS),
                        format,
                        depth,
                        slice,
                        cancellationToken
                    );
                }
                catch (Exception e) when (e is AudioSamplerException or FileNotFoundException)
                {
                    await PresentFile.NoteGoneAsync(catalogue, row.Path, cancellationToken);
                    errors.Append(row.Name).Append(": ").AppendLine(e.Message);
                    continue;
                }

                // Sound hardly gets smaller by this, and time is worth more.
                ZipArchiveEntry entry = zip.CreateEntry(names.Of(row, extension), CompressionLevel.NoCompression);
                await using Stream target = await entry.OpenAsync(cancellationToken);
                await using FileStream source = File.OpenRead(slice);
                await source.CopyToAsync(target, cancellationToken);
            }

            if (errors.Length > 0)
            {
                await WriteTextAsync(zip, "errors.txt", errors.ToString(), cancellationToken);
            }
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static async Task WriteTextAsync(ZipArchive zip, string name, string text, CancellationToken cancellationToken)
    {
        await using Stream target = await zip.CreateEntry(name).OpenAsync(cancellationToken);
        await target.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
    }
}
