using System.CommandLine;
using System.Text.Json;
using AudioSampler.Catalog;
using AudioSampler.Cli.Doctor;
using AudioSampler.Cli.Output;
using Spectre.Console;

namespace AudioSampler.Cli.Commands;

/// <summary><c>ais doctor</c>: looks whether all that the program needs is there, with the remedy where it isn't.</summary>
internal static class DoctorCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<bool> json = CommonOptions.Json("Print one JSON array");
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var workers = new WorkerOptions();
        var command = new Command("doctor", "Look whether all that is needed is there") { json, data };
        workers.AddTo(command);
        command.SetAction(
            async (parsed, _) =>
            {
                var results = new List<CheckResult>();
                var folder = DataFolder.Locate(parsed.GetValue(data)?.FullName);
                await foreach (CheckResult result in Checks.RunAsync(folder, workers.Read(parsed, folder)))
                {
                    results.Add(result);
                    if (!parsed.GetValue(json))
                    {
                        Print(result);
                    }
                }

                if (parsed.GetValue(json))
                {
                    Console.WriteLine(JsonSerializer.Serialize(results, CliJson.Default.ListCheckResult));
                }

                return results.Exists(r => r.Level == CheckLevel.Error) ? ExitCode.Failed : ExitCode.Ok;
            }
        );
        return command;
    }

    private static void Print(CheckResult result)
    {
        string mark = result.Level switch
        {
            CheckLevel.Ok => "[green]ok[/]     ",
            CheckLevel.Warning => "[yellow]warning[/]",
            _ => "[red]error[/]  ",
        };
        AnsiConsole.MarkupLine($"{mark} {Markup.Escape(result.Name), -16} {Markup.Escape(result.Message)}");
    }
}
