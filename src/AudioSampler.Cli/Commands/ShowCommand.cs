using System.CommandLine;
using AudioSampler.Audio;
using AudioSampler.Catalog;
using AudioSampler.Cli.Output;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Cli.Commands;

/// <summary><c>ais show</c>: shows what is stored of files.</summary>
internal static class ShowCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string[]> paths = CommonOptions.Paths("Files");
        Option<bool> json = CommonOptions.Json("Print one ais.analysis/1 document a line");
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var command = new Command("show", "Show what is stored of files") { paths, json, data };
        command.SetAction(
            (parsed, token) =>
                RunAsync(parsed.GetRequiredValue(paths), parsed.GetValue(json), DataFolder.Locate(parsed.GetValue(data)?.FullName), token)
        );
        return command;
    }

    private static async Task<int> RunAsync(string[] paths, bool json, DataFolder data, CancellationToken cancellationToken)
    {
        await using Catalogue catalogue = await Catalogue.OpenAsync(data, cancellationToken);
        using var lines = new JsonLines(timings: true);
        int found = 0;
        foreach (string path in paths.Select(Path.GetFullPath))
        {
            AnalysisDocument? document = await catalogue.GetDocumentAsync(path, cancellationToken);
            if (document is null)
            {
                await Console.Error.WriteLineAsync($"{ShownPath.Of(path)} is not in the catalogue: analyse it first");
                continue;
            }

            found++;
            if (json)
            {
                lines.Write(document);
            }
            else
            {
                DocumentPage.Print(document);
            }
        }

        return found == paths.Length ? ExitCode.Ok
            : found > 0 ? ExitCode.SomeFailed
            : ExitCode.NothingMatched;
    }
}
