using System.CommandLine;
using AudioSampler.Analysis.Engine.Workers;

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

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_inProcess);
        command.Options.Add(_workers);
        command.Options.Add(_memory);
    }

    /// <summary>What was given.</summary>
    public WorkerSettings Read(ParseResult parsed) =>
        new()
        {
            InProcess = parsed.GetValue(_inProcess),
            Workers = parsed.GetValue(_workers),
            MemoryLimitBytes = (long)parsed.GetValue(_memory) << BytesPerMebibyteShift,
        };
}
