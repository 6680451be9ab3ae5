using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Analysis.Resources;
using AudioSampler.Audio;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Catalog;
using AudioSampler.Cli.Hosting;
using AudioSampler.Cli.Output;
using AudioSampler.Inference.Notes;
using AudioSampler.Inference.OnnxRuntime;
using AudioSampler.Inference.Speech;
using AudioSampler.Inference.Store;
using AudioSampler.Server;

namespace AudioSampler.Cli.Doctor;

/// <summary>Looks at all that the program needs; each check says what it found and what to do.</summary>
internal static class Checks
{
    private const long LowSpaceBytes = 2L << 30;

    /// <summary>Runs all checks, one after the other.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="settings">How analyzers are run, and where plugins are.</param>
    public static async IAsyncEnumerable<CheckResult> RunAsync(DataFolder data, WorkerSettings settings)
    {
        yield return System();
        yield return Memory(MachineResources.Detect(), new WorkerSettings());
        yield return await FfmpegAsync();
        yield return await CatalogueAsync(data);
        yield return Space("data folder", data.Path);
        yield return Space("temporary folder", Path.GetTempPath());
        yield return WebFolder.Find() is { } web
            ? new CheckResult("page", CheckLevel.Ok, web)
            : new CheckResult(
                "page",
                CheckLevel.Warning,
                "the web page is not built: install Node 20 or newer and run ./ais again; all else works without"
            );
        yield return OnnxRuntime();
        yield return BasicPitch();
        yield return Silero();
        yield return Model(data);
        yield return Port();
        foreach (CheckResult plugin in await PluginChecks.RunAsync(settings))
        {
            yield return plugin;
        }
    }

    private static CheckResult System()
    {
        string description =
            $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} cores";
        bool proved = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;
        return !proved ? new CheckResult("system", CheckLevel.Warning, $"{description}: not proved, only Linux x64 is")
            : Vector256.IsHardwareAccelerated ? new CheckResult("system", CheckLevel.Ok, description)
            : new CheckResult("system", CheckLevel.Warning, $"{description}: no AVX2, so analysis is slower");
    }

    private static CheckResult Memory(MachineResources machine, WorkerSettings workers)
    {
        string free = machine.AvailableBytes is { } available ? $", {Readable.Bytes(available)} of it free" : string.Empty;
        string text =
            $"{Readable.Bytes(machine.MemoryBytes)}{free}; {workers.Workers} workers may use {Readable.Bytes(workers.MemoryLimitBytes)} each";
        return machine.AvailableBytes < workers.MemoryLimitBytes
            ? new CheckResult("memory", CheckLevel.Warning, $"{text}: close other programs, or give workers less with --memory MIB")
            : new CheckResult("memory", CheckLevel.Ok, text);
    }

    private static async Task<CheckResult> FfmpegAsync()
    {
        try
        {
            FfmpegPrograms programs = FfmpegLocator.Locate();
            return new CheckResult(
                "ffmpeg",
                CheckLevel.Ok,
                $"{await FfmpegVersion.QueryAsync(programs, CancellationToken.None)} at {programs.FfmpegPath}"
            );
        }
        catch (AudioSamplerException exception)
        {
            return new CheckResult("ffmpeg", CheckLevel.Error, exception.Message);
        }
    }

    private static async Task<CheckResult> CatalogueAsync(DataFolder data)
    {
        try
        {
            await using Catalogue catalogue = await Catalogue.OpenAsync(data, CancellationToken.None);
            CatalogueStats stats = await catalogue.StatsAsync(CancellationToken.None);
            return new CheckResult("catalogue", CheckLevel.Ok, $"{stats.Files} files, {stats.Regions} regions in {data.DatabasePath}");
        }
        catch (CatalogueException exception)
        {
            return new CheckResult("catalogue", CheckLevel.Error, exception.Message);
        }
    }

    private static CheckResult Space(string name, string folder)
    {
        string existing = folder;
        while (!Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing)!;
        }

        long free = new DriveInfo(existing).AvailableFreeSpace;
        string text = $"{Readable.Number(free / (double)(1 << 30), "0.0")} GB free in {folder}";
        return free < LowSpaceBytes
            ? new CheckResult(name, CheckLevel.Warning, $"{text}: long files may not fit; free some space")
            : new CheckResult(name, CheckLevel.Ok, text);
    }

    private static CheckResult BasicPitch() =>
        BasicPitchFiles.Find(out string? problem) is { } files
            ? new CheckResult(BasicPitchFiles.Name, CheckLevel.Ok, $"{BasicPitchFiles.Version} in {files.Folder}")
            : new CheckResult(BasicPitchFiles.Name, CheckLevel.Warning, problem!);

    private static CheckResult Silero() =>
        SileroFiles.Find(out string? problem) is { } files
            ? new CheckResult(SileroFiles.Name, CheckLevel.Ok, $"{SileroFiles.Version} in {files.Folder}")
            : new CheckResult(SileroFiles.Name, CheckLevel.Warning, problem!);

    private static CheckResult OnnxRuntime() =>
        OnnxRuntimeLibrary.TryLoad(out string? problem)
            ? new CheckResult("onnx runtime", CheckLevel.Ok, $"{OnnxRuntimeLibrary.LoadedVersion} at {OnnxRuntimeLibrary.LoadedPath}")
            : new CheckResult("onnx runtime", CheckLevel.Warning, $"{problem}; until then sounds get no labels, all else works");

    private static CheckResult Model(DataFolder data)
    {
        var notices = new List<string>();
        string name = ModelStore.Of(data.Path).Resolve(ModelStore.Auto, notices.Add).Name;
        return notices.Count > 0
            ? new CheckResult("model", CheckLevel.Warning, $"{string.Join("; ", notices)}: {name}")
            : new CheckResult("model", CheckLevel.Ok, $"{name} hears the labels; 'ais models list' shows others");
    }

    private static CheckResult Port()
    {
        using var listener = new TcpListener(IPAddress.Loopback, ServerOptions.DefaultPort);
        try
        {
            listener.Start();
            return new CheckResult("port", CheckLevel.Ok, $"{ServerOptions.DefaultPort} is free");
        }
        catch (SocketException)
        {
            return new CheckResult(
                "port",
                CheckLevel.Warning,
                $"{ServerOptions.DefaultPort} is taken: a server runs already, or use ais serve --port N"
            );
        }
    }
}
