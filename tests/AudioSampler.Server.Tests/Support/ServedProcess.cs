using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Audio.Store;
using AudioSampler.Testing;

namespace AudioSampler.Server.Tests.Support;

/// <summary><c>ais serve</c> as a process of its own, with limits, a data folder, a temporary folder, and a folder of sounds under a root.</summary>
public sealed class ServedProcess : IAsyncLifetime, IDisposable
{
    public const int Niceness = 7;
    public const int MemoryMebibytes = 700;
    public const int ReserveMebibytes = 100;

    private readonly TempFolder _folder = new();
    private Process _process = null!;
    private Task<string> _log = null!;

    public HttpClient Client { get; private set; } = null!;

    public string Data => _folder.File("data");

    /// <summary>Folder of the temporary store.</summary>
    public string Store => Path.Combine(_folder.File("tmp"), Path.GetFileName(TempStore.DefaultRoot));

    public async ValueTask InitializeAsync()
    {
        string sounds = _folder.File("sounds");
        Directory.CreateDirectory(sounds);
        Directory.CreateDirectory(_folder.File("tmp"));
        WaveFiles.Write(Path.Combine(sounds, "tone.wav"), TestSignals.Sine(440, 3, 44_100), 44_100);
        await ProgramRun.FfmpegAsync("-i", Path.Combine(sounds, "tone.wav"), Path.Combine(sounds, "tone.aiff"));
        await File.WriteAllTextAsync(Path.Combine(sounds, "text.wav"), "this is no sound");

        string[] limits =
        [
            .. (string[])["--cores", "1", "--nice", $"{Niceness}", "--memory", $"{MemoryMebibytes}"],
            .. (string[])["--disk-reserve", $"{ReserveMebibytes}"],
        ];
        _process = ProgramRun.Start(
            BuiltProgram.Path,
            ["serve", "--port", "0", "--root", sounds, .. limits],
            new Dictionary<string, string> { ["AIS_DATA"] = Data, ["TMPDIR"] = _folder.File("tmp") }
        );
        string line = await _process.StandardError.ReadLineAsync() ?? "";
        Assert.Contains("/ui/", line, StringComparison.Ordinal);
        _log = _process.StandardError.ReadToEndAsync();
        Client = new HttpClient { BaseAddress = new Uri(line.Split("/ui/")[0]) };
    }

    /// <summary>Analyses a file of the sounds and gives the answer, whatever it is.</summary>
    public Task<HttpResponseMessage> PostAsync(string name) =>
        Client.PostAsJsonAsync("/analyze", new { file_path = Path.Combine(_folder.File("sounds"), name) });

    /// <summary>Analyses a file of the sounds and gives its id.</summary>
    public async Task<long> AnalyzeAsync(string name)
    {
        using HttpResponseMessage response = await PostAsync(name);
        response.EnsureSuccessStatusCode();
        JsonElement body = await response.Content.ReadFromJsonAsync<JsonElement>();
        return body.GetProperty("analysis_result").GetProperty("file_id").GetInt64();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await ProgramRun.RunAsync("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync();
        Assert.True(_process.ExitCode == 0, await _log);
        Dispose();
    }

    public void Dispose()
    {
        _process.Dispose();
        _folder.Dispose();
    }
}
