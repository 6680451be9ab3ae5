using System.CommandLine;
using AudioSampler.Analysis;
using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Catalog;
using AudioSampler.Cli.Hosting;
using AudioSampler.Cli.Output;
using AudioSampler.Server;

namespace AudioSampler.Cli.Commands;

/// <summary><c>ais demo</c>: analyses the recordings that come with the program and serves the page with them.</summary>
internal static class DemoCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<int> port = NumberOption.Whole("--port", "N", "Port; 0 for any free one", ServerOptions.DefaultPort, 0, ushort.MaxValue);
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var command = new Command("demo", "Analyse the sample recordings and show them") { port, data };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(port), parsed.GetValue(data)));
        return command;
    }

    private static async Task<int> RunAsync(int port, DirectoryInfo? data)
    {
        if (SampleFolder.Find() is not { } samples)
        {
            await Console.Error.WriteLineAsync("the folder samples is missing: start the program by ./ais from its checkout");
            return ExitCode.Failed;
        }

        // A folder of its own: the demo doesn't mix with the user's catalogue.
        var folder = new DataFolder(data?.FullName ?? Path.Combine(DataFolder.Locate(null).Path, "demo"));
        var table = new FileTable();
        int exitCode = await new AnalyzeRun(
            [samples],
            new AnalysisRequest(),
            kept => kept,
            new WorkerSettings(),
            folder,
            AnalysisBatch.DefaultFilesAtOnce,
            resume: true,
            quiet: false
        ).RunAsync(table.Add, table.Print);
        return exitCode != ExitCode.Ok
            ? exitCode
            : await ServeCommand.RunAsync(
                new ServerOptions
                {
                    Port = port,
                    DataFolder = folder.Path,
                    Roots = [samples],
                    WebFolder = WebFolder.Find(),
                    SampleFolder = samples,
                }
            );
    }
}
