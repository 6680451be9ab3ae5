using System.CommandLine;
using AudioSampler.Catalog;
using AudioSampler.Cli.Hosting;
using AudioSampler.Server;
using Microsoft.Extensions.Hosting;

namespace AudioSampler.Cli.Commands;

/// <summary><c>ais serve</c>: serves the catalogue, the HTTP interface and the page.</summary>
internal static class ServeCommand
{
    /// <summary>Who searches and listens goes before what is being analysed.</summary>
    private const int WorkerNiceness = 10;

    private const string KeySetting = "AIS_API_KEY";

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<int> port = NumberOption.Whole("--port", "N", "Port; 0 for any free one", ServerOptions.DefaultPort, 0, ushort.MaxValue);
        Option<string> host = new("--host")
        {
            Description = $"Address to listen on; others than loopback need {KeySetting}",
            HelpName = "IP",
            DefaultValueFactory = _ => "127.0.0.1",
        };
        Option<DirectoryInfo[]> roots = new("--root")
        {
            Description = "Folder whose files may be analysed and played; may be given several times",
            HelpName = "DIR",
        };
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var command = new Command("serve", "Serve the catalogue, the HTTP interface and the page") { port, host, roots, data };
        var workers = new WorkerOptions(OperatingSystem.IsWindows() ? 0 : WorkerNiceness);
        workers.AddTo(command);
        command.SetAction(
            (parsed, _) =>
            {
                var folder = DataFolder.Locate(parsed.GetValue(data)?.FullName);
                return RunAsync(
                    new ServerOptions
                    {
                        Host = parsed.GetRequiredValue(host),
                        Port = parsed.GetValue(port),
                        DataFolder = folder.Path,
                        Roots = [.. (parsed.GetValue(roots) ?? []).Select(r => r.FullName)],
                        WebFolder = WebFolder.Find(),
                        SampleFolder = SampleFolder.Find(),
                        Workers = workers.Read(parsed, folder),
                        ApiKey = Environment.GetEnvironmentVariable(KeySetting),
                    }
                );
            }
        );
        return command;
    }

    /// <summary>Serves until the user stops it.</summary>
    public static async Task<int> RunAsync(ServerOptions options)
    {
        if (options.Validate() is { Count: > 0 } problems)
        {
            foreach (string problem in problems)
            {
                await Console.Error.WriteLineAsync(problem);
            }

            return ExitCode.Usage;
        }

        await using var app = SamplerServer.Create(options);
        try
        {
            await app.StartAsync();
        }
        catch (IOException exception)
        {
            await Console.Error.WriteLineAsync($"port {options.Port} can't be used: {exception.Message} Choose another with --port N.");
            return ExitCode.Failed;
        }

        await Console.Error.WriteLineAsync($"{string.Join(", ", app.Urls)}/ui/ - stop with Ctrl-C");
        await app.WaitForShutdownAsync();
        return ExitCode.Ok;
    }
}
