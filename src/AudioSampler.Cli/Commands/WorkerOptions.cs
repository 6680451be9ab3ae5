using System.CommandLine;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Catalog;
using AudioSampler.Cli.Hosting;

namespace AudioSampler.Cli.Commands;

/// <summary>Options of the commands that analyse: how analyzers are kept apart from the program.</summary>
internal sealed class WorkerOptions
{
    private readonly Option<bool> _inProcess = new("--in-process")
    {
        Description = "Run analyzers in this process, for debugging: a crash of one is a crash of all",
    };

    private readonly Option<int?> _workers = new("--workers")
    {
        Description = $"Worker processes, each with one file at a time (default {new WorkerSettings().Workers} here)",
        HelpName = "N",
    };

    private readonly Option<int?> _memory = new("--memory")
    {
        Description = $"Memory that a worker may use, in MiB (default {new WorkerSettings().MemoryLimitBytes >> 20} here)",
        HelpName = "MIB",
    };

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
    public WorkerSettings Read(ParseResult parsed, DataFolder data)
    {
        var usual = new WorkerSettings();
        return usual with
        {
            InProcess = parsed.GetValue(_inProcess),
            Workers = parsed.GetValue(_workers) ?? usual.Workers,
            PluginFolder = PluginFolder.Locate(parsed.GetValue(_plugins)?.FullName, data),
            MemoryLimitBytes = parsed.GetValue(_memory) is { } mebibytes ? (long)mebibytes << 20 : usual.MemoryLimitBytes,
        };
    }
}
