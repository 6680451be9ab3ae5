using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using AudioSampler.Analysis.Engine;
using AudioSampler.Audio;
using AudioSampler.Audio.Decoding;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Regions;
using AudioSampler.Audio.Store;
using AudioSampler.Catalog;
using AudioSampler.Cli.Output;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Cli.Commands;

/// <summary><c>ais regions</c>: shows where files are cut; with <c>--dry-run</c> where they would be under the options given.</summary>
internal static class RegionsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string[]> paths = CommonOptions.Paths("Files");
        Option<bool> dryRun = new("--dry-run") { Description = "Decode and cut with the options given, and store nothing" };
        var silence = new SilenceArguments();
        Option<int> diskReserve = CommonOptions.DiskReserve();
        Option<bool> json = CommonOptions.Json("Print one JSON object a file and line");
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var command = new Command("regions", "Show where files are cut") { paths, dryRun, diskReserve, json, data };
        silence.AddTo(command);
        command.SetAction(
            async (parsed, token) =>
            {
                string[] files = parsed.GetRequiredValue(paths);
                if (!parsed.GetValue(dryRun) && silence.Given(parsed) is { Length: > 0 } given)
                {
                    await Console.Error.WriteLineAsync(
                        $"{string.Join(", ", given)} cut anew, which needs --dry-run; without it what is stored is shown. analyze takes the same options"
                    );
                    return ExitCode.Usage;
                }

                Action<string, ImmutableArray<RegionDocument>> print = parsed.GetValue(json) ? PrintJson : PrintTable;
                return parsed.GetValue(dryRun)
                    ? await CutAsync(files, silence.Read(parsed), CommonOptions.Mebibytes(parsed.GetValue(diskReserve)), print, token)
                    : await ShowStoredAsync(files, DataFolder.Locate(parsed.GetValue(data)?.FullName), print, token);
            }
        );
        return command;
    }

    private static async Task<int> CutAsync(
        string[] files,
        SilenceOptions options,
        long diskReserveBytes,
        Action<string, ImmutableArray<RegionDocument>> print,
        CancellationToken cancellationToken
    )
    {
        if (options.Validate() is { Count: > 0 } problems)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, problems));
            return ExitCode.Usage;
        }

        int failed = 0;
        var store = TempStore.Open(reserveBytes: diskReserveBytes);
        var pass = new DecodePass(FfmpegLocator.Locate());
        foreach (string path in files.Select(Path.GetFullPath))
        {
            try
            {
                await using DecodedAudio audio = await pass.RunAsync(path, new DecodeOptions(), store, null, cancellationToken);
                print(path, RegionCutter.Cut(audio, path, options));
            }
            catch (AudioSamplerException exception)
            {
                failed++;
                await Console.Error.WriteLineAsync(exception.Message);
            }
        }

        return ExitCode.For(failed, files.Length);
    }

    private static async Task<int> ShowStoredAsync(
        string[] files,
        DataFolder data,
        Action<string, ImmutableArray<RegionDocument>> print,
        CancellationToken cancellationToken
    )
    {
        await using Catalogue catalogue = await Catalogue.OpenAsync(data, cancellationToken);
        int missing = 0;
        foreach (string path in files.Select(Path.GetFullPath))
        {
            if (await catalogue.GetDocumentAsync(path, cancellationToken) is { } document)
            {
                print(path, document.Regions);
            }
            else
            {
                missing++;
                await Console.Error.WriteLineAsync(
                    $"{ShownPath.Of(path)} is not in the catalogue: analyse it first, or cut it with --dry-run"
                );
            }
        }

        return missing == files.Length ? ExitCode.NothingMatched : ExitCode.For(missing, files.Length);
    }

    private static void PrintJson(string path, ImmutableArray<RegionDocument> regions) =>
        Console.WriteLine(
            JsonSerializer.Serialize(
                new RegionList(path, [.. regions.Select(r => new RegionBounds(r.Id, r.StartS, r.EndS, r.PeakDbfs, r.RmsDbfs))]),
                CliJson.Default.RegionList
            )
        );

    private static void PrintTable(string path, ImmutableArray<RegionDocument> regions)
    {
        Console.WriteLine($"{ShownPath.Line(path)}: {regions.Length} regions");
        RegionTable.Print(regions);
    }
}
