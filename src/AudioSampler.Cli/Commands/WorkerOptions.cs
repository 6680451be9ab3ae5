using System.CommandLine;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Catalog;
using AudioSampler.Cli.Hosting;

namespace AudioSampler.Cli.Commands;

/// <summary>Options of the commands that analyse: how analyzers are kept apart from the program.</summary>
internal sealed class WorkerOptions
{
    private const int BytesPerMebibyteShift = 20;

    private readonly Option<bool> _inProcess = new("--in-process")
    {
        Description = "Run analyzers in this process, for debugging: a crash of one is a crash of all",
    };

    private readonly Option<int> _workers = NumberOption.Whole(
        "--workers",
        "N",
        "Worker processes, each with one file at a time",
        new WorkerSettings().Workers,
        1,
        WorkerSettings.MostWorkers
    );

    private readonly Option<int> _memory = NumberOption.Whole(
        "--memory",
        "MIB",
        "Memory that a worker may use",
        (int)(new WorkerSettings().MemoryLimitBytes >> BytesPerMebibyteShift),
        (int)(WorkerSettings.SmallestMemoryLimitBytes >> BytesPerMebibyteShift),
        int.MaxValue
    );

    private readonly Option<DirectoryInfo?> _plugins = new("--plugins")
    {
        Description = "Folder of the plugins (default: AIS_PLUGINS, else plugins in the data folder)",
        HelpName = "DIR",
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_inProcess);
        command.Options.Add(_workers);
        command.Options.Add(_memory);
        command.Options.Add(_plugins);
    }

    /// <summary>What was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="data">The data folder, which may have a folder of plugins in it.</param>
    public WorkerSettings Read(ParseResult parsed, DataFolder data) =>
        new()
        {
            InProcess = parsed.GetValue(_inProcess),
            Workers = parsed.GetValue(_workers),
            PluginFolder = PluginFolder.Locate(parsed.GetValue(_plugins)?.FullName, data),
            MemoryLimitBytes = (long)parsed.GetValue(_memory) << BytesPerMebibyteShift,
        };
}
