using System.CommandLine;
using System.Globalization;
using AudioSampler.Analysis.Evaluation;
using AudioSampler.Audio;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Playback;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Search;
using AudioSampler.Cli.Output;

namespace AudioSampler.Cli.Commands;

/// <summary><c>ais export-labels</c>: what the user corrected, as a labelled set that <c>ais eval</c> scores a build on.</summary>
internal static class ExportLabelsCommand
{
    private const int PageSize = 500;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<DirectoryInfo> folder = new("folder")
        {
            Description = "Where the set goes: a slice of each corrected region, and its manifest",
        };
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var command = new Command("export-labels", "Write the regions that you corrected as a labelled set, for ais eval --set")
        {
            folder,
            data,
        };
        command.SetAction(
            async (parsed, token) =>
            {
                await using Catalogue catalogue = await Catalogue.OpenAsync(DataFolder.Locate(parsed.GetValue(data)?.FullName), token);
                DirectoryInfo destination = parsed.GetValue(folder)!;
                destination.Create();
                return await WriteAsync(catalogue, destination.FullName, token);
            }
        );
        return command;
    }

    private static async Task<int> WriteAsync(Catalogue catalogue, string folder, CancellationToken cancellationToken)
    {
        FfmpegPrograms programs = FfmpegLocator.Locate();
        var files = new Dictionary<long, LabelledFile>();
        int left = 0;
        await foreach (RegionSearchRow row in CorrectedAsync(catalogue, cancellationToken))
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"region-{row.RegionId}.flac");
            LabelledFile labels = LabelsOf(row, name);
            if (labels == new LabelledFile { File = name } || files.ContainsKey(row.RegionId))
            {
                continue; // that there is no tempo or no key is not scored; copies of a file hold the same sound
            }

            try
            {
                int? depth = (await catalogue.GetFileAsync(row.FileId, cancellationToken))?.Facts?.BitDepth;
                await SoundSlice.WriteAsync(
                    programs,
                    row.Path,
                    (row.StartS, row.EndS),
                    SliceFormat.Flac,
                    depth,
                    Path.Combine(folder, name),
                    cancellationToken
                );
                files.Add(row.RegionId, labels);
            }
            catch (AudioSamplerException exception)
            {
                left++;
                await Console.Error.WriteLineAsync(exception.Message);
            }
        }

        new LabelledSet(folder, [.. files.Values]).Write();
        await Console.Error.WriteLineAsync(
            $"{files.Count} corrected regions in {ShownPath.Of(folder)}: ais eval --set {ShownPath.Of(folder)} scores a build on them"
        );
        return left > 0 ? ExitCode.SomeFailed
            : files.Count == 0 ? ExitCode.NothingMatched
            : ExitCode.Ok;
    }

    private static async IAsyncEnumerable<RegionSearchRow> CorrectedAsync(
        Catalogue catalogue,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (!SearchQuery.TryParse("is:corrected", out SearchQuery? query, out SearchSyntaxError? error, SearchTarget.Regions))
        {
            throw new InvalidOperationException(error.Message);
        }

        for (string? cursor = null; ; )
        {
            SearchPage<RegionSearchRow> page = await catalogue.SearchRegionsAsync(
                query,
                new SearchWindow(1, PageSize, SearchSort.RegionsByName) { Cursor = cursor },
                cancellationToken
            );
            foreach (RegionSearchRow row in page.Rows)
            {
                yield return row;
            }

            if ((cursor = page.NextCursor) is null)
            {
                yield break;
            }
        }
    }

    /// <summary>Only what the user said: what the analysis found would score itself.</summary>
    private static LabelledFile LabelsOf(RegionSearchRow row, string name) =>
        new()
        {
            File = name,
            Bpm = row.Corrected.Contains(Correction.Tempo, StringComparer.Ordinal) ? row.Bpm : null,
            TimeSignature = row.Corrected.Contains(Correction.Meter, StringComparer.Ordinal) ? row.TimeSignature : null,
            Key = row.Corrected.Contains(Correction.Key, StringComparer.Ordinal) ? row.Key : null,
            Coarse = row.Corrected.Contains(Correction.Kind, StringComparer.Ordinal) ? row.Kind : null,
        };
}
