using System.CommandLine;
using System.CommandLine.Parsing;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Analysis.Resources;

namespace AudioSampler.Cli.Commands;

/// <summary>Options of the commands that analyse: how analyzers are kept apart from the program, and what they may take of the machine.</summary>
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

    private readonly Option<int?> _cores = new("--cores")
    {
        Description = $"Processor cores that analysis may use (default all, {MachineResources.Detect().Cores} here)",
        HelpName = "N",
    };

    private readonly Option<int?> _cpu = new("--cpu") { Description = "The same in percent of all cores, 1 to 100", HelpName = "PERCENT" };

    private readonly Option<int> _nice = new("--nice")
    {
        Description = "How much workers stand back behind other programs, 0 to 19",
        HelpName = "N",
    };

    private readonly Option<int> _diskReserve = CommonOptions.DiskReserve();

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_inProcess);
        command.Options.Add(_workers);
        command.Options.Add(_memory);
        command.Options.Add(_cores);
        command.Options.Add(_cpu);
        command.Options.Add(_nice);
        command.Options.Add(_diskReserve);
        _cpu.Validators.Add(Percent);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_cores) is not null && result.GetValue(_cpu) is not null)
            {
                result.AddError("--cores and --cpu say the same: give one of them");
            }
        });
    }

    /// <summary>What was given.</summary>
    public WorkerSettings Read(ParseResult parsed)
    {
        var settings = new WorkerSettings
        {
            InProcess = parsed.GetValue(_inProcess),
            Cores = parsed.GetValue(_cpu) is { } percent ? Share(percent) : parsed.GetValue(_cores),
            Niceness = parsed.GetValue(_nice),
            DiskReserveBytes = CommonOptions.Mebibytes(parsed.GetValue(_diskReserve)),
        };
        settings = parsed.GetValue(_workers) is { } workers ? settings with { Workers = workers } : settings;
        return parsed.GetValue(_memory) is { } memory ? settings with { MemoryLimitBytes = CommonOptions.Mebibytes(memory) } : settings;
    }

    /// <summary>Whole cores, at least one: a share of a core can't be kept to by counting what runs at once.</summary>
    private static int Share(int percent) => Math.Max(1, (int)Math.Round(MachineResources.Detect().Cores * percent / 100.0));

    private static void Percent(OptionResult result)
    {
        if (result.GetValueOrDefault<int?>() is < 1 or > 100)
        {
            result.AddError("--cpu is a number from 1 to 100");
        }
    }
}
