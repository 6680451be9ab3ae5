using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AudioSampler.Testing;

namespace AudioSampler.Faults;

/// <summary>Runs <c>ais</c> with the plugin that misbehaves on command, in folders of its own, and sees whether it leaves anything behind.</summary>
public sealed class Sampler : IDisposable
{
    private const string Mark = "AIS_TEST_MARK";
    private readonly string _mark = Guid.NewGuid().ToString("N");

    public Sampler()
    {
        Directory.CreateDirectory(Temporary);
        Environment[Mark] = _mark;
        Environment["AIS_DATA"] = Data;
        Environment["TMPDIR"] = Temporary;
        Environment["NO_COLOR"] = "1";
    }

    /// <summary>The folder that holds the plugin's folder.</summary>
    public static string Plugins { get; } = Path.Combine(Repository.Root, "tests", "AudioSampler.Faults.Plugin", "bin", Configuration);

    public static string Samples { get; } = Path.Combine(Repository.Root, "samples");

    public TempFolder Folder { get; } = new();

    public string Data => Folder.File("data");

    public string Temporary => Folder.File("tmp");

    public Dictionary<string, string> Environment { get; } = [];

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>Analyses without a catalogue, under a plan of faults.</summary>
    /// <param name="faults">As in <c>AIS_FAULT</c>.</param>
    /// <param name="arguments">Further arguments and the files.</param>
    public async Task<Analysed> AnalyzeAsync(string faults, params string[] arguments)
    {
        Environment["AIS_FAULT"] = faults;
        ProgramRun run = await ProgramRun.RunAsync(
            BuiltProgram.Path,
            ["analyze", "--json", "--no-timings", "--no-catalog", "--plugins", Plugins, .. arguments],
            Environment
        );
        return new Analysed(run, Documents(run.Output));
    }

    /// <summary>Starts an analysis into the catalogue.</summary>
    public Process Start(params string[] arguments) =>
        ProgramRun.Start(BuiltProgram.Path, ["analyze", "--json", "--no-timings", "--plugins", Plugins, .. arguments], Environment);

    /// <summary>Runs any command.</summary>
    public Task<ProgramRun> RunAsync(params string[] arguments) => ProgramRun.RunAsync(BuiltProgram.Path, arguments, Environment);

    /// <summary>One document a line, by the name of its file.</summary>
    public static SortedDictionary<string, JsonObject> Documents(string lines)
    {
        var documents = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (string line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            JsonObject document = JsonNode.Parse(line)!.AsObject();
            documents.Add(Path.GetFileName((string)document["path"]!), document);
        }

        return documents;
    }

    /// <summary>Numbers of the processes that came of this and are still there, however they were started and whoever their parent is now.</summary>
    public IReadOnlyList<int> ProcessesLeft() =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(folder => (Folder: folder, Number: Path.GetFileName(folder)))
                .Where(p => int.TryParse(p.Number, CultureInfo.InvariantCulture, out _) && IsMarked(p.Folder))
                .Select(p => int.Parse(p.Number, CultureInfo.InvariantCulture)),
        ];

    /// <summary>Waits until no process is left, as long as a worker may take to close.</summary>
    public async Task AssertNothingIsLeftAsync()
    {
        for (int i = 0; i < 100 && ProcessesLeft().Count > 0; i++)
        {
            await Task.Delay(100);
        }

        Assert.Empty(ProcessesLeft());
        Assert.Empty(Directory.GetDirectories(Temporary, "run-*", SearchOption.AllDirectories));
    }

    public void Dispose()
    {
        foreach (int process in ProcessesLeft())
        {
            try
            {
                Process.GetProcessById(process).Kill();
            }
            catch (ArgumentException)
            {
                // It has ended meanwhile.
            }
        }

        Folder.Dispose();
    }

    private bool IsMarked(string folder)
    {
        try
        {
            // What has ended and was not yet waited for has no environment any more.
            return File.ReadAllText(Path.Combine(folder, "environ")).Contains(_mark, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
