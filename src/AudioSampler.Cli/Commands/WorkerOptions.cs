using System.CommandLine;
using AudioSampler.Analysis.Engine.Workers;

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

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_inProcess);
        command.Options.Add(_workers);
        command.Options.Add(_memory);
    }

    /// <summary>What was given.</summary>
    public WorkerSettings Read(ParseResult parsed)
    {
        var usual = new WorkerSettings();
        return usual with
        {
            InProcess = parsed.GetValue(_inProcess),
            Workers = parsed.GetValue(_workers) ?? usual.Workers,
            MemoryLimitBytes = parsed.GetValue(_memory) is { } mebibytes ? (long)mebibytes << 20 : usual.MemoryLimitBytes,
        };
    }
}
