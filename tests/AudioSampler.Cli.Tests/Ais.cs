using System.Diagnostics;
using System.Text.Json;
using AudioSampler.Testing;

namespace AudioSampler.Cli.Tests;

/// <summary>Runs the <c>ais</c> command as a process of its own, with a data folder and a temporary folder of its own.</summary>
public sealed class Ais : IDisposable
{
    public string Program => BuiltProgram.Path;

    public TempFolder Folder { get; } = new();

    public string Data => Folder.File("data");

    public string Temporary => Folder.File("tmp");

    public Dictionary<string, string> Environment { get; } = [];

    public Ais()
    {
        Directory.CreateDirectory(Temporary);
        Environment["AIS_DATA"] = Data;
        Environment["TMPDIR"] = Temporary;
        Environment["NO_COLOR"] = "1";
    }

    /// <summary>Writes a short tone and gives its path.</summary>
    public string Tone(string name = "tone.wav", double seconds = 1)
    {
        string path = Folder.File(name);
        WaveFiles.Write(path, TestSignals.Sine(440, seconds, 44_100), 44_100);
        return path;
    }

    public Task<ProgramRun> RunAsync(params string[] arguments) => ProgramRun.RunAsync(BuiltProgram.Path, arguments, Environment);

    /// <summary>Runs under another program, such as <c>setpriv</c> or <c>unshare</c>.</summary>
    public Task<ProgramRun> RunUnderAsync(string wrapper, string[] wrapperArguments, params string[] arguments) =>
        ProgramRun.RunAsync(wrapper, [.. wrapperArguments, BuiltProgram.Path, .. arguments], Environment);

    public Process Start(params string[] arguments) => ProgramRun.Start(BuiltProgram.Path, arguments, Environment);

    /// <summary>Analyses without a catalogue and gives the documents, by path.</summary>
    public async Task<(ProgramRun Run, Dictionary<string, JsonElement> Documents)> AnalyzeAsync(params string[] arguments)
    {
        ProgramRun run = await RunAsync(["analyze", "--json", "--no-catalog", .. arguments]);
        var documents = run
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(d => d.GetProperty("path").GetString()!, StringComparer.Ordinal);
        return (run, documents);
    }

    public void Dispose() => Folder.Dispose();
}
