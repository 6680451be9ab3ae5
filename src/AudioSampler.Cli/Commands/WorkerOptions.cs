using System.CommandLine;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Analysis.Resources;
using AudioSampler.Catalog;
using AudioSampler.Cli.Hosting;
using AudioSampler.Inference;
using AudioSampler.Inference.OnnxRuntime;
using AudioSampler.Inference.Store;

namespace AudioSampler.Cli.Commands;

/// <summary>Options of the commands that analyse: how analyzers are kept apart from the program, and what they may take of the machine.</summary>
internal sealed class WorkerOptions(int usualNiceness = 0)
{
    private const int MebibyteShift = 20;
    private const int LowestPriority = 19;

    private readonly Option<bool> _inProcess = new("--in-process")
    {
        Description = "Run analyzers in this process, for debugging: a crash of one is a crash of all",
    };

    private readonly Option<int?> _workers = NumberOption.Optional(
        "--workers",
        "N",
        $"Worker processes, each with one file at a time (default {new WorkerSettings().Workers} here)",
        1,
        WorkerSettings.MostWorkers
    );

    private readonly Option<int?> _memory = NumberOption.Optional(
        "--memory",
        "MIB",
        $"Memory that a worker may use, in MiB (default {new WorkerSettings().MemoryLimitBytes >> MebibyteShift} here)",
        (int)(WorkerSettings.SmallestMemoryLimitBytes >> MebibyteShift),
        int.MaxValue
    );

    private readonly Option<int?> _cores = NumberOption.Optional(
        "--cores",
        "N",
        "Processor cores that analysis may use (default all)",
        1,
        MachineResources.Detect().Cores
    );

    private readonly Option<int?> _cpu = NumberOption.Optional("--cpu", "PERCENT", "The same in percent of all cores", 1, 100);

    private readonly Option<int> _nice = NumberOption.Whole(
        "--nice",
        "N",
        "How much workers, and FFmpeg that decodes for them, stand back behind other programs, 0 to 19",
        usualNiceness,
        0,
        LowestPriority
    );

    private readonly Option<int> _diskReserve = CommonOptions.DiskReserve();

    private readonly Option<string> _model = new("--model")
    {
        Description = "Network that hears the labels: auto (the best that is here), embedded, or one of 'ais models list'",
        HelpName = "NAME",
        DefaultValueFactory = _ => ModelStore.Auto,
    };

    private readonly Option<string> _device = new Option<string>("--device")
    {
        Description =
            "What networks run on; cuda needs an ONNX Runtime with CUDA (AIS_ONNXRUNTIME), else the processor is used and the result says so",
        DefaultValueFactory = _ => "cpu",
    }.AcceptOnlyFromAmong("cpu", "cuda");

    private readonly Option<int> _gpuMemory = NumberOption.Whole(
        "--gpu-memory",
        "MIB",
        "Memory of the GPU that networks may take, in MiB; CUDA's own libraries take some hundred more",
        (int)(OnnxSessionOptions.DefaultGpuMemoryLimitBytes >> MebibyteShift),
        256,
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
        command.Options.Add(_cores);
        command.Options.Add(_cpu);
        command.Options.Add(_nice);
        command.Options.Add(_diskReserve);
        command.Options.Add(_model);
        command.Options.Add(_device);
        command.Options.Add(_gpuMemory);
        command.Options.Add(_plugins);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_cores) is not null && result.GetResult(_cpu) is not null)
            {
                result.AddError("--cores and --cpu say the same: give one of them");
            }
        });
    }

    /// <summary>What was given.</summary>
    /// <exception cref="ModelException">The model is not here or can't be used.</exception>
    /// <param name="parsed">The command line.</param>
    /// <param name="data">The data folder, which may have a folder of plugins in it.</param>
    public WorkerSettings Read(ParseResult parsed, DataFolder data)
    {
        var settings = new WorkerSettings
        {
            InProcess = parsed.GetValue(_inProcess),
            Cores = parsed.GetValue(_cpu) is { } percent ? Share(percent) : parsed.GetValue(_cores),
            Niceness = parsed.GetValue(_nice),
            DiskReserveBytes = CommonOptions.Mebibytes(parsed.GetValue(_diskReserve)),
            Model = ReadModel(parsed, data),
            PluginFolder = PluginFolder.Locate(parsed.GetValue(_plugins)?.FullName, data),
        };
        settings = parsed.GetValue(_workers) is { } workers ? settings with { Workers = workers } : settings;
        return parsed.GetValue(_memory) is { } memory ? settings with { MemoryLimitBytes = CommonOptions.Mebibytes(memory) } : settings;
    }

    private ModelFile ReadModel(ParseResult parsed, DataFolder data) =>
        ModelStore.Of(data.Path).Resolve(parsed.GetRequiredValue(_model), Console.Error.WriteLine) with
        {
            Device = Enum.Parse<OnnxDevice>(parsed.GetRequiredValue(_device), ignoreCase: true),
            GpuMemoryLimitBytes = CommonOptions.Mebibytes(parsed.GetValue(_gpuMemory)),
        };

    /// <summary>Whole cores, at least one: a share of a core can't be kept to by counting what runs at once.</summary>
    private static int Share(int percent) => Math.Max(1, (int)Math.Round(MachineResources.Detect().Cores * percent / 100.0));
}
